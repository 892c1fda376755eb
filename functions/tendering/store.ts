import { type Calendar, reviewedCalendar, withYear } from '../../shared/kernel/calendar.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Day } from '../../shared/kernel/time.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import type { SignedHead } from '../../shared/sealing/heads.ts';
import { type AggregateDeps, aggregateStore, type ReadKind, type Snapshot } from '../../shared/table/aggregate.ts';
import { headSigned, pendingHeads, signedHeads } from '../../shared/table/heads.ts';
import { getItem, putItem, putNew } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { allEvents, eventPage, type LoggedEvent } from '../../shared/table/log.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { bidVault, openingVault } from '../../shared/table/vault.ts';
import type { BidRecord, PrivateRecord } from './bid-record.ts';
import { calendarDecider, calendarId } from './calendar-year.ts';
import type { TenderEvent } from './events.ts';
import type { Gate } from './gate.ts';
import { readGate } from './gate-store.ts';
import { tenderLists } from './list-store.ts';
import type { TenderCommand } from './tender.ts';
import { noTender, type Tender } from './tender-state.ts';

export type { ReceiptRow, Revision, VaultRow } from '../../shared/table/vault.ts';
export type { LoggedEvent, Snapshot };

export type TenderSnapshot = Snapshot<Tender>;

type PrivateValue = Bundle['revealed'][number];

/** The longest that a gate is believed without looking again. */
const gateCacheMs = 1000;
const leavesAChunk = 4000;

/** A tender as it is read; what is written of it is loaded with its rules. */
const tenderKind: ReadKind<TenderCommand, TenderEvent, Tender> = {
  initial: noTender,
  whole: async () => (await import('./writing-store.ts')).tenderKind,
};

export type TenderStore = ReturnType<typeof tenderStore>;

