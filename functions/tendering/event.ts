import type { DomainEvent } from '../../shared/kernel/decider.ts';

/** How an event of a tender looks: its data becomes public with the log, what is `private` never does by itself. */
export interface Event<Type extends string, Data extends object, Private extends object = never> extends DomainEvent {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data & { /** The article it stands on (依据). */ readonly rule?: string };
  readonly private?: Private;
  /** Whether the log withholds who acted: the sidecar knows. */
  readonly veiled?: true;
}
