import { millis } from '../../shared/kernel/time.ts';
import type { Row, Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { isPublic } from './access.ts';
import { categoriesOf } from './draft.ts';
import { disputed, seatsOf } from './list-store.ts';
import { disputesOf } from './remedy-views.ts';
import { summaryOf } from './summary.ts';
import { buyersOf, type ExistingTender, type Tender } from './tender-state.ts';

/** The entries of the lists that a tender stands in. */
export function listRows({ id, state }: Snapshot<Tender>): Row[] {
  if (state.status === 'none') return [];
  const summary = summaryOf(id, state);
  const year = new Date(millis(state.draft.deadline)).getUTCFullYear();
  const entry = (scope: string, more: object = {}): Row => ({
    key: { pk: keys.tenderList(scope, year), sk: `${state.draft.deadline}#${id}` },
    item: { summary: { ...summary, ...more } },
  });
  if (!isPublic(state)) return [entry(`drafts:${state.buyer.id}`)];
  const disputes = disputesOf(state);
  return [
    ...['all', ...categoriesOf(state.draft), ...buyersOf(state).map((buyer) => `buyer:${buyer.id}`)].map((scope) =>
      entry(scope),
    ),
    ...(disputes === undefined ? [] : [entry(disputed, { disputes })]),
    ...heldSeats(state).map(({ sub, seat }) => entry(seatsOf(sub), { seat })),
  ];
}

function heldSeats(state: ExistingTender) {
  const committee = 'evaluating' in state ? state.evaluating?.committee : undefined;
  return (committee?.members ?? []).flatMap(({ seat: number, sub }) =>
    (committee?.seats ?? []).filter(({ seat }) => seat === number).map((seat) => ({ sub, seat })),
  );
}
