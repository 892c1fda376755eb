import { useMemo } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Empty, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { Amount } from '../kit/values.tsx';
import { Figure, From, type Scope } from './scope.tsx';
import { useText } from './text.ts';

type Saved = Answer<'GET /v1/figures/savings'>;
const cny = ({ shown }: Saved['net']) => ({ amount: shown, currency: 'CNY' as const });

/** What was saved (节约额): against the index, and against what the same buyers paid before. */
export function Savings({ scope }: { readonly scope: Scope }) {
  const say = useText();
  const savings = useRead('GET /v1/figures/savings', { query: scope });
  return (
    <Figure title={say('savings')} of={savings}>
      {(it) =>
        it.from.length === 0 ? (
          <Empty title={say('figures.none')}>{say('figures.noneDetail')}</Empty>
        ) : (
          <Drawn savings={it} />
        )
      }
    </Figure>
  );
}

function Drawn({ savings: { net, againstIndex, againstOwn, from } }: { readonly savings: Saved }) {
  const say = useText();
  const rows = [
    { name: say('savings.againstIndex'), without: againstIndex.atIndex, ...againstIndex },
    { name: say('savings.againstOwn'), without: againstOwn.atOwnPrices, ...againstOwn },
  ];
  const [without, paid] = [say('savings.without'), say('savings.paid')];
  const key = JSON.stringify(rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what the key says
  const option = useMemo(
    () => ({
      legend: { bottom: 0 },
      grid: { left: 8, right: 16, top: 20, bottom: 40, containLabel: true },
      xAxis: { type: 'category', data: rows.map(({ name }) => name) },
      yAxis: { type: 'value' },
      series: [
        { name: without, type: 'bar', barMaxWidth: 56, data: rows.map((row) => row.without.shown) },
        { name: paid, type: 'bar', barMaxWidth: 56, data: rows.map((row) => row.paid.shown) },
      ],
    }),
    [key, without, paid],
  );
  return (
    <>
      <p className="j-small">
        {say('savings.about')} {say('savings.net')} <Amount value={cny(net)} exact />
      </p>
      {rows.every(({ without: { exact } }) => exact === '0/1') ? (
        <Empty title={say('savings.nothing')} />
      ) : (
        <Chart label={say('savings.label')} option={option}>
          <Table
            caption={say('savings')}
            columns={[
              { title: say('savings.against'), of: ({ name }) => name },
              { title: without, of: (row) => <Amount value={cny(row.without)} exact />, figure: true },
              { title: paid, of: (row) => <Amount value={cny(row.paid)} exact />, figure: true },
              { title: say('savings.saved'), of: (row) => <Amount value={cny(row.saved)} exact />, figure: true },
              { title: say('savings.rate'), of: ({ rate }) => rate?.shown ?? '—', figure: true },
              { title: say('savings.covered'), of: ({ covered }) => covered?.shown ?? '—', figure: true },
            ]}
            items={rows}
            keyOf={({ name }) => name}
          />
        </Chart>
      )}
      <From from={[...new Set([...from, ...againstOwn.from])]} />
    </>
  );
}
