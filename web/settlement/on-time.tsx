import { useMemo } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { heightOf, percentBars } from './bars.ts';
import { useNames } from './names.ts';
import { Figure, From, type Scope } from './scope.tsx';
import { useText } from './text.ts';

type InTime = Answer<'GET /v1/figures/on-time'>;
type Row = Pick<InTime, 'due' | 'onTime' | 'share'> & { readonly name: string; readonly id: string };

/** Delivered on time (准时交付率): lines in time of those that came or fell due, in all and by supplier. */
export function OnTime({ scope }: { readonly scope: Scope }) {
  const say = useText();
  const onTime = useRead('GET /v1/figures/on-time', { query: scope });
  return (
    <Figure title={say('onTime')} of={onTime}>
      {(it) =>
        it.due === 0 ? <Empty title={say('figures.none')}>{say('figures.noneDetail')}</Empty> : <Drawn onTime={it} />
      }
    </Figure>
  );
}

function Drawn({ onTime }: { readonly onTime: InTime }) {
  const say = useText();
  const names = useNames(onTime.suppliers.map(({ supplier }) => supplier));
  const rows: readonly Row[] = [
    { ...onTime, id: '', name: say('figures.all') },
    ...onTime.suppliers.map((each) => ({ ...each, id: each.supplier, name: names(each.supplier) })),
  ];
  const key = JSON.stringify(rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what the key says
  const option = useMemo(() => percentBars(rows.map(({ name, share }) => [name, share?.shown ?? '-'])), [key]);
  const columns: readonly Column<Row>[] = [
    { title: say('side.supplier'), of: ({ name }) => name },
    { title: say('onTime.due'), of: ({ due }) => due, figure: true },
    { title: say('onTime.onTime'), of: (row) => row.onTime, figure: true },
    { title: say('onTime'), of: ({ share }) => share?.shown ?? '—', figure: true },
  ];
  return (
    <>
      <p className="j-small">{say('onTime.about')}</p>
      <div className={heightOf(rows.length)}>
        <Chart label={say('onTime.label')} option={option}>
          <Table caption={say('onTime')} columns={columns} items={rows} keyOf={({ id }) => id} />
        </Chart>
      </div>
      <From from={onTime.from} />
    </>
  );
}
