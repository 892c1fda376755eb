import { canonical } from '../../shared/kernel/json.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import type { Hidden, PostEvent, PostPublished, Terms } from './events.ts';
import type { ExistingPost, Post } from './post-state.ts';
import { checkTerms, type Written } from './terms.ts';

/** A publication asked for while the rejection was being written goes down with the others; a later one does not. */
export const underWay = 'PT1M';
const v = 1;

/**
 * The post says what its source says, and stands again where it had ended with it. What was ordered or taken down stays
 * down; what went down with the poster's verification stands again by what the source said after that.
 */
export function follow(
  { at, since, post: written }: { readonly at: Instant; readonly since: Instant; readonly post: Written },
  state: ExistingPost,
): PostEvent[] {
  if (state.status === 'closed' && !standsAgain(state, since)) return [];
  const terms = checkTerms(written, at, { follows: true });
  const { expiresAt } = terms;
  const same = canonical(terms) === canonical({ ...state.terms, expiresAt });
  const stands = state.status === 'open' && (!same || expiresAt === state.terms.expiresAt);
  const renewed = { type: 'PostRenewed', v, data: { expiresAt, renewedAt: since } } as const;
  return [...(stands ? [] : [renewed]), ...(same ? [] : [amended(state, terms, since)])];
}

function standsAgain({ reason, closedAt }: Extract<Post, { status: 'closed' }>, since: Instant): boolean {
  if (reason === 'organisation-rejected') return since > addDuration(closedAt, underWay);
  return reason === 'expired' || reason === 'source-ended';
}

/** The event that these terms stand from then on. */
export function amended(before: ExistingPost, after: Terms, amendedAt: Instant, by?: string): PostEvent {
  const { terms, ...hidden } = withoutHidden(after);
  const leaves = before.terms.visibility === 'public' && terms.visibility === 'members';
  const data = {
    terms,
    amendedAt,
    ...(leaves ? ({ leavesPublic: true } as const) : {}),
    ...(by === undefined ? {} : { by }),
  };
  return { type: 'PostAmended', v, data, ...hidden };
}

/** What the first event of a post says beside its terms. */
interface First extends Pick<PostPublished['data'], 'poster' | 'source' | 'record' | 'recordChange'> {}

/** The first event of a post. */
export function published(
  { poster, source, record, recordChange }: First,
  after: Terms,
  publishedAt: Instant,
): PostEvent {
  const { terms, ...hidden } = withoutHidden(after);
  const told = Object.entries({ source, record, recordChange }).filter(([, value]) => value !== undefined);
  const data = { poster, terms, publishedAt, ...Object.fromEntries(told) };
  return { type: 'PostPublished', v, data, ...hidden };
}

/** What the log may hold of it: a hidden quantity, and what may say it too, are private values. */
function withoutHidden(terms: Terms): { readonly terms: Terms; readonly private?: Hidden } {
  if (!terms.quantityHidden) return { terms };
  const { quantity, hours, freeHours, text, ...rest } = terms;
  const given = Object.entries({ quantity, hours, freeHours, text }).filter(([, value]) => value !== undefined);
  return { terms: rest, private: Object.fromEntries(given) };
}
