import { expect } from 'vitest';
import { commit, type Disclosed, type Private } from '../../shared/sealing/bid.ts';
import type { Envelope } from '../../shared/sealing/envelope.ts';
import { base64url } from '../../shared/sealing/hash.ts';
import { sealBid } from '../../shared/sealing/seal.ts';
import type { Call, Reply, TestApp } from './app.ts';

/** An organisation and the one who acts for it. */
export interface Party {
  readonly sub: string;
  readonly id: string;
  readonly name: string;
}

/** A USCC of the right form, whose check digit is as it comes. */
const uscc = (n: number): string => `9135040410${String(n).padStart(8, '0')}`;

/** Registers and verifies an organisation; its founder acts for it. */
export async function party(call: Call, n: number, kind: 'buyer' | 'supplier', more: object = {}): Promise<Party> {
  const sub = `${kind}-${n}`;
  const name = kind === 'buyer' ? `三明市第${n}建设集团有限公司` : `沙县第${n}钢铁贸易有限公司`;
  const contact = { name: '李工', phone: '0598-8220000' };
  const body = { name, uscc: uscc(n), kinds: [kind], division: '350404', sizeClass: 'medium', contact, ...more };
  const registered = await call('POST', '/v1/organisations', body, { as: sub });
  expect(registered.status, JSON.stringify(registered.body)).toBe(201);
  const { id } = registered.body;
  const decision = { decision: 'verified', reason: '营业执照已核' };
  expect((await call('POST', `/v1/organisations/${id}/verification`, decision, { as: 'operator' })).status).toBe(200);
  return { sub, id, name };
}

export const parties = (call: Call, from: number, count: number): Promise<Party[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => party(call, from + at, 'supplier')));

export const deadline = '2026-03-24T09:00:00.000+08:00';

export const item = (value = '100', category = 'steel.rebar') => ({
  category,
  attributes:
    category === 'steel.rebar'
      ? { grade: 'HRB400E', diameter: 20, length: 12 }
      : { code: 'P·O', grade: '42.5', form: 'bulk' },
  quantity: { value, unit: 'TNE', basis: category === 'steel.rebar' ? 'theoretical' : 'weighed' },
  deliveryPoint: { division: '350404', address: '三元区列东街项目部' },
});

export const fairReview = {
  reviewer: '绿都建投法务部',
  reviewedOn: '2026-02-27',
  articles: ['《公平竞争审查条例》（2024）第八条', '《公平竞争审查条例》（2024）第九条'],
  conclusion: 'no-restriction',
} as const;

export const tenderBody = (more: object = {}) => ({
  title: '2026年度螺纹钢集中采购',
  regime: 'bidding-compulsory',
  method: 'lowest-evaluated-price',
  deadline,
  bidValidityDays: 90,
  fairReview,
  lots: [{ title: '螺纹钢', items: [item()], estimate: { amount: '351234.00', currency: 'CNY' } }],
  ...more,
});

export interface PublishedTender {
  readonly id: string;
  readonly lots: readonly { readonly id: string; readonly items: readonly { readonly id: string }[] }[];
  readonly key: { readonly kid: string } & Record<string, unknown>;
  /** 1 unless the documents were amended. */
  readonly documentsVersion?: number;
}

/** Drafts and publishes a tender. */
export async function published(call: Call, buyer: Party, more: object = {}): Promise<PublishedTender> {
  const drafted = await call('POST', '/v1/tenders', tenderBody(more), { as: buyer.sub });
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(201);
  const { id } = drafted.body;
  const answer = await call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const key = await call('GET', `/v1/tenders/${id}/key`);
  return { id, lots: answer.body.lots, key: key.body.key };
}

export const nonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** What a bidder writes: a price for each item of the lots it bids for. */
export function bidContent(tender: PublishedTender, bidder: Party, prices: readonly (string | undefined)[]) {
  const disclosed: Disclosed = {
    tender: tender.id,
    supplier: bidder.id,
    documentsVersion: tender.documentsVersion ?? 1,
    lots: tender.lots.flatMap((lot, at) => {
      const amount = prices[at];
      if (amount === undefined) return [];
      const items = lot.items.map(({ id }) => ({
        itemId: id,
        unitPrice: { amount, currency: 'CNY' as const },
        taxIncluded: true,
        taxRate: '0.13',
      }));
      return [{ lotId: lot.id, items }];
    }),
    validUntil: '2030-12-31',
    nonce: nonce(),
  };
  const secret: Private = { answers: { 交货: `承诺${bidder.sub}十日内到货` }, nonce: nonce() };
  return { disclosed, private: secret, cmt: commit(disclosed, secret) };
}

/** The body of `PUT /v1/tenders/{id}/bid`. */
export async function sealed(
  tender: PublishedTender,
  bidder: Party,
  ...prices: (string | undefined)[]
): Promise<{ envelope: Envelope; documentsVersion: number }> {
  const { disclosed, private: secret } = bidContent(tender, bidder, prices);
  const envelope = await sealBid({ disclosed, private: secret, key: tender.key as never });
  return { envelope, documentsVersion: disclosed.documentsVersion };
}

export const putBid = (
  call: Call,
  tender: PublishedTender,
  bidder: Party,
  body: unknown,
  headers = {},
): Promise<Reply> => call('PUT', `/v1/tenders/${tender.id}/bid`, body, { as: bidder.sub, headers });

/** Moves the clock past the deadline and the freezing delay. */
export function pastFreezing(t: Pick<TestApp, 'clock'>): void {
  t.clock.now = Date.parse(deadline) + 61_000;
}
