import { beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import * as d from './delivery-calls.ts';
import { type Agreed, agreed, itemOf } from './framework.ts';

let app: TestApp;
let its: Agreed;
const day = 86_400_000;

beforeAll(async () => {
  app = await testApp();
  its = await agreed(app);
});

const read = (id: string, as = its.buyers[0]?.sub) => app.call('GET', `/v1/deliveries/${id}`, undefined, { as });

describe('bars that were ordered by piece', () => {
  it('are five though they weigh more, and no sixth comes', async () => {
    const order = await d.barsOrdered(app, its, '5');
    const made = await d.told(app, its, order, [d.barLine('5', { weighed: { value: '155', unit: 'KGM' } })]);
    expect([made.status, made.headers.get('location')]).toEqual([201, `/v1/deliveries/${made.body.id}`]);
    expect(made.body).toMatchObject({
      status: 'delivered',
      acceptBy: '2026-03-09T16:00:00.000Z',
      lines: [
        {
          counted: d.bars('5'),
          limit: '5.25',
          weighed: { value: '155', unit: 'KGM', basis: 'weighed' },
          theoretical: { value: '148.2', unit: 'KGM', basis: 'theoretical' },
          deviation: { shown: '4.588', within: false, standard: 'GB 1499.2-2024', verified: false },
          missing: ['mill-certificate', 'heat-number'],
        },
      ],
    });
    const sixth = await d.told(app, its, order, [d.barLine('1')]);
    expect([sixth.status, sixth.body.code]).toEqual([409, 'over-delivery']);
    const accepted = await d.accept(app, its, made.body.id, [d.barsFound('5')]);
    expect(accepted.body.acceptance.lines).toMatchObject([
      { settled: { value: '0.1482', unit: 'TNE', basis: 'theoretical' }, settledBy: 'counted', back: '0' },
    ]);
    expect(await d.callOffStatus(app, order)).toBe('fulfilled');
    expect((await d.told(app, its, order, [d.barLine('1')])).body.code).toBe('call-off-not-open');
  });

  it('come in parts; what is rejected goes back, may come again and is taken home', async () => {
    const order = await d.barsOrdered(app, its, '10');
    const first = await d.delivered(app, its, order, d.barLine('7'));
    expect((await d.told(app, its, order, [d.barLine('4')])).body.code).toBe('over-delivery');
    const unsaid = { ...d.barsFound('3', '4'), reason: undefined };
    const faulty = await d.accept(app, its, first, [unsaid], 'partly-rejected');
    expect([faulty.status, faulty.body.errors]).toMatchObject([422, [{ pointer: '/lines/0/reason' }]]);
    const found = await d.accept(app, its, first, [d.barsFound('3', '4')], 'partly-rejected');
    expect([found.status, found.body.status]).toEqual([200, 'accepted']);
    expect(await d.callOffStatus(app, order)).toBe('confirmed');

    const second = await d.delivered(app, its, order, d.barLine('7'));
    expect((await d.accept(app, its, second, [d.barsFound('7')])).status).toBe(200);
    expect(await d.callOffStatus(app, order)).toBe('fulfilled');
    const taken = (id: string, as = its.winners[0]?.sub) =>
      app.call('POST', `/v1/deliveries/${id}/return`, { note: '已装车运回' }, { as });
    expect((await taken(second)).body.code).toBe('nothing-to-return');
    expect((await taken(first)).body.returned).toMatchObject({ note: '已装车运回' });
    expect((await taken(first)).body.code).toBe('goods-returned');
  });
});

describe('bulk cement', () => {
  it('is settled by the note within 3 ‰ and by the scale beyond it; what was short comes again', async () => {
    const order = await d.cementOrdered(app, its, '65');
    const near = await d.delivered(app, its, order, d.cementLine('32.50'));
    const noted = await d.accept(app, its, near, [d.cementFound('32.50', '32.42')]);
    expect(noted.body.acceptance.lines).toMatchObject([
      { settled: { value: '32.5' }, settledBy: 'note-within-3-per-mille', back: '0' },
    ]);
    const far = await d.delivered(app, its, order, d.cementLine('32.50'));
    const weighed = await d.accept(app, its, far, [d.cementFound('32.50', '32.36')]);
    expect(weighed.body.acceptance.lines).toMatchObject([
      { settled: { value: '32.36' }, settledBy: 'received', back: '0.14' },
    ]);
    expect(await d.callOffStatus(app, order)).toBe('confirmed');
    const rest = await d.delivered(app, its, order, d.cementLine('0.14'));
    await d.accept(app, its, rest, [d.cementFound('0.14')]);
    expect(await d.callOffStatus(app, order)).toBe('fulfilled');
  });
});

describe('a delivery told twice', () => {
  it('is a conflict by its ticket, and the same answer under the same key', async () => {
    const order = await d.barsOrdered(app, its, '20');
    const lines = [d.barLine('5', { ticketNo: 'ｐｄ 77' })];
    const headers = { 'Idempotency-Key': 'load-77' };
    const first = await d.told(app, its, order, lines, { headers });
    const again = await d.told(app, its, order, lines, { headers });
    expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.body.id,
      'true',
    ]);
    expect(first.body.lines[0].ticketNo).toBe('PD77');
    const bare = await d.told(app, its, order, lines);
    expect([bare.status, bare.body.code]).toEqual([409, 'ticket-repeated']);
    const { items } = (
      await app.call('GET', `/v1/call-offs/${order}/deliveries`, undefined, { as: its.winners[0]?.sub })
    ).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([first.body.id]);
  });
});

