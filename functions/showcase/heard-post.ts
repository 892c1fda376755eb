import type { Instant } from '../../shared/kernel/time.ts';
import type { MatchesKept, PostAmended, PostPublished, PostRenewed } from '../market/events.ts';

/** A pair as the market kept it: whose post the other is, and the score of 0 to 100 as `p/q`. */
interface HeardPair {
  readonly poster: string;
  readonly score: string;
  /** The event that said so. */
  readonly seq: number;
}

/** What the showcase heard of a post (供需信息镜像): whose it is, whether it stands, and what the market keeps as its matches. */
export interface HeardPost {
  readonly poster: string;
  readonly subject: string;
  /** The last event of the post itself; 0 where only its matches were heard of. */
  readonly seq: number;
  readonly open: boolean;
  readonly expiresAt?: Instant;
  readonly pairs: Readonly<Record<string, HeardPair>>;
  /** Pairs that went, and the event that said so: an older one that comes late does not bring them back. */
  readonly gone: Readonly<Record<string, number>>;
}

/** What happened, as far as it matters here. */
export interface Said {
  readonly type: string;
  readonly seq: number;
  readonly data: object;
}

/** More of these are forgotten, the oldest first. */
const mostGone = 100;

const ofPosts = ['PostPublished', 'PostAmended', 'PostRenewed', 'PostClosed'];
export const isOfPosts = (type: string): boolean => type === 'MatchesKept' || ofPosts.includes(type);

/** Which post an event tells of. */
export const postOf = ({ type, data }: Said, aggregateId: string): string =>
  type === 'MatchesKept' ? (data as MatchesKept['data']).post : aggregateId;

const nothing: HeardPost = { poster: '', subject: '', seq: 0, open: true, pairs: {}, gone: {} };

/** What is known once this was heard too, in whatever order and however often; undefined where it says nothing new. */
export function hear(before: HeardPost | undefined, said: Said): HeardPost | undefined {
  if (said.type === 'MatchesKept') return withMatches(before, said.seq, said.data as MatchesKept['data']);
  const known = before ?? nothing;
  const { seq } = said;
  const isNew = seq > known.seq;
  switch (said.type) {
    case 'PostPublished': {
      const { poster, terms } = said.data as PostPublished['data'];
      const whose = { poster: poster.id, subject: terms.subject };
      if (isNew) return { ...known, ...whose, seq, open: true, expiresAt: terms.expiresAt };
      return known.poster === '' ? { ...known, ...whose } : undefined;
    }
    case 'PostAmended':
      return isNew ? { ...known, seq, expiresAt: (said.data as PostAmended['data']).terms.expiresAt } : undefined;
    case 'PostRenewed':
      return isNew ? { ...known, seq, open: true, expiresAt: (said.data as PostRenewed['data']).expiresAt } : undefined;
    case 'PostClosed':
      return isNew ? { ...known, seq, open: false } : undefined;
    default:
      return undefined;
  }
}

function withMatches(before: HeardPost | undefined, seq: number, data: MatchesKept['data']): HeardPost | undefined {
  const base = { ...(before ?? nothing), poster: data.poster.id, subject: data.subject };
  const heardAt = (post: string): number => base.pairs[post]?.seq ?? base.gone[post] ?? 0;
  const came = [...data.found, ...data.changed].filter(({ post }) => heardAt(post) < seq);
  const went = data.gone.filter((post) => heardAt(post) < seq);
  if (came.length + went.length === 0) return undefined;
  const without = (post: string): boolean => !went.includes(post) && !came.some((one) => one.post === post);
  const pairs = Object.entries(base.pairs).filter(([post]) => without(post));
  const gone = Object.entries(base.gone).filter(([post]) => without(post));
  return {
    ...base,
    pairs: Object.fromEntries([
      ...pairs,
      ...came.map(({ post, poster, score }) => [post, { poster: poster.id, score, seq }] as const),
    ]),
    gone: Object.fromEntries(
      [...gone, ...went.map((post) => [post, seq] as const)].toSorted(([, a], [, b]) => b - a).slice(0, mostGone),
    ),
  };
}

/** Whether a post stands at that time, as far as was heard. */
export const stands = ({ open, expiresAt }: HeardPost, at: Instant): boolean =>
  open && (expiresAt === undefined || expiresAt > at);
