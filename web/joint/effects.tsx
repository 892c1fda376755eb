import { type Column, Table } from '../kit/blocks.tsx';
import { Exact } from '../kit/exact.tsx';
import { OrganisationName } from '../kit/organisation.tsx';
import type { Effects as Lots, Round } from './round.ts';
import { useText } from './text.ts';
import { percentOf } from './values.tsx';

type Row = Lots[number]['sums'][number] & { readonly title: string; readonly id: string };

/** What a step after the lock does to every lot, and to each unit's share of it (影响). */
export function Effects({ round, lots }: { readonly round: Round; readonly lots: Lots }) {
  const say = useText();
  const rows = lots.flatMap(({ id, title, sums }) =>
    sums.map((sum): Row => ({ ...sum, title, id: `${id} ${sum.unit} ${sum.basis}` })),
  );
  const columns: readonly Column<Row>[] = [
    { title: say('lot'), of: ({ title }) => title },
    { title: say('effect.before'), of: (row) => <Exact {...row} exact={row.before.total} />, figure: true },
    { title: say('effect.after'), of: (row) => <Exact {...row} exact={row.after.total} />, figure: true },
    {
      title: say('effect.shares'),
      of: ({ shares }) => (
        <ul className="r-shares">
          {shares
            .filter(({ before, after }) => before !== after)
            .map(({ participant, before, after }) => (
              <li key={participant}>
                <OrganisationName
                  id={participant}
                  name={round.participants?.find(({ id }) => id === participant)?.name}
                />{' '}
                <span className="j-figure">
                  {percentOf(before).replace('+', '')} → {percentOf(after).replace('+', '')}
                </span>
              </li>
            ))}
        </ul>
      ),
    },
  ];
  return <Table caption={say('effect')} columns={columns} items={rows} keyOf={({ id }) => id} />;
}
