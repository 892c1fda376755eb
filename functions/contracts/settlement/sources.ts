import type { Framework } from '../agreement-events.ts';
import type { AgreedItem } from '../call-off-events.ts';
import type { ProgressRow } from '../progress.ts';
import type { AgreedLine } from '../shares.ts';
import type { Window } from './dates.ts';
import type { Sizes } from './payment.ts';
import type { Performance } from './rating.ts';

/** An agreement as settlement reads it: its parties by id, and its terms. */
export interface SettledAgreement {
  readonly terms: Framework['terms'];
  readonly lead: string;
  readonly buyers: readonly string[];
  readonly suppliers: readonly string[];
}

/** What a supplier offered for an item of a buyer. */
export interface Offer {
  readonly buyer: string;
  readonly item: AgreedItem;
  readonly line: AgreedLine;
}

/** A buyer and a supplier under an agreement. */
export interface Pair {
  readonly agreement: string;
  readonly buyer: string;
  readonly supplier: string;
}

/** What settlement is computed from: all that the rest of the context knows of an agreement. */
export interface SettlementSources {
  agreement(id: string): Promise<SettledAgreement | undefined>;
  /** The sizes that both sides stated when they signed their contract. */
  sizes(pair: Pair): Promise<Sizes>;
  /** Whether an item of the agreement settles by a series. */
  settlesBy(id: string, index: string): Promise<boolean>;
  offer(id: string, item: string, supplier: string): Promise<Offer | undefined>;
  /** Their call-offs until the end of a window, and the deliveries of these as they are at an instant. */
  performance(pair: Pair, window: Window, at: string): Promise<Performance>;
  progress(id: string, at: string): Promise<readonly ProgressRow[]>;
}

export const partiesOf = ({ buyers, suppliers }: SettledAgreement): readonly string[] => [...buyers, ...suppliers];
