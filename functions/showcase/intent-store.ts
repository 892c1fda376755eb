import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type ExistingIntent, type Intent, intent } from './intent.ts';
import { pairName } from './pair.ts';

/** An intent with its id. */
export type ListedIntent = ExistingIntent & { readonly id: string };

export type IntentStore = ReturnType<typeof intentStore>;

/** Intents, with their entries under the event, under each party at it, and under the two. */
export function intentStore(deps: AggregateDeps) {
  const { db } = deps;
  const pick = ({ listed }: Record<string, unknown>): ListedIntent => JSON.parse(listed as string) as ListedIntent;
  return {
    ...aggregateStore({ name: 'intent', decider: intent, rows }, deps),

    /** One page of an event's intents, or of one firm's at it, in the order in which they were recorded. */
    page: (event: string, firm: string | undefined, request: PageRequest): Promise<Page<ListedIntent>> =>
      listPage(db, request, { partitions: [keys.eventIntents(event, firm)], consistent: true, pick }),

    /** Every intent of an event. */
    all: async (event: string): Promise<readonly ListedIntent[]> =>
      (await listAll(db, keys.eventIntents(event))).map(pick),

    /** The ids of what two firms intend, at whatever event, the oldest first. */
    between: async (one: string, other: string): Promise<readonly string[]> =>
      (await listAll(db, keys.pairIntents(pairName(one, other)))).map(({ sk }) => sk),
  };
}

function rows({ id, state }: Snapshot<Intent>): Row[] {
  if (state.status === 'none') return [];
  const [one, other] = state.parties;
  const item = { listed: JSON.stringify({ ...state, id }) };
  return [
    { key: { pk: keys.eventIntents(state.event), sk: id }, item },
    { key: { pk: keys.eventIntents(state.event, one.id), sk: id }, item },
    { key: { pk: keys.eventIntents(state.event, other.id), sk: id }, item },
    { key: { pk: keys.pairIntents(pairName(one.id, other.id)), sk: id }, item: {} },
  ];
}
