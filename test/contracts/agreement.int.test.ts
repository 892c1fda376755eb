import { beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick.ts';
import { millis } from '../../shared/kernel/time.ts';
import { type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { type Agreed, agreed, awardOf, itemOf, line, lots, place, react, reactToAll, sign } from './framework.ts';

let app: TestApp;
let its: Agreed;
beforeAll(async () => {
  app = await testApp();
  its = await agreed(app);
});

const who = (n: 0 | 1 | 2) => its.buyers[n] as Agreed['reserve'];
const winner = (n: 0 | 1) => its.winners[n] as Agreed['reserve'];
const read = (as: string, rest = ''): Promise<Reply> =>
  app.call('GET', `/v1/agreements/${its.id}${rest}`, undefined, { as });
const lead = (path: string, body: object, as = who(0).sub): Promise<Reply> =>
  app.call('POST', `/v1/agreements/${its.id}/${path}`, body, { as });
const fen = ({ amount }: { amount: string }): bigint => BigInt(amount.replace('.', ''));

describe('an agreement', () => {
  it('is made once of its award, and tells its parties prices, shares and quotas', async () => {
    await react(app, awardOf(its.framework));
    const { status, body, headers } = await read(winner(1).sub);
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    expect(body).toMatchObject({ id: its.id, status: 'running', until: '2026-12-31', revision: 1 });
    expect(body.shares).toHaveLength(3);
    const mine = body.shares.find(({ buyer }: { buyer: string }) => buyer === who(0).id);
    expect(mine.lots[0].suppliers[0].lines[0]).toMatchObject({
      item: itemOf('rebar', 0),
      quantity: '60',
      unitPrice: { amount: '3420.5000' },
    });
    const [first, second, reserve] = body.lots[0].suppliers;
    expect([first.role, second.role, reserve.role]).toEqual(['winner', 'winner', 'reserve']);
    // 60 × 3420.50 of that and 30 × 3433.33, in each county.
    expect(reserve.share).toBe('0/1');
    const [n, d] = first.share.split('/').map(BigInt);
    expect(n * (60n * 3_420_50n + 30n * 3_433_33n)).toBe(d * 60n * 3_420_50n);
  });

  it('stands in the lists of its parties', async () => {
    const list = async (as: string, query = '') =>
      (await app.call('GET', `/v1/agreements${query}`, undefined, { as })).body.items;
    expect(await list(who(0).sub)).toMatchObject([{ id: its.id, as: ['buyer', 'lead'], behind: false }]);
    expect(await list(its.reserve.sub, '?as=supplier')).toMatchObject([{ id: its.id, as: ['supplier'] }]);
    expect(await list(its.reserve.sub, '?as=buyer')).toEqual([]);
    expect(await list(who(1).sub, '?behind=true')).toEqual([]);
  });
});

describe('a county’s contract', () => {
  const path = (buyer: string, supplier: string) => `/contracts/${buyer}/${supplier}`;

  it('splits each award to the fen over the counties', async () => {
    for (const [supplier, expected] of [
      // 180 t × 3420.50 + 1800 t × 355.125.
      [winner(0), 61_569_000n + 63_922_500n],
      // 90 t × 3433.33 + 900 t × 357.
      [winner(1), 30_899_970n + 32_130_000n],
      [its.reserve, 0n],
    ] as const) {
      const contracts = await Promise.all(its.buyers.map(({ id }) => read(who(0).sub, path(id, supplier.id))));
      expect(contracts.map(({ body }) => fen(body.amount)).reduce((a, b) => a + b)).toBe(expected);
    }
  });

  it('is signed by both, as each saw it, with the size that each declares', async () => {
    const of = path(who(1).id, winner(0).id);
    const before = await read(winner(0).sub, of);
    const { hash } = before.body;
    const post = (as: string, body: object) =>
      app.call('POST', `/v1/agreements/${its.id}${of}/signatures`, body, { as });
    const wrong = await post(who(1).sub, { hash: 'f'.repeat(64) });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'contract-changed']);
    expect((await post(who(1).sub, { hash })).body).toMatchObject({ signed: false });
    const [a, b] = await Promise.all([post(winner(0).sub, { hash }), post(winner(0).sub, { hash })]);
    expect([a.status, b.status]).toEqual([201, 201]);
    const { body } = await read(who(1).sub, of);
    expect(body).toMatchObject({ signed: true, hash, signatures: [{ sizeClass: 'medium' }, { sizeClass: 'medium' }] });
  });

  it('is needed to call off', async () => {
    const reply = await place(app, its.id, who(2), { supplier: winner(0).id, lines: [line(itemOf('rebar', 2), '1')] });
    expect([reply.status, reply.body.code]).toEqual([409, 'contract-not-signed']);
  });
});

