import type { Annex } from '../../shared/kernel/annex.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { isPublic } from './access.ts';
import type { Figure, LateChangeProposed, Report, RoundEvent } from './events.ts';
import type { Reports } from './lots.ts';
import { round } from './round.ts';
import type { Round } from './round-state.ts';
import { type RoundSummary, summaryOf } from './views.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';
export type RoundSnapshot = Snapshot<Round>;
export type RoundStore = ReturnType<typeof roundStore>;

/** A late change as it was asked for, and how it ended. */
export type LateChange = LateChangeProposed['data'] & { readonly report: Report };
export interface LateChangeEnd {
  readonly outcome: 'applied' | 'refused' | 'lapsed';
  readonly at: Instant;
  readonly by?: string;
  readonly reason?: string;
}

/** Members with what they named, and the lots' sums: some 70 KB at the most of all. */
const room = 200 * 1024;

/** Demand rounds, with what each unit reports beside them, and their entries in the lists of their units and of all. */
export function roundStore(deps: AggregateDeps) {
  const { db } = deps;

  async function annex<T>(id: string, kind: string, of: string): Promise<T | undefined> {
    const item = await getItem(db, keys.annex(id, kind, of), { consistent: true });
    return item && (JSON.parse(item.annex as string) as T);
  }

  return {
    ...aggregateStore({ name: 'round', decider: round, rows, annexes, room: () => room }, deps),

    /** What every unit reported last, also of those that left. */
    async reports(id: string): Promise<Reports> {
      const prefix = keys.annexPrefix('report');
      const items = await listAll(db, id, prefix);
      return new Map(items.map(({ sk, annex }) => [sk.slice(prefix.length), JSON.parse(annex as string) as Report]));
    },

    report: (id: string, unit: string) => annex<Report>(id, 'report', unit),

    /** Last year's figures that the lead entered. */
    async history(id: string, unit: string): Promise<readonly Figure[]> {
      return (await annex<{ figures: readonly Figure[] }>(id, 'history', unit))?.figures ?? [];
    },

    change: (id: string, change: string) => annex<LateChange>(id, 'change', change),
    changeEnd: (id: string, change: string) => annex<LateChangeEnd>(id, 'change-end', change),

    /** The round that a joint tender stands on, while that tender runs. */
    async ofTender(tender: string): Promise<string | undefined> {
      return (await getItem(db, keys.roundOfTender(tender), { consistent: true }))?.round as string | undefined;
    },

    /** A unit's own rounds, newest first. */
    own: (unit: string, request: PageRequest): Promise<Page<RoundSummary>> =>
      listPage(db, request, { partitions: [keys.roundList(unit)], descending: true, consistent: true, pick: listed }),

    /** Rounds that were locked, the last first, year by year. */
    locked(at: Instant, request: PageRequest): Promise<Page<RoundSummary>> {
      const last = yearOf(at);
      const years = Array.from({ length: last - firstYear + 1 }, (_, back) => last - back);
      const partitions = years.map((year) => keys.roundList(`locked#${year}`));
      return listPage(db, request, { partitions, descending: true, pick: listed });
    },
  };
}

const listed = (item: Readonly<Record<string, unknown>>): RoundSummary => item.listed as RoundSummary;
const yearOf = (at: Instant): number => Math.max(firstYear, Number(dayOf(at).slice(0, 4)));

function rows({ id, state }: RoundSnapshot): Row[] {
  if (state.status === 'none') return [];
  const item = { listed: summaryOf(id, state) };
  const units = new Set([state.lead.id, ...state.members.map((member) => member.id)]);
  const own = [...units].map((unit) => ({
    key: { pk: keys.roundList(unit), sk: `${state.openedAt}#${id}` },
    item,
  }));
  const lockedAt = 'lockedAt' in state ? state.lockedAt : undefined;
  return [
    ...own,
    ...(isPublic(state) && lockedAt !== undefined
      ? [{ key: { pk: keys.roundList(`locked#${yearOf(lockedAt)}`), sk: `${lockedAt}#${id}` }, item }]
      : []),
    ...(state.status === 'tendering' ? [{ key: keys.roundOfTender(state.tender), item: { round: id } }] : []),
  ];
}

/** What a unit reports is kept beside the round, the last report of each; a late change and its end stay. */
function annexes(event: RoundEvent): readonly Annex[] {
  switch (event.type) {
    case 'DemandReported':
      return event.private ? [{ kind: 'report', id: event.data.participant.id, value: event.private.report }] : [];
    case 'HistoryEntered':
      return event.private ? [{ kind: 'history', id: event.data.participant, value: event.private }] : [];
    case 'LateChangeProposed': {
      const { change } = event.data;
      return [{ kind: 'change', id: change, value: { ...event.data, ...event.private } }];
    }
    case 'LateChangeApplied': {
      const { change, participant, appliedAt: at } = event.data;
      const report = event.private && { kind: 'report', id: participant, value: event.private.report };
      return [...(report ? [report] : []), ended(change, { outcome: 'applied', at })];
    }
    case 'LateChangeRefused': {
      const { change, participant: by, reason, at } = event.data;
      return [ended(change, { outcome: 'refused', at, by, reason })];
    }
    case 'ParticipantOptedOut': {
      const { lapsed, participant: by, optedOutAt: at } = event.data;
      return lapsed === undefined ? [] : [ended(lapsed, { outcome: 'lapsed', at, by })];
    }
    default:
      return [];
  }
}

const ended = (change: string, value: LateChangeEnd): Annex => ({ kind: 'change-end', id: change, value });
