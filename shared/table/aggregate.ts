import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Annex } from '../kernel/annex.ts';
import { type Decider, type DomainEvent, fold } from '../kernel/decider.ts';
import { DomainError } from '../kernel/errors.ts';
import { AlreadyAnswered, type Answer, type Claim } from '../kernel/idempotency.ts';
import { canonical } from '../kernel/json.ts';
import { type Movement, summedMovements } from '../kernel/movement.ts';
import { once } from '../kernel/once.ts';
import type { Instant } from '../kernel/time.ts';
import { eventHash, saltedHash } from '../sealing/chain.ts';
import { bookedItem } from './accounts.ts';
import { type Cause, originOf, recordedActor } from './cause.ts';
import type { Db } from './client.ts';
import { eventKind } from './definition.ts';
import { isCancelled, refusalOf, type TransactItem, translated } from './faults.ts';
import { answerItem, findAnswer, unlessKept } from './idempotency.ts';
import { type Key, keys } from './keys.ts';

/** An aggregate as it stands: its state, the number of its events, and the hash of the newest. */
export interface Snapshot<State> {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly head: string | null;
}

/** An item that says again what the snapshot says, written in the same transaction. */
export interface Row {
  readonly key: Key;
  readonly item: Readonly<Record<string, unknown>>;
  /** For a row that one aggregate at most may hold: the code of the conflict when another holds it already. */
  readonly unique?: string;
}

/** What the table must know of a kind of aggregate. */
export interface AggregateKind<Command, Event extends DomainEvent, State> {
  readonly name: string;
  readonly decider: Decider<Command, Event, State>;
  rows?(snapshot: Snapshot<State>): readonly Row[];
  /** Items that tell of this change and stay: others read on in them from where they were. */
  trail?(snapshot: Snapshot<State>, at: Instant, before: Snapshot<State>): readonly Row[];
  /** What an event brings that grows without end: items of their own, beside the snapshot. */
  annexes?(event: Event): readonly Annex[];
  /** What an event books on accounts, in its own transaction. */
  movements?(event: Event): readonly Movement[];
  /** How long, in bytes, these events may leave the snapshot: 100 KiB unless said, and no item is longer than 400 KB. */
  room?(events: readonly Event[]): number;
  /** When the clock should look at it next. */
  due?(state: State): Instant | undefined;
}

/** A kind of aggregate whose rules are loaded when something is first written: whoever reads needs none of them. */
export interface ReadKind<Command, Event extends DomainEvent, State> {
  readonly initial: State;
  whole(): Promise<AggregateKind<Command, Event, State>>;
}

export interface HandleOptions<State> {
  /** The version that the caller saw; another is refused as stale. */
  readonly ifMatch?: number | undefined;
  readonly claim?: Claim | undefined;
  /** What is answered, kept with the claim if there is one. */
  answer?(snapshot: Snapshot<State>): Answer;
  /** The version at which what the command carries was read: at another it is decided again by who asked. */
  readonly asOf?: number | undefined;
  /** How often a lost race is decided again; only for commands that are safe to decide again. */
  readonly retries?: number;
}

export interface Outcome<State> {
  readonly snapshot: Snapshot<State>;
  readonly answer?: Answer;
}

export interface AggregateDeps {
  readonly db: Db;
  /** Random bytes, for the salts of private values. */
  random(bytes: number): string;
  /** The opaque id of a subject. */
  pseudonym(sub: string): string;
}

/** The longest snapshot kept unless its kind says otherwise; what grows belongs into items of its own. */
const snapshotLimit = 100 * 1024;
/** DynamoDB's limit on one transaction. */
const transactionLimit = 100;

export interface AggregateStore<Command, State> {
  load(id: string, options?: { readonly consistent?: boolean }): Promise<Snapshot<State>>;
  /**
   * Consistent read, decide, fold, and one transaction: the snapshot guarded by the version read, the events chained
   * by hash, their sidecars, the rows that changed, and the idempotency row. A lost race is
   * `conflict/concurrent-change`, a stale `ifMatch` is `stale/etag-mismatch`; nothing is half written.
   */
  handle(
    id: string,
    command: Command,
    cause: Cause,
    options: HandleOptions<State> & Required<Pick<HandleOptions<State>, 'answer'>>,
  ): Promise<Required<Outcome<State>>>;
  handle(id: string, command: Command, cause: Cause, options?: HandleOptions<State>): Promise<Outcome<State>>;
  /**
   * Writes the rows again as the kind has them now, where they have come to have another form: nothing else changes and no
   * event tells of it. An aggregate that changes meanwhile is `conflict/concurrent-change`.
   */
  rewriteRows(id: string): Promise<void>;
}

