import { useMemo } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Facts, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { grouped } from '../kit/format.ts';
import { Amount } from '../kit/values.tsx';
import { heightOf, percentBars } from './bars.ts';
import { useNames } from './names.ts';
import { Figure, From, type Scope } from './scope.tsx';
import { useText } from './text.ts';

type Spread = Answer<'GET /v1/figures/concentration'>;
type Row = Spread['suppliers'][number];
const cny = ({ shown }: Spread['amount']) => ({ amount: shown, currency: 'CNY' as const });

/** How the money is spread over suppliers (供应集中度): shares, and the sum of their squares. */
export function Concentration({ scope }: { readonly scope: Scope }) {
  const say = useText();
  const concentration = useRead('GET /v1/figures/concentration', { query: scope });
  return (
    <Figure title={say('concentration')} of={concentration}>
      {(it) =>
        it.suppliers.length === 0 ? (
          <Empty title={say('figures.none')}>{say('figures.noneDetail')}</Empty>
        ) : (
          <Drawn spread={it} />
        )
      }
    </Figure>
  );
}

function Drawn({ spread: { amount, hhi, suppliers } }: { readonly spread: Spread }) {
  const say = useText();
  const names = useNames(suppliers.map(({ supplier }) => supplier));
  const bars = suppliers.map(({ supplier, share }) => [names(supplier), share.shown] as const);
  const key = JSON.stringify(bars);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bars are what the key says
  const option = useMemo(() => percentBars(bars), [key]);
  const columns: readonly Column<Row>[] = [
    { title: say('side.supplier'), of: ({ supplier }) => names(supplier) },
    { title: say('amount.withTax'), of: (row) => <Amount value={cny(row.amount)} exact />, figure: true },
    { title: say('concentration.share'), of: ({ share }) => share.shown, figure: true },
  ];
  return (
    <>
      <Facts
        items={[
          [say('concentration.amount'), <Amount key="amount" value={cny(amount)} exact />],
          [
            say('concentration.hhi'),
            <span key="hhi" className="j-figure" title={hhi.exact}>
              {grouped(hhi.shown)}
            </span>,
          ],
        ]}
      />
      <div className={heightOf(suppliers.length)}>
        <Chart label={say('concentration.label')} option={option}>
          <Table
            caption={say('concentration')}
            columns={columns}
            items={suppliers}
            keyOf={({ supplier }) => supplier}
          />
        </Chart>
      </div>
      <From from={suppliers.flatMap(({ from }) => from)} />
    </>
  );
}
