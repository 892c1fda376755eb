import { dayOf } from '../../../shared/kernel/time.ts';
import type { Draft } from '../draft.ts';
import { agreementFindings } from './check-agreement.ts';
import { lotFindings } from './check-lots.ts';
import { procedureFindings } from './check-procedure.ts';
import { scoringFindings } from './check-scoring.ts';
import { textFindings } from './check-texts.ts';
import { type CheckFacts, type CheckInput, type Finding, withJustifications } from './finding.ts';
import type { RulePack } from './pack.ts';

export { type CheckFacts, type Finding, findingCodes, isBlocking, publicationErrors } from './finding.ts';

/**
 * The check of a draft before publication (发布前检查): everything that the pack refuses, wants justified or advises on,
 * each with its article, as if it were published at `facts.at`. Never throws for a draft; an estimate is in no finding.
 */
export function checkTender(draft: Draft, pack: RulePack, facts: CheckFacts): readonly Finding[] {
  const input: CheckInput = { ...facts, draft, pack, day: dayOf(facts.at) };
  const findings = [
    ...procedureFindings(input),
    ...lotFindings(input),
    ...agreementFindings(input),
    ...scoringFindings(input),
    ...textFindings(input),
  ];
  return withJustifications(findings, draft.justifications ?? [], input.day);
}
