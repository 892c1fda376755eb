import { expect } from 'vitest';
import { reactions } from '../../functions/react.ts';
import type { FrameworkAwarded } from '../../functions/tendering/events.ts';
import { derivedId, type IdKind } from '../../shared/kernel/id.ts';
import { canonical, type JsonObject } from '../../shared/kernel/json.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { allEvents } from '../../shared/table/log.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { Reply, TestApp } from '../support/app.ts';
import { type Party, party } from '../support/world.ts';

type Framework = FrameworkAwarded['data'];

/** The same id for the same words. */
export const named = (kind: IdKind, ...words: readonly (string | number)[]): string =>
  derivedId(kind, sha256(new TextEncoder().encode(canonical([kind, ...words]))));

/** Who buys and who supplies: three counties, the first of which leads; two winners and a reserve. */
export interface Cast {
  readonly buyers: readonly Party[];
  readonly winners: readonly Party[];
  readonly reserve: Party;
}

const fixed = (kind: string, n: number): Party => ({
  sub: `${kind}-${n}`,
  id: named('organisation', kind, n),
  name: `${kind} ${n}`,
});
/** Parties of pure tests. */
export const cast: Cast = {
  buyers: [1, 2, 3].map((n) => fixed('buyer', n)),
  winners: [1, 2].map((n) => fixed('supplier', n)),
  reserve: fixed('supplier', 3),
};

const uscc = (n: number): string => `9135040410${String(n).padStart(8, '0')}`;
const buyerOf = ({ id, name }: Party, n: number) => ({ id, name, uscc: uscc(n), division: '350404' });

/** The lots of the sample: bars ordered by piece in theoretical tonnes, bulk cement weighed. */
export const lots = { rebar: named('lot', 'rebar'), cement: named('lot', 'cement') } as const;
/** The item of a lot that a county needs: 0 is the lead. */
export const itemOf = (lot: keyof typeof lots, county: number): string => named('item', lot, county);

const goods = {
  rebar: {
    category: 'steel.rebar',
    attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
    unit: 'TNE',
    basis: 'theoretical',
    prices: ['3420.5000', '3433.3300', '3501.0000'],
  },
  cement: {
    category: 'cement.common',
    attributes: { code: 'P·O', grade: '42.5', form: 'bulk' },
    unit: 'TNE',
    basis: 'weighed',
    prices: ['355.1250', '357.0000', '366.0000'],
  },
} as const;

/** Of each county: what the first and the second winner are awarded, and what is free. */
const awarded = { rebar: ['60', '30', '10'], cement: ['600', '300', '100'] } as const;

function lot(key: keyof typeof lots, { buyers, winners, reserve }: Cast): Framework['lots'][number] {
  const { category, attributes, unit, basis, prices } = goods[key];
  const [first, second, free] = awarded[key];
  const quantities = [first, second, '0'];
  const total = String(Number(first) + Number(second) + Number(free));
  return {
    id: lots[key],
    title: key === 'rebar' ? '螺纹钢 三明片区' : '散装水泥 三明片区',
    rule: 'shares',
    items: buyers.map((buyer, county) => ({
      id: itemOf(key, county),
      category,
      attributes,
      quantity: { value: total, unit, basis },
      deliveryPoint: { division: '350404', address: `${county + 1}号项目部` },
      buyer: buyer.id,
      free,
    })),
    suppliers: [...winners, reserve].map((supplier, at) => ({
      supplier: supplier.id,
      name: supplier.name,
      uscc: uscc(100 + at),
      rank: at + 1,
      role: at < 2 ? 'winner' : 'reserve',
      lines: buyers.map((_, county) => ({
        item: itemOf(key, county),
        quantity: quantities[at] ?? '0',
        unitPrice: { amount: prices[at] ?? '0', currency: 'CNY' },
        taxIncluded: true,
        taxRate: '0.13',
      })),
    })),
  };
}

/** A framework agreement as tendering awards it: two lots, fixed prices, a tolerance of 5 %, the year 2026. */
export function framework(parties: Cast = cast, change: Partial<Framework> = {}): Framework {
  const [lead] = parties.buyers;
  return {
    agreement: named('agreement', 'sample', lead?.id ?? ''),
    tender: named('tender', 'sample'),
    revision: 1,
    awardedAt: '2026-03-01T01:00:00.000Z',
    title: '2026年度钢材水泥联合采购框架协议',
    lead: buyerOf(lead ?? parties.reserve, 1),
    buyers: parties.buyers.map((buyer, at) => buyerOf(buyer, at + 1)),
    terms: {
      from: '2026-03-01',
      to: '2026-12-31',
      price: { rule: 'fixed' },
      tolerance: '5',
      confirmDays: 3,
      acceptDays: 5,
      disputeDays: 7,
      paymentDays: 30,
      weighing: 'note-within-3-per-mille',
      rollOver: { until: '2027-03-31' },
    },
    lots: [lot('rebar', parties), lot('cement', parties)],
    ...change,
  };
}

