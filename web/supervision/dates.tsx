import { useRead } from '../api/queries.ts';
import { Reading, Section, Tag } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { Cited, Day, Deadline } from '../kit/values.tsx';
import { useText } from './text.ts';

const classes: Readonly<Record<string, string>> = { past: 'j-done', today: 'j-today', late: 'j-late' };

/** Every date of the procedure with its article; what is late stands out (程序期限). */
export function Dates({ tender }: { readonly tender: string }) {
  const say = useText();
  const language = useLanguage();
  const read = useRead('GET /v1/tenders/{id}/timeline', { path: { id: tender } });
  return (
    <Section title={say('dates')}>
      <Reading of={read}>
        {({ items }) => (
          <ol className="j-timeline">
            {[...items]
              .sort((a, b) => a.day.localeCompare(b.day) || (a.at ?? '').localeCompare(b.at ?? ''))
              .map(({ code, day, at, name, rule, status, provisional }) => (
                <li key={code + day} className={classes[status]}>
                  <span>{at === undefined ? <Day at={day} weekday /> : <Deadline at={at} counts={false} />}</span>
                  <div>
                    <strong>{name[language]}</strong> {status === 'late' && <Tag tone="bad">{say('late')}</Tag>}
                    <p className="j-small">
                      <Cited of={rule.article} />
                      {provisional && ` · ${say('provisional')}`}
                    </p>
                  </div>
                </li>
              ))}
          </ol>
        )}
      </Reading>
    </Section>
  );
}
