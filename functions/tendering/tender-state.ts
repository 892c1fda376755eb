import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { PublicKey } from '../../shared/sealing/keys.ts';
import type { AllocationRecorded } from './allocation-events.ts';
import type { Evaluating } from './committee/state.ts';
import type { TenderFile } from './document-events.ts';
import type { Draft } from './draft.ts';
import type { Award, Buyer, Frozen, LotCandidates, Opening, TenderFailed } from './events.ts';
import type { Subject } from './remedy-events.ts';
import type { RulePack } from './rules/pack.ts';

/** The key that bids are sealed to; `wrapped` opens nothing outside the opening process. */
export interface TenderKey {
  readonly kid: string;
  readonly publicJwk: JsonObject;
  readonly wrapped: string;
}

export interface Drafted {
  readonly buyer: Buyer;
  readonly draft: Draft;
  readonly files: readonly TenderFile[];
  /** Once the shares are dealt; of no meaning where the opening is automatic. */
  readonly ceremony?: Ceremony;
}

/** A share of a ceremony (份额): with its holder, handed in, and what the opening process found it to be. */
export interface HeldShare {
  readonly holder: string;
  readonly kid: string;
  readonly commitment: string;
  readonly confirmed: boolean;
  readonly state: 'held' | 'handed-in' | 'right' | 'wrong';
  readonly handedAt?: Instant;
  /** Why it is wrong. */
  readonly reason?: string;
}

/** A ceremony as it stands (开标密钥仪式). */
export interface Ceremony {
  readonly publicKey: PublicKey;
  readonly threshold: number;
  readonly shares: readonly HeldShare[];
  /** Minutes from the freezing, and minutes after that for the remedy. */
  readonly sharesWithin: number;
  readonly revealWithin: number;
  /** Once no key came of the shares: bidders may reveal their bids until then. */
  readonly reveal?: { readonly startedAt: Instant; readonly until: Instant; readonly endedAt?: Instant };
}

/** The ceremony that a tender is opened by; none where the opening is automatic. */
export const ceremonyOf = ({ draft, ceremony }: Drafted): Ceremony | undefined =>
  draft.openingMode === 'ceremony' ? ceremony : undefined;

/** An objection that waits for its answer. Those that are answered are kept beside the tender. */
export interface OpenObjection {
  readonly id: string;
  readonly about: Subject;
  readonly lot: string | null;
  readonly org: string;
  readonly answerBy: Instant;
  readonly article: string;
}

/** A complaint that waits for the supervisor. */
export interface OpenComplaint {
  readonly id: string;
  readonly objection: string;
  readonly about: Subject;
  readonly org: string;
  readonly decideBy: Instant;
  readonly article: string;
  /** Whether the procedure pauses until it is decided. */
  readonly suspends: boolean;
}

/** What is fixed at publication (招标公告), and what is asked and objected to since. */
export interface Published extends Drafted {
  readonly publishedAt: Instant;
  readonly documentsVersion: number;
  readonly rules: RulePack;
  readonly sealingKey: TenderKey;
  /** USCCs that may not bid. */
  readonly excluded: readonly string[];
  readonly clarifications: number;
  /** Questions that wait for an answer, and whose they are. */
  readonly questions: readonly { readonly id: string; readonly org: string }[];
  readonly objections: readonly OpenObjection[];
  readonly complaints: readonly OpenComplaint[];
  /** When the documents were to be amended because an objection was upheld: no opening before that. */
  readonly amendmentDue: boolean;
  /** The tenders that follow, and of which lots. */
  readonly followers?: readonly Follower[];
}

/** A tender that tenders lots again (重新招标). */
export interface Follower {
  readonly tender: string;
  readonly lots: readonly string[];
}

export interface Closed extends Published {
  readonly frozen: Frozen & { readonly frozenAt: Instant };
}

/** What is known once bids are opened; it stays public when the tender is cancelled after that. */
export interface Opened extends Closed {
  readonly opening: Opening;
  /** The committee, and how far the evaluation is; absent until something is done. */
  readonly evaluating?: Evaluating;
  /** The hash of the evaluation that the committee reported, once it did. */
  readonly report?: { readonly evaluation: string; readonly at: Instant };
  /** Of lots that are awarded at the least delivered cost, once it is found. */
  readonly allocation?: AllocationRecorded['data'];
}

