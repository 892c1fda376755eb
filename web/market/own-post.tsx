import { useState } from 'react';
import { Link } from 'react-router';
import { addDays, endOfDay } from '../../shared/kernel/time.ts';
import { useList, useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, Notice, ProblemAlert, Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { EnquiryRows } from './enquiry-rows.tsx';
import './market.css';
import type { FullPost } from './goods.tsx';
import { today } from './terms.tsx';
import { useText } from './text.ts';

/** What the poster does with its post: see what matches, answer who asked, amend, renew, close. */
export function OwnPost({ post, etag }: { readonly post: FullPost; readonly etag: string | undefined }) {
  const say = useText();
  const open = post.status === 'open';
  const repeats = post.duplicates ?? [];
  const enquiries = useList('GET /v1/posts/{id}/enquiries', { path: { id: post.id }, query: {} });
  return (
    <>
      {repeats.length > 0 && (
        <Notice tone="warn" title={say('duplicates')}>
          <ul>
            {repeats.map((each) => (
              <li key={each.post}>
                <Link to={`/market/posts/${each.post}`}>{say(`duplicate.${each.repetition}`)}</Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Section title={say('own')}>
        {open && (
          <p className="j-actions">
            <ButtonLink to={`/market/posts/${post.id}/matches`} primary>
              {say('matches')}
            </ButtonLink>
            {post.kind === 'demand' && (
              <ButtonLink to={`/market/posts/${post.id}/combination`}>{say('combination')}</ButtonLink>
            )}
            {post.source === undefined && <ButtonLink to={`/market/posts/${post.id}/amend`}>{say('amend')}</ButtonLink>}
          </p>
        )}
        {post.source === undefined && <Renew post={post} />}
        {open && <Close id={post.id} etag={etag} />}
      </Section>
      <Section title={say('asked')}>
        <Listing of={enquiries} empty={<Empty title={say('asked.none')} />}>
          {(items) => <EnquiryRows items={items} own={post.poster.id} />}
        </Listing>
      </Section>
    </>
  );
}

/** The longest that a post may stand is the API's to say; a month is what is offered. */
const month = 30;

function Renew({ post }: { readonly post: FullPost }) {
  const say = useText();
  const [until, setUntil] = useState(() => {
    const [first = ''] = [addDays(today(), month), post.window.to].sort();
    return first;
  });
  const renew = useWrite('POST /v1/posts/{id}/renewal');
  return (
    <PlainForm
      error={renew.error}
      onSubmit={() => renew.mutate({ path: { id: post.id }, body: { expiresAt: endOfDay(until) } })}
    >
      <div className="j-grid">
        <TextField
          label={say('renew.until')}
          hint={say('renew.about')}
          pointer="/expiresAt"
          type="date"
          required
          value={until}
          onChange={setUntil}
        />
      </div>
      {renew.isSuccess && <Notice tone="good" title={say('renew.done')} />}
      <FormEnd minor submit={say('renew')} disabled={renew.isPending} />
    </PlainForm>
  );
}

function Close({ id, etag }: { readonly id: string; readonly etag: string | undefined }) {
  const say = useText();
  const close = useWrite('POST /v1/posts/{id}/closure');
  return (
    <details className="m-details">
      <summary>{say('close')}</summary>
      <p className="j-small">{say('close.about')}</p>
      <ProblemAlert error={close.error} />
      <p>
        <button
          type="button"
          className="j-button"
          disabled={close.isPending}
          onClick={() => close.mutate({ path: { id }, ifMatch: etag })}
        >
          {say('close.confirm')}
        </button>
      </p>
    </details>
  );
}
