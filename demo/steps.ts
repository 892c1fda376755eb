import type { JWK } from 'jose';
import {
  base64url,
  type Disclosed,
  type LotTerms,
  type OfferedItem,
  type Private,
  sealBid,
} from '../shared/sealing/index.ts';
import type { Receipt } from '../shared/sealing/receipt.ts';
import type { Client } from './client.ts';
import organisations from './data/organisations.json' with { type: 'json' };
import people from './data/people.json' with { type: 'json' };
import products from './data/products.json' with { type: 'json' };

export type Organisation = (typeof organisations)[number];

/** An organisation of the demo, and the user who founded it. */
export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly sub: string;
  readonly buys: boolean;
}

export interface Tender {
  readonly id: string;
  readonly status: string;
  readonly title: string;
  readonly deadline: string;
  readonly lots: readonly { readonly id: string; readonly title: string; readonly items: readonly { id: string }[] }[];
  readonly standstillUntil?: string;
  readonly awards?: readonly { lot: string; supplier: string; name: string; amount: { amount: string } }[];
}

export interface SignedReceipt {
  readonly receipt: Receipt;
  readonly jws: string;
}

/** A price for an item; tax is in it unless a rate is given to be added. */
export type Price = string | { readonly net: string; readonly taxRate: string };

/** The prices for one lot: the lot's place in the tender, and a price for each item. */
export interface Offer {
  readonly lot: number;
  readonly prices: readonly Price[];
  /** Where the lot is awarded in parts. */
  readonly terms?: LotTerms;
}

/** Until when a bid is valid, and what it promises the committee alone. */
export interface Terms {
  readonly validUntil: string;
  readonly deliveryDays?: number;
  /** Discounts for several lots, by their places. */
  readonly packages?: readonly { readonly lots: readonly number[]; readonly discount: string }[];
}

const vat = '0.13';

/** The demo's organisation of this code, and who founds it. */
export function known(uscc: string): { readonly organisation: Organisation; readonly sub: string } {
  const organisation = organisations.find((one) => one.uscc === uscc);
  const person = people.find((one) => one.uscc === uscc);
  if (organisation === undefined || person === undefined) throw new Error(`nobody has the code ${uscc}`);
  return { organisation, sub: person.sub };
}

/** Registers one of the demo's organisations and has the operator verify it (登记与核验). */
export function found(api: Client, uscc: string): Promise<Firm> {
  const { organisation, sub } = known(uscc);
  return register(api, organisation, sub);
}

/** Registers an organisation that this user founds, and has the operator verify it. */
export async function register(
  api: Client,
  organisation: Pick<Organisation, 'name' | 'kinds'>,
  sub: string,
): Promise<Firm> {
  const { id } = await api.post<{ id: string }>('/v1/organisations', organisation, sub);
  const decision = { decision: 'verified', reason: '营业执照与统一社会信用代码核对无误' };
  await api.post(`/v1/organisations/${id}/verification`, decision, 'operator');
  return { id, name: organisation.name, sub, buys: organisation.kinds.includes('buyer') };
}

/** The products that the demo's data has of a supplier. */
export const productsOf = (uscc: string) => products.filter((product) => product.supplier === uscc);

/** Lists a product and publishes it (登记与发布商品). */
export async function listProduct(
  api: Client,
  { supplier, ...listing }: { readonly supplier: string },
): Promise<string> {
  const { sub } = known(supplier);
  const { id } = await api.post<{ id: string }>('/v1/products', listing, sub);
  await api.post(`/v1/products/${id}/publication`, undefined, sub);
  return id;
}

/** Drafts a tender and publishes it (起草与发布招标). */
export async function publishTender(api: Client, draft: object, as: string): Promise<Tender> {
  const { id } = await api.post<Tender>('/v1/tenders', draft, as);
  return api.post<Tender>(`/v1/tenders/${id}/publication`, undefined, as);
}

/** Seals a bid on the bidder's own machine: what leaves it nobody can read before the opening. */
export async function seal(
  api: Client,
  tender: Tender,
  firm: Firm,
  offers: readonly Offer[],
  { validUntil, deliveryDays = 10, packages }: Terms,
) {
  const { documentsVersion, key } = await api.get<{ documentsVersion: number; key: JWK }>(
    `/v1/tenders/${tender.id}/key`,
  );
  const lotAt = (at: number) => {
    const lot = tender.lots[at];
    if (lot === undefined) throw new Error(`the tender has no lot ${at}`);
    return lot;
  };
  const lots = offers.map(({ lot: at, prices, terms }) => {
    const { id, items } = lotAt(at);
    return {
      lotId: id,
      items: items.map((item, place) => offered(item.id, prices[place] ?? '')),
      ...(terms && { terms }),
    };
  });
  const disclosed: Disclosed = {
    tender: tender.id,
    supplier: firm.id,
    documentsVersion,
    lots,
    ...(packages && {
      packages: packages.map(({ lots: places, discount }) => ({ lots: places.map((at) => lotAt(at).id), discount })),
    }),
    validUntil,
    nonce: nonce(),
  };
  const secret: Private = { answers: { deliveryDays }, nonce: nonce() };
  return { envelope: await sealBid({ disclosed, private: secret, key }), documentsVersion };
}

/** Seals and sends a bid (密封投标). */
export async function bid(
  api: Client,
  tender: Tender,
  firm: Firm,
  offers: readonly Offer[],
  terms: Terms,
): Promise<SignedReceipt> {
  return api.put(`/v1/tenders/${tender.id}/bid`, await seal(api, tender, firm, offers, terms), firm.sub);
}

function offered(itemId: string, price: Price): OfferedItem {
  const [amount, tax] =
    typeof price === 'string'
      ? [price, { taxIncluded: true, taxRate: vat }]
      : [price.net, { taxIncluded: false, taxRate: price.taxRate }];
  return { itemId, unitPrice: { amount, currency: 'CNY' }, ...tax };
}

const nonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));
