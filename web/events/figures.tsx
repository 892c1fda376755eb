import { useRead } from '../api/queries.ts';
import { type Column, Facts, Reading, Section, Table } from '../kit/blocks.tsx';
import { Amount } from '../kit/values.tsx';
import { useText } from './text.ts';

interface Converted {
  readonly day: 7 | 30 | 90;
  readonly orders: number;
  readonly amount?: { readonly amount: string; readonly currency: 'CNY' };
}

/** What an event brought (对接成效): numbers and sums, and no firm. */
export function Figures({ event: id }: { readonly event: string }) {
  const say = useText();
  const figures = useRead('GET /v1/matchmaking-events/{id}/figures', { path: { id } });
  const columns: readonly Column<Converted>[] = [
    { title: say('figures.after'), of: ({ day }) => say('figures.days', { day }) },
    { title: say('figures.orders'), figure: true, of: ({ orders }) => orders },
    {
      title: say('figures.amount'),
      figure: true,
      of: ({ amount }) => (amount === undefined ? say('figures.few') : <Amount value={amount} exact />),
    },
  ];
  return (
    <Section title={say('figures')}>
      <Reading of={figures}>
        {(it) => (
          <>
            <Facts
              items={[
                [say('figures.registered'), it.registered],
                [say('figures.meetings'), it.meetings],
                [say('figures.held'), it.held],
                [say('figures.notHeld'), it.notHeld],
                [say('figures.came'), it.came],
                [say('figures.intents'), say('figures.intentsOf', { count: it.intents, confirmed: it.confirmed })],
                [
                  say('figures.estimate'),
                  it.estimate === undefined ? say('figures.few') : <Amount key="estimate" value={it.estimate} />,
                ],
              ]}
            />
            {it.converted.length > 0 && (
              <Table
                caption={say('figures.converted')}
                columns={columns}
                items={it.converted}
                keyOf={({ day }) => String(day)}
              />
            )}
            <p className="j-small">{say('figures.about')}</p>
          </>
        )}
      </Reading>
    </Section>
  );
}
