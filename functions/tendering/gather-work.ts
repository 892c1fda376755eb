import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { BidRecord } from './bid-record.ts';
import type { Drawable } from './committee/drawable.ts';
import { gatherFindings } from './committee/findings.ts';
import { type Missing, missingOf, toExplain, type Work } from './committee/missing.ts';
import type { Parties } from './committee/recusal.ts';
import { sitting } from './committee/state.ts';
import { type AskedOfBidder, type BidLots, kindsFor } from './evaluating.ts';
import { evaluateRecords } from './evaluation/evaluate.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import type {
  BidderAnswered,
  BidderAsked,
  BidderJudged,
  PriceJudged,
  ScoreExplained,
  SheetSubmitted,
} from './evaluation-events.ts';
import type { ExpertStore } from './expert-store.ts';
import { expertIdOf, tiesOf } from './experts.ts';
import type { TenderStore } from './store.ts';
import type { Opened, Tender } from './tender-state.ts';

export interface WorkDeps {
  readonly tenders: TenderStore;
  readonly experts: ExpertStore;
  pseudonym(sub: string): string;
}

/** The opened bid of a bidder, and the opened lots that it bids for. @throws `not-found` */
export async function bidOf({ tenders }: Pick<WorkDeps, 'tenders'>, id: string, supplier: string): Promise<BidLots> {
  const record = await tenders.record(id, supplier);
  if (record?.result.state !== 'opened') throw new DomainError('not-found', 'not-found');
  return { supplier, lots: record.lots };
}

/** Buyer, bidders and their affiliates, as they were when the tender was published and the bids came. */
export async function partiesOf({ tenders }: Pick<WorkDeps, 'tenders'>, id: string, tender: Tender): Promise<Parties> {
  if (!('excluded' in tender) || tender.excluded === undefined)
    throw new DomainError('conflict', 'tender-status', { status: tender.status });
  const records = await tenders.records(id);
  return {
    buyer: { uscc: tender.buyer.uscc, affiliates: tender.excluded },
    bidders: records.map(({ uscc, affiliates = [] }) => ({ uscc, affiliates })),
  };
}

/** What bidders were asked, and whether they answered. */
export async function askedOf(
  { tenders }: Pick<WorkDeps, 'tenders'>,
  id: string,
): Promise<readonly (AskedOfBidder & Asked)[]> {
  const [asked, answers] = await Promise.all([
    tenders.annexes<BidderAsked['data'] & { readonly text: string }>(id, 'bid-question'),
    tenders.annexes<BidderAnswered['data'] & { readonly text: string }>(id, 'bid-answer'),
  ]);
  const answerOf = new Map(answers.map((one) => [one.clarification, one]));
  return asked.map((one) => ({
    ...one,
    answered: answerOf.has(one.clarification),
    answer: answerOf.get(one.clarification),
  }));
}

interface Asked extends Omit<BidderAsked['data'], 'seat'> {
  readonly text: string;
  readonly answer: (BidderAnswered['data'] & { readonly text: string }) | undefined;
}

/** Everything that was found and asked. */
export async function workOf({ tenders }: Pick<WorkDeps, 'tenders'>, id: string): Promise<Work> {
  const [opinions, prices, sheets, explanations, asked, answers] = await Promise.all([
    tenders.annexes<BidderJudged['data']>(id, 'opinion'),
    tenders.annexes<PriceJudged['data']>(id, 'price-opinion'),
    tenders.annexes<SheetSubmitted['data']>(id, 'sheet'),
    tenders.annexes<ScoreExplained['data']>(id, 'explanation'),
    tenders.annexes<BidderAsked['data']>(id, 'bid-question'),
    tenders.annexes<BidderAnswered['data']>(id, 'bid-answer'),
  ]);
  return { opinions, prices, sheets, explanations, asked, answered: answers.map(({ clarification }) => clarification) };
}

