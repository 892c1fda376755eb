import {
  compare,
  div,
  isZero,
  max,
  one,
  parseDecimal,
  type Ratio,
  roundHalfUp,
  sub,
  zero,
} from '../../shared/kernel/ratio.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { Percent } from '../kit/exact.tsx';
import { Goods } from '../kit/goods.tsx';
import { Amounted } from '../kit/values.tsx';
import { type Agreement, itemsOf, type Progress, partyName, type Row } from './agreement.ts';
import { ItemGoods } from './basket.tsx';
import { useText } from './text.ts';

/** The ledger (额度台账): of each buyer, supplier and item what is agreed, called off, accepted and left. */
export function Ledger({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const progress = useRead('GET /v1/agreements/{id}/progress', { path: { id: agreement.id } });
  const items = itemsOf(agreement);
  const measured = ({ unit, basis }: Row, value: string) => ({ value, unit, ...(basis && { basis }) });
  const columns: readonly Column<Row>[] = [
    {
      title: say('goods'),
      of: ({ item }) => {
        const found = items.get(item);
        return found === undefined ? '—' : <Goods category={found.category} attributes={found.attributes} />;
      },
    },
    {
      title: say('parties'),
      of: ({ buyer, supplier }) => (
        <span>
          {partyName(agreement, buyer)}
          <span className="c-under j-small">{partyName(agreement, supplier)}</span>
        </span>
      ),
    },
    { title: say('agreed'), of: (row) => <Amounted value={measured(row, row.agreed)} />, figure: true },
    { title: say('calledOff'), of: (row) => <Amounted value={measured(row, row.calledOff)} />, figure: true },
    { title: say('done'), of: (row) => <Amounted value={measured(row, row.done)} />, figure: true },
    { title: say('left'), of: (row) => <Amounted value={measured(row, row.left)} />, figure: true },
    {
      title: say('drawn'),
      of: (row) => (
        <span>
          <Bar row={row} />
          {row.behind && <Tag tone="warn">{say('behind')}</Tag>}
        </span>
      ),
    },
  ];
  return (
    <Section title={say('ledger')} more={<span className="j-small">{say('ledger.about')}</span>}>
      <Reading of={progress}>
        {({ rows, elapsed, pairs, free }) =>
          rows.length === 0 ? (
            <Empty title={say('ledger.none')} />
          ) : (
            <>
              <p className="j-small">
                {say('elapsed')} <Percent exact={elapsed} />
              </p>
              <Table
                caption={say('ledger')}
                columns={columns}
                items={rows}
                keyOf={({ buyer, supplier, item }) => `${buyer} ${supplier} ${item}`}
              />
              <Pairs agreement={agreement} pairs={pairs} />
              <Free agreement={agreement} free={free} />
            </>
          )
        }
      </Reading>
    </Section>
  );
}

/** What is accepted, and what is called off beyond it, of what is agreed: the figures stand beside it. */
function Bar({ row }: { readonly row: Row }) {
  const agreed = parseDecimal(row.agreed, 6);
  const part = (value: Ratio): string => {
    if (isZero(agreed)) return '0';
    const found = div(value, agreed);
    return roundHalfUp(
      { n: (compare(found, one) > 0 ? one : found).n * 100n, d: (compare(found, one) > 0 ? one : found).d },
      1,
    );
  };
  const done = parseDecimal(row.done, 6);
  const open = max(zero, sub(parseDecimal(row.calledOff, 6), done));
  return (
    <svg className="c-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="c-bar-all" width="100" height="8" />
      <rect className="c-bar-called" width={part(parseDecimal(row.calledOff, 6))} height="8" />
      <rect className="c-bar-done" width={part(isZero(open) ? parseDecimal(row.calledOff, 6) : done)} height="8" />
    </svg>
  );
}

/** What is accepted of the whole value between a buyer and a supplier, as the monthly check sees it. */
function Pairs({ agreement, pairs }: { readonly agreement: Agreement; readonly pairs: Progress['pairs'] }) {
  const say = useText();
  const columns: readonly Column<Progress['pairs'][number]>[] = [
    { title: say('buyer'), of: ({ buyer }) => partyName(agreement, buyer) ?? '—' },
    { title: say('supplier'), of: ({ supplier }) => partyName(agreement, supplier) ?? '—' },
    {
      title: say('pairs.done'),
      of: ({ done, behind }) => (
        <>
          <Percent exact={done} /> {behind && <Tag tone="warn">{say('behind')}</Tag>}
        </>
      ),
      figure: true,
    },
  ];
  if (pairs.length === 0) return null;
  return (
    <Table
      caption={say('pairs.done')}
      columns={columns}
      items={pairs}
      keyOf={({ buyer, supplier }) => `${buyer} ${supplier}`}
    />
  );
}

/** What any winner may be asked for (自由采购量). */
function Free({ agreement, free }: { readonly agreement: Agreement; readonly free: Progress['free'] }) {
  const say = useText();
  const items = itemsOf(agreement);
  const left = free.filter((each) => !isZero(parseDecimal(each.left, 6)));
  const columns: readonly Column<Progress['free'][number]>[] = [
    { title: say('goods'), of: ({ item }) => <ItemGoods item={items.get(item)} /> },
    { title: say('buyer'), of: ({ buyer }) => partyName(agreement, buyer) ?? '—' },
    {
      title: say('free'),
      of: ({ item, left: value }) => {
        const quantity = items.get(item)?.quantity;
        return quantity === undefined ? value : <Amounted value={{ ...quantity, value }} />;
      },
      figure: true,
    },
  ];
  if (left.length === 0) return null;
  return <Table caption={say('free')} columns={columns} items={left} keyOf={({ buyer, item }) => `${buyer} ${item}`} />;
}
