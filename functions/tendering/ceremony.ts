import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import { checkTerms } from '../../shared/sealing/ceremony.ts';
import type { Envelope } from '../../shared/sealing/envelope.ts';
import type { CeremonyEvent, CeremonyTerms, RevealStarted } from './ceremony-events.ts';
import { after, sharesUntil } from './ceremony-times.ts';
import data from './data/ceremony.json' with { type: 'json' };
import type { TenderEvent } from './events.ts';
import { freezingStarts } from './rules/periods.ts';
import {
  type Ceremony,
  ceremonyOf,
  type Drafted,
  type HeldShare,
  type In,
  inStatus,
  type Tender,
} from './tender-state.ts';

/** Which share was looked at: a wrong one may be replaced meanwhile. */
export interface CheckedShare {
  readonly holder: string;
  readonly handedAt: Instant;
}

export type CeremonyCommand =
  | {
      readonly type: 'arrangeCeremony';
      readonly at: Instant;
      readonly terms: CeremonyTerms;
      /** The sealed shares, by holder. */
      readonly sealed: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'confirmShare';
      readonly at: Instant;
      readonly holder: string;
      readonly ceremony: string;
      readonly commitment: string;
    }
  | { readonly type: 'submitShare'; readonly at: Instant; readonly holder: string; readonly sealed: string }
  | {
      readonly type: 'checkShares';
      readonly at: Instant;
      readonly right: readonly CheckedShare[];
      readonly wrong: readonly (CheckedShare & { readonly reason: string })[];
    }
  | { readonly type: 'startReveal'; readonly at: Instant; readonly reason: RevealStarted['data']['reason'] }
  | { readonly type: 'revealBid'; readonly at: Instant; readonly supplier: string; readonly sealed: Envelope }
  | { readonly type: 'endReveal'; readonly at: Instant };

const v = 1;
/** How long the clock waits before it asks again for an opening whose shares are all right. */
const retryMs = 5 * 60_000;

/** Whether a time is over for all, those too whose request was under way. */
const isOver = (until: Instant, at: Instant): boolean => millis(at) >= freezingStarts(until);

/** Whether a tender may be published as far as its ceremony goes. @throws `ceremony-not-arranged`, `ceremony-not-confirmed` */
export function checkCeremony(draft: Drafted): void {
  if (draft.draft.openingMode !== 'ceremony') return;
  const ceremony = ceremonyOf(draft);
  if (ceremony === undefined) throw new DomainError('conflict', 'ceremony-not-arranged');
  const waiting = ceremony.shares.filter(({ confirmed }) => !confirmed).length;
  if (waiting > 0) throw new DomainError('conflict', 'ceremony-not-confirmed', { waiting });
}

/** The key of an opening by ceremony, from its shares' dealing to the opening or to the remedy. */
export function decideCeremony(command: CeremonyCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'arrangeCeremony': {
      const { draft } = inStatus(state, 'draft');
      if (draft.openingMode !== 'ceremony') throw new DomainError('conflict', 'not-a-ceremony');
      const { terms, sealed, at: arrangedAt } = command;
      checkTerms({ threshold: terms.threshold, holders: terms.shares.map(({ holder }) => holder) });
      return [{ type: 'CeremonyArranged', v, data: { ...terms, arrangedAt }, private: { sealed } }];
    }
    case 'confirmShare': {
      const { holder, ceremony: kid, commitment, at: confirmedAt } = command;
      const ceremony = inCeremony(inStatus(state, 'draft'));
      const share = shareOf(ceremony, holder);
      // A confirmation of shares that were dealt again since is none of these.
      if (ceremony.publicKey.kid !== kid || share.commitment !== commitment) {
        throw new DomainError('conflict', 'ceremony-changed');
      }
      return share.confirmed ? [] : [{ type: 'ShareConfirmed', v, data: { holder, ceremony: kid, confirmedAt } }];
    }
    case 'submitShare':
      return submitted(command, state);
    case 'checkShares': {
      if (state.status !== 'opening') return [];
      const waits = ({ holder, handedAt }: CheckedShare) => {
        const share = shareOf(inCeremony(state), holder);
        return share.state === 'handed-in' && share.handedAt === handedAt;
      };
      const right = command.right.filter(waits).map(({ holder }) => holder);
      const wrong = command.wrong.filter(waits).map(({ holder, reason }) => ({ holder, reason }));
      if (right.length + wrong.length === 0) return [];
      return [{ type: 'SharesChecked', v, data: { right, wrong, checkedAt: command.at } }];
    }
    case 'startReveal': {
      if (state.status !== 'opening') return [];
      const ceremony = inCeremony(state);
      if (ceremony.reveal !== undefined) return [];
      if (!isOver(sharesUntil(state.frozen, ceremony), command.at)) throw new DomainError('conflict', 'too-early');
      // A share that came while the others were being combined is looked at first.
      if (ceremony.shares.some((share) => share.state === 'handed-in')) {
        throw new DomainError('conflict', 'concurrent-change');
      }
      const { reason, at: startedAt } = command;
      const until = after(startedAt, ceremony.revealWithin);
      return [{ type: 'RevealStarted', v, data: { reason, article: data.remedy.article, startedAt, until } }];
    }
    case 'revealBid': {
      const { supplier, sealed, at: revealedAt } = command;
      checkRevealing(state, revealedAt);
      return [{ type: 'BidRevealed', v, data: { supplier, revealedAt }, private: { sealed } }];
    }
    case 'endReveal': {
      if (state.status !== 'opening') return [];
      const { reveal } = inCeremony(state);
      if (reveal === undefined) throw new DomainError('conflict', 'reveal-not-open');
      if (reveal.endedAt !== undefined) return [];
      if (!isOver(reveal.until, command.at)) throw new DomainError('conflict', 'too-early');
      return [{ type: 'RevealEnded', v, data: { endedAt: command.at } }];
    }
    default:
      return unreachable(command);
  }
}

