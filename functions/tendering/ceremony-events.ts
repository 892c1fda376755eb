import type { Instant } from '../../shared/kernel/time.ts';
import type { Envelope } from '../../shared/sealing/envelope.ts';
import type { PublicKey } from '../../shared/sealing/keys.ts';
import type { Event } from './event.ts';

/** What is published of a ceremony (开标密钥仪式): its public key, who holds shares and how many of them open. */
export interface CeremonyTerms {
  readonly publicKey: PublicKey;
  readonly threshold: number;
  /** Each holder, the key that its share is sealed to, and the dealer's commitment to the share. */
  readonly shares: readonly { readonly holder: string; readonly kid: string; readonly commitment: string }[];
  /** Minutes from the freezing of the bids in which shares are taken. */
  readonly sharesWithin: number;
  /** Minutes after that in which bidders may reveal their bids themselves, if too few shares came. */
  readonly revealWithin: number;
}

/** The purchaser deals the shares (分发份额); the sealed ones are kept beside the log. */
export type CeremonyArranged = Event<
  'CeremonyArranged',
  CeremonyTerms & { readonly arrangedAt: Instant },
  { readonly sealed: Readonly<Record<string, string>> }
>;

/** A holder says that its share opens (确认份额可用). */
export type ShareConfirmed = Event<
  'ShareConfirmed',
  { readonly holder: string; readonly ceremony: string; readonly confirmedAt: Instant }
>;

/** A holder hands its share to the opening process (提交份额), sealed to the tender's key. */
export type ShareHandedIn = Event<
  'ShareHandedIn',
  { readonly holder: string; readonly handedAt: Instant },
  { readonly sealed: string }
>;

/** The opening process found which shares are those that were dealt (核对份额). */
export type SharesChecked = Event<
  'SharesChecked',
  {
    readonly right: readonly string[];
    readonly wrong: readonly { readonly holder: string; readonly reason: string }[];
    readonly checkedAt: Instant;
  }
>;

/** The published remedy (补救方案, Order 20 art. 31): no key came of the shares, bidders reveal what they committed to. */
export type RevealStarted = Event<
  'RevealStarted',
  {
    readonly reason: 'too-few-shares' | 'ceremony-key-mismatch';
    readonly article: string;
    readonly startedAt: Instant;
    readonly until: Instant;
  }
>;

/** A bidder reveals its bid (自行揭示), sealed to the tender's key until all have had their time. */
export type BidRevealed = Event<
  'BidRevealed',
  { readonly supplier: string; readonly revealedAt: Instant },
  { readonly sealed: Envelope }
>;

/** No more is revealed: what was is opened. */
export type RevealEnded = Event<'RevealEnded', { readonly endedAt: Instant }>;

/**
 * Shares are awaited of these holders (催交份额), told apart from the tender's log: the bids are frozen and theirs is `held`, or
 * the one that they handed in was `wrong`. `user` is the pseudonym under which events know a user.
 */
export type SharesAwaited = Event<
  'SharesAwaited',
  {
    readonly tender: string;
    readonly title: string;
    readonly reason: 'held' | 'wrong';
    readonly recipients: readonly { readonly organisation: string; readonly user: string }[];
  }
>;

/** What happens to the key of an opening by ceremony. */
export type CeremonyEvent =
  | CeremonyArranged
  | ShareConfirmed
  | ShareHandedIn
  | SharesChecked
  | RevealStarted
  | BidRevealed
  | RevealEnded;
