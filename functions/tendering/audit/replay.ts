import { canonical } from '../../../shared/kernel/json.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Bundle, RevealedValue } from '../../../shared/sealing/bundle.ts';
import { parseEvent, saltedHash } from '../../../shared/sealing/chain.ts';
import type { TenderEvent } from '../events.ts';
import { tenderDecider } from '../tender.ts';
import type { Tender, TenderStatus } from '../tender-state.ts';

/** An event of a log as it is told: its private values are hashes. */
export interface ToldEvent {
  readonly seq: number;
  readonly at: Instant;
  readonly type: TenderEvent['type'];
  readonly data: Readonly<Record<string, unknown>>;
  /** The salted hashes of its private values. */
  readonly hashes: Readonly<Record<string, unknown>>;
}

/** One event of a tender, with what was before and after it (重演). */
export interface Step {
  readonly seq: number;
  readonly at: Instant;
  readonly event: TenderEvent;
  readonly before: Tender;
  readonly after: Tender;
}

/** The events of a log, parsed. @throws on one that is none: the chain's own check names it */
export function toldEvents(events: readonly string[]): readonly ToldEvent[] {
  return events.map((jcs) => {
    const { seq, at, type, data } = (parseEvent(jcs) ?? {}) as Record<string, unknown>;
    const { private: hashes = {}, ...told } = data as Record<string, unknown>;
    return { seq, at, type, data: told, hashes } as ToldEvent;
  });
}

/** Folds a whole log with the tender's own decider: the state that follows from it, and each on the way. */
export function replay(told: readonly ToldEvent[], revealed: readonly RevealedValue[]): readonly Step[] {
  let before: Tender = tenderDecider.initial;
  return told.map(({ seq, at, type, data }) => {
    const known = revealed.filter((one) => one.seq === seq).map(({ name, value }) => [name, value]);
    const hidden = known.length === 0 ? {} : { private: Object.fromEntries(known) };
    const event = { type, v: 1, data, ...hidden } as unknown as TenderEvent;
    const step = { seq, at, event, before, after: tenderDecider.evolve(before, event) };
    before = step.after;
    return step;
  });
}

/** The steps of a type. */
export const stepsOf = <Type extends TenderEvent['type']>(steps: readonly Step[], type: Type) =>
  steps.filter((step) => step.event.type === type) as readonly Step[] as readonly StepOf<Type>[];

export type StepOf<Type extends TenderEvent['type']> = Omit<Step, 'event'> & {
  readonly event: Extract<TenderEvent, { readonly type: Type }>;
};

const existing = ['published', 'opening', 'failed', 'opened', 'standstill', 'awarded', 'cancelled'] as const;

/** In which status of a tender each event may come: what its decider lets pass. */
const comesIn: Readonly<Record<TenderEvent['type'], readonly TenderStatus[]>> = {
  TenderDrafted: ['none'],
  TenderRevised: ['draft'],
  FileAttached: ['draft', 'published'],
  FileRemoved: ['draft', 'published'],
  CeremonyArranged: ['draft'],
  ShareConfirmed: ['draft'],
  TenderPublished: ['draft'],
  TenderCancelled: ['draft', 'published', 'opened', 'standstill'],
  QuestionAsked: ['published'],
  QuestionAnswered: ['published'],
  ClarificationIssued: ['published'],
  TenderAmended: ['published'],
  ObjectionFiled: ['published', 'opened', 'standstill', 'awarded'],
  ObjectionAnswered: existing,
  ObjectionWithdrawn: existing,
  ComplaintFiled: existing,
  ComplaintDecided: existing,
  BidsFrozen: ['published'],
  ShareHandedIn: ['opening'],
  SharesChecked: ['opening'],
  RevealStarted: ['opening'],
  BidRevealed: ['opening'],
  RevealEnded: ['opening'],
  TenderOpened: ['opening'],
  TenderFailed: ['opening', 'opened'],
  SecurityRecorded: ['opened', 'standstill', 'awarded'],
  SecurityReturned: ['opened', 'standstill', 'awarded', 'cancelled', 'failed'],
  CommitteeEntered: ['opened'],
  DrawPrepared: ['opened'],
  DrawCommitted: ['opened'],
  DrawRevealed: ['opened'],
  CommitteeDrawn: ['opened'],
  MemberRecused: ['opened'],
  MemberReplaced: ['opened'],
  BidderJudged: ['opened'],
  SheetSubmitted: ['opened'],
  ScoreExplained: ['opened'],
  BidderAsked: ['opened'],
  BidderAnswered: ['opened'],
  PriceJudged: ['opened'],
  ReportSigned: ['opened'],
  EvaluationReported: ['opened'],
  AllocationRecorded: ['opened'],
  CandidatesPublished: ['opened'],
  ResultWithdrawn: ['opened', 'standstill'],
  TenderAwarded: ['standstill'],
  AwardRevoked: ['awarded'],
  FrameworkAwarded: ['awarded'],
  CompetitionAwarded: ['awarded'],
  CommitteeNamed: ['awarded', 'failed'],
  LotsTenderedAgain: existing,
};

/** The first event that could not come when it did. */
export const outOfOrder = (steps: readonly Step[]): Step | undefined =>
  steps.find(({ event, before }) => !comesIn[event.type]?.includes(before.status));

/** A private value that a bundle may reveal: by its event and its name. */
export type Revealable = Pick<RevealedValue, 'seq' | 'name'>;

/**
 * What of the private values is public once bids are opened: the estimates of the documents as they are, and with the
 * names of a committee the list that it was drawn from.
 */
export function revealable(told: readonly ToldEvent[]): readonly Revealable[] {
  const documents = told
    .filter(({ type }) => ['TenderDrafted', 'TenderRevised', 'TenderAmended'].includes(type))
    .at(-1);
  const named = told.filter(({ type }) => type === 'CommitteeNamed').at(-1)?.data.draw as { draw?: unknown } | null;
  const list = told.find(({ type, data }) => type === 'DrawPrepared' && data.draw === named?.draw);
  return [
    ...(documents === undefined ? [] : [{ seq: documents.seq, name: 'estimates' }]),
    ...(list === undefined ? [] : [{ seq: list.seq, name: 'eligible' }]),
  ];
}

/** Whether each revealed value is one that may be, and is what its event carried the hash of; in order, each once. */
export function revealedHolds(told: readonly ToldEvent[], revealed: Bundle['revealed']): boolean {
  const allowed = revealable(told);
  return revealed.every(({ seq, name, salt, value }, at) => {
    const before = revealed[at - 1];
    const known = allowed.some((one) => one.seq === seq && one.name === name);
    const empty = canonical(value) === '{}';
    const hash = told.find((one) => one.seq === seq)?.hashes[name];
    return known && !empty && (before === undefined || seq > before.seq) && hashOf(salt, value) === hash;
  });
}

function hashOf(salt: string, value: unknown): string | undefined {
  try {
    return saltedHash(salt, value);
  } catch {
    return undefined;
  }
}
