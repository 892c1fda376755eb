import { waitFor } from '../../demo/stage.ts';
import { bid, type Firm, publishTender, type Tender } from '../../demo/steps.ts';
import type { Platform } from './platform.ts';

/** Prices of a bid, a list a lot. */
type Prices = readonly (readonly string[])[];

/** The firm that somebody acts for. */
export async function firm({ api }: Platform, sub: string): Promise<Firm> {
  const { items } = await api.get<{ items: readonly { organisation: string }[] }>('/v1/memberships', sub);
  return { id: items[0]?.organisation ?? '', sub, name: sub, buys: false };
}

/** From the documents to the award, which other journeys play in the browser; the agreement that came of it. */
export async function awarded(
  platform: Platform,
  draft: { readonly deadline: string },
  buys: string,
  bids: Readonly<Record<string, Prices>>,
): Promise<string> {
  const { api } = platform;
  const moveTo = (now: string) => api.post('/dev/clock', { now });
  const tender = await publishTender(api, draft, buys);
  for (const [sub, lots] of Object.entries(bids)) {
    const offers = lots.map((prices, lot) => ({ lot, prices }));
    await bid(api, tender, await firm(platform, sub), offers, { validUntil: '2026-06-30' });
  }
  await moveTo(draft.deadline.replace('09:00:00', '09:02:00'));
  const path = `/v1/tenders/${tender.id}`;
  await waitFor('opened', async () => (await api.get<Tender>(path)).status === 'opened');
  const { standstillUntil = '' } = await api.post<Tender>(`${path}/candidates`, {}, buys);
  await moveTo(standstillUntil);
  const { agreement } = await api.post<{ agreement: string }>(`${path}/award`, undefined, buys);
  await waitFor('the agreement', async () => {
    const { status } = await api.ask('GET', `/v1/agreements/${agreement}`, { as: buys });
    return status === 200;
  });
  return agreement;
}
