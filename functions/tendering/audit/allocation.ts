import { compare, fraction, parseDecimal, parseFraction, zero } from '../../../shared/kernel/ratio.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import { hashJson } from '../../../shared/sealing/hash.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';
import type { RecordedGroup } from '../allocation-events.ts';
import { type Assignment, appraise, breachesOf } from '../optimise/assignment.ts';
import type { Problem } from '../optimise/problem.ts';
import { problemsOf } from '../optimise/problems.ts';
import { type Reading, readingOf } from '../optimise/reading.ts';
import { singleWinners } from '../optimise/single.ts';
import { hasOpenObjection } from '../remedies.ts';
import type { Opened } from '../tender-state.ts';
import type { EvaluationAt } from './evaluations.ts';
import { finding, same } from './found.ts';
import { type Step, stepsOf } from './replay.ts';
import { isReported } from './result.ts';

/**
 * A recorded allocation (优化授标复核) stands on the problem that bids and documents make, keeps every constraint and
 * costs what it says, in exact numbers. That nothing costs less is the solver's word, which is not solved again here.
 */
export const checkAllocations = (
  steps: readonly Step[],
  evaluationAt: EvaluationAt,
  opened: Bundle['opened'],
): readonly Finding[] =>
  stepsOf(steps, 'AllocationRecorded').map(({ before, event: { data }, seq }) => {
    const tender = before as Opened;
    const { evaluation, hash } = evaluationAt(seq);
    const problems = problemsOf(
      tender.draft,
      evaluation,
      opened.map(({ disclosed }) => disclosed),
    );
    const asked = problems.flatMap(({ lots }) => lots.map(({ id }) => id)).sort();
    const told = data.groups.flatMap(({ lots }) => lots.map(({ lot }) => lot)).sort();
    const ok =
      data.evaluation === hash &&
      data.problem === hashJson(problems) &&
      isReported(tender, hash) &&
      !hasOpenObjection(tender) &&
      same(asked, told) &&
      data.groups.every((group) => groupHolds(problems, group));
    return finding('allocation-holds', ok, { solver: data.solver });
  });

function groupHolds(problems: readonly Problem[], group: RecordedGroup): boolean {
  const named = group.lots.map(({ lot }) => lot);
  const whole = problems.find((problem) => problem.lots.some(({ id }) => id === named[0]));
  if (whole === undefined) return false;
  if (group.status === 'infeasible') return group.lots.every(({ awards }) => awards.length === 0);
  const reading = readingOf({
    lots: whole.lots.filter(({ id }) => named.includes(id)),
    packages: whole.packages.filter((one) => one.lots.every((lot) => named.includes(lot))),
  });
  const assignment = assignmentOf(reading, group);
  const { cost, lots: appraised } = appraise(reading, assignment);
  const discounts = appraised.map(({ lot, parts }) => [
    lot.id,
    parts.map(({ offer, discount }) => [offer.supplier, fraction(discount)]),
  ]);
  const said = reading.lots.map(({ id }) => [
    id,
    awardsIn(group, id).map(({ supplier, discount }) => [supplier, fraction(parseDecimal(discount, 24))]),
  ]);
  return (
    same(discounts, said) &&
    (group.status === 'winner-takes-all'
      ? same(told(assignment), told(singleWinners(reading)))
      : breachesOf(reading, assignment).length === 0) &&
    (group.cost === undefined || group.cost.exact === fraction(cost)) &&
    (group.bound === undefined || compare(parseFraction(group.bound.exact), cost) <= 0)
  );
}

const awardsIn = ({ lots }: RecordedGroup, lot: string) => lots.find((one) => one.lot === lot)?.awards ?? [];

/** The recorded quantities by the places of lots, offers and needs. */
const assignmentOf = ({ lots }: Reading, group: RecordedGroup): Assignment =>
  lots.map(({ id, offers, needs }) => {
    const awards = awardsIn(group, id);
    return offers.map(({ supplier }) => {
      const lines = awards.find((one) => one.supplier === supplier)?.lines ?? [];
      return needs.map(({ item }) => {
        const line = lines.find((one) => one.item === item);
        return line === undefined ? zero : parseDecimal(line.quantity, 24);
      });
    });
  });

const told = (assignment: Assignment) => assignment.map((lot) => lot.map((offer) => offer.map(fraction)));
