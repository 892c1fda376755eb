import { type Fen, money, toFenHalfUp } from '../../shared/kernel/money.ts';
import { mul, parseDecimal } from '../../shared/kernel/ratio.ts';
import { dayOf, daysBetween, instant } from '../../shared/kernel/time.ts';
import { serverNow } from '../api/client.ts';
import { Tag } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { Amount, Day, UnitPrice } from '../kit/values.tsx';
import type { Post } from './goods.tsx';
import { useText } from './text.ts';

/** Demand, supply, or work on one of its sides. */
export function KindTag({
  of: { kind, side },
}: {
  readonly of: Pick<Post, 'kind'> & { readonly side?: Post['side'] };
}) {
  const say = useText();
  const words = kind === 'processing' && side !== undefined ? say(`work.${side}`) : say(`kind.${kind}`);
  return <Tag tone={side === 'wanted' || kind === 'demand' ? 'warn' : 'accent'}>{words}</Tag>;
}

/** A price as it was posted: a unit, with or without tax, and where it holds. */
export function PostPrice({ value }: { readonly value: Post['price'] }) {
  const say = useText();
  if (value === undefined) return <span className="j-muted">{say('price.none')}</span>;
  const { unitPrice, per, taxIncluded, taxRate, delivery } = value;
  return (
    <>
      <span className="m-keep">
        <UnitPrice value={unitPrice} per={per} />
      </span>
      <span className="m-sub m-keep">
        {say(taxIncluded ? 'price.taxed' : 'price.untaxed', { rate: percent(taxRate) })} · {say(`delivery.${delivery}`)}
      </span>
    </>
  );
}

/** `0.13` as `13`. */
export const percent = (fraction: string): string => {
  const [whole = '0', part = ''] = fraction.split('.');
  const padded = part.padEnd(2, '0');
  const shifted = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = padded.slice(2).replace(/0+$/, '');
  return rest === '' ? shifted : `${shifted}.${rest}`;
};

/** What all of it comes to by its price, where both are of one unit and basis. */
export function total({ quantity, price }: Pick<Post, 'quantity' | 'price'>): Fen | undefined {
  if (quantity === undefined || price === undefined) return undefined;
  if (quantity.unit !== price.per || quantity.basis !== price.weighingBasis) return undefined;
  return toFenHalfUp(mul(parseDecimal(quantity.value, 12), parseDecimal(price.unitPrice.amount, 12)));
}

export function Total({ of }: { readonly of: Pick<Post, 'quantity' | 'price'> }) {
  const fen = total(of);
  return fen === undefined ? null : <Amount value={money(fen)} />;
}

/** The days within which goods are taken or given. */
export function Window({ value: { from, to } }: { readonly value: Post['window'] }) {
  return (
    <>
      <span className="m-keep">
        <Day at={from} />–
      </span>
      <wbr />
      <span className="m-keep">
        <Day at={to} />
      </span>
    </>
  );
}

/** How long ago, in whole days of Asia/Shanghai. */
export function Age({ at }: { readonly at: string }) {
  const say = useText();
  const days = daysBetween(dayOf(at), dayOf(instant(serverNow())));
  return (
    <span className="j-whole">{days <= 0 ? say('age.today') : say('age.days', { days: grouped(String(days)) })}</span>
  );
}

export const today = (): string => dayOf(instant(serverNow()));
