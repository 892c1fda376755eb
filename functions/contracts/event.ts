import type { DomainEvent } from '../../shared/kernel/decider.ts';

/** How an event of a contract looks: its log is its parties' and the supervisor's. */
export interface Event<Type extends string, Data extends object, Private extends object = never> extends DomainEvent {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
  readonly private?: Private;
}
