import { useMemo } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amounted } from '../kit/values.tsx';
import { heightOf, percentBars } from './bars.ts';
import { useNames } from './names.ts';
import { Figure } from './scope.tsx';
import { useText } from './text.ts';

type Progress = Answer<'GET /v1/figures/progress'>;
type Row = Omit<Progress['buyers'][number], 'buyer'> & { readonly id: string; readonly name: string };

/** Agreed, called off and accepted (执行进度), by buyer and by supplier, each unit and basis apart. */
export function ProgressFigure({ agreement }: { readonly agreement: string }) {
  const say = useText();
  const progress = useRead('GET /v1/figures/progress', { query: { agreement } });
  return (
    <Figure title={say('progress')} of={progress}>
      {(it) =>
        it.buyers.length === 0 ? (
          <Empty title={say('figures.none')}>{say('progress.none')}</Empty>
        ) : (
          <Drawn progress={it} />
        )
      }
    </Figure>
  );
}

function Drawn({ progress: { buyers, suppliers } }: { readonly progress: Progress }) {
  const say = useText();
  const names = useNames([...buyers.map(({ buyer }) => buyer), ...suppliers.map(({ supplier }) => supplier)]);
  const of = (id: string, row: Omit<Row, 'id' | 'name'>): Row => ({ ...row, id, name: names(id) });
  const groups = [
    [say('side.buyer'), buyers.map(({ buyer, ...row }) => of(buyer, row))],
    [say('side.supplier'), suppliers.map(({ supplier, ...row }) => of(supplier, row))],
  ] as const;
  return groups.map(([title, rows]) => <Rows key={title} title={title} rows={rows} />);
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const say = useText();
  const sayKit = useKitText();
  const measure = (unit: string, basis: string | undefined) =>
    sayCode(sayKit, 'unit', unit) + (basis === undefined ? '' : ` ${sayCode(sayKit, 'basis', basis)}`);
  const key = JSON.stringify(rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what the key says
  const option = useMemo(
    () =>
      percentBars(
        rows.map(({ name, unit, basis, share }) => [`${name} · ${measure(unit, basis)}`, share?.shown ?? '-']),
      ),
    [key],
  );
  const quantity = (of: 'agreed' | 'calledOff' | 'done'): Column<Row> => ({
    title: say(`progress.${of}`),
    of: (row) => (
      <Amounted
        value={{ value: row[of].shown, unit: row.unit, ...(row.basis === undefined ? {} : { basis: row.basis }) }}
      />
    ),
    figure: true,
  });
  const columns: readonly Column<Row>[] = [
    { title, of: ({ name }) => name },
    quantity('agreed'),
    quantity('calledOff'),
    quantity('done'),
    { title: say('progress.share'), of: ({ share }) => share?.shown ?? '—', figure: true },
  ];
  return (
    <div className={heightOf(rows.length)}>
      <Chart label={say('progress.label', { by: title })} option={option}>
        <Table
          caption={say('progress.label', { by: title })}
          columns={columns}
          items={rows}
          keyOf={({ id, unit, basis }) => `${id} ${unit} ${basis}`}
        />
      </Chart>
    </div>
  );
}