export interface WithCandidates extends Opened {
  readonly candidates: readonly LotCandidates[];
  readonly candidatesPublishedAt: Instant;
  readonly standstillUntil: Instant;
  /** Until when objections to the result are taken. */
  readonly objectionsUntil: Instant;
  /** Whether these ends stand on a year whose official notice is not imported. */
  readonly provisional: boolean;
  /** SHA-256 of the evaluation that the candidates follow from. */
  readonly evaluation: string;
}

/** A candidate that is none any more (中标候选人资格丧失), and why. */
export interface Dropped {
  readonly lot: string;
  readonly supplier: string;
  readonly ground: string;
}

/** Who is none any more, by lot. */
export function goneByLot(dropped: readonly Dropped[]): Readonly<Record<string, readonly string[]>> {
  const byLot = Map.groupBy(dropped, ({ lot }) => lot);
  return Object.fromEntries([...byLot].map(([lot, gone]) => [lot, gone.map(({ supplier }) => supplier)]));
}

/** Who buys (招标人、参与单位): the tender's buyer, and all participants of its round. */
export const buyersOf = ({ buyer, draft }: Drafted): readonly Buyer[] => [
  buyer,
  ...(draft.joint?.buyers ?? []).filter(({ id }) => id !== buyer.id),
];

/** Why nothing is awarded. */
export type Failure = TenderFailed['data'];

/** What there is before a tender is drafted. */
export const noTender = { status: 'none' } as const;

/** A tender (招标项目) as a union on its status, so that no impossible state can be written down. */
export type Tender =
  | { readonly status: 'none' }
  | (Drafted & { readonly status: 'draft' })
  | (Published & { readonly status: 'published' })
  | (Drafted &
      Partial<Opened> & { readonly status: 'cancelled'; readonly reason: string; readonly cancelledAt: Instant })
  /** Bids are frozen and being decrypted (开标中). */
  | (Closed & { readonly status: 'opening' })
  /** Too few bidders on every lot, never decrypted; or no lot that can be awarded (流标、废标). */
  | (Closed & Partial<Opened> & { readonly status: 'failed'; readonly failure: Failure })
  /** Bids are opened and being evaluated (评标). */
  | (Opened & { readonly status: 'opened' })
  /** Candidates are published (公示期). */
  | (WithCandidates & { readonly status: 'standstill' })
  | (WithCandidates & {
      readonly status: 'awarded';
      readonly awardedAt: Instant;
      readonly awards: readonly Award[];
      readonly unawarded: readonly string[];
      readonly dropped: readonly Dropped[];
      /** The framework agreement that came of it, and how often it was said anew. */
      readonly framework?: { readonly agreement: string; readonly revision: number };
    });

export type TenderStatus = Tender['status'];
/** A tender that exists. */
export type ExistingTender = Exclude<Tender, { readonly status: 'none' }>;
export type In<Status extends TenderStatus> = Extract<Tender, { readonly status: Status }>;

/** The refusal of a command that comes in the wrong state. */
export function wrongStatus(state: Tender): DomainError {
  if (state.status === 'none') return new DomainError('not-found', 'not-found');
  return new DomainError('conflict', 'tender-status', { status: state.status });
}

/** The state, when it is one of those that the command is for. @throws `tender-status`, `not-found` */
export function inStatus<Status extends TenderStatus>(state: Tender, ...statuses: readonly Status[]): In<Status> {
  if ((statuses as readonly string[]).includes(state.status)) return state as In<Status>;
  throw wrongStatus(state);
}

/** Whether the opening waits (暂停开标): for an answer, for the amendment that follows one, or for the supervisor. */
export const isSuspended = ({ objections, complaints, amendmentDue }: Published): boolean =>
  amendmentDue || objections.some(({ about }) => about === 'documents') || isPaused({ complaints });

/** Whether the supervisor has paused the procedure. */
export const isPaused = ({ complaints }: Pick<Published, 'complaints'>): boolean =>
  complaints.some(({ suspends }) => suspends);
