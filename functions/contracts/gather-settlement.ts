import { forEachOf } from '../../shared/kernel/pool.ts';
import { byText } from '../../shared/kernel/text.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { statusAt } from './call-off.ts';
import type { ExistingCallOff } from './call-off-events.ts';
import type { CallOffStore } from './call-off-store.ts';
import { deliveryAt } from './delivery.ts';
import type { Delivery } from './delivery-events.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { progressOf } from './progress.ts';
import type { Performance } from './settlement/rating.ts';
import type { SettlementSources } from './settlement/sources.ts';
import type { AgreementStore } from './store.ts';

export interface GatherDeps {
  readonly agreements: AgreementStore;
  readonly callOffs: CallOffStore;
  readonly deliveries: DeliveryStore;
}

/** Call-offs or deliveries read at a time, and names of them in one page. */
const atOnce = 8;
const aPage = 100;

/** What settlement is computed from, as the stores of agreements, call-offs and deliveries have it. */
export function settlementSources({ agreements, callOffs, deliveries }: GatherDeps): SettlementSources {
  const load = async (id: string) => {
    const { state } = await agreements.load(id, { consistent: true });
    return state.status === 'none' ? undefined : state;
  };

  return {
    async agreement(id) {
      const state = await load(id);
      if (state === undefined) return undefined;
      const { terms, lead, buyers, suppliers } = state;
      return { terms, lead: lead.id, buyers: buyers.map((buyer) => buyer.id), suppliers: Object.keys(suppliers) };
    },

    async sizes({ agreement, buyer, supplier }) {
      const signed = await agreements.signatures(agreement, buyer, supplier);
      const sizeOf = (side: 'buyer' | 'supplier') => signed.find(({ by }) => by === side)?.sizeClass;
      return { buyer: sizeOf('buyer'), supplier: sizeOf('supplier') };
    },

    async settlesBy(id, index) {
      const shares = await agreements.shares(id);
      return shares.some(({ lots }) =>
        lots.some(({ items }) => items.some(({ priceIndex }) => priceIndex?.index === index)),
      );
    },

    async offer(id, item, supplier) {
      for (const { buyer, lots } of await agreements.shares(id)) {
        for (const { items, suppliers } of lots) {
          const found = items.find((each) => each.id === item);
          const line = suppliers.find((each) => each.supplier === supplier)?.lines.find((each) => each.item === item);
          if (found !== undefined && line !== undefined) return { buyer, item: found, line };
        }
      }
      return undefined;
    },

    async performance({ agreement, buyer, supplier }, { to }, at) {
      const isTheirs = (each: { readonly buyer: string; readonly supplier: string }): boolean =>
        each.buyer === buyer && each.supplier === supplier;
      const [placed, told] = await Promise.all([
        every((cursor) => callOffs.list(agreement, isTheirs, at, cursor)),
        every((cursor) => deliveries.partyPage(agreement, supplier, at, cursor)),
      ]);
      const orders = placed.filter(({ placedAt }) => dayOf(placedAt) <= to);
      return {
        callOffs: (await loaded(orders, callOffs)).flatMap(({ id, state }) =>
          state.status === 'none' ? [] : [{ id, callOff: asOf(state, at) }],
        ),
        deliveries: (await loaded(told.filter(isTheirs), deliveries)).flatMap(toldAt(at)),
      };
    },

    async progress(id, at) {
      const state = await load(id);
      if (state === undefined) return [];
      const [shares, held] = await Promise.all([agreements.shares(id), agreements.ledger(id)]);
      return progressOf(state, shares, held, at).rows;
    },
  };
}

interface Pages<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Every entry of a list, page after page. */
async function every<T>(page: (request: { limit: number; cursor?: string }) => Promise<Pages<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const { items, next }: Pages<T> = await page({ limit: aPage, ...(cursor === null ? {} : { cursor }) });
    all.push(...items);
    cursor = next;
  } while (cursor !== null);
  return all;
}

/** The aggregates that a list names, as they stand, in the order of their ids. */
async function loaded<S>(
  listed: readonly { readonly id: string }[],
  store: { load(id: string, options: { readonly consistent: true }): Promise<{ readonly state: S }> },
): Promise<{ readonly id: string; readonly state: S }[]> {
  const found: { id: string; state: S }[] = [];
  await forEachOf(listed, atOnce, async ({ id }) => {
    found.push({ id, state: (await store.load(id, { consistent: true })).state });
  });
  return found.sort((a, b) => byText(a.id, b.id));
}

/** A call-off that nobody answered in time has lapsed, whether the clock has noticed or not. */
function asOf(state: ExistingCallOff, at: Instant): ExistingCallOff {
  const status = statusAt(state, at);
  return status === 'lapsed' && state.status === 'placed'
    ? { ...state, status, endedAt: state.confirmBy }
    : { ...state, status };
}

const toldAt =
  (at: Instant) =>
  ({ id, state }: { readonly id: string; readonly state: Delivery }): Performance['deliveries'] => {
    const delivery = deliveryAt(state, at);
    if (delivery.status === 'none') return [];
    return [{ id, delivery, ...(delivery.status === 'delivered' ? {} : { acceptance: delivery.acceptance }) }];
  };
