/**
 * What happened (事件), in the past tense. `data` is public once the aggregate's log is; each value of
 * `private` is kept in a sidecar and the event itself carries only its salted hash.
 */
export interface DomainEvent {
  readonly type: string;
  readonly v: number;
  /** Values that JSON carries. */
  readonly data: object;
  readonly private?: object;
  /** Whether the log names only the role of who acted: subject and organisation stand in the sidecar `origin`. */
  readonly veiled?: true;
}

/** A decision: pure functions of a command and a state. `decide` throws `DomainError` on a broken rule. */
export interface Decider<Command, Event extends DomainEvent, State> {
  readonly initial: State;
  decide(command: Command, state: State): readonly Event[];
  evolve(state: State, event: Event): State;
}

/** Folds events onto a state. */
export function fold<Command, Event extends DomainEvent, State>(
  decider: Decider<Command, Event, State>,
  events: readonly Event[],
  state: State = decider.initial,
): State {
  return events.reduce(decider.evolve, state);
}
