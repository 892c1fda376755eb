import {
  addDays,
  type Day,
  dayOf,
  endOfDay,
  type Instant,
  monthOf,
  monthsBetween,
  startOfDay,
} from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { isPublic } from './live-access.ts';
import { liveSession } from './live-session.ts';
import { dueAt, type LiveSession, type SessionStatus, statusAt } from './live-state.ts';
import { limits, quartersOf, room } from './live-terms.ts';
import { type Listed, listedOf, scopesOf } from './live-views.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';
export type SessionSnapshot = Snapshot<LiveSession>;
export type SessionStore = ReturnType<typeof sessionStore>;

export interface SessionFilter {
  readonly from: Day;
  readonly to: Day;
  readonly status?: SessionStatus | undefined;
  /** A category or a family. */
  readonly category?: string | undefined;
  readonly host?: string | undefined;
  readonly featured?: boolean | undefined;
}

const everything = 'all';

/** Live sessions, with their entries in the lists of all, of their categories and their host, and the host's time. */
export function sessionStore(deps: AggregateDeps) {
  const { db } = deps;

  function list(filter: SessionFilter, at: Instant, request: PageRequest): Promise<Page<Listed>> {
    const { from, to, status, category, host, featured } = filter;
    const scope = host === undefined ? (category ?? everything) : `host:${host}`;
    const [first, end] = [startOfDay(from), endOfDay(to)];
    return listPage(db, request, {
      partitions: monthsBetween(monthOf(from), monthOf(to)).map((month) => keys.liveSessionList(scope, month)),
      from: first,
      pick: (item) => {
        const listed = item.listed as Listed;
        const { terms, categories } = listed;
        if (terms.startsAt >= end || (status !== undefined && statusAt(listed, at) !== status)) return undefined;
        if (featured !== undefined && listed.featured !== featured) return undefined;
        const inCategory =
          category === undefined || host === undefined || scopesOf({ ...listed, categories }).includes(category);
        return inCategory ? listed : undefined;
      },
    });
  }

  /** The sessions of a time, in order, page after page. */
  async function* between(filter: SessionFilter, at: Instant): AsyncGenerator<Listed> {
    let cursor: string | undefined;
    do {
      const page = await list(filter, at, { limit: 100, cursor });
      yield* page.items;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  return {
    ...aggregateStore({ name: 'live-session', decider: liveSession, rows, due: dueAt, room: () => room }, deps),
    list,

    /** A host's drafts, newest first. */
    drafts(host: string, request: PageRequest): Promise<Page<Listed>> {
      return listPage(db, request, {
        partitions: [keys.liveSessionDrafts(host)],
        descending: true,
        consistent: true,
        pick: ({ listed }) => listed as Listed,
      });
    },

    between,

    /** A host's sessions that are announced or live, whatever their day. */
    upcomingOf(host: string, at: Instant): AsyncGenerator<Listed> {
      const today = dayOf(at);
      return between({ from: addDays(today, -1), to: addDays(today, limits.daysAhead + 1), host }, at);
    },
  };
}

function rows({ id, state }: Snapshot<LiveSession>): Row[] {
  if (state.status === 'none') return [];
  const { host, terms } = state;
  const listed = listedOf(id, state);
  const item = { listed };
  if (!isPublic(state)) {
    return [{ key: { pk: keys.liveSessionDrafts(host.id), sk: `${state.draftedAt}#${id}` }, item }];
  }
  const month = monthOf(dayOf(terms.startsAt));
  const scopes = [everything, `host:${host.id}`, ...scopesOf(listed)];
  const entries = scopes.map((scope) => ({
    key: { pk: keys.liveSessionList(scope, month), sk: `${terms.startsAt}#${id}` },
    item,
  }));
  const takesTime = state.status === 'announced' || state.status === 'live';
  const quarters = takesTime ? quartersOf(terms) : [];
  const taken = quarters.map((quarter) => ({
    key: keys.hostQuarter(host.id, quarter),
    item: { session: id },
    unique: 'host-busy',
  }));
  return [...entries, ...taken];
}
