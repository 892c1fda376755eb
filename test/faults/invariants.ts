import { isDeepStrictEqual } from 'node:util';
import { readAmounts } from '../../functions/contracts/settlement/amount.ts';
import { totalOf } from '../../functions/contracts/settlement/lines.ts';
import type { Existing } from '../../functions/contracts/statement-state.ts';
import { leftOf } from '../../functions/contracts/statement-state.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { parseMoney } from '../../shared/kernel/money.ts';
import { summedMovements } from '../../shared/kernel/movement.ts';
import { saltedHash, verifyChain } from '../../shared/sealing/chain.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { type Receipt, receiptHash } from '../../shared/sealing/receipt.ts';
import { keys, vaultKeys } from '../../shared/table/keys.ts';
import type { Stored } from '../support/expressions.ts';
import { type Items, itemsOf, type MemoryDb, type Moment } from '../support/memory-table.ts';
import { aggregatesIn, type Kept } from './aggregates.ts';

/** What an invariant looks at: both tables, and of them what has changed. */
interface Seen {
  readonly main: Items;
  readonly vault: Items;
  /** The partitions that changed, all where nothing is known of before. */
  readonly changed: ReadonlySet<string>;
  /** The aggregates in them. */
  readonly aggregates: readonly Kept[];
}

/** What holds whatever failed, at whatever moment (不变量). Each says where it does not. */
export const invariants: Readonly<Record<string, (seen: Seen) => readonly string[]>> = {
  'a chain of events has no gap, every hash stands on the one before, and the snapshot names the last': ({
    aggregates,
  }) =>
    aggregates.flatMap(({ id, events, snapshot }) => {
      const chain = verifyChain(events.map(({ json }) => json as string));
      const isWhole = chain.brokenAt === undefined && chain.seqBroken === undefined;
      const isHashed = events.every(
        ({ hash, sk }, at) => hash === chain.hashes[at] && sk === keys.event(id, at + 1).sk,
      );
      const isHeaded = snapshot.version === events.length && snapshot.head === chain.head;
      return isWhole && isHashed && isHeaded ? [] : [id];
    }),

  'a private value is what its event has the hash of': ({ aggregates }) =>
    aggregates.flatMap(({ id, events, sidecars }) =>
      sidecars.flatMap(({ sk, salt, value }) => {
        const [, seq, name = ''] = sk.split('#');
        const event = JSON.parse(events[Number(seq) - 1]?.json as string);
        return event.data.private[name] === saltedHash(salt as string, JSON.parse(value as string))
          ? []
          : [`${id} ${sk}`];
      }),
    ),

  'a snapshot is the fold of its events': ({ aggregates }) =>
    aggregates.flatMap(({ id, snapshot, states }) => (same(snapshot.state, states.at(-1)) ? [] : [id])),

  'the rows of an aggregate are those of its state, and none is left of an earlier one': ({ main, aggregates }) => {
    const held = rowsOf(aggregates);
    return aggregates.flatMap(({ id, kind, states, snapshot }) => {
      const earlier = states.flatMap((state, version) => kind.rows?.({ ...snapshot, state, version }) ?? []);
      return earlier.flatMap(({ key, item }) => {
        const now = held.get(name(key));
        const found = at(main, key);
        if (now === undefined)
          return found === undefined || !same(without(found), item) ? [] : [`${id} left ${name(key)}`];
        return now.some((each) => same(each, found && without(found))) ? [] : [`${id} ${name(key)}`];
      });
    });
  },

  'what an event brings that grows stands beside its aggregate': ({ main, aggregates }) =>
    aggregates.flatMap(({ id, kind, past }) => {
      const brought = past.flatMap((event) => kind.annexes?.(event) ?? []);
      const last = new Map(brought.map((annex) => [name(keys.annex(id, annex.kind, annex.id)), annex]));
      return [...last.values()].flatMap((annex) => {
        const kept = at(main, keys.annex(id, annex.kind, annex.id));
        return kept !== undefined && same(JSON.parse(kept.annex as string), annex.value)
          ? []
          : [`${id} ${annex.kind} ${annex.id}`];
      });
    }),

  'the clock finds what is to be looked at, when it is': ({ aggregates }) =>
    aggregates.flatMap(({ id, kind, item, snapshot }) => {
      const due = kind.due?.(snapshot.state);
      return item.dueAt === due && (due === undefined || item.dueShard === keys.dueShard(id)) ? [] : [id];
    }),

  'an account holds what it began with less all that was taken, and never less than nothing': ({ main, changed }) => {
    const accounts = [...changed].flatMap((pk) => [...(main.get(pk)?.values() ?? [])].filter(isAccount));
    if (accounts.length === 0) return [];
    const booked = aggregatesIn(main, main.keys()).flatMap(({ kind, past }) =>
      past.flatMap((event) => kind.movements?.(event) ?? []),
    );
    const sums = new Map(summedMovements(booked).map((one) => [name(keys.account(one.ledger, one.account)), one]));
    return accounts.flatMap((item) => {
      const begun = booked.filter((one) => name(keys.account(one.ledger, one.account)) === name(item));
      const taken = sums.get(name(item))?.take ?? 0n;
      const held = BigInt(item.remaining as number);
      return held >= 0n && begun.some(({ opening }) => opening - taken === held) ? [] : [`${name(item)} holds ${held}`];
    });
  },

  'a statement comes to the sum of its lines, net and tax to its amount, and nobody paid more': ({
    main,
    aggregates,
  }) =>
    aggregates.flatMap(({ id, kind, snapshot }) => {
      if (kind.name !== 'statement') return [];
      const state = snapshot.state as Existing;
      const lines = [...(main.get(id)?.values() ?? [])]
        .filter(({ sk }) => sk.startsWith(keys.annexPrefix('line')))
        .flatMap(({ annex }) => JSON.parse(annex as string).of);
      const [amount, net, vat] = [state.amount, state.net, state.vat].map(parseMoney) as [bigint, bigint, bigint];
      const isSum = same(words(totalOf(lines)), words(readAmounts(state)));
      const isPaid = leftOf(state) === 0n || leftOf(state) > 0n === amount > 0n;
      return isSum && net + vat === amount && isPaid ? [] : [id];
    }),

  'a feed is numbered from one to its end without a gap': ({ main, changed }) =>
    [...changed].flatMap((pk) => {
      const end = main.get(pk)?.get('@')?.last as number | undefined;
      if (!pk.startsWith('feed#') || end === undefined) return [];
      const numbers = Array.from({ length: end + 1 }, (_, seq) => keys.feedEntry(pk.slice('feed#'.length), seq + 1));
      return numbers.flatMap((key, seq) => ((at(main, key) !== undefined) === seq < end ? [] : [name(key)]));
    }),

  'an answer that is kept is one of success': ({ main, changed }) =>
    [...changed].flatMap((pk) => {
      const kept = pk.startsWith('once#') ? main.get(pk)?.get('@') : undefined;
      if (kept === undefined) return [];
      const { status } = JSON.parse(kept.answer as string);
      return status >= 200 && status < 300 && typeof kept.bodyHash === 'string' ? [] : [pk];
    }),

  'a job that is not over is looked at again': ({ main, changed }) =>
    [...changed].flatMap((pk) => {
      const item = main.get(pk)?.get('@');
      if (item?.kind !== 'job') return [];
      const { status } = JSON.parse(item.job as string);
      return ['queued', 'running'].includes(status) === (item.dueAt !== undefined) ? [] : [pk];
    }),

  'a bid stands in the vault once, its receipts are chained, and the last is of the envelope that is there': ({
    vault,
  }) => itemsOf(vault).flatMap((bid) => (isWholeBid(bid) ? [] : [name(bid)])),
};

