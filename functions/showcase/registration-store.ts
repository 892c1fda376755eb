import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { movementsOf, type Registered, type Registration, registration } from './registration.ts';

export type RegistrationStore = ReturnType<typeof registrationStore>;

/** Registrations of firms for events. `places` of an event come with the command, as its account opens with them. */
export function registrationStore(deps: AggregateDeps) {
  const { db } = deps;
  return {
    /** The store for one event's registrations: its places are what their account opens with. */
    at: (places: number) =>
      aggregateStore(
        { name: 'registration', decider: registration, rows, movements: (event) => movementsOf(event, places) },
        deps,
      ),

    /** Every firm that comes to an event, in the order of ids. */
    async of(event: string): Promise<readonly Registered[]> {
      const items = await listAll(db, keys.eventRegistrations(event));
      return items.map(({ registered }) => JSON.parse(registered as string) as Registered);
    },

    /** The events that a firm is registered for, the last one registered for first. */
    ofFirm: (firm: string, request: PageRequest): Promise<Page<string>> =>
      listPage(db, request, {
        partitions: [keys.firmRegistrations(firm)],
        descending: true,
        consistent: true,
        pick: ({ event }) => event as string,
      }),
  };
}

function rows({ state }: Snapshot<Registration>): Row[] {
  if (state.status !== 'registered') return [];
  const { event, firm } = state;
  return [
    { key: { pk: keys.eventRegistrations(event), sk: firm.id }, item: { registered: JSON.stringify(state) } },
    { key: { pk: keys.firmRegistrations(firm.id), sk: event }, item: { event } },
  ];
}
