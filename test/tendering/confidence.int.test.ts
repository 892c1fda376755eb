import { beforeAll, describe, expect, it } from 'vitest';
import type { BidRecord, PrivateRecord } from '../../functions/tendering/bid-record.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { enterCommittee, experts, judgeAll, openedWith, signAll } from '../support/committee.ts';
import { type Party, type PublishedTender, parties, party, published, putBid, sealed } from '../support/world.ts';

/** Who may look and speak between the opening and the result. */
describe('what is for the committee', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: [Party, Party, Party, Party];
  let tender: PublishedTender;
  const subs = experts(5).map(({ sub }) => sub);
  const call = (method: string, path: string, as?: string, body?: unknown) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as });

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = (await parties(t.call, 10, 4)) as typeof bidders;
    tender = await published(t.call, buyer);
    const [, , , withdrawn] = bidders;
    await putBid(t.call, tender, withdrawn, await sealed(tender, withdrawn, '3100'));
    expect((await call('DELETE', '/bid', withdrawn.sub)).status).toBe(200);
    await openedWith(
      t,
      tender,
      bidders.slice(0, 3).map((bidder, at) => [bidder, `330${at}`] as const),
    );
  });

  it('is not there for the buyer while the bids are being opened, even where one is opened already', async () => {
    const other = await published(t.call, buyer, { regime: 'soe-voluntary', deadline: '2026-04-24T09:00:00+08:00' });
    const [{ id: supplier }] = bidders;
    const record = { supplier, lots: [], result: { state: 'opened' } } as unknown as BidRecord;
    const secret = { supplier, private: { answers: { 交货: '承诺十日内到货' } } } as unknown as PrivateRecord;
    await t.deps.tenders.putRecord(other.id, record, secret);
    const path = `/v1/tenders/${other.id}/bids/${supplier}/private`;
    const early = await t.call('GET', path, undefined, { as: buyer.sub });
    expect([early.status, early.body.code]).toEqual([409, 'tender-status']);
    expect(JSON.stringify(early.body)).not.toContain('承诺');
  });

  it('no entity tag counts what others send before the opening: questions, objections, revealed bids', async () => {
    const other = await published(t.call, buyer, { regime: 'soe-voluntary', deadline: '2026-04-24T09:00:00+08:00' });
    const path = `/v1/tenders/${other.id}`;
    const tags = async (as?: string) => [
      (await t.call('GET', path, undefined, { as })).headers.get('etag'),
      (await t.call('GET', `${path}/committee`, undefined, { as })).headers.get('etag'),
    ];
    const [one, two] = bidders;
    const before = [await tags(), await tags(two.sub), await tags('supervisor')];
    const own = await tags(buyer.sub);
    expect((await t.call('POST', `${path}/questions`, { text: '可否分批交货？' }, { as: one.sub })).status).toBe(201);
    expect([await tags(), await tags(two.sub), await tags('supervisor')]).toEqual(before);
    expect(await tags(buyer.sub)).not.toEqual(own);
    const same = await t.call('GET', path, undefined, { headers: { 'If-None-Match': before[0]?.[0] ?? '' } });
    expect(same.status).toBe(304);
  });

  it('the buyer reads no private part of a bid that a committee judges (Bidding Law art. 37, 38)', async () => {
    await enterCommittee(t, tender, buyer);
    const [one] = bidders;
    expect((await call('GET', `/bids/${one.id}/private`, 'expert-1')).body).toMatchObject({
      answers: { 交货: expect.any(String) },
    });
    const refused = await call('GET', `/bids/${one.id}/private`, buyer.sub);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-yours-to-judge']);
  });

  it('the buyer follows the report, and reads what is in it once it is signed', async () => {
    await judgeAll(t, tender, bidders.slice(0, 3), subs.slice(0, 3));
    const before = await call('GET', '/report', buyer.sub);
    expect(before.body).toMatchObject({ missing: [], reported: false });
    expect(before.body).not.toHaveProperty('content');
    expect((await call('GET', '/report', 'expert-2')).body).toHaveProperty('content');
    await signAll(t, tender, subs);
    expect((await call('GET', '/report', buyer.sub)).body).toHaveProperty('content');
  });

  it('who withdrew its bid is no bidder, and does not hold up the result (Reg. art. 54)', async () => {
    const [bidder, , , withdrawn] = bidders;
    const objection = { about: 'opening', text: '对开标过程有异议。' };
    const refused = await call('POST', '/objections', withdrawn.sub, objection);
    expect([refused.status, refused.body.code]).toEqual([403, 'bidders-only']);
    expect((await call('POST', '/objections', bidder.sub, objection)).status).toBe(201);
  });

  it('only sales people speak for a bidder: others of the firm neither withdraw an objection nor answer', async () => {
    const [bidder] = bidders;
    const invited = await t.call(
      'POST',
      `/v1/organisations/${bidder.id}/invitations`,
      { roles: ['admin'] },
      { as: bidder.sub },
    );
    expect(invited.status, JSON.stringify(invited.body)).toBe(201);
    const joined = await t.call('POST', '/v1/memberships', { code: invited.body.code }, { as: 'clerk' });
    expect(joined.status, JSON.stringify(joined.body)).toBeLessThan(300);
    const { items } = (await call('GET', '/objections', 'clerk')).body;
    const [{ id }] = items.filter((one: { mine?: boolean }) => one.mine);
    expect((await call('DELETE', `/objections/${id}`, 'clerk')).body.code).toBe('forbidden');
    const path = `/bids/${bidder.id}/clarifications/${t.deps.id('clarification')}/response`;
    expect((await call('POST', path, 'clerk', { text: '确认。' })).body.code).toBe('forbidden');
    expect((await call('POST', path, bidder.sub, { text: '确认。' })).body.code).toBe('evaluation-reported');
    expect((await call('DELETE', `/objections/${id}`, bidder.sub)).status).toBe(204);
  });
});
