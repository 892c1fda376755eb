import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { addDuration, dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { Drawing, PostEvent, Poster, Source } from './events.ts';
import { amended, follow, published, underWay } from './following.ts';
import { type ExistingPost, hasEnded, type Post } from './post-state.ts';
import { checkTerms, endsAt, expiryFaults, type Written, writtenAgain } from './terms.ts';

export { type ExistingPost, hasEnded, type Post, type Release, statusAt } from './post-state.ts';

/** Members that are given replace what was; `null` takes an optional one away. */
export type Amendment = { readonly [Name in keyof Written]?: Written[Name] | null | undefined };

export type PostCommand =
  | {
      readonly type: 'publishPost';
      readonly at: Instant;
      readonly poster: Poster;
      readonly post: Written;
      readonly source?: Source;
      readonly record?: string;
      readonly recordChange?: number;
    }
  /** What its source has said since that moment: the post is made of it, or follows it. */
  | {
      readonly type: 'followSource';
      readonly at: Instant;
      readonly since: Instant;
      readonly source: Source;
      readonly poster: Poster;
      readonly post: Written;
    }
  /** Its source says so no more. */
  | { readonly type: 'endSource'; readonly at: Instant }
  | { readonly type: 'amendPost'; readonly at: Instant; readonly changes: Amendment }
  | { readonly type: 'renewPost'; readonly at: Instant; readonly expiresAt: Instant }
  | { readonly type: 'closePost'; readonly at: Instant }
  /** The poster's verification was taken away at `at`, by this event. */
  | { readonly type: 'closeRejected'; readonly at: Instant; readonly event: string }
  | { readonly type: 'attachDrawing'; readonly at: Instant; readonly drawing: Drawing }
  | {
      readonly type: 'requestRelease';
      readonly at: Instant;
      readonly organisation: Poster;
      readonly undertaking: string;
    }
  | {
      readonly type: 'releaseDrawings';
      readonly at: Instant;
      readonly organisation: string;
      readonly drawings?: readonly string[] | undefined;
    }
  /** Its poster accepted a quote and wants no more, or the operator took it down, by this event. */
  | { readonly type: 'closeFor'; readonly at: Instant; readonly reason: 'ordered' | 'abuse'; readonly event: string }
  | { readonly type: 'noteRecord'; readonly at: Instant; readonly record: string; readonly change: number }
  | { readonly type: 'timePassed'; readonly at: Instant };

/** What a snapshot has room for. */
export const limits = { drawings: 20, releases: 100 } as const;
const v = 1;

/** The rules of a post. Whether the clock has looked or not, each command finds a post that has ended closed. */
export const post: Decider<PostCommand, PostEvent, Post> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'publishPost') {
      if (state.status !== 'none') throw new DomainError('conflict', 'post-exists');
      return [published(command, checkTerms(command.post, command.at), command.at)];
    }
    if (state.status === 'none' && command.type === 'followSource') {
      return [published(command, checkTerms(command.post, command.at, { follows: true }), command.since)];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    if (!hasEnded(state, command.at)) return decideOn(command, state);
    const closedAt = endsAt(state.terms);
    const expired = { type: 'PostClosed', v, data: { reason: 'expired', closedAt } } as const;
    return [expired, ...decideOn(command, { ...state, status: 'closed', reason: 'expired', closedAt })];
  },

  evolve(state, event) {
    if (event.type === 'PostPublished') {
      const { terms, ...data } = event.data;
      const none = { renewals: 0, drawings: [], releases: [] };
      return {
        status: 'open',
        ...data,
        terms: { ...terms, ...event.private },
        confirmedAt: data.publishedAt,
        ...none,
      };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'PostAmended':
        return { ...state, terms: { ...event.data.terms, ...event.private }, confirmedAt: event.data.amendedAt };
      case 'PostRenewed': {
        const { reason: _reason, closedAt: _closedAt, ...posted } = { reason: '', closedAt: '', ...state };
        const { expiresAt, renewedAt: confirmedAt } = event.data;
        const [terms, renewals] = [{ ...state.terms, expiresAt }, state.renewals + 1];
        return { ...posted, status: 'open', terms, confirmedAt, renewals };
      }
      case 'PostClosed': {
        const { reason, closedAt } = event.data;
        return { ...state, status: 'closed', reason, closedAt };
      }
      case 'RecordNoted':
        return { ...state, record: event.data.record, recordChange: event.data.change };
      case 'DrawingAttached':
        return { ...state, drawings: [...state.drawings, event.private.file] };
      case 'ReleaseRequested': {
        const { organisation, requestedAt } = event.data;
        return { ...state, releases: [...state.releases, { organisation, requestedAt, drawings: [] }] };
      }
      case 'DrawingsReleased': {
        const { organisation, drawings, releasedAt } = event.data;
        const releases = state.releases.map((each) =>
          each.organisation.id === organisation
            ? { ...each, drawings: [...each.drawings, ...drawings], releasedAt }
            : each,
        );
        return { ...state, releases };
      }
      default:
        return unreachable(event);
    }
  },
};

