import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Reading, Section } from '../kit/blocks.tsx';
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

/** Every date of a tender with the article it follows from (时间安排). */
export function Timeline({ tender }: { readonly tender: string }) {
  const say = useText();
  const timeline = useRead('GET /v1/tenders/{id}/timeline', { path: { id: tender } });
  return (
    <Section title={say('timeline')}>
      <Reading of={timeline}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say('timeline.none')}</p>
          ) : (
            <ol className="j-timeline">
              {items.map((entry) => (
                <TimelineEntry key={entry.code} entry={entry} />
              ))}
            </ol>
          )
        }
      </Reading>
    </Section>
  );
}

function TimelineEntry({ entry }: { readonly entry: Entry }) {
  const { name, day, at, earliest, latest, rule, provisional, assumed, lawfulAlternative, status } = entry;
  const say = useText();
  const language = useLanguage();
  return (
    <li className={classes[status]}>
      <span>{at === undefined ? <Day at={day} weekday /> : <Deadline at={at} counts={false} />}</span>
      <div>
        <strong>{name[language]}</strong>
        <p className="j-small">
          <Cited of={rule.article} />
          {earliest !== undefined && (
            <>
              {' · '}
              {say('timeline.earliest')}
              <Day at={earliest} />
            </>
          )}
          {latest !== undefined && (
            <>
              {' · '}
              {say('timeline.latest')}
              <Day at={latest} />
            </>
          )}
          {!rule.verified && ` · ${say('timeline.unverified')}`}
          {assumed && ` · ${say('timeline.assumed')}`}
          {provisional && ` · ${say('timeline.provisional')}`}
          {lawfulAlternative !== undefined && (
            <>
              {' · '}
              {say('timeline.alternative')}
              <Day at={lawfulAlternative} />
            </>
          )}
        </p>
      </div>
    </li>
  );
}
