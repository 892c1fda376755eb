import type { Solver } from '../../shared/ports/solver.ts';
import type { DisclosedPart } from '../../shared/sealing/bid.ts';
import type { Draft } from './draft.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import type { AllocationOutcome } from './optimise/outcome.ts';

/** What an allocation is made from: the documents, their evaluation, and the bids as they were opened. */
export interface AllocationAsked {
  readonly draft: Draft;
  readonly evaluation: Evaluation;
  readonly bids: readonly Pick<DisclosedPart, 'supplier' | 'lots' | 'packages'>[];
  readonly solver: Solver;
}

/** Allocates the lots that the documents award at the least delivered cost (优化授标). */
export type Allocate = (asked: AllocationAsked) => Promise<AllocationOutcome>;