type Later = Exclude<PostCommand, { readonly type: 'publishPost' }>;

function decideOn(command: Later, state: ExistingPost): readonly PostEvent[] {
  const { at } = command;
  if (state.source !== undefined && byHand.some((type) => type === command.type)) {
    throw new DomainError('conflict', 'post-follows-source', {
      source: `${places[state.source.kind]}/${state.source.id}`,
    });
  }
  switch (command.type) {
    case 'followSource':
      return follow(command, state);
    case 'endSource':
      if (state.status === 'closed') return [];
      return [{ type: 'PostClosed', v, data: { reason: 'source-ended', closedAt: at } }];
    case 'amendPost':
      return amend(command.changes, opened(state), at);
    case 'renewPost':
      return renew(state, command.expiresAt, at);
    case 'closePost':
      return state.status === 'closed' ? [] : [{ type: 'PostClosed', v, data: { reason: 'poster', closedAt: at } }];
    case 'closeRejected': {
      const { event } = command;
      if (state.status === 'closed' || state.confirmedAt > addDuration(at, underWay)) return [];
      return [{ type: 'PostClosed', v, data: { reason: 'organisation-rejected', closedAt: at, event } }];
    }
    case 'closeFor': {
      const { reason, event } = command;
      return state.status === 'closed' ? [] : [{ type: 'PostClosed', v, data: { reason, closedAt: at, event } }];
    }
    case 'attachDrawing': {
      const { drawings } = opened(state);
      if (drawings.length >= limits.drawings)
        throw new DomainError('rule', 'too-many-drawings', { max: limits.drawings });
      const { drawing: file } = command;
      return [{ type: 'DrawingAttached', v, data: { drawing: file.id }, private: { file } }];
    }
    case 'requestRelease': {
      const { releases } = opened(state);
      const { organisation, undertaking } = command;
      if (releases.some((each) => each.organisation.id === organisation.id)) return [];
      if (releases.length >= limits.releases)
        throw new DomainError('too-many', 'too-many-requests', { max: limits.releases });
      return [{ type: 'ReleaseRequested', v, data: { organisation, undertaking, requestedAt: at } }];
    }
    case 'releaseDrawings':
      return release(command, opened(state));
    case 'noteRecord': {
      const { record, change } = command;
      if (state.status === 'closed' || change <= (state.recordChange ?? 0)) return [];
      return [{ type: 'RecordNoted', v, data: { record, change, notedAt: at } }];
    }
    case 'timePassed':
      return [];
    default:
      return unreachable(command);
  }
}

/** The members that make another post of it. */
const fixed = ['kind', 'side', 'category', 'process'] as const;

function amend(changes: Amendment, state: ExistingPost, at: Instant): PostEvent[] {
  const before = writtenAgain(state.terms);
  for (const name of fixed) {
    if (changes[name] !== undefined && changes[name] !== before[name]) throw fieldError('not-amendable', `/${name}`);
  }
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...before, ...Object.fromEntries(given) }).filter(([, value]) => value !== null);
  const after = checkTerms(Object.fromEntries(merged) as unknown as Written, at);
  return canonical(after) === canonical(state.terms) ? [] : [amended(state, after, at, state.poster.id)];
}

/** What is changed where it comes from, and where that is. */
const byHand: readonly PostCommand['type'][] = ['amendPost', 'renewPost', 'closePost'];
const places = { product: '/v1/products', round: '/v1/demand-rounds', project: '/v1/projects' } as const;

/** A post that stands or has expired stands on; one that was closed stays closed. */
function renew(state: ExistingPost, expiresAt: Instant, at: Instant): PostEvent[] {
  if (state.status === 'closed' && state.reason !== 'expired') throw new DomainError('conflict', 'post-closed');
  const [fault] = expiryFaults(expiresAt, at);
  if (fault !== undefined) throw fieldError(fault.code, fault.pointer, fault.params);
  if (state.terms.window.to < dayOf(at))
    throw new DomainError('conflict', 'window-over', { to: state.terms.window.to });
  return [{ type: 'PostRenewed', v, data: { expiresAt, renewedAt: at, by: state.poster.id } }];
}

function release(command: Extract<PostCommand, { type: 'releaseDrawings' }>, state: ExistingPost): PostEvent[] {
  const { organisation, at } = command;
  const asked = state.releases.find((each) => each.organisation.id === organisation);
  if (asked === undefined) throw fieldError('release-not-requested', '/organisation');
  const all = state.drawings.map(({ id }) => id);
  const named = command.drawings ?? all;
  const unknown = named.findIndex((id) => !all.includes(id));
  if (unknown >= 0) throw fieldError('drawing-unknown', `/drawings/${unknown}`);
  const drawings = all.filter((id) => named.includes(id) && !asked.drawings.includes(id));
  return drawings.length === 0
    ? []
    : [{ type: 'DrawingsReleased', v, data: { organisation, drawings, releasedAt: at } }];
}

function opened(state: ExistingPost): Extract<Post, { status: 'open' }> {
  if (state.status !== 'open') throw new DomainError('conflict', 'post-closed');
  return state;
}