describe('an award that changes', () => {
  const changed = (revision: number, price: string, key: 0 | 1) => ({
    ...its.framework,
    revision,
    lots: its.framework.lots.map((lot, at) =>
      at !== key
        ? lot
        : {
            ...lot,
            suppliers: lot.suppliers.map((supplier) => ({
              ...supplier,
              lines: supplier.lines.map((each) => ({
                ...each,
                unitPrice: { amount: price, currency: 'CNY' as const },
              })),
            })),
          },
    ),
  });

  it('changes the lots that nobody has called off, and contracts are to be signed again', async () => {
    await sign(app, its.id, who(2), winner(1));
    await react(app, awardOf(changed(2, '350.0000', 1)));
    await react(app, awardOf(changed(2, '350.0000', 1)));
    const { body } = await read(who(2).sub);
    expect([body.revision, body.lots[0].revision, body.lots[1].revision]).toEqual([2, 1, 2]);
    const contract = (await read(who(2).sub, `/contracts/${who(2).id}/${winner(1).id}`)).body;
    expect([contract.signed, contract.signatures.length]).toEqual([false, 2]);
  });

  it('is set aside where something was called off already', async () => {
    await sign(app, its.id, who(1), winner(0));
    expect(
      (await place(app, its.id, who(1), { supplier: winner(0).id, lines: [line(itemOf('rebar', 1), '1')] })).status,
    ).toBe(201);
    await react(app, awardOf(changed(3, '3000.0000', 0)));
    await react(app, awardOf(changed(3, '3000.0000', 0)));
    const { body } = await read(who(1).sub);
    expect([body.revision, body.setAside.map(({ revision }: { revision: number }) => revision)]).toEqual([2, [3]]);
  });
});

describe('a reserve', () => {
  it('takes what is left of a winner, and what comes back to it later', async () => {
    const before = (await read(who(0).sub, '/progress')).body.rows;
    const leftOf = (rows: { supplier: string; item: string; left: string }[], supplier: string, county: number) =>
      rows.find((row) => row.supplier === supplier && row.item === itemOf('rebar', county))?.left;
    expect(leftOf(before, winner(0).id, 1)).toBe('62');
    const activation = { lot: lots.rebar, from: winner(0).id, to: its.reserve.id, reason: '停产检修' };
    const refused = await lead('reserves', activation, who(1).sub);
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    const { status, body } = await lead('reserves', activation);
    expect([status, body.activations]).toMatchObject([200, [{ to: its.reserve.id, moving: false }]]);
    const after = (await read(who(0).sub, '/progress')).body.rows;
    expect([leftOf(after, winner(0).id, 1), leftOf(after, its.reserve.id, 1)]).toEqual(['0', '62']);

    // The winner refuses what it had been asked for: what comes back goes to the reserve too.
    const [listed] = (await app.call('GET', '/v1/call-offs', undefined, { as: winner(0).sub })).body.items;
    const answer = await app.call(
      'POST',
      `/v1/call-offs/${listed.id}/refusal`,
      { reason: '无货' },
      { as: winner(0).sub },
    );
    expect(answer.body).toMatchObject({ status: 'refused', next: [] });
    await reactToAll(app, 'call-off', listed.id);
    const rows = (await read(who(0).sub, '/progress')).body.rows;
    // Nothing is agreed with the winner any more: it has no row.
    expect([leftOf(rows, winner(0).id, 1), leftOf(rows, its.reserve.id, 1)]).toEqual([undefined, '63']);
    expect(rows).toContainEqual(
      expect.objectContaining({ supplier: its.reserve.id, item: itemOf('rebar', 1), agreed: '60', calledOff: '0' }),
    );

    const asked = await place(app, its.id, who(1), { supplier: winner(0).id, lines: [line(itemOf('rebar', 1), '1')] });
    expect([asked.status, asked.body.code]).toEqual([422, 'item-not-supplied']);
    const again = await lead('reserves', { ...activation, from: winner(1).id, to: winner(0).id });
    expect([again.status, again.body.code]).toEqual([422, 'supplier-replaced']);
    const nowhere = await lead('reserves', { ...activation, lot: lots.rebar.replace(/.$/, '0') });
    expect([nowhere.status, nowhere.body.code]).toEqual([422, 'lot-not-agreed']);
  });
});

describe('time', () => {
  it('alerts once a month of what is behind, and rolls over or ends the agreement', async () => {
    app.clock.now = millis('2026-04-01T00:00:00.000+08:00');
    await tick(app.deps);
    await tick(app.deps);
    const { body, headers } = await read(who(0).sub);
    expect(body.behind).toContainEqual({ buyer: who(0).id, supplier: winner(0).id, done: '0/1', elapsed: '31/306' });
    const list = (await app.call('GET', '/v1/agreements?behind=true', undefined, { as: who(1).sub })).body.items;
    expect(list).toHaveLength(1);
    await tick(app.deps);
    expect((await read(who(0).sub)).headers.get('etag')).toBe(headers.get('etag'));
    // A party is told of its own alone.
    const own = (await read(who(1).sub)).body.behind;
    expect(new Set(own.map(({ buyer }: { buyer: string }) => buyer))).toEqual(new Set([who(1).id]));

    expect((await lead('roll-over', { reason: '项目顺延' })).body).toMatchObject({ until: '2027-03-31' });
    app.clock.now = millis('2027-01-15T09:00:00.000+08:00');
    expect((await read(who(0).sub)).body.status).toBe('running');
    app.clock.now = millis('2027-04-01T00:00:00.000+08:00');
    expect((await read(who(0).sub)).body.status).toBe('ended');
    const late = await lead('termination', { reason: '不再需要' });
    expect([late.status, late.body.code]).toEqual([409, 'agreement-closed']);
    for (let n = 0; n < 3; n += 1) await tick(app.deps);
    expect((await read(who(0).sub)).body.closed).toMatchObject({ at: '2027-03-31T16:00:00.000Z' });
    expect(app.logged.filter(({ message }) => message === 'tick')).toEqual([]);
    app.clock.now = start;
  });
});
