import { useMemo } from 'react';
import { useParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Empty, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { Chart } from '../kit/chart.tsx';
import { Percent, percentOf } from '../kit/exact.tsx';
import { monthText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { OrganisationName } from '../kit/organisation.tsx';
import { RatingTable } from './rating.tsx';
import { useText } from './text.ts';
import './settlement.css';

type Performance = Answer<'GET /v1/suppliers/{id}/performance'>;

/** How a supplier performed (履约评价汇总): the means of its ratings and of each month, naming no buyer. */
export function Page() {
  const say = useText();
  const { rated = '' } = useParams();
  const performance = useRead('GET /v1/suppliers/{id}/performance', { path: { id: rated } });
  return (
    <PageFrame kicker={<OrganisationName id={rated} />} title={say('performance')}>
      <Reading of={performance}>
        {(it) =>
          it.ratings === 0 ? (
            <Section title={say('performance.means')}>
              <Empty title={say('performance.none')}>{say('performance.noneDetail')}</Empty>
            </Section>
          ) : (
            <>
              <Section title={say('performance.means')}>
                <p className="j-small">{say('performance.about', { count: it.ratings })}</p>
                <RatingTable rating={it} />
              </Section>
              <Months months={it.months} />
            </>
          )
        }
      </Reading>
    </PageFrame>
  );
}

function Months({ months: given }: { readonly months: Performance['months'] }) {
  const say = useText();
  const language = useLanguage();
  const name = say('rating.total');
  const months = useMemo(() => [...given].sort((a, b) => (a.month < b.month ? -1 : 1)), [given]);
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: months.map(({ month }) => monthText(month, language)) },
      yAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
      series: [
        {
          name,
          type: 'bar',
          barMaxWidth: 48,
          data: months.map(({ total }) => (total === null ? '-' : percentOf(total))),
        },
      ],
    }),
    [months, name, language],
  );
  return (
    <Section title={say('performance.months')}>
      <Chart label={say('performance.label', { count: months.length })} option={option}>
        <Table
          caption={say('performance.months')}
          columns={[
            { title: say('month'), of: ({ month }) => monthText(month, language) },
            { title: say('performance.ratings'), of: ({ ratings }) => ratings, figure: true },
            { title: name, of: ({ total }) => <Percent exact={total} />, figure: true },
          ]}
          items={months}
          keyOf={({ month }) => month}
        />
      </Chart>
    </Section>
  );
}
