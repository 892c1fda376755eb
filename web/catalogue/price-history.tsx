import { type ComponentProps, useMemo } from 'react';
import { serverNow } from '../api/client.ts';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, Section, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { dayText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { Priced, useBasisText } from './prices.tsx';
import { useText } from './text.ts';

type Entry = Listed<'GET /v1/products/{id}/prices'>;
type ChartOption = ComponentProps<typeof Chart>['option'];

/** Every price the product had (价格历史), as a line and as a table. */
export function PriceHistory({ product }: { readonly product: string }) {
  const say = useText();
  const prices = useList('GET /v1/products/{id}/prices', { path: { id: product }, query: { limit: 100 } });
  return (
    <Section title={say('history')}>
      <Listing of={prices} empty={<Empty title={say('history.none')}>{say('history.noneDetail')}</Empty>}>
        {(items) => <Drawn items={items} />}
      </Listing>
    </Section>
  );
}

function Drawn({ items }: { readonly items: readonly Entry[] }) {
  const say = useText();
  const sayKit = useKitText();
  const option = useSteps(items);
  const columns: readonly Column<Entry>[] = [
    { title: say('history.at'), of: ({ at }) => <Moment at={at} /> },
    { title: say('history.kind'), of: ({ kind }) => sayCode(say, 'history', kind) },
    {
      title: say('price'),
      of: ({ new: now }) => <div>{now === undefined ? sayKit('none') : <Priced price={now} />}</div>,
    },
    {
      title: say('history.before'),
      of: ({ kind, old }) => (
        <div>{kind !== 'changed' || old === undefined ? sayKit('none') : <Priced price={old} />}</div>
      ),
    },
  ];
  const table = <Table caption={say('history')} columns={columns} items={items} keyOf={({ at, kind }) => at + kind} />;
  // One price is no line.
  if (items.length === 1) return table;
  return (
    <Chart label={say('history.label', { count: items.length })} option={option}>
      {table}
    </Chart>
  );
}

/** A line a basis, as prices of two do not compare; it breaks where the product was not offered, and goes on until now. */
function useSteps(items: readonly Entry[]): ChartOption {
  const basisText = useBasisText();
  const say = useKitText();
  const language = useLanguage();
  const said = items.map(({ new: now }) => now && `${basisText(now)} · ${sayCode(say, 'unit', now.per)}`);
  const key = said.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said follows from the items and the language
  return useMemo(() => {
    const oldestFirst = items.map((item, at) => ({ ...item, said: said[at] })).reverse();
    const names = [...new Set(said.filter((name) => name !== undefined))];
    const now = new Date(serverNow()).toISOString();
    // One price of this morning is no line across minutes: a week is shown at least.
    const weekAgo = new Date(serverNow() - 7 * 86_400_000).toISOString();
    const first = oldestFirst[0]?.at ?? now;
    const series = names.map((name) => {
      const points = oldestFirst.map(({ at, said: own, new: price }) => [
        at,
        own === name ? price?.unitPrice.amount : '-',
      ]);
      const last = points.at(-1)?.[1];
      return { name, type: 'line', step: 'end', data: [...points, [now, last]] };
    });
    return {
      series,
      legend: { bottom: 0 },
      grid: { left: 8, right: 16, top: 20, bottom: 40, containLabel: true },
      xAxis: {
        type: 'time',
        min: [first, weekAgo].sort()[0],
        max: now,
        minInterval: 86_400_000,
        splitNumber: 4,
        axisLabel: {
          hideOverlap: true,
          formatter: (at: number) => dayText(new Date(at).toISOString(), language),
        },
      },
      yAxis: { type: 'value', scale: true },
    };
  }, [items, key]);
}
