import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Reading, Tag } from '../kit/blocks.tsx';
import { dayText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { Cited, Day, Deadline } from '../kit/values.tsx';
import { useText } from './text.ts';

type Entry = Answer<'GET /v1/tenders/{id}/timeline'>['items'][number];

const classes: Readonly<Record<Entry['status'], string>> = {
  past: 'j-done',
  today: 'j-today',
  future: '',
  late: 'j-late',
};

interface PlanProps {
  readonly tender: string;
  /** Takes a lawful day for the deadline; absent where nothing is edited. */
  readonly onDeadline?: (day: string) => void;
}

/** Every date that follows from the documents, with its article, and the first lawful day where one is too early (时间安排). */
export function Plan({ tender, onDeadline }: PlanProps) {
  const read = useRead('GET /v1/tenders/{id}/timeline', { path: { id: tender } });
  return (
    <Reading of={read}>
      {({ items }) => (
        <ol className="j-timeline p-plan">
          {[...items]
            .sort((a, b) => a.day.localeCompare(b.day))
            .map((entry) => (
              <Step key={entry.code + entry.day} entry={entry} onDeadline={onDeadline} />
            ))}
        </ol>
      )}
    </Reading>
  );
}

function Step({ entry, onDeadline }: { readonly entry: Entry; readonly onDeadline: PlanProps['onDeadline'] }) {
  const say = useText();
  const language = useLanguage();
  const { code, name, day, at, earliest, latest, lawfulAlternative, rule, skipped, provisional, status } = entry;
  const facts = [
    earliest !== undefined && say('plan.earliest', { day: dayText(earliest, language) }),
    latest !== undefined && say('plan.latest', { day: dayText(latest, language) }),
    skipped.length > 0 && say('plan.skipped', { count: skipped.length }),
    provisional && say('plan.provisional'),
  ];
  return (
    <li className={lawfulAlternative === undefined ? classes[status] : 'j-late'}>
      <span>{at === undefined ? <Day at={day} weekday /> : <Deadline at={at} counts={false} />}</span>
      <div>
        <strong>{name[language]}</strong>
        <p className="j-small">
          <Cited of={rule.article} />
          {facts.filter((each) => each !== false).map((each) => ` · ${each}`)}
        </p>
        {lawfulAlternative !== undefined && (
          <p>
            <Tag tone="bad">{say('plan.tooEarly')}</Tag>{' '}
            {say('plan.alternative', { day: dayText(lawfulAlternative, language) })}{' '}
            {code === 'deadline' && onDeadline !== undefined && (
              <button type="button" className="j-link" onClick={() => onDeadline(lawfulAlternative)}>
                {say('plan.take')}
              </button>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
