import type { Bundle } from '../../shared/sealing/bundle.ts';
import type { Finding } from '../../shared/sealing/verify.ts';
import { checkAgreements } from './audit/agreement.ts';
import { checkAllocations } from './audit/allocation.ts';
import { checkCommittee, checkNames } from './audit/committee.ts';
import { type EvaluationAt, evaluations } from './audit/evaluations.ts';
import { finding } from './audit/found.ts';
import { checkDocuments, checkOpening } from './audit/opening.ts';
import { outOfOrder, replay, revealedHolds, type Step, toldEvents } from './audit/replay.ts';
import { checkResult, checkShown } from './audit/result.ts';
import type { Closed, Tender } from './tender-state.ts';

/**
 * Does a tender again from its log (复算): folds every event to the documents, rules and dates as they were, evaluates
 * the opened bids at each report, publication and award, and compares each of them, and what the bundle shows. It
 * needs nothing but the bundle. A log that cannot be followed is one finding, and nothing is said of the rest.
 */
export function recompute(bundle: Bundle): readonly Finding[] {
  try {
    const told = toldEvents(bundle.events);
    const steps = replay(told, bundle.revealed);
    const stray = outOfOrder(steps);
    return [
      followed(stray),
      finding('values-revealed', revealedHolds(told, bundle.revealed), { count: bundle.revealed.length }),
      ...again(bundle, steps, steps.at(-1)?.after ?? { status: 'none' }),
    ];
  } catch {
    // What was made up need not even be of the right form.
    return [finding('log-followed', false, { failing: '' })];
  }
}

const followed = (stray: Step | undefined): Finding =>
  finding('log-followed', stray === undefined, { failing: stray?.seq ?? '' });

function again(bundle: Bundle, steps: readonly Step[], tender: Tender): readonly Finding[] {
  const opened = 'opening' in tender && tender.opening !== undefined;
  const evaluationAt: EvaluationAt | undefined = opened ? evaluations(bundle, steps, tender as Closed) : undefined;
  return [
    ...checkDocuments(bundle, tender),
    ...checkOpening(bundle, steps),
    ...(evaluationAt === undefined
      ? []
      : [
          ...checkCommittee(steps, evaluationAt),
          ...checkAllocations(steps, evaluationAt, bundle.opened),
          ...checkResult(steps, evaluationAt),
          ...checkAgreements(bundle.tender.id, steps, evaluationAt),
        ]),
    ...checkNames(bundle, steps),
    ...checkShown(bundle, tender, evaluationAt),
  ];
}
