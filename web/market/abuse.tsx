import { Link } from 'react-router';
import type { Listed } from '../api/queries.ts';
import { Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';

export type AbuseReport = Listed<'GET /v1/abuse-reports'>;

/** What was reported: a post is there to be read, a message for the two of its enquiry alone. */
export function Thing({ of, linked = true }: { readonly of: AbuseReport['thing']; readonly linked?: boolean }) {
  const say = useText();
  if (of.kind === 'post') return <Link to={`/market/posts/${of.post}`}>{say('abuse.post')}</Link>;
  const words = say('abuse.message', { number: of.number });
  return linked ? <Link to={`/enquiries/${of.enquiry}`}>{words}</Link> : words;
}

/** What was decided, or that nothing was yet. */
export function Outcome({ decision }: { readonly decision: AbuseReport['decision'] | undefined }) {
  const say = useText();
  if (decision === undefined) return <Tag tone="warn">{say('abuse.open')}</Tag>;
  return <Tag tone={decision === 'dismissed' ? 'neutral' : 'bad'}>{sayCode(say, 'decision', decision)}</Tag>;
}
