import { forEachOf } from '../../shared/kernel/pool.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { statusAt } from './call-off.ts';
import type { ExistingCallOff } from './call-off-events.ts';
import type { CallOffStore } from './call-off-store.ts';
import { deliveryAt } from './delivery.ts';
import type { Delivery } from './delivery-events.ts';
import { progressOf } from './progress.ts';
import type { Performance } from './settlement/rating.ts';
import type { SettlementSources } from './settlement/sources.ts';
import type { AgreementStore } from './store.ts';

export interface GatherDeps {
  readonly agreements: AgreementStore;
  readonly callOffs: CallOffStore;
  readonly deliveries: {
    /** Every delivery of a call-off, read consistently. */
    ofCallOff(callOff: string): Promise<readonly { readonly id: string; readonly state: Delivery }[]>;
  };
}

/** Call-offs read at a time. */
const atOnce = 8;

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
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await callOffs.list(
          agreement,
          (listed) => listed.buyer === buyer && listed.supplier === supplier && dayOf(listed.placedAt) <= to,
          at,
          { limit: 100, ...(cursor === null ? {} : { cursor }) },
        );
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      const found: { callOff: Performance['callOffs'][number]; of: Performance['deliveries'] }[] = [];
      await forEachOf(ids, atOnce, async (id) => {
        const { state } = await callOffs.load(id, { consistent: true });
        if (state.status === 'none') return;
        found.push({
          callOff: { id, callOff: asOf(state, at) },
          of: (await deliveries.ofCallOff(id)).flatMap(toldAt(at)),
        });
      });
      found.sort((a, b) => a.callOff.id.localeCompare(b.callOff.id));
      return { callOffs: found.map(({ callOff }) => callOff), deliveries: found.flatMap(({ of }) => of) };
    },

    async progress(id, at) {
      const state = await load(id);
      if (state === undefined) return [];
      const [shares, held] = await Promise.all([agreements.shares(id), agreements.ledger(id)]);
      return progressOf(state, shares, held, at).rows;
    },
  };
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
