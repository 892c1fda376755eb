import type { Client, Reply } from '../../demo/client.ts';
import { type DemoListing, generateListings } from '../../demo/generator.ts';
import { type Firm, type SignedReceipt, seal } from '../../demo/steps.ts';
import { queries } from '../listings.ts';
import type { Book } from './book.ts';
import type { Kind } from './tally.ts';
import { validUntil, type World } from './world.ts';

/** Who does an operation, and by which chances. */
export interface Work {
  readonly firm: Firm;
  /** From 0 up to 1, excluded. */
  readonly random: () => number;
}

interface Operation {
  readonly kind: Kind;
  /** Of a hundred. */
  readonly weight: number;
  run(api: Client, work: Work): Promise<unknown>;
}

/** An enquiry that waits for its next word. */
interface Talk {
  readonly id: string;
  readonly poster: Firm;
  readonly enquirer: Firm;
  readonly goods: DemoListing;
  readonly quote?: string;
}

interface Posted {
  readonly id: string;
  readonly by: Firm;
  readonly goods: DemoListing;
}

/** Where a listing's goods lie, without the address. */
function placeOf({ stockPoints: [point] = [] }: DemoListing) {
  if (point === undefined) return { division: '350404' };
  const { division, lon, lat, datum } = point;
  return { division, lon, lat, datum };
}

/** The path of one that is known by now. */
const idPath = (path: string, id: string | undefined): string | undefined =>
  id === undefined ? undefined : `${path}${id}`;