describe('papers', () => {
  it('are uploaded first, flagged where they lack, and read by the parties alone', async () => {
    const order = await d.barsOrdered(app, its, '8');
    const file = { name: '质保书.pdf', mediaType: 'application/pdf', size: 1, sha256: d.sha256 };
    const path = `/v1/call-offs/${order}/delivery-documents`;
    const place = await app.call('POST', path, file, { as: its.winners[0]?.sub });
    expect([place.status, place.body.upload.url]).toEqual([201, `memory:deliveries/${order}/${d.sha256}`]);
    const wrong = await app.call('POST', path, { ...file, mediaType: 'text/html' }, { as: its.winners[0]?.sub });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/mediaType', code: 'file-type' }]);

    const documents = [{ kind: 'mill-certificate', name: '质保书.pdf', sha256: d.sha256 }];
    const lines = [d.barLine('8', { heatNo: 'h 2603', documents })];
    const early = await d.told(app, its, order, lines);
    expect([early.status, early.body.errors]).toMatchObject([
      422,
      [{ pointer: '/lines/0/documents/0', code: 'document-missing' }],
    ]);
    await d.uploaded(app, order);
    const made = await d.told(app, its, order, lines);
    expect(made.body.lines).toMatchObject([{ missing: [], heatNo: 'H2603', documents }]);
    const download = (as?: string, sha256 = d.sha256) =>
      app.call('GET', `/v1/deliveries/${made.body.id}/documents/${sha256}`, undefined, { as });
    expect((await download(its.buyers[0]?.sub)).body.url).toContain(d.sha256);
    expect((await download('supervisor')).status).toBe(200);
    expect((await download(its.buyers[1]?.sub)).status).toBe(404);
    expect((await download(its.buyers[0]?.sub, 'cd'.repeat(32))).status).toBe(404);
  });
});

describe('silence', () => {
  it('accepts at the end of the days: at once for who reads, recorded by the clock, and the call-off goes on', async () => {
    const order = await d.barsOrdered(app, its, '6');
    const id = await d.delivered(app, its, order, d.barLine('6'));
    const waiting = async () =>
      (await app.call('GET', '/v1/deliveries?limit=100', undefined, { as: its.buyers[0]?.sub })).body.items.map(
        (each: { id: string }) => each.id,
      );
    expect(await waiting()).toContain(id);
    const etag = (await read(id)).headers.get('etag');
    app.clock.now = start + 8 * day;
    try {
      const seen = await read(id);
      expect(seen.body).toMatchObject({
        status: 'deemed-accepted',
        acceptance: { acceptedAt: '2026-03-09T16:00:00.000Z', day: '2026-03-09' },
      });
      expect(seen.headers.get('etag')).not.toBe(etag);
      expect(await waiting()).not.toContain(id);
      const late = await d.accept(app, its, id, [d.barsFound('6')]);
      expect([late.status, late.body.code]).toEqual([422, 'acceptance-over']);
      const { items } = (
        await app.call('GET', `/v1/call-offs/${order}/deliveries`, undefined, { as: its.buyers[0]?.sub })
      ).body;
      expect(items).toMatchObject([{ id, status: 'deemed-accepted' }]);

      await tick(app.deps);
      await tick(app.deps);
      const log = await app.call('GET', `/v1/deliveries/${id}/log`, undefined, { as: 'supervisor' });
      expect(log.body.items.map(({ json }: { json: string }) => JSON.parse(json).type)).toEqual([
        'DeliveryMade',
        'DeliveryDeemedAccepted',
      ]);
      expect(await d.callOffStatus(app, order)).toBe('fulfilled');
    } finally {
      app.clock.now = start;
    }
  });
});

describe('lists', () => {
  it('show each party its own, the latest first', async () => {
    const order = await d.barsOrdered(app, its, '4');
    const ids: string[] = [];
    for (const value of ['1', '2']) {
      app.clock.now += 1000;
      ids.push(await d.delivered(app, its, order, d.barLine(value)));
    }
    const list = async (as?: string) =>
      (await app.call('GET', `/v1/agreements/${its.id}/deliveries?limit=2`, undefined, { as })).body;
    expect((await list(its.winners[0]?.sub)).items.map(({ id }: { id: string }) => id)).toEqual(ids.reverse());
    expect((await list(its.buyers[0]?.sub)).next).toEqual(expect.any(String));
    expect(await list(its.buyers[1]?.sub)).toEqual({ items: [], next: null });
    expect(await list(its.winners[1]?.sub)).toEqual({ items: [], next: null });
  });
});

describe('bad input', () => {
  it('is refused whole, with a pointer for each fault', async () => {
    const order = await d.barsOrdered(app, its, '3');
    const faults = async (lines: readonly object[], more: object = {}) => {
      const { status, body } = await d.told(app, its, order, lines, more);
      return [status, body.errors?.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)];
    };
    expect(await faults([d.barLine('1'), d.barLine('1', { itemId: itemOf('rebar', 1) })])).toEqual([
      422,
      ['/lines/1/itemId item-not-ordered'],
    ]);
    expect(await faults([d.barLine('2', { pieces: '3' })])).toEqual([422, ['/lines/0/pieces pieces-differ']]);
    expect(await faults([d.barLine('1', { declared: { value: 1, unit: 'H87' } })])).toEqual([
      400,
      ['/lines/0/declared/value number-not-string'],
    ]);
    expect(await faults([d.barLine('1')], { deliveredAt: '2026-03-03T09:00:00+08:00' })).toEqual([
      422,
      ['/deliveredAt delivered-in-future'],
    ]);
    expect(await faults([])).toEqual([400, ['/lines out-of-range']]);
    const { items } = (await app.call('GET', `/v1/call-offs/${order}/deliveries`, undefined, { as: 'supervisor' }))
      .body;
    expect(items).toEqual([]);
  });
});
