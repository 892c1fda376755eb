import { beforeAll, describe, expect, it } from 'vitest';
import { tenderStore } from '../../functions/tendering/store.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { openedWith } from '../support/committee.ts';
import { faulty } from '../support/faulty.ts';
import { fairReview, type Party, type PublishedTender, parties, party, putBid, sealed } from '../support/world.ts';
import { askForJoint, jointRequest, named } from './requests.ts';

type Request = Awaited<ReturnType<typeof jointRequest>>;

const affiliate = '91350404100000002Y';

describe('a joint tender', () => {
  let t: TestApp;
  let lead: Party;
  let county: Party;
  let request: Request;
  const of = (id: string, path = '') => `/v1/tenders/${id}${path}`;
  const asLead = (method: string, path: string, body?: unknown, headers = {}) =>
    t.call(method, path, body, { as: lead.sub, headers });
  const versionOf = async (id: string) => (await t.deps.tenders.load(id, { consistent: true })).version;

  beforeAll(async () => {
    t = await testApp();
    lead = await party(t.call, 1, 'buyer');
    county = await party(t.call, 2, 'buyer');
    request = await jointRequest(t, [lead, county]);
    const [lot] = request.lots;
    await askForJoint(t, request, { [lot?.id ?? '']: { amount: '1051234.00', currency: 'CNY' } });
  });

  async function published(more: Partial<Request> = {}): Promise<PublishedTender> {
    const asked = await jointRequest(t, [lead, county], more);
    await askForJoint(t, asked);
    expect((await asLead('PATCH', of(asked.tender), { fairReview })).status).toBe(200);
    const answer = await asLead('POST', of(asked.tender, '/publication'));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const key = await t.call('GET', of(asked.tender, '/key'));
    return { id: asked.tender, lots: answer.body.lots, key: key.body.key };
  }

  it('is drafted under the id that the round gave it, item by item, for the lead alone to see', async () => {
    const { status, body } = await asLead('GET', of(request.tender));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'draft',
      buyer: { id: lead.id },
      method: 'lowest-evaluated-price',
      openingMode: 'automatic',
      joint: { round: request.round, hash: request.hash, buyers: [{ id: lead.id }, { id: county.id }] },
    });
    expect(body.joint).not.toHaveProperty('excluded');
    expect(body.lots[0].estimate).toEqual({ amount: '1051234.00', currency: 'CNY' });
    const items = request.lots.flatMap((lot) => lot.items);
    expect(body.lots.flatMap((lot: { items: object[] }) => lot.items)).toMatchObject(
      items.map(({ item, line, buyer, quantity }) => ({ id: item, quantity, demand: { line, buyer } })),
    );
    expect((await t.call('GET', of(request.tender), undefined, { as: county.sub })).status).toBe(404);
    const log = (await t.deps.tenders.wholeLog(request.tender)).map(({ json }) => json).join('');
    expect(log).not.toContain('1051234');
  });

  it('is drafted once, however often and at once it is asked for, whatever became of it since', async () => {
    const asked = await jointRequest(t, [lead, county]);
    await Promise.all([1, 2, 3, 4].map(() => askForJoint(t, asked)));
    expect(await versionOf(asked.tender)).toBe(1);
    expect((await asLead('POST', of(asked.tender, '/cancellation'), { reason: '项目调整' })).status).toBe(200);
    await askForJoint(t, asked);
    expect((await asLead('GET', of(asked.tender))).body.status).toBe('cancelled');
  });

  it.each(['before', 'after'] as const)(
    'and an answer that is lost %s it is written is asked for again',
    async (when) => {
      const asked = await jointRequest(t, [lead, county]);
      const db = faulty(t.db, ({ command }) =>
        command === 'TransactWriteCommand' ? ({ [when]: 'time-out' } as never) : undefined,
      );
      const random = (bytes: number) => Buffer.alloc(bytes, 1).toString('base64url');
      const tenders = tenderStore({ db, random, pseudonym: t.deps.pseudonym });
      await expect(askForJoint(t, asked, {}, tenders)).rejects.toThrow(DomainError);
      expect(await versionOf(asked.tender)).toBe(when === 'before' ? 0 : 1);
      await askForJoint(t, asked);
      expect(await versionOf(asked.tender)).toBe(1);
    },
  );

  it('cannot be made through the API, nor moved to another round', async () => {
    const joint = { round: request.round, hash: request.hash, buyers: [], excluded: [] };
    const refused = await asLead('PATCH', of(request.tender), { joint });
    expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'unknown-field']);
  });

  it('keeps its items when it is revised, and says what differs', async () => {
    const { body } = await asLead('GET', of(request.tender));
    const { lots } = structuredClone(body);
    const revised = await asLead('PATCH', of(request.tender), { lots, title: '螺纹钢联合采购' });
    expect(revised.status, JSON.stringify(revised.body)).toBe(200);
    expect(revised.body.lots).toEqual(body.lots);
    lots[0].items[1].quantity = { ...lots[0].items[1].quantity, value: '201' };
    const refused = await asLead('PATCH', of(request.tender), { lots });
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([
      422,
      'joint-item-fixed',
      '/lots/0/items/1/quantity',
    ]);
  });

  it('is found by each of its buyers, and takes no bid of them or theirs', async () => {
    const firm = await party(t.call, 11, 'supplier');
    const tied = await party(t.call, 12, 'supplier', { affiliates: [(await named(t, county)).uscc] });
    const own = await party(t.call, 13, 'supplier');
    const excluded = [affiliate, (await named(t, own)).uscc];
    const tender = await published({ excluded });
    for (const { id } of [lead, county]) {
      const { body } = await t.call('GET', `/v1/tenders?buyer=${id}`);
      expect(body.items.find((one: { id: string }) => one.id === tender.id)).toMatchObject({ buyers: 2 });
    }
    for (const bidder of [tied, own]) {
      const answer = await putBid(t.call, tender, bidder, await sealed(tender, bidder, '3500', '3500'));
      expect([answer.status, answer.body.code]).toEqual([403, 'affiliate-may-not-bid']);
      const question = { text: '交货地点在何处？' };
      expect((await t.call('POST', of(tender.id, '/questions'), question, { as: bidder.sub })).status).toBe(403);
    }
    expect((await putBid(t.call, tender, firm, await sealed(tender, firm, '3500', '3500'))).status).toBe(200);
    expect((await t.deps.tenders.gate(tender.id, { fresh: true }))?.excluded).toEqual(excluded);
  });

  it('that was cancelled is asked for anew of its round, and not tendered again beside it', async () => {
    const tender = await published();
    expect((await asLead('POST', of(tender.id, '/cancellation'), { reason: '项目调整' })).status).toBe(200);
    const again = await asLead('POST', of(tender.id, '/retender'), { deadline: '2026-05-08T09:00:00+08:00' });
    expect([again.status, again.body.code]).toEqual([409, 'joint-not-again']);
  });

  it('is awarded as an agreement of all its buyers, in the same transaction', async () => {
    const asked = await jointRequest(t, [lead, county]);
    await askForJoint(t, asked);
    const agreementTerm = {
      from: '2026-05-01',
      to: '2027-04-30',
      price: { rule: 'fixed' },
      tolerance: '5',
      confirmDays: 3,
      acceptDays: 7,
      disputeDays: 15,
      paymentDays: 30,
    };
    expect((await asLead('PATCH', of(asked.tender), { fairReview, agreementTerm })).status).toBe(200);
    const { body } = await asLead('POST', of(asked.tender, '/publication'));
    const key = await t.call('GET', of(asked.tender, '/key'));
    const tender = { id: asked.tender, lots: body.lots, key: key.body.key };
    const [one, two] = (await parties(t.call, 21, 2)) as [Party, Party];
    await openedWith(t, tender, [
      [one, '3500'],
      [two, '3450'],
    ]);
    expect((await asLead('POST', of(tender.id, '/candidates'), {})).status).toBe(200);
    t.clock.now += 6 * 86_400_000;
    const answer = await asLead('POST', of(tender.id, '/award'), undefined, { 'Idempotency-Key': 'award' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.agreement).toMatch(/^agr_/);
    const log = (await t.deps.tenders.wholeLog(tender.id)).map(({ json }) => JSON.parse(json));
    const framework = log.find(({ type }) => type === 'FrameworkAwarded')?.data;
    expect(framework).toMatchObject({
      agreement: answer.body.agreement,
      buyers: [{ id: lead.id }, { id: county.id }],
      lots: [
        {
          items: [
            { buyer: lead.id, free: '0' },
            { buyer: county.id, free: '0' },
          ],
          suppliers: [{ supplier: two.id, role: 'winner', lines: [{ quantity: '100' }, { quantity: '200' }] }],
        },
      ],
    });
    const again = await asLead('POST', of(tender.id, '/award'), undefined, { 'Idempotency-Key': 'award' });
    expect(again.body.agreement).toBe(answer.body.agreement);
    expect((await t.deps.tenders.wholeLog(tender.id)).length).toBe(log.length);

    // The lot that nobody bid for is tendered again, with its round and demand.
    const next = await asLead('POST', of(tender.id, '/retender'), { deadline: '2026-05-20T09:00:00+08:00' });
    expect(next.status, JSON.stringify(next.body)).toBe(201);
    expect(next.body.joint.round).toMatch(/^rnd_/);
    const { lots } = next.body;
    expect(lots.map((lot: { title: string }) => lot.title)).toEqual(['螺纹钢（沙县片区）']);
    expect(lots[0].items[0].demand.buyer).toBe(lead.id);
    lots[0].items[0].quantity.value = '49';
    for (const one of lots[0].items) delete one.demand;
    expect((await asLead('PATCH', of(next.body.id), { lots })).body.code).toBe('joint-item-fixed');
  });
});
