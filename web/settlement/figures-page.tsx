import { useSearchParams } from 'react-router';
import { useList, useRead } from '../api/queries.ts';
import { PageFrame, Section } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { Concentration } from './concentration.tsx';
import { today } from './model.ts';
import { OnTime } from './on-time.tsx';
import { ProgressFigure } from './progress-figure.tsx';
import { Savings } from './savings.tsx';
import type { Scope } from './scope.tsx';
import { useText } from './text.ts';
import './settlement.css';

/** The numbers people look at (数据): of a year, or of one agreement. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const now = today().slice(0, 4);
  const agreement = search.get('agreement') ?? '';
  const year = search.get('year') ?? now;
  const agreements = useList('GET /v1/agreements', { query: { limit: 100 } });
  const known = agreements.data ?? [];
  const settled = useRead('GET /v1/figures/years', {});
  const first = Number(settled.data?.first ?? now);
  const years = Array.from({ length: Math.max(1, Number(now) - first + 1) }, (_, at) => String(Number(now) - at));
  const scope: Scope = agreement === '' ? { year } : { agreement };
  return (
    <PageFrame title={say('figures')}>
      <Section title={say('figures.scope')}>
        <div className="j-fields">
          <ChoiceField
            label={say('agreement')}
            value={agreement}
            none={say('figures.allAgreements')}
            choices={[
              ...(agreement !== '' && !known.some(({ id }) => id === agreement)
                ? [[agreement, agreement] as const]
                : []),
              ...known.map(({ id, title }) => [id, title] as const),
            ]}
            onChange={(value) => setSearch(value === '' ? { year } : { agreement: value }, { replace: true })}
          />
          {agreement === '' && (
            <ChoiceField
              label={say('year')}
              value={year}
              choices={years.map((each) => [each, each])}
              onChange={(value) => setSearch({ year: value }, { replace: true })}
            />
          )}
        </div>
      </Section>
      <Savings scope={scope} />
      <OnTime scope={scope} />
      {agreement !== '' && <ProgressFigure agreement={agreement} />}
      <Concentration scope={scope} />
    </PageFrame>
  );
}
