import { type Column, Empty, Section, Table } from '../kit/blocks.tsx';
import { Exact } from '../kit/exact.tsx';
import { useCategoryName } from '../kit/values.tsx';
import type { Report, Round } from './round.ts';
import { useText } from './text.ts';
import { type Total, totalsOf } from './totals.ts';

interface TotalsProps {
  readonly round: Round;
  readonly reports: ReadonlyMap<string, Report>;
}

/** What is reported so far (汇总预览), by category and zone. */
export function Totals({ round, reports }: TotalsProps) {
  const say = useText();
  const nameOf = useCategoryName();
  const totals = totalsOf(
    [...reports.values()].flatMap(({ signed }) => signed.lines),
    round,
  );
  const columns: readonly Column<Total>[] = [
    { title: say('lot'), of: ({ category, zone }) => `${nameOf(category)} · ${zone}` },
    { title: say('lot.lines'), of: ({ lines }) => lines, figure: true },
    {
      title: say('lot.total'),
      of: ({ total, unit, basis }) => <Exact exact={total} unit={unit} basis={basis} />,
      figure: true,
    },
    {
      title: say('lot.committed'),
      of: ({ committed, unit, basis }) => <Exact exact={committed} unit={unit} basis={basis} />,
      figure: true,
    },
  ];
  return (
    <Section title={say('totals')} more={<span className="j-small">{say('totals.about')}</span>}>
      {totals.length === 0 ? (
        <Empty title={say('totals.none')} />
      ) : (
        <Table caption={say('totals')} columns={columns} items={totals} keyOf={({ key }) => key} />
      )}
    </Section>
  );
}