/** The mixed work of a day (混合负载): every answer that acknowledges a write is entered in the book. */
export function mixOf({ frameworks, tender }: World, book: Book): readonly Operation[] {
  const goods = generateListings(20260316, 2000);
  const asked = queries(7, 400).map((query) => new URLSearchParams(query).toString());
  const categories = [...new Set(goods.map(({ category }) => category))];
  const products: string[] = [];
  const posts: Posted[] = [];
  const supplies: Posted[] = [];
  const [open, quoted]: [Talk[], Talk[]] = [[], []];
  const asking = new Set<string>();
  let serial = 0;

  const pick = <T>({ random }: Work, from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const next = (): DemoListing => goods[serial++ % goods.length] as DemoListing;
  const measured = ({ price }: DemoListing, value: string) => ({
    value,
    unit: price.per,
    ...(price.weighingBasis && { basis: price.weighingBasis }),
  });
  const made = <T>({ status, body }: Reply<T>): T | undefined => (status < 300 ? body : undefined);

  async function search(api: Client, work: Work): Promise<void> {
    const { body, status } = await api.ask<{ items: { id: string }[] }>('GET', `/v1/products?${pick(work, asked)}`);
    if (status === 200 && products.length < 500) products.push(...body.items.map(({ id }) => id));
  }

  async function publish(api: Client, { firm, random }: Work): Promise<void> {
    const listing = next();
    const kind = random() < 0.5 ? 'supply' : 'demand';
    const post = {
      kind,
      category: listing.category,
      attributes: listing.attributes,
      quantity: measured(listing, String(10 + Math.floor(random() * 90))),
      window: { from: '2026-03-20', to: '2026-05-31' },
      place: placeOf(listing),
      text: `${kind === 'supply' ? '供应' : '求购'}${listing.title}，第${serial}条`,
      expiresAt: '2026-05-31T00:00:00+08:00',
    };
    const one = made(await api.ask<{ id: string }>('POST', '/v1/posts', { as: firm.sub, body: post }));
    if (one === undefined) return;
    const posted = { id: one.id, by: firm, goods: listing };
    posts.push(posted);
    if (kind === 'supply') supplies.push(posted);
    book.enter('post', `/v1/posts/${one.id}`, firm.sub, { text: post.text, status: 'open' });
  }

  async function list(api: Client, { firm }: Work): Promise<void> {
    const { supplier: _, ...listing } = next();
    const one = made(await api.ask<{ id: string }>('POST', '/v1/products', { as: firm.sub, body: listing }));
    if (one === undefined) return;
    const path = `/v1/products/${one.id}`;
    const published = made(await api.ask('POST', `${path}/publication`, { as: firm.sub }));
    const status = published === undefined ? {} : { status: 'published' };
    book.enter('product', path, firm.sub, { title: listing.title, ...status });
  }

  async function enquire(api: Client, work: Work): Promise<void> {
    const post = pick(work, supplies);
    const pair = `${work.firm.id} ${post?.id}`;
    if (post === undefined || post.by === work.firm || asking.has(pair)) return publish(api, work);
    asking.add(pair);
    const text = `${post.goods.title}还有货吗？到沙县虬江含税多少？`;
    const path = `/v1/posts/${post.id}/enquiries`;
    const one = made(await api.ask<{ id: string }>('POST', path, { as: work.firm.sub, body: { text } }));
    if (one === undefined) return;
    book.enter('enquiry', `/v1/enquiries/${one.id}`, work.firm.sub, { id: one.id, post: post.id });
    open.push({ id: one.id, poster: post.by, enquirer: work.firm, goods: post.goods });
  }

  async function message(api: Client, work: Work): Promise<void> {
    const talk = pick(work, open);
    if (talk === undefined) return enquire(api, work);
    const text = `现货，质保书随车，第${++serial}次答复。`;
    const path = `/v1/enquiries/${talk.id}/messages`;
    const sent = made(await api.ask<object>('POST', path, { as: talk.poster.sub, body: { text } }));
    if (sent !== undefined) book.enter('message', `${path}?limit=100`, talk.enquirer.sub, { text });
  }

  async function quote(api: Client, work: Work): Promise<void> {
    const talk = open.shift();
    if (talk === undefined) return enquire(api, work);
    const terms = {
      attributes: talk.goods.attributes,
      quantity: measured(talk.goods, '10'),
      unitPrice: talk.goods.price.unitPrice,
      taxIncluded: true,
      taxRate: '0.13',
      deliverTo: { division: '350405', address: '沙县区虬江新区项目部' },
      deliverBy: '2026-05-31',
      paymentDays: 30,
      validUntil: '2026-04-30T18:00:00+08:00',
    };
    const path = `/v1/enquiries/${talk.id}/quotes`;
    const one = made(await api.ask<{ quote: { id: string } }>('POST', path, { as: talk.poster.sub, body: terms }));
    if (one === undefined) return;
    book.enter('quote', path, talk.enquirer.sub, { id: one.quote.id });
    quoted.push({ ...talk, quote: one.quote.id });
  }

  /** An accepted quote becomes an order by itself, a moment later. */
  async function accept(api: Client, work: Work): Promise<void> {
    const talk = quoted.shift();
    if (talk === undefined) return callOff(api, work);
    const path = `/v1/enquiries/${talk.id}/quotes/${talk.quote}/acceptance`;
    const one = made(await api.ask<{ callOff: string }>('POST', path, { as: talk.enquirer.sub, body: {} }));
    if (one === undefined) return;
    book.enter('plain order', `/v1/call-offs/${one.callOff}`, talk.enquirer.sub, { id: one.callOff });
  }

  async function callOff(api: Client, work: Work): Promise<void> {
    const on = pick(work, frameworks);
    if (on === undefined) return;
    const value = String(1 + Math.floor(work.random() * 40));
    const line = { itemId: on.item, quantity: { value, unit: 'TNE', basis: 'theoretical' }, deliverBy: '2026-04-15' };
    const asked = { as: on.buyer.sub, body: { supplier: on.supplier.id, lines: [line] } };
    const one = made(await api.ask<{ id: string }>('POST', `/v1/agreements/${on.agreement}/call-offs`, asked));
    if (one === undefined) return;
    book.enter('call-off', `/v1/call-offs/${one.id}`, on.buyer.sub, { id: one.id, value });
  }

  async function bid(api: Client, { firm, random }: Work): Promise<void> {
    const prices = [0, 1].map(() => `${3200 + Math.floor(random() * 300)}.00`);
    const body = await seal(api, tender, firm, [{ lot: 0, prices }], { validUntil });
    const path = `/v1/tenders/${tender.id}/bid`;
    const one = made(await api.ask<SignedReceipt>('PUT', path, { as: firm.sub, body }));
    if (one !== undefined) book.bid(firm, one, prices);
  }

  async function receipt(api: Client, work: Work): Promise<void> {
    if (!book.bids.has(work.firm.id)) return bid(api, work);
    await api.ask('GET', `/v1/tenders/${tender.id}/bid`, { as: work.firm.sub });
  }

  const get = (path: (work: Work) => string | undefined, as?: (work: Work) => string) =>
    async function read(api: Client, work: Work): Promise<void> {
      const at = path(work);
      if (at !== undefined) await api.ask('GET', at, { as: as?.(work) });
    };
  const own = ({ firm }: Work): string => firm.sub;
  const category = (work: Work) => pick(work, categories);
  const conversion = {
    category: 'steel.rebar',
    attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
    quantity: { value: '1200', unit: 'H87' },
    to: 'TNE',
  };

  return [
    { kind: 'read', weight: 30, run: search },
    { kind: 'read', weight: 14, run: get((work) => idPath('/v1/products/', pick(work, products))) },
    { kind: 'read', weight: 4, run: get((work) => `/v1/catalogue/categories/${category(work)}`) },
    { kind: 'read', weight: 6, run: (api) => api.ask('POST', '/v1/conversions', { body: conversion }) },
    { kind: 'read', weight: 6, run: get(() => '/v1/tenders?status=published') },
    { kind: 'read', weight: 6, run: get(() => `/v1/tenders/${tender.id}`) },
    { kind: 'read', weight: 2, run: get(() => '/v1/call-offs', own) },
    { kind: 'read', weight: 2, run: get(() => '/v1/memberships', own) },
    { kind: 'market', weight: 5, run: get((work) => `/v1/posts?kind=supply&category=${category(work)}`) },
    { kind: 'market', weight: 3, run: get((work) => idPath('/v1/posts/', pick(work, posts)?.id)) },
    {
      kind: 'market',
      weight: 3,
      run: async (api, work) => {
        const post = pick(work, posts);
        if (post !== undefined) await api.ask('GET', `/v1/posts/${post.id}/matches`, { as: post.by.sub });
      },
    },
    { kind: 'market', weight: 1, run: get(() => '/v1/posts?since=now') },
    { kind: 'market', weight: 2, run: publish },
    { kind: 'market', weight: 1, run: list },
    { kind: 'market', weight: 2, run: enquire },
    { kind: 'market', weight: 1, run: message },
    { kind: 'market', weight: 2, run: quote },
    { kind: 'trade', weight: 4, run: bid },
    { kind: 'trade', weight: 1, run: receipt },
    { kind: 'trade', weight: 3, run: callOff },
    { kind: 'trade', weight: 2, run: accept },
  ];
}
