import type { DomainEvent } from '../../shared/kernel/decider.ts';
import type { AggregateKind } from '../../shared/table/aggregate.ts';

/** The kinds of aggregates of the running application, by name. */
export const kinds = new Map<string, AggregateKind<unknown, DomainEvent, unknown>>();
