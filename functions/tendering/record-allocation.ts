import type { Actor } from '../../shared/kernel/actor.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { instant } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { JobHandler } from '../../shared/ports/jobs.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { mayRun } from './access.ts';
import type { AllocationAsked } from './allocate.ts';
import type { RecordedAllocation } from './allocation-events.ts';
import { evaluationOf, gathered } from './gather-work.ts';
import type { AllocationOutcome } from './optimise/outcome.ts';
import { checkAllocatable } from './results.ts';
import type { TenderStore } from './store.ts';
import { inStatus } from './tender-state.ts';

export interface AllocationDeps {
  readonly tenders: TenderStore;
  readonly files: Files;
  allocate(asked: Omit<AllocationAsked, 'solver'>): Promise<AllocationOutcome>;
  /** What somebody may do now. */
  actorNow(sub: string, organisation: string | undefined): Promise<Actor>;
  now(): number;
}

/** The kind of job that allocates lots at the least delivered cost (优化授标). */
export const allocationJob = 'tender-allocation';

export interface AllocationInput {
  readonly tender: string;
  readonly sub: string;
  readonly organisation: string;
}

/** How often a tender that changed meanwhile is looked at again before the message comes again by itself. */
const attempts = 5;

/**
 * Carries the job out. The same documents, evaluation and bids give the same outcome, which is kept by the evaluation's
 * hash before it is recorded: after a death, or when the tender changed meanwhile, nothing is solved twice.
 */
export const allocationHandlers = (deps: AllocationDeps): Readonly<Record<string, JobHandler>> => ({
  async [allocationJob](given, { report }) {
    const { tender: id, sub, organisation } = given as unknown as AllocationInput;
    const actor = await deps.actorNow(sub, organisation);
    return whileRaced(async () => {
      const { state, version } = await deps.tenders.load(id, { consistent: true });
      const as = mayRun(actor, state);
      const tender = inStatus(state, 'opened');
      const stands = await gathered(deps, id);
      const evaluation = evaluationOf(tender, stands);
      const made = { evaluation, evaluationHash: hashJson(evaluation) };
      checkAllocatable(tender, made);

      const bids = stands.records.flatMap(({ result }) => (result.state === 'opened' ? [result.disclosed] : []));
      const key = outcomeKey(id, made.evaluationHash);
      const kept = await keptOutcome(deps.files, key);
      const outcome = kept ?? (await deps.allocate({ draft: tender.draft, evaluation, bids, report }));
      if (kept === undefined) await deps.files.put(key, bytesOf(outcome), 'application/json');

      const at = instant(deps.now());
      const command = { type: 'recordAllocation', at, ...made, allocation: recordedOf(outcome, made) } as const;
      await deps.tenders.handle(id, command, { actor, as, at }, { asOf: version });
      return resultOf(outcome, key);
    }, attempts);
  },
});

/** Where the outcome on an evaluation is kept, with its whole story. */
export const outcomeKey = (tender: string, evaluation: string): string => `allocations/${tender}/${evaluation}.json`;

const bytesOf = (outcome: AllocationOutcome): Uint8Array => new TextEncoder().encode(JSON.stringify(outcome));

export async function keptOutcome(files: Pick<Files, 'get'>, key: string): Promise<AllocationOutcome | undefined> {
  const bytes = await files.get(key);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as AllocationOutcome);
}

/** What of an outcome awards follow from. */
export function recordedOf(
  outcome: AllocationOutcome,
  { evaluationHash }: { readonly evaluationHash: string },
): RecordedAllocation {
  const groups = outcome.groups.map(({ story: _, secondBest: __, lots, ...group }) => ({
    ...group,
    lots: lots.map(({ lot, awards }) => ({
      lot,
      awards: awards.map(({ supplier, discount, items }) => ({
        supplier,
        discount: discount.total,
        lines: items.map(({ item, quantity }) => ({ item, quantity: quantity.value })),
      })),
    })),
  }));
  const { problem, solver } = outcome;
  return { problem, solver, evaluation: evaluationHash, outcome: hashJson(outcome), groups };
}

/** What the job tells: how each search ended, which constraints conflict, and where the whole is. */
function resultOf({ solver, problem, groups }: AllocationOutcome, key: string): JsonObject {
  const told = groups.map(({ lots, story: _, secondBest: __, ...group }) => ({
    ...group,
    lots: lots.map(({ lot, awards }) => ({ lot, suppliers: awards.map(({ supplier }) => supplier) })),
  }));
  const files = { allocation: { key, name: '优化授标.json' } };
  return { solver, problem, groups: told, files } as unknown as JsonObject;
}