/** Each invariant that does not hold, and where; of what changed since, where that is known. */
export function broken({ moment, main: mainName, vault: vaultName }: MemoryDb, since?: Moment): string[] {
  const now = moment();
  const [main, vault] = [now[mainName] ?? new Map(), now[vaultName] ?? new Map()] as [Items, Items];
  const changed = new Set([...main.keys()].filter((pk) => main.get(pk) !== since?.[mainName]?.get(pk)));
  const seen = { main, vault, changed, aggregates: aggregatesIn(main, changed) };
  return Object.entries(invariants).flatMap(([what, where]) => where(seen).map((place) => `not so: ${what}: ${place}`));
}

interface KeyOf {
  readonly pk: string;
  readonly sk: string;
}
const name = ({ pk, sk }: KeyOf): string => `${pk} / ${sk}`;
const at = (items: Items, { pk, sk }: KeyOf): Stored | undefined => items.get(pk)?.get(sk);
const without = ({ pk: _, sk: __, ...item }: Stored): object => item;
const isAccount = ({ sk, remaining }: Stored): boolean => sk.startsWith(keys.accountPrefix) && remaining !== undefined;
/** Values as JSON carries them. */
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plainJson(a), plainJson(b));
const plainJson = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
const words = (amounts: object): object =>
  Object.fromEntries(Object.entries(amounts).map(([key, value]) => [key, String(value)]));

/** What may stand in each row: several aggregates may write one, and the last of them did. */
function rowsOf(aggregates: readonly Kept[]): ReadonlyMap<string, object[]> {
  const rows = new Map<string, object[]>();
  for (const { kind, snapshot } of aggregates) {
    for (const { key, item } of kind.rows?.(snapshot) ?? [])
      rows.set(name(key), [...(rows.get(name(key)) ?? []), item]);
  }
  return rows;
}

function isWholeBid({ pk, sk, revision, revisions, envelope, receivedAt }: Stored): boolean {
  const receipts = (JSON.parse(revisions as string) as { readonly receipt: Receipt }[]).map(({ receipt }) => receipt);
  const last = receipts.at(-1);
  const isChained = receipts.every(
    ({ revision: number, previous, supplier, tender }, index) =>
      number === index + 1 &&
      previous === (index === 0 ? null : receiptHash(receipts[index - 1] as Receipt)) &&
      supplier === sk &&
      pk === vaultKeys.bid(tender, supplier).pk,
  );
  const isLast = last?.revision === revision && last?.receivedAt === receivedAt;
  const isSealed = (last?.sha256 ?? undefined) === (envelope && hashJson(JSON.parse(envelope as string)));
  const ids = new Set(receipts.map(({ receiptId }) => receiptId));
  return isChained && isLast && isSealed && ids.size === receipts.length && (envelope === undefined || isJcs(envelope));
}

const isJcs = (text: unknown): boolean => canonical(JSON.parse(text as string)) === text;
