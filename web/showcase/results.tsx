import { useRead } from '../api/queries.ts';
import { type Column, Facts, Reading, Section, Table } from '../kit/blocks.tsx';
import { Amount } from '../kit/values.tsx';
import { useText } from './text.ts';

interface Row {
  readonly product: string;
  readonly title: string;
  readonly views: number;
  readonly enquiries: number;
  readonly orders: number;
  readonly amount?: { readonly amount: string; readonly currency: 'CNY' };
}

/** What came of a session (直播成效): as much of it as the reader may see. */
export function Results({ session: id }: { readonly session: string }) {
  const say = useText();
  const results = useRead('GET /v1/live-sessions/{id}/results', { path: { id } });
  const columns: readonly Column<Row>[] = [
    { title: say('product'), of: ({ title }) => title },
    ...(['views', 'enquiries', 'orders'] as const).map(
      (each): Column<Row> => ({ title: say(`results.${each}`), figure: true, of: (row) => row[each] }),
    ),
    {
      title: say('results.amount'),
      figure: true,
      of: ({ amount }) => (amount === undefined ? '—' : <Amount value={amount} exact />),
    },
  ];
  return (
    <Section title={say('results')}>
      <Reading of={results}>
        {({ totals, products }) => (
          <>
            <Facts
              items={[
                [say('results.views'), totals.views],
                [say('results.enquiries'), totals.enquiries],
                [say('results.orders'), totals.orders],
                [say('results.amount'), totals.amount && <Amount key="amount" value={totals.amount} />],
              ]}
            />
            {products !== undefined && products.length > 0 && (
              <Table
                caption={say('results')}
                columns={columns}
                items={products as readonly Row[]}
                keyOf={({ product }) => product}
              />
            )}
          </>
        )}
      </Reading>
    </Section>
  );
}
