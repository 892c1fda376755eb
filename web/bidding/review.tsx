import { amountInWords } from '../../shared/kernel/amount-words.ts';
import { money } from '../../shared/kernel/money.ts';
import { type Column, Facts, Notice, Section, Table } from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { Amount, Amounted, Day, Division, UnitPrice } from '../kit/values.tsx';
import type { BidDraft } from './draft.ts';
import type { ReadBid, ReadLine, ReadLot } from './offer.ts';
import { sizeText } from './private-part.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { percentOf } from './typed.ts';

interface ReviewProps {
  readonly tender: Tender;
  readonly bidder: string;
  readonly draft: BidDraft;
  readonly read: ReadBid;
}

/** Exactly what will be sealed (密封前核对), as it will be read at the opening. */
export function Review({ tender, bidder, draft, read }: ReviewProps) {
  const say = useText();
  const total = read.lots.reduce((all, lot) => all + lot.total, 0n);
  const concerned = read.shortValidity || read.lots.some(({ concerns }) => concerns.length > 0);
  return (
    <>
      {concerned && (
        <Notice tone="warn" title={say('concerns')}>
          <ul>
            {read.lots.flatMap(({ lot, concerns }) =>
              concerns.map((concern) => (
                <li key={lot.id + concern}>
                  {lot.title}: {say(`concern.${concern}`)}
                </li>
              )),
            )}
            {read.shortValidity && <li>{say('concern.validity', { days: tender.bidValidityDays })}</li>}
          </ul>
        </Notice>
      )}
      <Section title={say('review.disclosed')}>
        <p className="j-small">{say('review.disclosedAbout')}</p>
        <Facts
          items={[
            [say('review.bidder'), bidder],
            [say('review.version'), say('version', { number: tender.documentsVersion ?? 1 })],
            [say('validUntil'), <Day key="until" at={draft.validUntil} />],
          ]}
        />
        {read.lots.map((lot) => (
          <ReviewedLot key={lot.lot.id} lot={lot} />
        ))}
        {read.offer.packages !== undefined && (
          <p>
            {say('packages')}{' '}
            {read.offer.packages
              .map(({ lots, discount }) => say('packages.said', { count: lots.length, percent: percentOf(discount) }))
              .join(' · ')}
          </p>
        )}
        <p className="b-grand">
          {say('review.total')}{' '}
          <strong>
            <Amount value={money(total)} exact />
          </strong>
          <span lang="zh-CN">{say('words', { words: amountInWords(total) })}</span>
        </p>
      </Section>
      <Section title={say('review.private')}>
        <p className="j-small">{say('private.about')}</p>
        {read.answers === undefined && draft.files.length === 0 && <p className="j-muted">{say('review.noPrivate')}</p>}
        {read.answers !== undefined && (
          <Facts items={Object.entries(read.answers).map(([asked, answer]) => [asked, String(answer)])} />
        )}
        {draft.files.length > 0 && (
          <ul className="b-list">
            {draft.files.map(({ id, name, size }) => (
              <li key={id}>
                {name} <span className="j-small">{sizeText(size)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function ReviewedLot({ lot: { lot, lines, total, offer } }: { readonly lot: ReadLot }) {
  const say = useText();
  const columns: readonly Column<ReadLine>[] = [
    {
      title: say('line.goods'),
      of: ({ item }) => (
        <span>
          <Goods category={item.category} attributes={item.attributes} />
        </span>
      ),
    },
    { title: say('line.quantity'), of: ({ item }) => <Amounted value={item.quantity} />, figure: true },
    {
      title: say('line.price'),
      figure: true,
      of: ({ item, offered }) => <UnitPrice value={offered.unitPrice} per={item.quantity.unit} />,
    },
    {
      title: say('line.tax'),
      of: ({ offered: { taxIncluded, taxRate } }) =>
        say(taxIncluded ? 'line.taxIncluded' : 'line.taxApart', { percent: percentOf(taxRate) }),
    },
    ...(lines.some(({ offered }) => offered.freight !== undefined)
      ? [
          {
            title: say('line.freight'),
            figure: true,
            of: ({ item, offered }: ReadLine) =>
              offered.freight && <UnitPrice value={offered.freight} per={item.quantity.unit} />,
          },
        ]
      : []),
    { title: say('line.amount'), figure: true, of: ({ amount }) => <Amount value={money(amount)} exact /> },
  ];
  const { capacity, minimumOrder, tiers = [], stockDivision } = offer.terms ?? {};
  return (
    <div className="b-reviewed">
      <h3>{lot.title}</h3>
      <Table caption={lot.title} columns={columns} items={lines} keyOf={({ item }) => item.id} />
      {offer.terms !== undefined && (
        <Facts
          items={[
            [say('terms.capacityTitle'), capacity && <Amounted key="capacity" value={capacity as Quantified} />],
            [say('terms.stock'), stockDivision && <Division key="stock" code={stockDivision} />],
            [say('terms.minimumTitle'), minimumOrder && <Amounted key="minimum" value={minimumOrder as Quantified} />],
            [
              say('terms.tiers'),
              tiers.length === 0
                ? undefined
                : tiers.map(({ from, discount }) => `≥ ${from.value}: −${percentOf(discount)} %`).join('; '),
            ],
          ]}
        />
      )}
      <p className="b-total">
        {say('lot.total')}{' '}
        <strong>
          <Amount value={money(total)} exact />
        </strong>
        <span className="j-small" lang="zh-CN">
          {say('words', { words: amountInWords(total) })}
        </span>
      </p>
    </div>
  );
}

type Quantified = Parameters<typeof Amounted>[0]['value'];
