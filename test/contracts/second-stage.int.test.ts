import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { sealBid } from '../../shared/sealing/seal.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  bidContent,
  item,
  type Party,
  type PublishedTender,
  parties,
  party,
  pastFreezing,
  published,
  putBid,
} from '../support/world.ts';
import { reactToAll, sign } from './framework.ts';

const terms = {
  from: '2026-04-01',
  to: '2026-12-31',
  price: { rule: 'fixed' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 5,
  disputeDays: 7,
  paymentDays: 30,
};
const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' });
const secondDeadline = '2026-04-20T09:00:00.000+08:00';

/** A price a tonne as it is offered: tax on top where it is not included, freight beside it. */
interface Price {
  readonly amount: string;
  readonly taxIncluded?: boolean;
  readonly freight?: string;
}

describe('a mini-competition, from the award of the agreement to the orders at the prices won', () => {
  let t: TestApp;
  let buyer: Party;
  let firms: [Party, Party, Party, Party];
  let agreement = '';
  let agreed = '';
  let second: PublishedTender;
  const asBuyer = (method: string, path: string, body?: unknown) => t.call(method, path, body, { as: buyer.sub });

  async function bid(tender: PublishedTender, bidder: Party, { amount, taxIncluded = true, freight }: Price) {
    const { disclosed, private: secret } = bidContent(tender, bidder, [amount]);
    const priced = freight === undefined ? {} : { freight: { amount: freight, currency: 'CNY' as const } };
    const lots = disclosed.lots.map((lot) => ({
      ...lot,
      items: lot.items.map((one) => ({ ...one, taxIncluded, ...priced })),
    }));
    const content = { disclosed: { ...disclosed, lots }, private: secret, key: tender.key as never };
    return putBid(t.call, tender, bidder, { envelope: await sealBid(content), documentsVersion: 1 });
  }

  async function awarded(id: string): Promise<void> {
    await openTender(openingOf(t), id);
    const candidates = await asBuyer('POST', `/v1/tenders/${id}/candidates`, {});
    expect(candidates.status, JSON.stringify(candidates.body)).toBe(200);
    t.clock.now += 4 * 86_400_000;
    const award = await asBuyer('POST', `/v1/tenders/${id}/award`);
    expect(award.status, JSON.stringify(award.body)).toBe(200);
    await reactToAll(t, 'tender', id);
  }

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    firms = (await parties(t.call, 11, 4)) as typeof firms;
  });

  it('an award makes the agreement: one member offers without tax, another with freight beside it', async () => {
    const shares = { rule: 'shares', shares: ['0.5', '0.3', '0.2'], step: tonnes('1') };
    const lots = [{ title: '螺纹钢', items: [item('100')], allocation: shares, freight: { basis: 'quoted' } }];
    const tender = await published(t.call, buyer, { regime: 'soe-voluntary', lots, agreementTerm: terms });
    agreed = tender.lots[0]?.items[0]?.id ?? '';
    const prices: Price[] = [
      { amount: '3000.0001', taxIncluded: false, freight: '10' },
      { amount: '3400', freight: '20.5' },
      { amount: '3450', freight: '0' },
      { amount: '3900', freight: '0' },
    ];
    for (const [at, price] of prices.entries()) {
      expect((await bid(tender, firms[at] as Party, price)).status).toBe(200);
    }
    pastFreezing(t);
    await awarded(tender.id);
    const { body } = await asBuyer('GET', `/v1/tenders/${tender.id}`);
    agreement = body.agreement ?? (await asBuyer('GET', '/v1/agreements')).body.items[0].id;
    for (const firm of firms.slice(0, 3)) await sign(t, agreement, buyer, firm);
  });

  it('tells each member’s ceiling as what a tonne costs at its delivery point, tax included', async () => {
    const asked = await asBuyer('POST', `/v1/agreements/${agreement}/competitions`, {
      title: '二季度螺纹钢二次竞价',
      deadline: secondDeadline,
      lots: [{ title: '螺纹钢', items: [{ itemId: agreed, quantity: tonnes('20'), deliverBy: '2026-06-30' }] }],
    });
    expect(asked.status, JSON.stringify(asked.body)).toBe(202);
    await reactToAll(t, 'agreement', agreement);
    const draft = await asBuyer('GET', asked.headers.get('location') ?? '');
    const { members } = draft.body.competition;
    expect(members.map(({ supplier, prices }: { supplier: string; prices: object[] }) => [supplier, prices])).toEqual(
      [
        [firms[0], '3400.000113'],
        [firms[1], '3420.50'],
        [firms[2], '3450.00'],
      ].map(([firm, amount]) => [
        (firm as Party).id,
        [{ item: draft.body.lots[0].items[0].id, unitPrice: { amount, currency: 'CNY' } }],
      ]),
    );
    const publication = await asBuyer('POST', `/v1/tenders/${draft.body.id}/publication`);
    expect(publication.status, JSON.stringify(publication.body)).toBe(200);
    const { key } = (await t.call('GET', `/v1/tenders/${draft.body.id}/key`)).body;
    second = { id: draft.body.id, lots: publication.body.lots, key };
  });

  it('takes sealed bids of members alone, and awards none above its own agreed price', async () => {
    const [net, freighted, plain, stranger] = firms;
    const refused = await bid(second, stranger, { amount: '3000' });
    expect([refused.status, refused.body.code]).toEqual([403, 'not-a-member']);
    // At its agreed price, written without tax as it was agreed: 3390.000113 and its freight are below the ceiling.
    for (const [firm, price] of [
      [net, { amount: '3000.0001', taxIncluded: false }],
      [freighted, { amount: '3380' }],
      [plain, { amount: '3450.0001' }],
    ] as const) {
      expect((await bid(second, firm, price)).status).toBe(200);
    }
    t.clock.now = Date.parse(secondDeadline) + 61_000;
    await awarded(second.id);
    const { body } = await asBuyer('GET', `/v1/tenders/${second.id}/evaluation`);
    const bids: { supplier: string; invalid: string[]; rank: number | null }[] = body.lots[0].bids;
    expect(Object.fromEntries(bids.map(({ supplier, invalid, rank }) => [supplier, [invalid, rank]]))).toEqual({
      [net.id]: [[], 2],
      [freighted.id]: [[], 1],
      [plain.id]: [['above-agreed-price'], null],
    });
  });

  it('is called off at the price won, once, and of the winner alone', async () => {
    await reactToAll(t, 'tender', second.id);
    const { body } = await asBuyer('GET', `/v1/agreements/${agreement}`);
    expect(body.competitions).toMatchObject([{ tender: second.id, settled: { unplaced: [] } }]);
    const [callOff, ...others] = body.competitions[0].settled.callOffs;
    expect(others).toEqual([]);
    const order = await t.call('GET', `/v1/call-offs/${callOff}`, undefined, { as: firms[1].sub });
    expect(order.body).toMatchObject({
      competition: second.id,
      supplier: firms[1].id,
      lines: [{ item: agreed, canonical: { value: '20' }, unitPrice: { amount: '3380' }, taxIncluded: true }],
    });
    expect(order.body.lines[0]).not.toHaveProperty('freight');
  });
});
