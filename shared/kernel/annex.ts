/** What an event brings that grows without end (附录): an item beside the aggregate's snapshot, written with the event. */
export interface Annex {
  readonly kind: string;
  readonly id: string;
  readonly value: object;
  /** Where it may be put once only: the code of the conflict when it is there already. */
  readonly once?: string;
}
