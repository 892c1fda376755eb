import { useState } from 'react';
import { call } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Section, Tag } from '../kit/blocks.tsx';
import { Check } from '../kit/fields.tsx';
import { Moment } from '../kit/values.tsx';
import { AddDrawings } from './add-drawings.tsx';
import type { FullPost } from './goods.tsx';
import { useText } from './text.ts';

interface DrawingsProps {
  readonly post: FullPost;
  readonly own: boolean;
  readonly member: boolean;
}

/** Drawings (保密图纸) of a post: asked for with an undertaking, released to one organisation at a time. */
export function Drawings({ post, own, member }: DrawingsProps) {
  const say = useText();
  const [failed, setFailed] = useState<unknown>();
  const download = (drawing: string) =>
    call('GET /v1/posts/{id}/drawings/{drawing}', { path: { id: post.id, drawing } }).then(
      ({ url }) => location.assign(url),
      setFailed,
    );
  return (
    <Section title={say(post.drawingCount > 0 ? 'drawings' : 'drawings.none', { count: post.drawingCount })}>
      {post.drawings.length > 0 && (
        <ul className="m-list">
          {post.drawings.map(({ id, name }) => (
            <li key={id}>
              <button type="button" className="m-quiet" onClick={() => download(id)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ProblemAlert error={failed} />
      {own && post.status === 'open' && <AddDrawings post={post.id} />}
      {own
        ? post.drawingCount > 0 && <Releases post={post} />
        : post.drawings.length === 0 && member && <AskFor post={post.id} />}
      {!own && !member && <p className="j-muted">{say('drawings.members')}</p>}
    </Section>
  );
}

function AskFor({ post }: { readonly post: string }) {
  const say = useText();
  const [undertaken, setUndertaken] = useState(false);
  const ask = useWrite('POST /v1/posts/{id}/release-requests');
  if (ask.isSuccess) return <Notice tone="good" title={say('drawings.asked')} />;
  return (
    <>
      <Check label={say('drawings.undertaking')} checked={undertaken} onChange={setUndertaken} />
      <ProblemAlert error={ask.error} />
      <p>
        <button
          type="button"
          className="j-button"
          disabled={!undertaken || ask.isPending}
          onClick={() => ask.mutate({ path: { id: post }, body: { undertaking: true } })}
        >
          {say('drawings.ask')}
        </button>
      </p>
    </>
  );
}

function Releases({ post }: { readonly post: FullPost }) {
  const say = useText();
  const release = useWrite('POST /v1/posts/{id}/releases');
  const { releases = [] } = post;
  if (releases.length === 0) return <p className="j-muted">{say('drawings.nobody')}</p>;
  return (
    <>
      <ProblemAlert error={release.error} />
      <ul className="m-list">
        {releases.map(({ organisation, requestedAt, releasedAt }) => (
          <li key={organisation.id} className="m-card-head">
            <span>
              {organisation.name}{' '}
              <span className="j-small">
                <Moment at={requestedAt} />
              </span>
            </span>
            {releasedAt === undefined ? (
              <button
                type="button"
                className="j-button"
                disabled={release.isPending}
                onClick={() => release.mutate({ path: { id: post.id }, body: { organisation: organisation.id } })}
              >
                {say('drawings.release')}
              </button>
            ) : (
              <Tag tone="good">{say('drawings.released')}</Tag>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
