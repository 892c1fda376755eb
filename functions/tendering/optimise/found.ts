import { compare, min, mul, type Ratio, sub } from '../../../shared/kernel/ratio.ts';
import { type Appraisal, type Assignment, appraise, breachesOf } from './assignment.ts';
import type { Reading } from './reading.ts';

/** An assignment that keeps every constraint, and what it costs, both exact. */
export interface Found extends Appraisal {
  readonly assignment: Assignment;
}

/** What a search came to (求解结果). */
export interface Search {
  readonly status: 'optimal' | 'limit' | 'infeasible';
  readonly found?: Found;
  /** No assignment costs less. */
  readonly bound?: Ratio;
  readonly nodes: number;
}

/** @throws Error when the assignment breaks a constraint: such a result is refused */
export function foundOf(reading: Reading, assignment: Assignment): Found {
  const breaches = breachesOf(reading, assignment);
  if (breaches.length > 0) throw new Error(`the solver's result breaks ${JSON.stringify(breaches)}`);
  return { assignment, ...appraise(reading, assignment) };
}

/** The one that costs less, the first of equals. */
export const cheaper = (a: Found | undefined, b: Found | undefined): Found | undefined =>
  a === undefined || (b !== undefined && compare(b.cost, a.cost) < 0) ? b : a;

/** What is found and bounded, as a search: the least cost where the bound is within the gap. */
export function searchOf(found: Found | undefined, bound: Ratio | undefined, gap: Ratio, nodes: number): Search {
  if (found === undefined) return { status: 'limit', ...(bound && { bound }), nodes };
  const near = bound !== undefined && compare(sub(found.cost, bound), mul(gap, found.cost)) <= 0;
  return {
    status: near ? 'optimal' : 'limit',
    found,
    ...(bound && { bound: min(bound, found.cost) }),
    nodes,
  };
}
