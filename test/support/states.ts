import type { TenderEvent } from '../../functions/tendering/events.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import type { Tender } from '../../functions/tendering/tender-state.ts';
import { tenderKind } from '../../functions/tendering/writing-store.ts';
import { type AggregateDeps, aggregateStore } from '../../shared/table/aggregate.ts';
import type { Cause } from '../../shared/table/cause.ts';

/** A tender with this past, written as if it had happened: so that a test begins in any state. */
export async function tenderWithPast(deps: AggregateDeps, id: string, past: readonly TenderEvent[], cause: Cause) {
  const decider = {
    initial: tenderDecider.initial,
    decide: (command: readonly TenderEvent[]) => command,
    evolve: tenderDecider.evolve,
  };
  await aggregateStore<readonly TenderEvent[], TenderEvent, Tender>({ ...tenderKind, decider }, deps).handle(
    id,
    past,
    cause,
  );
}