/** All that is kept of tenders. */
export function tenderStore(deps: AggregateDeps) {
  const { db } = deps;
  const gates = new Map<string, { readonly gate: Gate | undefined; readonly at: number }>();
  const tenders = aggregateStore(tenderKind, deps);
  const calendars = aggregateStore({ name: 'calendar', decider: calendarDecider }, deps);
  const vault = bidVault(db);

  /** The leaves of a frozen set, in the order of its root. */
  async function leaves(tender: string, root: string): Promise<readonly string[]> {
    const items = await listAll(db, keys.leaves(tender, root, 0).pk);
    return items.flatMap((item) => item.leaves as string[]);
  }

  return {
    load: tenders.load,
    calendars,

    async handle(...[id, ...rest]: Parameters<typeof tenders.handle>) {
      const outcome = await tenders.handle(id, ...rest);
      gates.delete(id);
      return outcome;
    },

    /** The gate: an eventually consistent read, believed for a second at most, unless it is asked for `fresh`. */
    async gate(tender: string, { fresh = false } = {}): Promise<Gate | undefined> {
      const known = gates.get(tender);
      if (!fresh && known !== undefined && performance.now() - known.at < gateCacheMs) return known.gate;
      const at = performance.now();
      const gate = await readGate(db, tender, fresh);
      if (gates.size > 1000) gates.clear();
      gates.set(tender, { gate, at });
      return gate;
    },

    receipts: vault.receipts,
    putBid: vault.put,

    ...tenderLists(db),

    log: <T extends object>(tender: string, request: PageRequest, pick: (event: LoggedEvent) => T | undefined) =>
      eventPage(db, tender, request, pick),
    wholeLog: (tender: string) => allEvents(db, tender),

    /** A private value of an event with its salt, undefined when it was erased. */
    async privateValue(tender: string, seq: number, name: string, options = {}): Promise<PrivateValue | undefined> {
      const item = await getItem(db, keys.sidecar(tender, seq, name), options);
      return item && { seq, name, salt: item.salt as string, value: JSON.parse(item.value as string) };
    },

    pendingHeads: (before: Day) => pendingHeads(db, before),
    headSigned: (head: SignedHead, place: string) => headSigned(db, head, place),
    signedHeads: (tender: string) => signedHeads(db, tender),

    leaves,

    /** Whether a leaf is one of those under the root that was committed; undefined when none was. */
    async isFrozenLeaf(tender: string, leaf: string): Promise<boolean | undefined> {
      const { state } = await tenders.load(tender, { consistent: true });
      const frozen = 'frozen' in state ? state.frozen : undefined;
      return frozen && (await leaves(tender, frozen.root)).includes(leaf);
    },

    /** Keeps the leaves under their root, before the root is committed: the same set writes the same items. */
    async putLeaves(tender: string, root: string, leaves: readonly string[]): Promise<void> {
      for (let from = 0; from === 0 || from < leaves.length; from += leavesAChunk) {
        await putItem(db, keys.leaves(tender, root, from), { leaves: leaves.slice(from, from + leavesAChunk) });
      }
    },

    /** What is kept beside a tender, of one kind, in the order of its ids. */
    async annexes<T>(tender: string, kind: string): Promise<readonly T[]> {
      const items = await listAll(db, tender, keys.annexPrefix(kind));
      return items.map((item) => JSON.parse(item.annex as string) as T);
    },

    /** One thing that is kept beside a tender, by its kind and id. */
    async annex<T>(tender: string, kind: string, id: string): Promise<T | undefined> {
      const item = await getItem(db, keys.annex(tender, kind, id), { consistent: true });
      return item && (JSON.parse(item.annex as string) as T);
    },

    /**
     * One page of what is kept beside a tender; `pick` gives what is shown of one, or passes it over. Where something
     * of the kind `ended` is kept under the same id, such as the answer to a question, it comes with it.
     */
    async annexPage<T, V extends object, End = never>(
      tender: string,
      { kind, ended }: { readonly kind: string; readonly ended?: string },
      request: PageRequest,
      pick: (kept: T, end: End | undefined) => V | undefined,
    ): Promise<Page<V>> {
      const ends = new Map<string, End>();
      if (ended !== undefined) {
        for (const { sk, annex } of await listAll(db, tender, keys.annexPrefix(ended))) {
          ends.set(sk.slice(keys.annexPrefix(ended).length), JSON.parse(annex as string));
        }
      }
      const prefix = keys.annexPrefix(kind);
      return listPage(db, request, {
        partitions: [tender],
        prefix,
        pick: ({ sk, annex }) => pick(JSON.parse(annex as string) as T, ends.get(sk.slice(prefix.length))),
      });
    },

    /** What came out of one bidder's envelope. */
    async record(tender: string, supplier: string): Promise<BidRecord | undefined> {
      const item = await getItem(db, keys.openedBid(tender, supplier), { consistent: true });
      return item && (JSON.parse(item.record as string) as BidRecord);
    },

    async records(tender: string): Promise<readonly BidRecord[]> {
      const items = await listAll(db, tender, keys.openedBidPrefix);
      return items.map((item) => JSON.parse(item.record as string) as BidRecord);
    },

    /** What of the opened bids is for the committee and for leads. */
    async privateRecords(tender: string): Promise<readonly PrivateRecord[]> {
      const items = await listAll(db, tender, keys.privateBidPrefix);
      return items.map((item) => JSON.parse(item.secret as string) as PrivateRecord);
    },

    /** Keeps what came out of one envelope, unless another process did: what is there stands, and is returned. */
    async putRecord(tender: string, record: BidRecord, secret: PrivateRecord): Promise<BidRecord> {
      await putItem(db, keys.privateBid(tender, record.supplier), { secret: JSON.stringify(secret) });
      const key = keys.openedBid(tender, record.supplier);
      if (await putNew(db, key, { record: JSON.stringify(record) })) return record;
      const kept = await getItem(db, key, { consistent: true });
      if (kept === undefined) throw new DomainError('unavailable', 'try-again');
      return JSON.parse(kept.record as string) as BidRecord;
    },

    /** The reviewed calendar with the years that operators imported. */
    async calendar(...years: readonly number[]): Promise<Calendar> {
      const imported = await Promise.all([...new Set(years)].map((year) => calendars.load(calendarId(year))));
      return imported.reduce<Calendar>(
        (calendar, { state }) => (state === null ? calendar : withYear(calendar, state)),
        reviewedCalendar,
      );
    },

    /** The last day whose year's notice is known, counting from this year and the next (日历数据截止日). */
    async calendarEnds(today: Day): Promise<Day> {
      const year = Number(today.slice(0, 4));
      const imported = await calendars.load(calendarId(year + 1));
      const known = [year, ...reviewedCalendar.keys(), ...(imported.state === null ? [] : [year + 1])];
      return `${Math.max(...known)}-12-31`;
    },
  };
}

/** The vault and the tender's store as the opening process has them. */
export function openingStore(deps: AggregateDeps) {
  return { tenders: tenderStore(deps), vault: openingVault(deps.db) };
}
