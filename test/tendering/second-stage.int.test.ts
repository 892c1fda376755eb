import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { type Party, type PublishedTender, parties, party, pastFreezing, putBid, sealed } from '../support/world.ts';
import { askForCompetition, competitionRequest, named } from './requests.ts';

describe('a second stage under an agreement', () => {
  let t: TestApp;
  let buyer: Party;
  let firms: [Party, Party, Party, Party];
  let tender: PublishedTender;
  let agreement: string;
  const of = (id: string, path = '') => `/v1/tenders/${id}${path}`;
  const asBuyer = (method: string, path: string, body?: unknown, headers = {}) =>
    t.call(method, path, body, { as: buyer.sub, headers });

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    firms = (await parties(t.call, 11, 4)) as typeof firms;
  });

  it('is drafted once for the buyer that asked, by rules of its own', async () => {
    const [one, two, tied] = firms;
    const excluded = [(await named(t, tied)).uscc];
    const members = [
      [one, '3500'],
      [two, '3600'],
      [tied, '3700'],
    ] as const;
    const request = await competitionRequest(t, buyer, members, excluded);
    await Promise.all([1, 2].map(() => askForCompetition(t, request)));
    await askForCompetition(t, request);
    agreement = request.agreement;
    const { status, body } = await asBuyer('GET', of(request.tender));
    expect([status, body.status, body.regime]).toEqual([200, 'draft', 'framework-second-stage']);
    const [{ items }] = body.lots;
    expect(body.competition).toEqual({
      agreement,
      members: members.map(([{ id }, amount]) => ({
        supplier: id,
        prices: [{ item: items[0].id, unitPrice: { amount, currency: 'CNY' } }],
      })),
    });
    for (const change of [{ regime: 'soe-voluntary' }, { method: 'scoring' }]) {
      expect((await asBuyer('PATCH', of(request.tender), change)).body.code).toBe('competition-item-fixed');
    }
    const answer = await asBuyer('POST', of(request.tender, '/publication'));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.rules.minimumBidders).toMatchObject({ value: 1, verified: false });
    const key = await t.call('GET', of(request.tender, '/key'));
    tender = { id: request.tender, lots: answer.body.lots, key: key.body.key };
  });

  it('has a pack that all may read, and no draft may ask for', async () => {
    const pack = await t.call('GET', '/v1/rule-packs/framework-second-stage');
    expect(pack.body.methods).toMatchObject({ value: ['lowest-evaluated-price'], verified: false });
    const refused = await asBuyer('PATCH', of(tender.id), { regime: 'framework-second-stage' });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/regime']);
  });

  it('takes bids of members alone, and refuses others before anything of a bid is looked at', async () => {
    const [one, two, tied, stranger] = firms;
    const envelope = await sealed(tender, one, '3400');
    // It is another's bid, on other documents: what is said first is that a stranger may not bid at all.
    const foreign = await putBid(t.call, tender, stranger, { ...envelope, documentsVersion: 9 });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'not-a-member']);
    const excluded = await putBid(t.call, tender, tied, await sealed(tender, tied, '3400'));
    expect([excluded.status, excluded.body.code]).toEqual([403, 'affiliate-may-not-bid']);
    const upload = { sha256: 'ab'.repeat(32), size: 65_536 + 28 };
    for (const [path, body] of [
      ['/bid/attachments', upload],
      ['/questions', { text: '何时交货？' }],
    ] as const) {
      const answer = await t.call('POST', of(tender.id, path), body, { as: stranger.sub });
      expect([answer.status, answer.body.code]).toEqual([403, 'not-a-member']);
    }
    expect((await putBid(t.call, tender, one, await sealed(tender, one, '3500.0001'))).status).toBe(200);
    expect((await putBid(t.call, tender, two, await sealed(tender, two, '3600'))).status).toBe(200);
    expect((await t.call('GET', of(tender.id))).body.competition.agreement).toBe(agreement);
  });

  it('finds a bid above its bidder’s own agreed price invalid, and is awarded for its agreement', async () => {
    const [one, two] = firms;
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    const { body } = await asBuyer('GET', of(tender.id, '/evaluation'));
    const bids: { supplier: string; invalid: string[]; rank: number | null }[] = body.lots[0].bids;
    expect(Object.fromEntries(bids.map(({ supplier, invalid, rank }) => [supplier, [invalid, rank]]))).toEqual({
      [one.id]: [['above-agreed-price'], null],
      [two.id]: [[], 1],
    });
    expect((await asBuyer('POST', of(tender.id, '/candidates'), {})).status).toBe(200);
    t.clock.now += 3 * 86_400_000;
    const awarded = await asBuyer('POST', of(tender.id, '/award'));
    expect(awarded.status, JSON.stringify(awarded.body)).toBe(200);
    const log = (await t.deps.tenders.wholeLog(tender.id)).map(({ json }) => JSON.parse(json));
    expect(log.map(({ type }) => type).slice(-2)).toEqual(['TenderAwarded', 'CompetitionAwarded']);
    expect(log.at(-1)?.data).toMatchObject({
      agreement,
      tender: tender.id,
      awards: [{ supplier: two.id, lines: [{ unitPrice: { amount: '3600' }, quantity: { value: '100' } }] }],
    });
  });

  it('is not tendered again, but asked for again', async () => {
    const request = await competitionRequest(t, buyer, [[firms[0], '3500']]);
    const later = '2026-05-08T01:00:00.000Z';
    await askForCompetition(t, { ...request, deadline: later });
    expect((await asBuyer('POST', of(request.tender, '/publication'))).status).toBe(200);
    expect((await asBuyer('POST', of(request.tender, '/cancellation'), { reason: '项目调整' })).status).toBe(200);
    const again = await asBuyer('POST', of(request.tender, '/retender'), { deadline: '2026-05-20T09:00:00+08:00' });
    expect([again.status, again.body.code]).toEqual([409, 'competition-not-again']);
  });
});
