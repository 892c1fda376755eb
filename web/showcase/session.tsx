import type { Answer } from '../api/client.ts';
import type { Listed } from '../api/queries.ts';
import { Tag, type Tone } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';

/** A live session (直播场次) with its products. */
export type Session = Answer<'GET /v1/live-sessions/{id}'>;
/** One as a list has it. */
export type SessionListed = Listed<'GET /v1/live-sessions'>;
export type Link = Session['streams'][number];

const tones: Readonly<Record<Session['status'], Tone>> = {
  draft: 'neutral',
  announced: 'accent',
  live: 'bad',
  ended: 'neutral',
  cancelled: 'warn',
};

export function SessionStatus({ of: { status, featured } }: { readonly of: Pick<Session, 'status' | 'featured'> }) {
  const say = useText();
  return (
    <>
      <Tag tone={tones[status]}>{say(`status.${status}`)}</Tag> {featured && <Tag tone="good">{say('featured')}</Tag>}
    </>
  );
}

/** Where it is to be seen: the platform only links there. */
export function Links({ links }: { readonly links: readonly Link[] }) {
  const say = useText();
  return (
    <ul className="s-links">
      {links.map(({ service, url }) => (
        <li key={url}>
          <a className="j-button" href={url} target="_blank" rel="noreferrer">
            {say('link.to', { service: sayCode(say, 'service', service) })}
          </a>
        </li>
      ))}
    </ul>
  );
}
