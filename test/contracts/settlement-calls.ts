import { expect } from 'vitest';
import { allEvents } from '../../shared/table/log.ts';
import type { Reply, TestApp } from '../support/app.ts';
import { type Party, party } from '../support/world.ts';
import { accept, cementFound, cementLine, delivered, tonnes } from './delivery-calls.ts';
import { type Agreed, awardOf, type Cast, confirmed, framework, itemOf, line, react, streamed } from './framework.ts';
import { yuan } from './settlement-fixtures.ts';

type Price = Agreed['framework']['terms']['price'];
export const cement = itemOf('cement', 0);

export interface Settled extends Agreed {
  readonly index: string;
  readonly lead: Party;
  readonly supplier: Party;
}

export const indexBody = {
  name: '三明 P·O42.5 散装水泥信息价',
  source: '三明市工程造价站',
  city: '三明',
  spec: 'P·O 42.5 散装',
  unit: 'TNE',
  taxIncluded: true,
  taxRate: '0.13',
};

/** An agreement whose cement settles by a series at 350.00, which its lead keeps. */
export async function settled(app: TestApp, price?: Price): Promise<Settled> {
  const buyers = await Promise.all([1, 2, 3].map((n) => party(app.call, n, 'buyer')));
  const suppliers = await Promise.all([11, 12, 13].map((n) => party(app.call, n, 'supplier')));
  const [first, second, third] = suppliers as [Party, Party, Party];
  return settledBetween(app, { buyers, winners: [first, second], reserve: third }, price);
}

/** The same between parties that there are. */
export async function settledBetween(
  app: TestApp,
  parties: Cast,
  price: Price = { rule: 'index-premium', dates: 'month' },
): Promise<Settled> {
  const [lead] = parties.buyers as [Party];
  const [first] = parties.winners as [Party];
  const opened = await app.call('POST', '/v1/price-indices', indexBody, { as: lead.sub });
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  const index = opened.body.id;
  const plain = framework(parties);
  const lots = plain.lots.map((lot, at) =>
    at === 0
      ? lot
      : { ...lot, items: lot.items.map((item) => ({ ...item, priceIndex: { index, base: yuan('350.00') } })) },
  );
  const data = { ...plain, lots, terms: { ...plain.terms, price } };
  await react(app, awardOf(data));
  return { ...parties, id: data.agreement, framework: data, index, lead, supplier: first };
}

export const record = (
  { call }: Pick<TestApp, 'call'>,
  { index, lead }: Settled,
  points: Record<string, string>,
  more: { reason?: string } = {},
  headers: Record<string, string> = {},
): Promise<Reply> =>
  call(
    'PUT',
    `/v1/price-indices/${index}/points`,
    {
      points: Object.entries(points).map(([day, amount]) => ({ day, price: yuan(amount) })),
      evidence: '信息价第3期',
      ...more,
    },
    { as: lead.sub, headers },
  );

export const at = (app: TestApp, moment: string): void => {
  app.clock.now = Date.parse(moment);
};

/** Bulk cement that its buyer ordered, received and accepted in March: so many tonnes of each delivery. */
export async function received(app: TestApp, its: Settled, ...amounts: readonly string[]): Promise<string[]> {
  const ordered = String(amounts.reduce((sum, each) => sum + Math.ceil(Number(each)), 0));
  const callOff = await confirmed(app, its, [line(cement, ordered, { quantity: tonnes(ordered) })]);
  const deliveries: string[] = [];
  for (const amount of amounts) {
    const id = await delivered(app, its, callOff, cementLine(amount));
    const answer = await accept(app, its, id, [cementFound(amount, amount)]);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    deliveries.push(id);
  }
  return deliveries;
}

export const month = '2026-03';
export const issue = (
  app: TestApp,
  its: Settled,
  headers: Record<string, string> = {},
  body: object = { month, supplier: its.supplier.id },
) => app.call('POST', `/v1/agreements/${its.id}/statements`, body, { as: its.lead.sub, headers });

/** March's statement of two deliveries, 50 t at 356.13, as it was issued on 1 April. */
export async function issued(app: TestApp, its: Settled): Promise<string> {
  at(app, '2026-03-10T09:00:00+08:00');
  await record(app, its, { '2026-03-05': '350.00', '2026-03-06': '352.00' });
  await received(app, its, '20', '30');
  at(app, '2026-04-01T09:00:00+08:00');
  const { status, body } = await issue(app, its);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** Lets every context react to the newest event of an aggregate, twice, as the stream may. */
export async function reactToLast(app: TestApp, aggregate: string, id: string): Promise<void> {
  const [last] = (await allEvents(app.db, id)).slice(-1);
  const { seq, at: moment, type, data } = JSON.parse(last?.json ?? '');
  const event = streamed(aggregate, id, type, data, moment, seq);
  await react(app, event);
  await react(app, event);
}

export const statement = (app: TestApp, id: string, rest = '', as?: string): Promise<Reply> =>
  app.call('GET', `/v1/statements/${id}${rest}`, undefined, { as });
export const act = (
  app: TestApp,
  id: string,
  rest: string,
  body: object | undefined,
  as: string,
  headers: Record<string, string> = {},
) => app.call('POST', `/v1/statements/${id}${rest}`, body, { as, headers });
