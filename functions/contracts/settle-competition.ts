import type { DomainError } from '../../shared/kernel/errors.ts';
import { passesByItself } from '../../shared/kernel/retry.ts';
import type { CompetitionAwarded } from '../tendering/events.ts';
import type { CompetitionRequested, CompetitionSettled } from './agreement-events.ts';
import { derived } from './derived.ts';
import { mustBeSigned, type OrderDeps, placeCallOff } from './place-call-off.ts';

type Cause = Parameters<OrderDeps['callOffs']['handle']>[2];
type Award = CompetitionAwarded['data']['awards'][number];
type Unplaced = CompetitionSettled['data']['unplaced'][number];

/** The longest call-off, in lines. */
const mostLines = 30;

/**
 * Calls off what a mini-competition awarded (二次竞价下单): one call-off a winner and lot, at the prices won, of the winner's
 * own quota and what is free. Where that is not enough, or a rule stands in the way, nothing of that call-off is placed and
 * the agreement tells why: the quota of others is theirs, and the buyer may order less by hand. Told again it goes on
 * where it stopped; ids follow from the tender.
 */
export async function settleCompetition(
  deps: OrderDeps,
  { agreement: id, tender, awards }: CompetitionAwarded['data'],
  cause: Cause,
): Promise<void> {
  const { agreements } = deps;
  const [{ state }, request] = await Promise.all([
    agreements.load(id, { consistent: true }),
    agreements.competition(id, tender),
  ]);
  if (state.status === 'none' || request === undefined) return;
  if (state.competitions.some((each) => each.tender === tender && each.settled !== undefined)) return;
  const callOffs: string[] = [];
  const unplaced: Unplaced[] = [];
  for (const award of awards) {
    for (let from = 0; from < award.lines.length; from += mostLines) {
      const callOff = derived('callOff', 'competition', tender, award.lot, award.supplier, from);
      const lines = award.lines.slice(from, from + mostLines);
      const reason = await placed(deps, callOff, request, { ...award, lines }, cause);
      if (reason === undefined) callOffs.push(callOff);
      else unplaced.push({ lot: award.lot, supplier: award.supplier, ...reason });
    }
  }
  const data = { tender, callOffs, unplaced, settledAt: cause.at };
  await agreements.handle(id, { type: 'settleCompetition', ...data }, cause, { retries: 3 });
}

/** Places one call-off, unless it is there; the rule that stands in the way, if one does. */
async function placed(
  deps: OrderDeps,
  callOff: string,
  request: CompetitionRequested['data'],
  { supplier, lines }: Award,
  cause: Cause,
): Promise<Pick<Unplaced, 'reason' | 'item' | 'left'> | undefined> {
  const { agreement: id, tender, buyer, itemOf, lots } = request;
  const [before, { state }, share] = await Promise.all([
    deps.callOffs.load(callOff, { consistent: true }),
    deps.agreements.load(id, { consistent: true }),
    deps.agreements.share(id, buyer.id),
  ]);
  if (before.state.status !== 'none') return undefined;
  if (state.status === 'none' || share === undefined) return { reason: 'not-found' };
  const asked = new Map(lots.flatMap(({ items }) => items.map((item) => [item.id, item])));
  const order = {
    ...{ id, state, share, supplier, at: cause.at, competition: tender },
    lines: lines.flatMap(({ item, quantity }) => {
      const { deliveryPoint: deliverTo, deliverBy } = asked.get(item) ?? {};
      if (deliverBy === undefined) return [];
      return [{ itemId: itemOf[item] ?? item, quantity, deliverTo, deliverBy }];
    }),
    prices: Object.fromEntries(lines.map((line) => [itemOf[line.item] ?? line.item, line])),
  };
  try {
    await mustBeSigned(deps, id, state, share, supplier);
    await placeCallOff(deps, callOff, order, cause);
    return undefined;
  } catch (error) {
    if (passesByItself(error)) throw error;
    const { code, params } = error as DomainError;
    const { item, left } = params;
    return {
      reason: code,
      ...(item === undefined ? {} : { item: String(item) }),
      ...(left === undefined ? {} : { left: String(left) }),
    };
  }
}