/** One share a holder: again is the same, unless the first was found to be wrong. */
function submitted({ holder, sealed, at }: Extract<CeremonyCommand, { type: 'submitShare' }>, state: Tender) {
  if (state.status === 'published') throw new DomainError('conflict', 'too-early');
  const ceremony = 'frozen' in state && state.frozen !== undefined ? inCeremony(state) : undefined;
  const { state: has } = ceremony ? shareOf(ceremony, holder) : { state: undefined };
  if (has === 'handed-in' || has === 'right') return [];
  const tender = inStatus(state, 'opening');
  const { reveal } = inCeremony(tender);
  const until = sharesUntil(tender.frozen, inCeremony(tender));
  if (reveal !== undefined || at >= until) throw new DomainError('too-late', 'shares-closed', { until });
  const event: TenderEvent = { type: 'ShareHandedIn', v, data: { holder, handedAt: at }, private: { sealed } };
  return [event];
}

/** Whether a bidder may reveal its bid now. @throws `reveal-not-open`, `reveal-closed` */
export function checkRevealing(state: Tender, at: Instant): In<'opening'> {
  if (state.status === 'draft' || state.status === 'published') throw new DomainError('conflict', 'reveal-not-open');
  const tender = inStatus(state, 'opening');
  const { reveal } = inCeremony(tender);
  if (reveal === undefined) throw new DomainError('conflict', 'reveal-not-open');
  const { until, endedAt } = reveal;
  if (endedAt !== undefined || at >= until) throw new DomainError('too-late', 'reveal-closed', { until });
  return tender;
}

/** @throws `not-a-ceremony` */
function inCeremony(tender: Drafted): Ceremony {
  const ceremony = ceremonyOf(tender);
  if (ceremony === undefined) throw new DomainError('conflict', 'not-a-ceremony');
  return ceremony;
}

/** @throws `not-found` for whoever holds none */
function shareOf({ shares }: Ceremony, holder: string): HeldShare {
  const share = shares.find((one) => one.holder === holder);
  if (share === undefined) throw new DomainError('not-found', 'not-found');
  return share;
}

export function evolveCeremony(state: Tender, event: CeremonyEvent): Tender {
  const tender = state as In<'opening'>;
  const ceremony = tender.ceremony as Ceremony;
  const changed = (more: Partial<Ceremony>): Tender => ({ ...tender, ceremony: { ...ceremony, ...more } });
  const withShares = (change: (share: HeldShare) => HeldShare) => changed({ shares: ceremony.shares.map(change) });
  switch (event.type) {
    case 'CeremonyArranged': {
      const { publicKey, threshold, shares, sharesWithin, revealWithin } = event.data;
      const held = shares.map((share) => ({ ...share, confirmed: false, state: 'held' as const }));
      return { ...tender, ceremony: { publicKey, threshold, shares: held, sharesWithin, revealWithin } };
    }
    case 'ShareConfirmed':
      return withShares((share) => (share.holder === event.data.holder ? { ...share, confirmed: true } : share));
    case 'ShareHandedIn': {
      const { holder, handedAt } = event.data;
      return withShares(({ reason: _, ...share }) =>
        share.holder === holder ? { ...share, state: 'handed-in', handedAt } : share,
      );
    }
    case 'SharesChecked': {
      const { right, wrong } = event.data;
      return withShares((share) => {
        const reason = wrong.find(({ holder }) => holder === share.holder)?.reason;
        if (reason !== undefined) return { ...share, state: 'wrong', reason };
        return right.includes(share.holder) ? { ...share, state: 'right' } : share;
      });
    }
    case 'RevealStarted':
      return changed({ reveal: { startedAt: event.data.startedAt, until: event.data.until } });
    case 'BidRevealed':
      return state;
    case 'RevealEnded':
      return changed({ reveal: { ...(ceremony.reveal as NonNullable<Ceremony['reveal']>), ...event.data } });
    default:
      return unreachable(event);
  }
}

/**
 * When the clock looks at an opening by ceremony: at once while a share is not yet checked or when there are enough,
 * and when the time for shares, or for revealing, is over.
 */
export function ceremonyDue(tender: In<'opening'>, ceremony: Ceremony): Instant {
  const { shares, threshold, reveal } = ceremony;
  if (reveal !== undefined) return reveal.endedAt ?? instant(freezingStarts(reveal.until));
  const handed = shares.flatMap(({ handedAt }) => handedAt ?? []).sort();
  const last = handed.at(-1);
  if (last !== undefined && shares.some(({ state }) => state === 'handed-in')) return last;
  if (last !== undefined && shares.filter(({ state }) => state === 'right').length >= threshold) {
    return instant(millis(last) + retryMs);
  }
  return instant(freezingStarts(sharesUntil(tender.frozen, ceremony)));
}
