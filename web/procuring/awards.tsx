import { type Column, Notice, Section, Table } from '../kit/blocks.tsx';
import { Amount, Moment } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

/** The candidates as they were published, then the awards (中标候选人、中标结果). */
export function Awards({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { lots, candidates = [], awards = [], standstillUntil, objectionsUntil, unawarded = [] } = tender;
  const titleOf = (lot: string) => lots.find(({ id }) => id === lot)?.title ?? '';
  if (awards.length > 0) {
    type Award = (typeof awards)[number];
    const columns: readonly Column<Award>[] = [
      { title: say('lot.title'), of: ({ lot }) => titleOf(lot) },
      { title: say('awards.winner'), of: ({ name }) => name },
      { title: say('awards.amount'), figure: true, of: ({ amount }) => <Amount value={amount} exact words /> },
    ];
    return (
      <Section title={say('awards')}>
        <Table caption={say('awards')} columns={columns} items={awards} keyOf={(each) => each.lot + each.supplier} />
        {unawarded.length > 0 && <p>{say('awards.not', { lots: unawarded.map(titleOf).join('、') })}</p>}
        {objectionsUntil !== undefined && (
          <p className="j-small">
            {say('awards.objectionsUntil')} <Moment at={objectionsUntil} />
          </p>
        )}
      </Section>
    );
  }
  if (candidates.length === 0) return null;
  const rows = candidates.flatMap(({ lot, candidates: ranked }) => ranked.map((each) => ({ lot, ...each })));
  type Row = (typeof rows)[number];
  const columns: readonly Column<Row>[] = [
    { title: say('lot.title'), of: ({ lot }) => titleOf(lot) },
    { title: say('ranking.rank'), of: ({ rank }) => say('ranking.rankOf', { rank }) },
    { title: say('candidates.name'), of: ({ name }) => name },
    { title: say('ranking.price'), figure: true, of: ({ price }) => <Amount value={price} exact /> },
  ];
  return (
    <Section title={say('candidates')}>
      {standstillUntil !== undefined && (
        <Notice>
          {say('next.standstill')} <Moment at={standstillUntil} />
        </Notice>
      )}
      <Table caption={say('candidates')} columns={columns} items={rows} keyOf={(each) => each.lot + each.supplier} />
    </Section>
  );
}
