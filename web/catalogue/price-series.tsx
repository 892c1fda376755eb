import { useMemo, useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Reading, Section, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { dayText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day, UnitPrice } from '../kit/values.tsx';
import { type Category, valueText } from './goods.ts';
import { useBasisText } from './prices.tsx';
import { useText } from './text.ts';

type Series = Answer<'GET /v1/catalogue/categories/{code}/prices'>;
type Item = Series['items'][number];
const deliveries = ['ex-works', 'ex-warehouse', 'delivered'] as const;

/** Prices of a category by day (价格走势), on one basis and, if one likes, of one spec. */
export function PriceSeries({ category }: { readonly category: Category }) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const { code, tradingUnits, weighingBases, attributes } = category;
  const [asked, setAsked] = useState<Readonly<Record<string, string>>>({});
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
  const series = useRead('GET /v1/catalogue/categories/{code}/prices', { path: { code }, query });
  const chosen = (name: string, first: string) => asked[name] ?? first;
  const pick = (name: string, label: string, first: string, options: readonly (readonly [string, string])[]) => (
    <label className="j-field" key={name}>
      {label}
      <select
        className="j-input"
        value={chosen(name, first)}
        onChange={({ target }) => setAsked({ ...asked, [name]: target.value })}
      >
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Section title={say('series')}>
      <div className="j-fields j-no-print">
        {pick(
          'deliveryBasis',
          say('filter.deliveryBasis'),
          'ex-works',
          deliveries.map((each) => [each, say(`delivery.${each}`)]),
        )}
        {pick(
          'per',
          say('per'),
          tradingUnits[0] ?? '',
          tradingUnits.map((each) => [each, sayKit(`unit.${each}`)]),
        )}
        {weighingBases.length > 1 &&
          pick(
            'weighingBasis',
            say('filter.weighingBasis'),
            weighingBases[0] ?? '',
            weighingBases.map((each) => [each, sayCode(sayKit, 'basis', each)]),
          )}
        {attributes
          .filter(({ required, values }) => required && values !== undefined)
          .map((attribute) =>
            pick(`attr.${attribute.name}`, attribute.label[language], '', [
              ['', say('any')],
              ...(attribute.values ?? []).map(({ value }): [string, string] => [
                String(value),
                valueText(attribute, value, language),
              ]),
            ]),
          )}
      </div>
      <Reading of={series}>{(it) => <Drawn series={it} />}</Reading>
    </Section>
  );
}

function Drawn({ series: { items, basis, minimumSuppliers } }: { readonly series: Series }) {
  const say = useText();
  const sayKit = useKitText();
  const basisText = useBasisText();
  const language = useLanguage();
  const [low, middle, high] = [say('series.min'), say('series.median'), say('series.max')];
  const option = useMemo(
    () => ({
      legend: { bottom: 0 },
      grid: { left: 8, right: 16, top: 20, bottom: 40, containLabel: true },
      xAxis: { type: 'category', data: items.map(({ day }) => dayText(day, language)) },
      yAxis: { type: 'value', scale: true },
      series: [
        {
          name: high,
          type: 'line',
          step: 'end',
          data: items.map(({ max }) => max.amount),
          lineStyle: { type: 'dashed' },
        },
        { name: middle, type: 'line', step: 'end', data: items.map(({ median }) => median.amount) },
        {
          name: low,
          type: 'line',
          step: 'end',
          data: items.map(({ min }) => min.amount),
          lineStyle: { type: 'dotted' },
        },
      ],
    }),
    [items, low, middle, high, language],
  );
  if (items.length === 0)
    return <Empty title={say('series.none')}>{say('series.noneDetail', { count: minimumSuppliers })}</Empty>;
  const price = (title: string, of: (item: Item) => Item['min']): Column<Item> => ({
    title,
    of: (item) => <UnitPrice value={of(item)} per={basis.per} />,
    figure: true,
  });
  const columns: readonly Column<Item>[] = [
    { title: say('series.day'), of: ({ day }) => <Day at={day} /> },
    { title: say('series.suppliers'), of: ({ suppliers }) => suppliers, figure: true },
    price(low, ({ min }) => min),
    price(middle, ({ median }) => median),
    price(high, ({ max }) => max),
  ];
  const table = (
    <Table caption={say('series')} columns={columns} items={[...items].reverse()} keyOf={({ day }) => day} />
  );
  return (
    <>
      <p className="j-small">
        {basisText(basis)} · {sayKit(`unit.${basis.per}`)} · {say('series.note', { count: minimumSuppliers })}
      </p>
      {items.length === 1 ? (
        table
      ) : (
        <Chart label={say('series.label', { count: items.length })} option={option}>
          <details>
            <summary>{say('series.table')}</summary>
            {table}
          </details>
        </Chart>
      )}
    </>
  );
}
