import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { type Listed, useList, useRead } from '../api/queries.ts';
import { type Column, Empty, Facts, Listing, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { dayText, grouped, percent } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useOwn } from '../kit/organisation.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day, Moment } from '../kit/values.tsx';
import { ImportPoints } from './import-points.tsx';
import { RecordPoints } from './record-points.tsx';
import { useText } from './text.ts';
import './settlement.css';

type Series = Answer<'GET /v1/price-indices/{id}'>;
type Point = Listed<'GET /v1/price-indices/{id}/points'>;

/** A series of published prices (价格指数): its line, its days with the evidence, and what was corrected. */
export function Page() {
  const { priceIndex: id = '' } = useParams();
  const [search] = useSearchParams();
  const agreement = search.get('agreement') ?? undefined;
  const asked = { path: { id }, query: agreement === undefined ? {} : { agreement } };
  const series = useRead('GET /v1/price-indices/{id}', asked);
  return <Reading of={series}>{(it) => <Whole series={it} agreement={agreement} />}</Reading>;
}

function Whole({ series, agreement }: { readonly series: Series; readonly agreement: string | undefined }) {
  const say = useText();
  const sayKit = useKitText();
  const own = useOwn();
  const { id, name, source, city, spec, unit, taxIncluded, taxRate, revision } = series;
  const asked = { path: { id }, query: { limit: 100, ...(agreement === undefined ? {} : { agreement }) } };
  const points = useList('GET /v1/price-indices/{id}/points', asked);
  const corrections = useList('GET /v1/price-indices/{id}/corrections', asked);
  return (
    <PageFrame kicker={`${source} · ${city}`} title={name}>
      <Section title={say('facts')}>
        <Facts
          items={[
            [say('index.spec'), spec],
            [say('index.unit'), sayCode(sayKit, 'unit', unit)],
            [say('index.tax'), `${say(taxIncluded ? 'taxIncluded' : 'taxApart')} ${percent(taxRate)}`],
            [say('index.revision'), String(revision)],
            [say('index.last'), <Day key="last" at={series.last} />],
          ]}
        />
      </Section>
      <Section title={say('points')}>
        <Listing of={points} empty={<Empty title={say('points.none')}>{say('points.noneDetail')}</Empty>}>
          {(items) => <Points points={items} />}
        </Listing>
      </Section>
      {series.keeper === own && (
        <>
          <RecordPoints key={revision} series={series} />
          <ImportPoints series={id} />
        </>
      )}
      <Section title={say('pointCorrections')}>
        <Listing of={corrections} empty={<Empty title={say('pointCorrections.none')} />}>
          {(items) => <CorrectedPoints points={items} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function Points({ points }: { readonly points: readonly Point[] }) {
  const say = useText();
  const language = useLanguage();
  const name = say('point.price');
  const option = useMemo(() => {
    const oldestFirst = [...points].reverse();
    return {
      xAxis: { type: 'category', data: oldestFirst.map(({ day }) => dayText(day, language)) },
      yAxis: { type: 'value', scale: true },
      series: [{ name, type: 'line', data: oldestFirst.map(({ price }) => price.amount) }],
    };
  }, [points, name, language]);
  const columns: readonly Column<Point>[] = [
    { title: say('point.day'), of: ({ day }) => <Day at={day} weekday /> },
    { title: name, of: ({ price }) => <Price of={price} />, figure: true },
    { title: say('point.evidence'), of: ({ evidence }) => evidence },
    { title: say('point.adapter'), of: ({ adapter }) => say(`adapter.${adapter}`) },
    { title: say('point.recordedAt'), of: ({ recordedAt }) => <Moment at={recordedAt} /> },
  ];
  return (
    <Chart label={say('points.label', { count: points.length })} option={option}>
      <Table caption={say('points')} columns={columns} items={points} keyOf={({ day }) => day} />
    </Chart>
  );
}

const Price = ({ of }: { readonly of: Point['price'] }) => <span className="s-money">{grouped(of.amount)}</span>;

function CorrectedPoints({ points }: { readonly points: readonly Point[] }) {
  const say = useText();
  const columns: readonly Column<Point>[] = [
    { title: say('point.day'), of: ({ day }) => <Day at={day} /> },
    {
      title: say('point.before'),
      of: ({ before }) => (before === undefined ? '—' : <Price of={before} />),
      figure: true,
    },
    { title: say('point.after'), of: ({ price }) => <Price of={price} />, figure: true },
    { title: say('point.reason'), of: ({ reason }) => reason ?? '—' },
    { title: say('point.evidence'), of: ({ evidence }) => evidence },
    { title: say('point.recordedAt'), of: ({ recordedAt }) => <Moment at={recordedAt} /> },
  ];
  return (
    <Table
      caption={say('pointCorrections')}
      columns={columns}
      items={points}
      keyOf={({ day, revision }) => `${day} ${revision}`}
    />
  );
}
