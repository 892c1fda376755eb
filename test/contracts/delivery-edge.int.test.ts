import { beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../../shared/kernel/id.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import * as d from './delivery-calls.ts';
import { kg, ordered, rebar } from './delivery-fixtures.ts';
import { type Agreed, agreed } from './framework.ts';

const db = counting(await freshDb());
let app: TestApp;
let its: Agreed;
let order: string;
let id: string;

beforeAll(async () => {
  app = await testApp({ db });
  its = await agreed(app);
  order = await d.barsOrdered(app, its, '50');
  await d.uploaded(app, order);
  const documents = [{ kind: 'mill-certificate', name: '质保书.pdf', sha256: d.sha256 }];
  id = await d.delivered(app, its, order, d.barLine('5', { documents }));
});

describe('every route by everybody', () => {
  const file = { name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: d.sha256 };
  const routes = {
    'POST call-off documents': () => ['POST', `/v1/call-offs/${order}/delivery-documents`, file],
    'POST call-off deliveries': () => ['POST', `/v1/call-offs/${order}/deliveries`, { lines: [d.barLine('1')] }],
    'GET call-off deliveries': () => ['GET', `/v1/call-offs/${order}/deliveries`],
    'GET delivery': () => ['GET', `/v1/deliveries/${id}`],
    'GET document': () => ['GET', `/v1/deliveries/${id}/documents/${d.sha256}`],
    'GET log': () => ['GET', `/v1/deliveries/${id}/log`],
    'GET agreement deliveries': () => ['GET', `/v1/agreements/${its.id}/deliveries`],
    'GET what waits': () => ['GET', '/v1/deliveries'],
    // Last: what it allows changes the delivery.
    'POST acceptance': () => [
      'POST',
      `/v1/deliveries/${id}/acceptance`,
      { lines: [d.barsFound('3', '2')], decision: 'partly-rejected' },
    ],
    'POST return': () => ['POST', `/v1/deliveries/${id}/return`, { note: '已装车运回' }],
  } as const satisfies Record<string, () => readonly unknown[]>;

  type Row = Record<keyof typeof routes, number>;
  const cast = (): Record<string, string | undefined> => ({
    anonymous: undefined,
    stranger: 'stranger',
    'other buyer': its.buyers[1]?.sub,
    'other supplier': its.winners[1]?.sub,
    operator: 'operator',
    supervisor: 'supervisor',
    supplier: its.winners[0]?.sub,
    buyer: its.buyers[0]?.sub,
  });
  const all = (status: number, own: number): Row => ({
    'POST call-off documents': status,
    'POST call-off deliveries': status,
    'GET call-off deliveries': status,
    'GET delivery': status,
    'GET document': status,
    'GET log': status,
    'GET agreement deliveries': own,
    'GET what waits': own,
    'POST acceptance': status,
    'POST return': status,
  });
  const reads = { 'GET call-off deliveries': 200, 'GET delivery': 200, 'GET document': 200, 'GET log': 200 };
  const expected: Record<string, Row> = {
    anonymous: all(401, 401),
    stranger: all(404, 403),
    'other buyer': all(404, 200),
    'other supplier': all(404, 200),
    operator: all(404, 403),
    supervisor: { ...all(403, 403), ...reads },
    supplier: {
      ...all(403, 200),
      ...reads,
      'POST call-off documents': 201,
      'POST call-off deliveries': 201,
      // Nothing is rejected yet.
      'POST return': 409,
    },
    buyer: { ...all(403, 200), ...reads, 'POST acceptance': 200 },
  };

  it.each(Object.keys(expected))('%s', async (name) => {
    const as = cast()[name];
    const found: Record<string, number> = {};
    for (const [route, make] of Object.entries(routes)) {
      const [method, path, body] = make() as [string, string, unknown?];
      found[route] = (await app.call(method, path, body, { as })).status;
    }
    expect(found).toEqual(expected[name]);
  });

  it('is complete: every operation of deliveries in the document is asked', async () => {
    const { paths } = (await app.call('GET', '/openapi.json')).body;
    const operations = Object.entries(paths as Record<string, object>)
      .filter(([path]) => /deliver/.test(path) && !path.startsWith('/v1/webhooks'))
      .flatMap(([, methods]) => Object.keys(methods));
    expect(operations).toHaveLength(Object.keys(routes).length);
  });
});

describe('what it costs', () => {
  const cost = async (act: () => Promise<{ readonly status: number }>) => {
    db.reset();
    const { status } = await act();
    return [status, db.commands.map(({ name }) => name).join(' '), db.reads, db.formula];
  };
  const reading = async (path: string) =>
    (await cost(() => app.call('GET', path, undefined, { as: its.buyers[0]?.sub }))).slice(0, 3);

  it('is a few items a delivery, whatever there are', async () => {
    const lines = [d.barLine('2')];
    let last = '';
    expect({
      told: await cost(async () => {
        const answer = await d.told(app, its, order, lines);
        last = answer.body.id;
        return answer;
      }),
      accepted: await cost(() => d.accept(app, its, last, [d.barsFound('2')])),
      read: await reading(`/v1/deliveries/${last}`),
      log: await reading(`/v1/deliveries/${last}/log`),
      'of the call-off': await reading(`/v1/call-offs/${order}/deliveries`),
      'of the agreement': await reading(`/v1/agreements/${its.id}/deliveries`),
      waiting: await reading('/v1/deliveries'),
    }).toEqual({
      told: [201, 'Query Get Get Get TransactWrite', 4, 24],
      // The delivery, then the call-off, which is told of it.
      accepted: [200, 'Query Get Get TransactWrite Get Get Query Get TransactWrite Get', 8, 24],
      read: [200, 'Query Get', 2],
      log: [200, 'Query Get Query', 2.5],
      'of the call-off': [200, 'Query Get Query', 2.5],
      'of the agreement': [200, 'Query Query', 1.5],
      waiting: [200, 'Query Query', 1.5],
    });
  });
});

describe('the longest call-off', () => {
  it('of thirty lines is delivered and accepted at once, each line with its ticket and papers', async () => {
    const [buyer, supplier] = [its.buyers[0], its.winners[0]];
    const lines = Array.from({ length: 30 }, (_, at) => ordered(d.bars('5'), rebar(), kg('148.2', 'theoretical'), at));
    const long = idOf('callOff', '0195a000-0000-7000-8000-0000000000ff');
    const placed = {
      agreement: its.id,
      buyer: buyer?.id ?? '',
      supplier: supplier?.id ?? '',
      lines,
      placedAt: '2026-03-02T01:00:00.000Z',
      confirmBy: '2026-03-05T16:00:00.000Z',
      until: '2026-12-31',
    };
    const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at: placed.placedAt } as const;
    await app.deps.callOffs.handle(long, { type: 'place', order: placed }, cause);
    await app.deps.callOffs.handle(long, { type: 'confirm', at: placed.placedAt }, cause);
    await d.uploaded(app, long);
    const documents = Array.from({ length: 10 }, (_, at) => ({
      kind: 'photo',
      name: `现场照片${'第'.repeat(110)}${at}.jpg`,
      sha256: d.sha256,
    }));
    const notes = lines.map(({ item }) => d.barLine('5', { itemId: item, documents, heatNo: 'H'.repeat(60) }));
    const made = await d.told(app, its, long, notes, { headers: { 'Idempotency-Key': 'thirty' } });
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    const found = lines.map(({ item }) => ({ ...d.barsFound('5'), itemId: item, reason: '好'.repeat(500) }));
    const accepted = await d.accept(app, its, made.body.id, found);
    expect([accepted.status, accepted.body.code]).toEqual([200, undefined]);
    expect(await d.callOffStatus(app, long)).toBe('fulfilled');
  });
});
