import { memo } from 'react';
import { amountInWords } from '../../shared/kernel/amount-words.ts';
import { money } from '../../shared/kernel/money.ts';
import { type Column, Section, Table } from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Address, Amount, Amounted, Day } from '../kit/values.tsx';
import { Cell } from './cell.tsx';
import { lineOf, lotOf, withLine, withLot } from './draft.ts';
import { LotConditions } from './lot-conditions.tsx';
import { cellOf, type WritingProps } from './offer.ts';
import type { Item, Lot } from './tender.ts';
import { useText } from './text.ts';

interface LotPricesProps extends WritingProps {
  readonly lot: Lot;
  readonly number: number;
}

/** Typing a price draws no goods anew. */
const SameGoods = memo(Goods);

/** The prices of a lot (标段报价表), line by line, with what each and all of them come to. */
export function LotPrices({ lot, number, draft, read, onChange }: LotPricesProps) {
  const say = useText();
  const sayKit = useKitText();
  const { taxIncluded } = lotOf(draft, lot);
  const mine = read.lots.find((each) => each.lot.id === lot.id);
  const put = (what: 'price' | 'tax' | 'freight', from: Item, lines: readonly string[]) => {
    const first = lot.items.indexOf(from);
    const next = lines.reduce((now, line, at) => {
      const item = lot.items[first + at];
      return item === undefined ? now : withLine(now, item, { [what]: line });
    }, draft);
    onChange(next);
  };
  const cell = (item: Item, what: 'price' | 'tax' | 'freight', label: string) => (
    <Cell
      id={cellOf(item.id, what)}
      bare
      label={label}
      column={`${lot.id}-${what}`}
      value={lineOf(draft, item)[what]}
      fault={read.faults.get(cellOf(item.id, what))}
      onChange={(value) => onChange(withLine(draft, item, { [what]: value }))}
      onLines={(lines) => put(what, item, lines)}
    />
  );
  const unit = (item: Item) => sayCode(sayKit, 'unit', item.quantity.unit);
  const columns: readonly Column<Item>[] = [
    {
      title: say('line.goods'),
      of: ({ category, attributes, deliveryPoint, deliverBy }) => (
        <span>
          <SameGoods category={category} attributes={attributes} />
          <span className="b-where j-small">
            <Address of={deliveryPoint} />
            {deliverBy !== undefined && (
              <>
                {' · '}
                <Day at={deliverBy} />
              </>
            )}
          </span>
        </span>
      ),
    },
    { title: say('line.quantity'), of: ({ quantity }) => <Amounted value={quantity} />, figure: true },
    {
      title: say('line.price'),
      of: (item) => (
        <span className="b-with-unit">
          {cell(item, 'price', say('line.priceOf', { unit: unit(item) }))}
          <span className="j-small">{say('line.per', { unit: unit(item) })}</span>
        </span>
      ),
    },
    {
      title: say('line.tax'),
      of: (item) => (
        <span className="b-with-unit b-narrow">
          {cell(item, 'tax', say('line.tax'))}
          <span className="j-small">%</span>
        </span>
      ),
    },
    ...(lot.freight?.basis === 'quoted'
      ? [{ title: say('line.freight'), of: (item: Item) => cell(item, 'freight', say('line.freight')) }]
      : []),
    {
      title: say('line.amount'),
      figure: true,
      of: (item) => {
        const line = mine?.lines.find((each) => each.item.id === item.id);
        return line === undefined ? '—' : <Amount value={money(line.amount)} exact />;
      },
    },
  ];
  return (
    <Section
      title={say('lot.title', { number, title: lot.title })}
      more={
        lot.ceiling && (
          <span className="j-small">
            {say('lot.ceiling')} <Amount value={lot.ceiling} exact />
          </span>
        )
      }
    >
      <fieldset className="b-choice">
        <legend className="j-hidden">{say('lot.taxBasis')}</legend>
        {[true, false].map((included) => (
          <label key={String(included)}>
            <input
              type="radio"
              name={`${lot.id}-basis`}
              checked={taxIncluded === included}
              onChange={() => onChange(withLot(draft, lot, { taxIncluded: included }))}
            />
            {say(included ? 'lot.taxIncluded' : 'lot.taxApart')}
          </label>
        ))}
      </fieldset>
      <Table caption={lot.title} columns={columns} items={lot.items} keyOf={({ id }) => id} />
      <LotConditions lot={lot} draft={draft} read={read} onChange={onChange} />
      <p className="b-total" aria-live="polite">
        {mine === undefined ? (
          <span className="j-muted">{say('lot.notBid')}</span>
        ) : (
          <>
            {say('lot.total')}{' '}
            <strong>
              <Amount value={money(mine.total)} exact />
            </strong>
            <span className="j-small" lang="zh-CN">
              {say('words', { words: amountInWords(mine.total) })}
            </span>
          </>
        )}
      </p>
    </Section>
  );
}