/** An event as the stream brings it. */
export const streamed = (
  aggregate: string,
  aggregateId: string,
  type: string,
  data: object,
  at = '2026-03-02T01:00:00.000Z',
  seq = 1,
): StreamedEvent => ({
  ...{ id: `${aggregateId}/${seq}`, aggregate, aggregateId, seq, at, type, v: 1 },
  data: data as JsonObject,
});

/** Lets every context react to an event. */
export async function react({ deps }: Pick<TestApp, 'deps'>, event: StreamedEvent): Promise<void> {
  for (const { react } of reactions(deps)) await react(event);
}

/** Lets every context react to all that happened to an aggregate. */
export async function reactToAll(app: TestApp, aggregate: string, id: string): Promise<void> {
  for (const { json } of await allEvents(app.db, id)) {
    const { seq, at, type, data } = JSON.parse(json);
    await react(app, streamed(aggregate, id, type, data, at, seq));
  }
}

export const awardOf = (data: Framework): StreamedEvent =>
  streamed('tender', data.tender, 'FrameworkAwarded', data, data.awardedAt, 100 + data.revision);

/** A running agreement between organisations that are registered and verified. */
export interface Agreed extends Cast {
  readonly id: string;
  readonly framework: Framework;
}

export async function agreed(app: TestApp, change: Partial<Framework> = {}): Promise<Agreed> {
  const buyers = await Promise.all([1, 2, 3].map((n) => party(app.call, n, 'buyer')));
  const suppliers = await Promise.all([11, 12, 13].map((n) => party(app.call, n, 'supplier')));
  const [first, second, third] = suppliers as [Party, Party, Party];
  const parties: Cast = { buyers, winners: [first, second], reserve: third };
  const data = framework(parties, change);
  await react(app, awardOf(data));
  return { ...parties, id: data.agreement, framework: data };
}

const contract = (id: string, buyer: Party, supplier: Party): string =>
  `/v1/agreements/${id}/contracts/${buyer.id}/${supplier.id}`;

/** Both sides sign the contract of a buyer and a supplier. */
export async function sign({ call }: Pick<TestApp, 'call'>, id: string, buyer: Party, supplier: Party): Promise<Reply> {
  const path = contract(id, buyer, supplier);
  const { hash } = (await call('GET', path, undefined, { as: buyer.sub })).body;
  await call('POST', `${path}/signatures`, { hash }, { as: buyer.sub });
  const last = await call('POST', `${path}/signatures`, { hash }, { as: supplier.sub });
  expect([last.status, last.body.signed]).toEqual([201, true]);
  return last;
}

export const line = (itemId: string, value: string, more: object = {}) => ({
  itemId,
  quantity: { value, unit: 'TNE', basis: 'theoretical' },
  deliverBy: '2026-06-30',
  ...more,
});

/** A buyer calls off; 201 is the answer hoped for. */
export const place = (
  { call }: Pick<TestApp, 'call'>,
  id: string,
  buyer: Party,
  body: { readonly supplier?: string; readonly lines: readonly object[] },
  headers: Record<string, string> = {},
): Promise<Reply> => call('POST', `/v1/agreements/${id}/call-offs`, body, { as: buyer.sub, headers });

/** A call-off that its supplier has confirmed: 5 t of bars of the lead with the first winner, unless said. */
export async function confirmed(
  app: TestApp,
  agreement: Agreed,
  lines: readonly object[] = [line(itemOf('rebar', 0), '5')],
  buyer: Party | undefined = agreement.buyers[0],
  supplier: Party | undefined = agreement.winners[0],
): Promise<string> {
  if (buyer === undefined || supplier === undefined) throw new Error('no such party');
  await sign(app, agreement.id, buyer, supplier);
  const placed = await place(app, agreement.id, buyer, { supplier: supplier.id, lines });
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  const { id } = placed.body;
  const answer = await app.call('POST', `/v1/call-offs/${id}/confirmation`, undefined, { as: supplier.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return id;
}