const seatsOf = ({ evaluating }: Pick<Opened, 'evaluating'>) =>
  evaluating?.committee === undefined ? [] : sitting(evaluating.committee);

/** What an evaluation and its report stand on beside the documents: the opened bids, and what was found and asked. */
export interface Gathered {
  readonly records: readonly BidRecord[];
  readonly work: Work;
}

/** Everything that an evaluation stands on, read once. */
export async function gathered(deps: Pick<WorkDeps, 'tenders'>, id: string): Promise<Gathered> {
  const [records, work] = await Promise.all([deps.tenders.records(id), workOf(deps, id)]);
  return { records, work };
}

/** A tender as far as its evaluation needs it. */
type Evaluable = Parameters<typeof evaluateRecords>[0] & Pick<Opened, 'evaluating'>;

/** The evaluation of an opened tender: made again from documents, opened bids and what was found. */
export const evaluationOf = (tender: Evaluable, { records, work }: Gathered): Evaluation =>
  evaluateRecords(tender, records, { ...gatherFindings(work, seatsOf(tender)), root: tender.frozen.root });

/** The evaluation of an opened tender as it is now. */
export const evaluationNow = async (deps: Pick<WorkDeps, 'tenders'>, id: string, tender: Evaluable) =>
  evaluationOf(tender, await gathered(deps, id));

/** What is missing before the report. */
export function missingAt(
  at: Instant,
  tender: Opened,
  { records, work }: Gathered,
  evaluation: Evaluation,
): readonly Missing[] {
  const bids = records.flatMap(({ supplier, lots, result }) => (result.state === 'opened' ? [{ supplier, lots }] : []));
  const bodies = (['buyer', 'committee'] as const).filter((body) => kindsFor(tender, body).length > 0);
  const contested = evaluation.lots.filter(({ failed }) => failed === undefined).map(({ lot }) => lot);
  const corrections = evaluation.incomplete.flatMap((one) => (one.kind === 'correction' ? [one] : []));
  return [...missingOf(work, { ...contextOf(tender), bids, bodies, contested, at }), ...corrections];
}

const contextOf = (tender: Opened) => ({
  draft: tender.draft,
  spread: tender.rules.scoreSpread.value,
  seats: seatsOf(tender),
});

/** The scores that are still to be explained, by seat. */
export const toExplainNow = async (deps: Pick<WorkDeps, 'tenders'>, id: string, tender: Opened) =>
  toExplain({ ...(await workOf(deps, id)), explanations: [] }, contextOf(tender));

/** The list of a draw as it was fixed, with what the expert list says of each of them now. */
export async function drawableOf(deps: WorkDeps, id: string, draw: number): Promise<readonly Drawable[]> {
  const lists = await deps.tenders.annexes<{ readonly eligible: readonly string[] }>(id, 'draw-list');
  const eligible = lists[draw - 1]?.eligible ?? [];
  const active = new Map((await deps.experts.active()).map((expert) => [expert.id, expert]));
  return eligible.map((one) => {
    const expert = active.get(one);
    if (expert === undefined) return { id: one, expert: null };
    const { name, sub, employer } = expert;
    return { id: one, expert: { id: one, name, sub, employer, ties: tiesOf(expert) } };
  });
}

/** Somebody entered by name, with what the expert list knows of the same subject. */
export async function knownPerson<
  T extends { readonly sub: string; readonly employer?: string | undefined; readonly ties: readonly string[] },
>({ experts, pseudonym }: WorkDeps, person: T): Promise<T & { readonly id: string }> {
  const id = expertIdOf(pseudonym(person.sub));
  const { state } = await experts.load(id, { consistent: true });
  if (state === null) return { ...person, id };
  return {
    ...person,
    id,
    employer: person.employer ?? state.employer,
    ties: [...person.ties, ...tiesOf(state), ...(state.employer === undefined ? [] : [state.employer])],
  };
}
