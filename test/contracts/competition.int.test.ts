import { beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import {
  type Agreed,
  agreed,
  awardOf,
  itemOf,
  line,
  named,
  place,
  react,
  reactToAll,
  sign,
  streamed,
} from './framework.ts';

let app: TestApp;
let its: Agreed;
let tender = '';
const item = itemOf('rebar', 0);
const who = (n: 0 | 1) => its.buyers[n] as Agreed['reserve'];
const winner = (n: 0 | 1) => its.winners[n] as Agreed['reserve'];

beforeAll(async () => {
  app = await testApp();
  its = await agreed(app);
  for (const supplier of its.winners) await sign(app, its.id, who(0), supplier);
});

const asked = (value: string, more: object = {}) => ({
  title: '一季度螺纹钢二次竞价',
  deadline: '2026-03-20T09:00:00+08:00',
  lots: [{ title: '螺纹钢', items: [line(item, value)] }],
  ...more,
});
const ask = (body: object, as = who(0).sub, headers = {}) =>
  app.call('POST', `/v1/agreements/${its.id}/competitions`, body, { as, headers });

it('is asked for by a buyer among the suppliers of its items, under an id that is made once', async () => {
  const headers = { 'Idempotency-Key': 'second-stage' };
  const first = await ask(asked('20'), who(0).sub, headers);
  expect([first.status, first.headers.get('location')]).toEqual([202, `/v1/tenders/${first.body.tender}`]);
  expect((await ask(asked('20'), who(0).sub, headers)).body).toEqual(first.body);
  tender = first.body.tender;
  await reactToAll(app, 'agreement', its.id);
  const { body, status } = await app.call('GET', `/v1/tenders/${tender}`, undefined, { as: who(0).sub });
  expect(status).toBe(200);
  expect(body.lots[0].items[0]).toMatchObject({ category: 'steel.rebar', quantity: { value: '20', unit: 'TNE' } });
});

it('refuses what is not the buyer’s, past, or more than there is', async () => {
  const of = async (body: object, as?: string) => {
    const reply = await ask(body, as);
    return [reply.status, reply.body.code, reply.body.errors?.[0]?.pointer];
  };
  expect(await of(asked('20'), who(1).sub)).toEqual([422, 'item-unknown', '/lots/0/items/0/itemId']);
  // 63 + 31.5 of the winners and 10.5 that are free.
  expect(await of(asked('105.1'))).toEqual([422, 'quota-exceeded', '/lots/0/items/0/quantity']);
  expect(await of(asked('20', { deadline: '2026-03-01T09:00:00+08:00' }))).toEqual([
    422,
    'competition-deadline-past',
    '/deadline',
  ]);
  const twice = asked('20', { lots: [{ title: '钢', items: [line(item, '1'), line(item, '2')] }] });
  expect(await of(twice)).toEqual([422, 'line-repeated', '/lots/0/items/1/itemId']);
  const outside = asked('20', { lots: [{ title: '钢', items: [line(item, '1', { deliverBy: '2027-02-01' })] }] });
  expect(await of(outside)).toEqual([422, 'deliver-by-outside-term', '/lots/0/items/0/deliverBy']);
});

it('is called off at the prices won, once, and tells what the ledger does not hold', async () => {
  const kept = await app.deps.agreements.competition(its.id, tender);
  expect(kept?.members.map(({ supplier }) => supplier)).toEqual(its.winners.map(({ id }) => id));
  expect(kept?.excluded).toContain('913504041000000001');
  const [lot] = kept?.lots ?? [];
  const award = (supplier: string, value: string) => ({
    lot: lot?.id ?? '',
    supplier,
    name: '中选人',
    uscc: '',
    amount: { amount: '1.00', currency: 'CNY' },
    lines: [
      {
        item: lot?.items[0]?.id ?? '',
        quantity: { value, unit: 'TNE', basis: 'theoretical' },
        unitPrice: { amount: '3400.0000', currency: 'CNY' },
        taxIncluded: true,
        taxRate: '0.13',
        amount: { amount: '1.00', currency: 'CNY' },
      },
    ],
  });
  // The second winner has 31.5 t and 10.5 are free; the buyer has called off some of that meanwhile.
  expect((await place(app, its.id, who(0), { supplier: winner(1).id, lines: [line(item, '25')] })).status).toBe(201);
  const data = { agreement: its.id, tender, awardedAt: '2026-03-25T01:00:00.000Z' };
  const won = { ...data, awards: [award(winner(0).id, '20'), award(winner(1).id, '20')] };
  const event = streamed('tender', tender, 'CompetitionAwarded', won);
  await Promise.allSettled([react(app, event), react(app, event)]);
  await react(app, event);
  const { body } = await app.call('GET', `/v1/agreements/${its.id}`, undefined, { as: who(0).sub });
  const [settled] = body.competitions;
  expect(settled).toMatchObject({
    tender,
    settled: { unplaced: [{ supplier: winner(1).id, reason: 'quota-exceeded', item, left: '17' }] },
  });
  expect(settled.settled.callOffs).toHaveLength(1);
  const path = `/v1/call-offs/${settled.settled.callOffs[0]}`;
  expect((await app.call('GET', path, undefined, { as: winner(0).sub })).body).toMatchObject({
    competition: tender,
    status: 'placed',
    lines: [{ unitPrice: { amount: '3400.0000' }, canonical: { value: '20' } }],
  });
  // Nobody else is told of it.
  const others = await app.call('GET', `/v1/agreements/${its.id}`, undefined, { as: winner(0).sub });
  expect(others.body.competitions).toEqual([]);
});

it('takes what one tender takes and no more, so that tendering drafts it', async () => {
  const [lot] = its.framework.lots;
  const [line1] = lot?.suppliers[0]?.lines ?? [];
  const [first] = lot?.items ?? [];
  if (lot === undefined || first === undefined || line1 === undefined) throw new Error('no lot');
  const ids = Array.from({ length: 120 }, (_, n) => named('item', 'many', n));
  const many = {
    agreement: named('agreement', 'many'),
    tender: named('tender', 'many'),
    lots: [
      {
        ...lot,
        items: ids.map((id) => ({ ...first, id })),
        suppliers: Array.from({ length: 10 }, (_, n) => ({
          ...(lot.suppliers[0] as (typeof lot.suppliers)[number]),
          supplier: n === 0 ? winner(0).id : named('organisation', 'many', n),
          rank: n + 1,
          lines: ids.map((item) => ({ ...line1, item, quantity: '10' })),
        })),
      },
    ],
  };
  await react(app, awardOf({ ...its.framework, ...many }));
  const of = (count: number) => {
    const lots = [{ title: '螺纹钢', items: ids.slice(0, count).map((one) => line(one, '1')) }];
    const body = { title: '大批二次竞价', deadline: '2026-03-20T09:00:00+08:00', lots };
    return app.call('POST', `/v1/agreements/${many.agreement}/competitions`, body, { as: who(0).sub });
  };
  const all = await of(120);
  expect([all.status, all.body.code, all.body.errors[0].pointer]).toEqual([422, 'competition-too-large', '/lots']);
  let count = 120;
  let asked = all;
  while (asked.status !== 202 && count > 0) {
    count -= 1;
    asked = await of(count);
  }
  await reactToAll(app, 'agreement', many.agreement);
  const draft = await app.call('GET', `/v1/tenders/${asked.body.tender}`, undefined, { as: who(0).sub });
  expect([draft.status, draft.body.lots[0].items.length]).toEqual([200, count]);
  expect(count).toBeGreaterThan(30);
});