export function aggregateStore<Command, Event extends DomainEvent, State>(
  of: AggregateKind<Command, Event, State> | ReadKind<Command, Event, State>,
  deps: AggregateDeps,
): AggregateStore<Command, State> {
  const { db } = deps;
  const initial = 'whole' in of ? of.initial : of.decider.initial;
  const wholeKind = 'whole' in of ? once(of.whole) : async () => of;

  async function load(id: string, { consistent = false } = {}): Promise<Snapshot<State>> {
    const { Item: item } = await translated(
      db.send(new GetCommand({ TableName: db.main, Key: keys.snapshot(id), ConsistentRead: consistent })),
    );
    if (item === undefined) return { id, state: initial, version: 0, head: null };
    return { id, state: JSON.parse(item.state) as State, version: item.version, head: item.head };
  }

  async function attempt(
    id: string,
    command: Command,
    cause: Cause,
    options: HandleOptions<State>,
  ): Promise<Outcome<State>> {
    const kind = await wholeKind();
    const before = await load(id, { consistent: true });
    if (options.ifMatch !== undefined && options.ifMatch !== before.version) {
      throw new DomainError('stale', 'etag-mismatch', { version: before.version });
    }
    if (options.asOf !== undefined && options.asOf !== before.version) {
      throw new DomainError('conflict', 'concurrent-change');
    }
    const events = kind.decider.decide(command, before.state);
    const written = chain(kind.name, before, events, cause, deps);
    const after: Snapshot<State> = {
      id,
      state: fold(kind.decider, events, before.state),
      version: before.version + events.length,
      head: written.head,
    };
    const answer = options.answer?.(after);
    const claim = options.claim !== undefined && answer !== undefined ? { of: options.claim, answer } : undefined;
    const outcome = { snapshot: after, ...(answer === undefined ? {} : { answer }) };
    if (events.length === 0 && claim === undefined) return outcome;

    const items: TransactItem[] = [];
    const annexes = events.flatMap((event) => kind.annexes?.(event) ?? []);
    const movements = summedMovements(events.flatMap((event) => kind.movements?.(event) ?? []));
    if (events.length > 0) {
      const room = kind.room?.(events) ?? snapshotLimit;
      items.push(snapshotItem(kind, before, after, room), ...written.items, ...rowItems(kind, before, after));
      items.push(...annexes.map((annex) => annexItem(id, annex)));
      items.push(...movements.map((movement) => bookedItem(db, movement)));
      for (const { key, item } of kind.trail?.(after, cause.at, before) ?? []) {
        items.push({ Put: { TableName: db.main, Item: { ...key, ...item } } });
      }
    }
    if (claim !== undefined) items.push(unlessKept(db, answerItem(claim.of, claim.answer, cause.at), cause.at));
    if (items.length > transactionLimit)
      throw new DomainError('too-large', 'change-too-large', { max: transactionLimit });
    const write = db.send(new TransactWriteCommand({ TransactItems: items }));
    const guarded = [
      ...(kind.rows?.(after) ?? []),
      ...annexes.map((annex) => annexRow(id, annex)),
      ...movements.map(({ ledger, account, refused }) => ({ key: keys.account(ledger, account), unique: refused })),
    ];
    await translated(write.catch((fault) => Promise.reject(refusalOf(fault, items, guarded) ?? fault)));
    return outcome;
  }

  type Kind = AggregateKind<Command, Event, State>;

  function snapshotItem(kind: Kind, before: Snapshot<State>, after: Snapshot<State>, room: number): TransactItem {
    const state = JSON.stringify(after.state);
    if (Buffer.byteLength(state) > room) throw new DomainError('too-large', 'too-much-content');
    const dueAt = kind.due?.(after.state);
    return {
      Put: {
        TableName: db.main,
        Item: {
          ...keys.snapshot(after.id),
          kind: kind.name,
          version: after.version,
          head: after.head,
          state,
          ...(dueAt === undefined ? {} : { dueShard: keys.dueShard(after.id), dueAt }),
        },
        ...(before.version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': before.version } }),
      },
    };
  }

  function annexItem(id: string, annex: Annex): TransactItem {
    const { key, item, unique } = annexRow(id, annex);
    const guard = unique === undefined ? {} : { ConditionExpression: 'attribute_not_exists(pk)' };
    return { Put: { TableName: db.main, Item: { ...key, ...item }, ...guard } };
  }

  function rowItems({ rows }: Kind, before: Snapshot<State>, after: Snapshot<State>): TransactItem[] {
    const old = new Map(before.version === 0 ? [] : (rows?.(before) ?? []).map((row) => [rowName(row), row]));
    const items: TransactItem[] = [];
    for (const row of rows?.(after) ?? []) {
      const was = old.get(rowName(row));
      old.delete(rowName(row));
      if (was !== undefined && JSON.stringify(was.item) === JSON.stringify(row.item)) continue;
      const guard =
        was === undefined && row.unique !== undefined ? { ConditionExpression: 'attribute_not_exists(pk)' } : {};
      items.push({ Put: { TableName: db.main, Item: { ...row.key, ...row.item }, ...guard } });
    }
    for (const gone of old.values()) items.push({ Delete: { TableName: db.main, Key: gone.key } });
    return items;
  }

  async function handle(
    id: string,
    command: Command,
    cause: Cause,
    options: HandleOptions<State> = {},
  ): Promise<Outcome<State>> {
    for (let left = options.retries ?? 0; ; left -= 1) {
      try {
        return await attempt(id, command, cause, options);
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
        // What refuses a request may be its own twin, carried out before.
        const kept = options.claim && (await findAnswer(db, options.claim.scope, cause.at, { consistent: true }));
        if (kept) throw new AlreadyAnswered(kept);
        if (!isCancelled(error) || left <= 0) throw error;
      }
    }
  }

  async function rewriteRows(id: string): Promise<void> {
    const kind = await wholeKind();
    const now = await load(id, { consistent: true });
    const rows = kind.rows?.(now) ?? [];
    if (rows.length === 0) return;
    const unchanged = {
      ConditionCheck: {
        TableName: db.main,
        Key: keys.snapshot(id),
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': now.version },
      },
    };
    const puts = rows.map(({ key, item }) => ({ Put: { TableName: db.main, Item: { ...key, ...item } } }));
    await translated(db.send(new TransactWriteCommand({ TransactItems: [unchanged, ...puts] })));
  }

  // With `answer` there always is one to give.
  return { load, handle: handle as AggregateStore<Command, State>['handle'], rewriteRows };

  function chain(
    aggregate: string,
    before: Snapshot<State>,
    events: readonly Event[],
    cause: Cause,
    { random, pseudonym }: AggregateDeps,
  ) {
    const items: TransactItem[] = [];
    let head = before.head;
    for (const [index, event] of events.entries()) {
      const seq = before.version + index + 1;
      const hashes: Record<string, string> = {};
      for (const [name, value] of Object.entries({ ...event.private, origin: originOf(cause, event.veiled) })) {
        if (value === undefined) continue;
        const salt = random(16);
        hashes[name] = saltedHash(salt, value);
        const item = { ...keys.sidecar(before.id, seq, name), kind: 'sidecar', salt, value: canonical(value) };
        items.push({ Put: { TableName: db.main, Item: item } });
      }
      const data = { ...event.data, private: hashes };
      const actor = event.veiled ? { role: cause.as, id: 'withheld' } : recordedActor(cause, pseudonym);
      const json = canonical({ seq, at: cause.at, type: event.type, v: event.v, actor, data });
      head = eventHash(head, json);
      const item = { ...keys.event(before.id, seq), kind: eventKind, aggregate, json, hash: head };
      items.push({ Put: { TableName: db.main, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } });
    }
    return { head, items };
  }
}

const rowName = (row: Row): string => `${row.key.pk}\n${row.key.sk}`;

function annexRow(id: string, { kind, id: own, value, once }: Annex): Row {
  const item = { annex: JSON.stringify(value) };
  return { key: keys.annex(id, kind, own), item, ...(once === undefined ? {} : { unique: once }) };
}
