import type { JWK } from 'jose';
import { DomainError } from '../../shared/kernel/errors.ts';
import { instant } from '../../shared/kernel/time.ts';
import type { UnsealingKeys } from '../../shared/ports/keys.ts';
import type { SealedObjects } from '../../shared/ports/objects.ts';
import { type Combined, combineHanded } from '../../shared/sealing/ceremony.ts';
import type { Envelope } from '../../shared/sealing/envelope.ts';
import type { KeptHandedShare, KeptReveal } from './annexes.ts';
import type { RevealStarted } from './ceremony-events.ts';
import { sharesUntil } from './ceremony-times.ts';
import { freezingStarts } from './rules/periods.ts';
import type { openingStore } from './store.ts';
import { type Ceremony, ceremonyOf, type In } from './tender-state.ts';

/** What the opening process has, and no other. */
export interface OpeningDeps extends ReturnType<typeof openingStore> {
  readonly unsealingKeys: UnsealingKeys;
  readonly objects: SealedObjects;
  now(): number;
}

export const cause = (deps: OpeningDeps) =>
  ({ actor: { kind: 'system', process: 'opening' }, as: 'system', at: instant(deps.now()) }) as const;

/** What opens a tender's bids: one key, two, or what the bidders revealed. It is in memory only. */
export type Unlocked =
  | { readonly way: 'automatic'; readonly key: JWK }
  | { readonly way: 'shares'; readonly key: JWK; readonly ceremonyKey: NonNullable<Combined['privateKey']> }
  | { readonly way: 'reveal'; readonly key: JWK; readonly revealed: ReadonlyMap<string, Envelope> };

/**
 * The keys of a frozen tender (取得开标密钥). With a ceremony: the shares that were handed in are combined as soon as
 * enough are right, wrong ones are named and may be handed in again; if no key came of them in time the published
 * remedy starts, and ends. Undefined while there is something to wait for. What was decided is in the log, so that
 * it may be called again after a death, by several processes, and by one whose clock is behind.
 */
export async function unlock(deps: OpeningDeps, id: string, tender: In<'opening'>): Promise<Unlocked | undefined> {
  const ceremony = ceremonyOf(tender);
  const key = await deps.unsealingKeys.unwrap(id, tender.sealingKey.wrapped);
  if (ceremony === undefined) return { way: 'automatic', key };
  if (ceremony.reveal !== undefined) return revealed(deps, id, ceremony.reveal, key);
  const { privateKey: ceremonyKey, reason } = await combined(deps, id, ceremony, key);
  if (ceremonyKey !== undefined) return { way: 'shares', key, ceremonyKey };
  if (deps.now() >= freezingStarts(sharesUntil(tender.frozen, ceremony))) {
    await startReveal(deps, id, reason);
  }
  return undefined;
}

/** Checks and combines what was handed in, and records whose shares are right and whose are not. */
async function combined(
  deps: OpeningDeps,
  id: string,
  ceremony: Ceremony,
  key: JWK,
): Promise<Pick<Combined, 'privateKey'> & { readonly reason: RevealStarted['data']['reason'] }> {
  const counted = new Set(ceremony.shares.flatMap(({ holder, state }) => (state === 'held' ? [] : [holder])));
  const handed = (await deps.tenders.annexes<KeptHandedShare>(id, 'handed-share')).filter(({ holder }) =>
    counted.has(holder),
  );
  const { privateKey, right, wrong } = await combineHanded(id, ceremony, handed, key);
  const looked = new Map(handed.map(({ holder, handedAt }) => [holder, { holder, handedAt }]));
  const checked = {
    right: right.flatMap((holder) => looked.get(holder) ?? []),
    wrong: wrong.map(({ holder, reason }) => ({ holder, handedAt: looked.get(holder)?.handedAt ?? '', reason })),
  };
  const command = { type: 'checkShares', at: instant(deps.now()), ...checked } as const;
  if (handed.length > 0) await deps.tenders.handle(id, command, cause(deps), { retries: 2 });
  const reason = right.length < ceremony.threshold ? 'too-few-shares' : 'ceremony-key-mismatch';
  return { reason, ...(privateKey === undefined ? {} : { privateKey }) };
}

/** Where a share came meanwhile, or another process was first, the next call sees it. */
async function startReveal(deps: OpeningDeps, id: string, reason: RevealStarted['data']['reason']): Promise<void> {
  try {
    await deps.tenders.handle(id, { type: 'startReveal', at: instant(deps.now()), reason }, cause(deps));
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
}

/** What the bidders revealed, once none may any more. */
async function revealed(
  deps: OpeningDeps,
  id: string,
  reveal: NonNullable<Ceremony['reveal']>,
  key: JWK,
): Promise<Unlocked | undefined> {
  if (reveal.endedAt === undefined) {
    if (deps.now() < freezingStarts(reveal.until)) return undefined;
    await deps.tenders.handle(id, { type: 'endReveal', at: instant(deps.now()) }, cause(deps), { retries: 2 });
  }
  const kept = await deps.tenders.annexes<KeptReveal>(id, 'revealed');
  return { way: 'reveal', key, revealed: new Map(kept.map(({ supplier, sealed }) => [supplier, sealed])) };
}

/** Whether another process carried out the same before: what it committed stands. */
export const isLostRace = (error: unknown): boolean => error instanceof DomainError && error.kind === 'conflict';
