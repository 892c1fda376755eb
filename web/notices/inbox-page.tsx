import { Link, useSearchParams } from 'react-router';
import { type Listed, useList, useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, PageFrame, ProblemAlert, Section, Tag } from '../kit/blocks.tsx';
import { Check } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { Moment } from '../kit/values.tsx';
import { placeOf } from './links.ts';
import './notices.css';
import { useText } from './text.ts';

type Notice = Listed<'GET /v1/inbox'>;

/** The inbox (站内信): what happened that one asked to be told of, newest first, with the way to it. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const unread = search.has('unread');
  const inbox = useList('GET /v1/inbox', { query: { limit: 30, ...(unread ? { unread } : {}) } });
  const readAll = useWrite('POST /v1/inbox/read');
  const newest = inbox.data?.[0];
  return (
    <PageFrame
      title={say('inbox')}
      actions={
        <>
          <ButtonLink to="/notification-settings">{say('settings')}</ButtonLink>
          {newest !== undefined && (
            <button
              type="button"
              className="j-button"
              disabled={readAll.isPending || !inbox.data?.some(({ read }) => !read)}
              onClick={() => readAll.mutate({ body: { upTo: newest.id } })}
            >
              {say('readAll')}
            </button>
          )}
        </>
      }
    >
      <Section title={say('list')}>
        <Check
          label={say('unread')}
          checked={unread}
          onChange={(on) => setSearch(on ? { unread: '' } : {}, { replace: true })}
        />
        <ProblemAlert error={readAll.error} />
        <Listing of={inbox} empty={<Empty title={say('none')}>{say(unread ? 'none.unread' : 'none.all')}</Empty>}>
          {(items) => (
            <ul className="n-list">
              {items.map((each) => (
                <Row key={each.id} notice={each} />
              ))}
            </ul>
          )}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function Row({ notice: { id, title, text, link, at, read } }: { readonly notice: Notice }) {
  const say = useText();
  const language = useLanguage();
  const mark = useWrite('POST /v1/inbox/{id}/read');
  const place = placeOf(link);
  const seen = () => !read && mark.mutate({ path: { id } });
  return (
    <li>
      <p>
        {!read && <Tag tone="warn">{say('new')}</Tag>} <strong>{title[language]}</strong>{' '}
        <span className="j-small">
          <Moment at={at} />
        </span>
      </p>
      <p>{text[language]}</p>
      <ProblemAlert error={mark.error} />
      <p className="j-actions">
        {place !== undefined && (
          <Link to={place} onClick={seen}>
            {say('see')}
          </Link>
        )}
        {!read && (
          <button type="button" className="j-button" disabled={mark.isPending} onClick={seen}>
            {say('read')}
          </button>
        )}
      </p>
    </li>
  );
}
