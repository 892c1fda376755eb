import { Link } from 'react-router';
import { useList } from '../api/queries.ts';
import { Empty, Listing, Section, Tag } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

/** What was announced about a tender, as officials word it (公告). */
export function Notices({ tender }: { readonly tender: string }) {
  const say = useText();
  const language = useLanguage();
  const notices = useList('GET /v1/tenders/{id}/notices', { path: { id: tender } });
  return (
    <Section title={say('notices')}>
      <Listing of={notices} empty={<p className="j-muted">{say('notices.none')}</p>}>
        {(items) => (
          <ul className="t-said">
            {items.map(({ code, at, title, text, article }, place) => (
              <li key={code + at}>
                <h3>
                  <Link to={`/tenders/${tender}/notices/${place + 1}`}>{title[language]}</Link>
                </h3>
                <p>{text[language]}</p>
                <p className="j-small">
                  <Moment at={at} /> {article}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}

/** Questions of suppliers, who are not named, and the purchaser's answers to all (答疑). */
export function Questions({ tender }: { readonly tender: string }) {
  const say = useText();
  const questions = useList('GET /v1/tenders/{id}/questions', { path: { id: tender } });
  return (
    <Section title={say('questions')}>
      <Listing of={questions} empty={<Empty title={say('questions.none')}>{say('questions.noneDetail')}</Empty>}>
        {(items) => (
          <ul className="t-said">
            {items.map(({ id, text, by, answer, answeredAt }) => (
              <li key={id}>
                <h3>{text}</h3>
                {answer === undefined ? <Tag tone="warn">{say('question.unanswered')}</Tag> : <p>{answer}</p>}
                {answeredAt !== undefined && (
                  <p className="j-small">
                    <Moment at={answeredAt} />
                    {by !== undefined && ` · ${say('question.by', { by })}`}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}
