import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Draft } from './draft.ts';
import { withIds } from './draft-ids.ts';
import type { LotsTenderedAgain } from './events.ts';
import { type Follower, type Published, type Tender, wrongStatus } from './tender-state.ts';

export interface AgainCommand {
  readonly type: 'tenderAgain';
  readonly at: Instant;
  /** The tender that will follow. */
  readonly tender: string;
  readonly lots: readonly string[];
  /** Tenders that follow no more: drafts that were cancelled. */
  readonly ended: readonly string[];
}

/**
 * Lots are tendered again once (重新招标): what follows is recorded before it is drafted, so that after a death in between
 * the same draft is made. @throws `lots-tendered-again`
 */
export function decideAgain({ at, tender, lots, ended }: AgainCommand, state: Tender): LotsTenderedAgain[] {
  if (state.status === 'none') throw wrongStatus(state);
  if (!lots.every((lot) => leftLots(state, ended).includes(lot))) {
    throw new DomainError('conflict', 'lots-tendered-again');
  }
  return [{ type: 'LotsTenderedAgain', v: 1, data: { lots, at }, private: { tender } }];
}

export function evolveAgain(state: Tender, { data, private: hidden }: LotsTenderedAgain): Tender {
  const follower: Follower = { tender: hidden?.tender ?? '', lots: data.lots };
  return { ...(state as Published & { readonly status: 'published' }), followers: [...followersOf(state), follower] };
}

export const followersOf = (tender: Tender): readonly Follower[] => ('followers' in tender && tender.followers) || [];

/**
 * The draft that tenders these lots again (Bidding Law art. 28, Reg. art. 44, 55): the documents as they were, lots and
 * items under new ids; the round that they come from and the demand that items stand for stay with them.
 */
export function againOf(
  id: string,
  tender: { readonly draft: Draft },
  again: readonly string[],
  { deadline, title }: { readonly deadline: Instant; readonly title?: string | undefined },
  newId: (kind: IdKind) => string,
): Draft {
  const lots = tender.draft.lots.filter((lot) => again.includes(lot.id));
  const unnamed = lots.map(({ id: _, items, ...lot }) => ({ ...lot, items: items.map(({ id: __, ...item }) => item) }));
  const { fairReview: _, justifications: __, ...draft } = tender.draft;
  return {
    ...draft,
    title: title ?? draft.title,
    deadline,
    lots: withIds(unnamed, newId),
    follows: { tender: id, lots: lots.map((lot) => lot.id) },
  };
}

/**
 * The lots to tender again now. What a second stage left is asked for again under its agreement; a joint tender that came
 * to nothing of its round, which is free again: else the same demand would be bought twice.
 * @throws `nothing-to-tender-again`, `lots-tendered-again`, `competition-not-again`, `joint-not-again`
 */
export function lotsAgain(tender: Tender, ended: readonly string[]): readonly string[] {
  if (tender.status !== 'none' && tender.draft.competition !== undefined) {
    throw new DomainError('conflict', 'competition-not-again');
  }
  const lots = leftLots(tender, ended);
  if (lots.length > 0) {
    if (tender.status === 'none' || tender.draft.joint === undefined || tender.status === 'awarded') return lots;
    throw new DomainError('conflict', 'joint-not-again');
  }
  const none = notAwarded(tender).length === 0;
  throw new DomainError('conflict', none ? 'nothing-to-tender-again' : 'lots-tendered-again');
}

/** The lots that nobody was awarded, once that is public, and that no other tender has taken up. */
function leftLots(tender: Tender, ended: readonly string[]): readonly string[] {
  const taken = followersOf(tender).flatMap((one) => (ended.includes(one.tender) ? [] : one.lots));
  return notAwarded(tender).filter((lot) => !taken.includes(lot));
}

function notAwarded(tender: Tender): readonly string[] {
  if (tender.status === 'none') return [];
  const all = tender.draft.lots.map((lot) => lot.id);
  if (tender.status === 'failed' || (tender.status === 'cancelled' && tender.publishedAt !== undefined)) return all;
  if (tender.status === 'awarded') return tender.unawarded;
  return tender.status === 'opened' || tender.status === 'standstill' ? tender.frozen.failedLots : [];
}
