import type { Client } from '../../../demo/client.ts';
import { waitFor } from '../../../demo/stage.ts';
import { accepted, type Deal, dealt, load } from '../deal.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

/** A plain order that a buyer gave for a quote, and a first load of it. */
interface Ordered extends Deal {
  readonly buyer: string;
  readonly supplier: string;
  readonly delivery: string;
}

interface CallOff {
  readonly buyer: string;
  readonly supplier: string;
  readonly lines: readonly { readonly item: string }[];
}

let made: Promise<Ordered> | undefined;
const ordered = (api: Client): Promise<Ordered> => {
  made ??= order(api);
  return made;
};

const [buys, sells] = [person('purchaser').sub, person('supplier').sub];

async function order(api: Client): Promise<Ordered> {
  const deal = await dealt(
    api,
    { buys, sells },
    { from: '2026-03-10', to: '2026-04-30', deliverBy: '2026-03-31', validUntil: '2026-03-10T18:00:00+08:00' },
  );
  const placed = await waitFor('the order stands', async () => {
    const { status, body } = await api.ask<CallOff>('GET', `/v1/call-offs/${deal.callOff}`, { as: sells });
    return status === 200 && body;
  });
  const { buyer, supplier, lines } = placed;
  const told = load(lines[0]?.item ?? '', 'SM-0302-01');
  const delivery = await api.post<{ id: string }>(`/v1/call-offs/${deal.callOff}/deliveries`, told, sells);
  await accepted(api, deal.callOff, load(lines[0]?.item ?? '', 'SM-0302-02'), { buys, sells });
  return { ...deal, buyer, supplier, delivery: delivery.id };
}

export const samples: Samples = {
  agreement: async (api) => (await ordered(api)).agreement,
  contractBuyer: async (api) => (await ordered(api)).buyer,
  contractSupplier: async (api) => (await ordered(api)).supplier,
  callOff: async (api) => (await ordered(api)).callOff,
  delivery: async (api) => (await ordered(api)).delivery,
};
