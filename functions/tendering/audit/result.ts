import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';
import { allocatedOf, awardsOf, candidatesOf, type Evaluation, type TieDecision } from '../award.ts';
import type { LotCandidates } from '../events.ts';
import { hasOpenObjection } from '../remedies.ts';
import { canBeAwarded, succession } from '../results.ts';
import { isPaused, type Opened, type Tender, type WithCandidates } from '../tender-state.ts';
import type { EvaluationAt } from './evaluations.ts';
import { finding, same } from './found.ts';
import { type Step, stepsOf } from './replay.ts';

/** Candidates, award, successions and failure follow from the evaluation that is made again at each. */
export function checkResult(steps: readonly Step[], evaluationAt: EvaluationAt): readonly Finding[] {
  const published = stepsOf(steps, 'CandidatesPublished').map(({ before, event: { data }, seq }) => {
    const tender = before as Opened;
    const { evaluation, hash } = evaluationAt(seq);
    const ok =
      data.evaluation === hash &&
      isReported(tender, hash) &&
      !hasOpenObjection(tender) &&
      same(candidatesAgain(tender, evaluation, data.lots), data.lots);
    return finding('candidates-follow', ok);
  });
  const awarded = stepsOf(steps, 'TenderAwarded').map(({ before, event: { data }, seq }) => {
    const tender = before as WithCandidates;
    const { evaluation, hash } = evaluationAt(seq);
    const won = new Set(data.awards.map(({ lot }) => lot));
    const left = tender.draft.lots.map(({ id }) => id).filter((id) => !won.has(id));
    const waited = tender.rules.result.value === 'notice' || data.awardedAt >= tender.standstillUntil;
    const ok =
      hash === tender.evaluation &&
      same(awardsOf(tender, evaluation, tender.candidates), data.awards) &&
      same(left, data.unawarded) &&
      waited &&
      !hasOpenObjection(tender) &&
      !isPaused(tender);
    return finding('award-recomputed', ok);
  });
  const revoked = stepsOf(steps, 'AwardRevoked').map(({ before, event: { data }, seq }) => {
    const tender = before as Extract<Tender, { status: 'awarded' }>;
    const { evaluation, hash } = evaluationAt(seq);
    const { lot, supplier } = data;
    const had = tender.awards.some((award) => award.lot === lot && award.supplier === supplier);
    const { next, awards } = succession(tender, evaluation, lot, supplier);
    const follows = same(next, data.next) && same(awards, data.awards);
    return finding('succession-follows', hash === tender.evaluation && had && follows);
  });
  const failed = stepsOf(steps, 'TenderFailed').flatMap(({ before, event: { data }, seq }) => {
    if (data.reason !== 'nothing-to-award') return [];
    const { evaluation, hash } = evaluationAt(seq);
    const nobody = !canBeAwarded(before as Opened, evaluation);
    return [finding('failure-follows', nobody && isReported(before as Opened, hash))];
  });
  return [...published, ...awarded, ...revoked, ...failed];
}

/** A committee that the rules want has reported this evaluation. */
export const isReported = ({ rules, report }: Opened, hash: string): boolean =>
  report === undefined ? rules.committee.value.members === 0 : report.evaluation === hash;

/** The candidates of an evaluation, ties ordered as the published ones say and for the reason that they give. */
function candidatesAgain(tender: Opened, evaluation: Evaluation, published: readonly LotCandidates[]) {
  const ties = evaluation.lots.flatMap(({ lot, ties: groups }): TieDecision[] => {
    const named = published.find((one) => one.lot === lot)?.candidates ?? [];
    return groups.map((group) => {
      const first = named.filter(({ supplier }) => group.includes(supplier));
      const order = new Set([...first.map(({ supplier }) => supplier), ...group]);
      return { lot, order: [...order], reason: first[0]?.tieReason ?? '' };
    });
  });
  try {
    return candidatesOf(evaluation, tender.rules.candidates.value, ties, allocatedOf(tender, evaluation));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return undefined;
  }
}

/** Evaluation and award as the bundle shows them are those that its log ends with. */
export function checkShown(bundle: Bundle, tender: Tender, evaluationAt: EvaluationAt | undefined): readonly Finding[] {
  const evaluation = evaluationAt?.(bundle.events.length + 1).evaluation;
  const awards = tender.status === 'awarded' ? tender.awards : undefined;
  const has = (shown: unknown, made: unknown) => shown !== null || made !== undefined;
  return [
    ...(has(bundle.evaluation, evaluation)
      ? [finding('evaluation-recomputed', same(bundle.evaluation, evaluation))]
      : []),
    ...(has(bundle.award, awards) ? [finding('award-shown', same(bundle.award, awards))] : []),
  ];
}
