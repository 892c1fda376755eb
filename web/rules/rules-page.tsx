import { useSearchParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, PageFrame, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Cited, Day } from '../kit/values.tsx';
import { useText } from './text.ts';

type Pack = Answer<'GET /v1/rule-packs/{regime}'>;
interface Period {
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly article: string;
  readonly verified: boolean;
}

const regimes = ['bidding-compulsory', 'government-procurement', 'soe-voluntary', 'framework-second-stage'] as const;

/** What a regime's pack says in days and working days; where the law sets no such period the pack says none. */
const periodsOf = (pack: Pack): readonly Period[] =>
  Object.entries(pack).flatMap(([key, rule]) => {
    const { value, unit, article, verified } = rule as unknown as Omit<Period, 'key'>;
    return (unit === 'day' || unit === 'working-day') && value !== 0 ? [{ key, value, unit, article, verified }] : [];
  });

/** The periods of each regime with their articles, as they are frozen into a tender at its publication (规则包). */
export function Page() {
  const say = useText();
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const regime = regimes.find((each) => each === search.get('regime')) ?? 'bidding-compulsory';
  const pack = useRead('GET /v1/rule-packs/{regime}', { path: { regime } });
  const columns: readonly Column<Period>[] = [
    { title: say('period'), of: ({ key }) => sayCode(say, 'rule', key) },
    { title: say('length'), of: ({ value, unit }) => say(unit === 'day' ? 'days' : 'workingDays', { count: value }) },
    { title: say('article'), of: ({ article }) => <Cited of={article} /> },
    {
      title: say('checked'),
      of: ({ verified }) => <Tag tone={verified ? 'good' : 'warn'}>{say(verified ? 'verified' : 'unverified')}</Tag>,
    },
  ];
  return (
    <PageFrame title={say('rules')} actions={<ButtonLink to="/calendars">{say('calendar')}</ButtonLink>}>
      <p className="j-muted">{say('rules.about')}</p>
      <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
        <ChoiceField
          label={say('regime')}
          value={regime}
          onChange={(value) => setSearch({ regime: value }, { replace: true })}
          choices={regimes.map((each) => [each, say(`regime.${each}`)])}
        />
      </form>
      <Reading of={pack}>
        {(it) => (
          <Section
            title={it.name[language]}
            more={
              <span className="j-small">
                {say('since')} <Day at={it.version} />
              </span>
            }
          >
            <Table caption={say('rules')} columns={columns} items={periodsOf(it)} keyOf={({ key }) => key} />
          </Section>
        )}
      </Reading>
    </PageFrame>
  );
}
