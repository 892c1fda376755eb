import { useSearchParams } from 'react-router';
import { etagOf, serverNow } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Empty, Facts, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { dayText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useSession } from '../session/session.ts';
import { ImportYear } from './import-year.tsx';
import { useText } from './text.ts';

/** The days off and the working weekends of a year (工作日历), by which working days are counted; the operator imports a year. */
export function Page() {
  const say = useText();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const now = new Date(serverNow()).getUTCFullYear();
  const years = [now - 1, now, now + 1].map(String);
  const year = years.find((each) => each === search.get('year')) ?? String(now);
  const read = useRead('GET /v1/calendars/{year}', { path: { year: Number(year) } });
  const absent = read.error instanceof ApiProblem && read.error.status === 404;
  const imports = session.status === 'user' && session.roles.includes('operator');
  return (
    <PageFrame title={say('calendar')}>
      <p className="j-muted">{say('calendar.about')}</p>
      <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
        <ChoiceField
          label={say('year')}
          value={year}
          onChange={(value) => setSearch({ year: value }, { replace: true })}
          choices={years.map((each) => [each, each])}
        />
      </form>
      {absent ? (
        <Section title={year}>
          <Empty title={say('calendar.none')}>{say('calendar.noneDetail')}</Empty>
        </Section>
      ) : (
        <Reading of={read}>{(it) => <Year of={it} />}</Reading>
      )}
      {imports && (absent || read.data !== undefined) && (
        <ImportYear
          key={`${year} ${read.data?.source}`}
          year={Number(year)}
          before={absent ? undefined : read.data}
          etag={absent || read.data === undefined ? undefined : etagOf(read.data)}
        />
      )}
    </PageFrame>
  );
}

interface YearProps {
  readonly of: {
    readonly year: number;
    readonly source: string;
    readonly verified: boolean;
    readonly holidays: readonly string[];
    readonly workingWeekends: readonly string[];
  };
}

function Year({ of: { year, source, verified, holidays, workingWeekends } }: YearProps) {
  const say = useText();
  const language = useLanguage();
  const listed = (days: readonly string[]) => days.map((day) => dayText(day, language)).join(' · ');
  return (
    <Section
      title={String(year)}
      more={<Tag tone={verified ? 'good' : 'warn'}>{say(verified ? 'verified' : 'unverified')}</Tag>}
    >
      <Facts
        items={[
          [say('calendar.source'), source],
          [say('calendar.holidays'), listed(holidays)],
          [say('calendar.weekends'), listed(workingWeekends)],
        ]}
      />
    </Section>
  );
}
