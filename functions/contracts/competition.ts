import { DomainError, type FieldError, fieldError } from '../../shared/kernel/errors.ts';
import { deliveredPrice, type Money } from '../../shared/kernel/money.ts';
import { fromMillionths } from '../../shared/kernel/movement.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { roundHalfUp } from '../../shared/kernel/ratio.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { CompetitionRequested } from './agreement-events.ts';
import { type ExistingAgreement, lastDay } from './agreement-state.ts';
import type { AgreedItem } from './call-off-events.ts';
import { derived } from './derived.ts';
import { accounts, millionthsOf, withTolerance } from './ledger.ts';
import { canonicalOf, found, suppliersOf } from './order.ts';
import type { AgreedLine, Share } from './shares.ts';

/** A mini-competition (二次竞价) as a buyer asks for it. */
export interface AskedCompetition {
  readonly title: string;
  readonly deadline: Instant;
  readonly lots: readonly {
    readonly title: string;
    readonly items: readonly {
      readonly itemId: string;
      readonly quantity: Quantity;
      readonly deliverTo?: AgreedItem['deliveryPoint'] | undefined;
      readonly deliverBy: Day;
    }[];
  }[];
}

interface Context {
  readonly id: string;
  readonly state: ExistingAgreement;
  readonly share: Share;
  /** USCCs that may not bid: the buyer's and its affiliates'. */
  readonly excluded: readonly string[];
  readonly at: Instant;
  readonly held: ReadonlyMap<string, bigint>;
}

/**
 * What is asked of tendering: lots and items under ids of their own that follow from the agreement's, in the units of the
 * agreement, and the members, each with its agreed prices as ceilings. A member supplies all items of a lot at least.
 * @throws with the pointer of each item `item-unknown`, `line-repeated`, `deliver-by-outside-term`, `quota-exceeded`,
 * `nobody-supplies`, and what {@link canonicalOf} throws; `competition-too-large` for more than one tender takes
 */
export function competitionOf(asked: AskedCompetition, context: Context): CompetitionRequested['data'] {
  const { id, state, share, excluded, at } = context;
  const buyer = state.buyers.find((each) => each.id === share.buyer);
  if (buyer === undefined) throw new DomainError('not-found', 'not-found');
  const tender = derived('tender', 'competition', id, state.competitions.length);
  const faults: FieldError[] = [];
  const itemOf: Record<string, string> = {};
  const members = new Map<string, Map<string, Money>>();
  const lots = asked.lots.map((lot, lotAt) => {
    const supplying = lot.items.map(({ itemId }) => suppliersOf(state, share, itemId));
    const all = (supplying[0] ?? []).filter((one) => supplying.every((some) => some.includes(one)));
    const items = lot.items.flatMap((line, lineAt) => {
      const pointer = `/lots/${lotAt}/items/${lineAt}`;
      const where = found(share, line.itemId);
      if (where === undefined) {
        faults.push({ pointer: `${pointer}/itemId`, code: 'item-unknown', params: { item: line.itemId } });
        return [];
      }
      if (Object.values(itemOf).includes(line.itemId)) {
        faults.push({ pointer: `${pointer}/itemId`, code: 'line-repeated' });
        return [];
      }
      const item = derived('item', tender, line.itemId);
      itemOf[item] = line.itemId;
      try {
        const quantity = canonicalOf(where.item, line.quantity, `${pointer}/quantity`);
        faults.push(...faultsOfLine(context, line, quantity, pointer));
        const { category, attributes, deliveryPoint, priceIndex } = where.item;
        for (const supplier of all) {
          const offer = lineAtOf(where.lot.suppliers, supplier, line.itemId);
          if (offer !== undefined)
            members.set(supplier, (members.get(supplier) ?? new Map()).set(item, ceilingOf(offer)));
        }
        const deliverTo = line.deliverTo ?? deliveryPoint;
        const goods = { category, attributes, quantity, deliveryPoint: deliverTo, deliverBy: line.deliverBy };
        return [{ id: item, ...goods, ...(priceIndex === undefined ? {} : { priceIndex }) }];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        faults.push(...error.errors);
        return [];
      }
    });
    if (all.length === 0) faults.push({ pointer: `/lots/${lotAt}/items`, code: 'nobody-supplies' });
    return { id: derived('lot', tender, lotAt), title: lot.title, items };
  });
  const [first] = faults;
  if (first !== undefined) throw new DomainError('rule', first.code, first.params, faults);
  const request: CompetitionRequested['data'] = {
    agreement: id,
    tender,
    requestedAt: at,
    buyer,
    title: asked.title,
    deadline: asked.deadline,
    lots,
    members: [...members].map(([supplier, prices]) => ({
      supplier,
      prices: [...prices].map(([item, unitPrice]) => ({ item, unitPrice })),
    })),
    itemOf,
    excluded,
  };
  checkRoom(request);
  return request;
}

/** What one tender's draft takes of items and members' prices. */
const mostBytes = 96 * 1024;

function checkRoom({ lots, members }: CompetitionRequested['data']): void {
  const bytes = new TextEncoder().encode(JSON.stringify({ lots, members })).length;
  if (bytes > mostBytes) throw fieldError('competition-too-large', '/lots', { max: mostBytes });
}

/**
 * What a unit costs at its delivery point at most (二次竞价最高限价): the agreed price with its tax, and the freight, exact
 * within 8 decimals and with two at least. The second stage asks for no freight beside the price.
 */
const ceilingOf = (line: AgreedLine): Money => ({
  amount: roundHalfUp(deliveredPrice(line), 8).replace(/0{1,6}$/, ''),
  currency: 'CNY',
});

type Line = AskedCompetition['lots'][number]['items'][number];

const lineAtOf = (
  suppliers: readonly { readonly supplier: string; readonly lines: readonly AgreedLine[] }[],
  supplier: string,
  item: string,
) => suppliers.find((each) => each.supplier === supplier)?.lines.find((each) => each.item === item);

/** No more than all who supply the item hold for this buyer, and delivered within the term, after the bids are in. */
function faultsOfLine(
  { state, share, held }: Context,
  { itemId, deliverBy }: Line,
  quantity: Quantity,
  pointer: string,
): FieldError[] {
  const { item, lot } = found(share, itemId) ?? {};
  if (item === undefined || lot === undefined) return [];
  const { tolerance } = state.terms;
  const opens = (decimal: string): bigint => millionthsOf(withTolerance(decimal, tolerance));
  const quotas = suppliersOf(state, share, itemId).map((supplier) => {
    const account = accounts.quota(share.buyer, supplier, itemId, lot.revision);
    return held.get(account) ?? opens(lineAtOf(lot.suppliers, supplier, itemId)?.quantity ?? '0');
  });
  const free = held.get(accounts.free(itemId, lot.revision)) ?? opens(item.free);
  const left = quotas.reduce((sum, each) => sum + each, free);
  const params = { item: itemId, left: fromMillionths(left), unit: quantity.unit };
  const until = lastDay(state);
  return [
    ...(millionthsOf(quantity.value) > left
      ? [{ pointer: `${pointer}/quantity`, code: 'quota-exceeded', params }]
      : []),
    ...(deliverBy > until
      ? [{ pointer: `${pointer}/deliverBy`, code: 'deliver-by-outside-term', params: { until } }]
      : []),
  ];
}
