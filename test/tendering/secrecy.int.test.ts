import { describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { type Call, openingOf, testApp } from '../support/app.ts';
import { everything } from '../support/scan.ts';
import { type Party, parties, party, pastFreezing, published, putBid, sealed } from '../support/world.ts';

const prices = ['3387.6543', '3391.2765', '3379.8321'] as const;

describe('before the opening', () => {
  it('no table, log or answer holds a price or an answer, no public word a bidder or how many they are', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const bidders = await parties(t.call, 10, 3);
    const tender = await published(t.call, buyer);
    const answers: string[] = [];
    const heard: Call = async (...call) => {
      const reply = await t.call(...call);
      answers.push(JSON.stringify([reply.body, [...reply.headers]]));
      return reply;
    };
    for (const [at, one] of bidders.entries()) await putBid(heard, tender, one, await sealed(tender, one, prices[at]));
    const [first, second] = bidders as [Party, Party];
    await putBid(heard, tender, first, await sealed(tender, first, '3366.4567'));
    await heard('DELETE', `/v1/tenders/${tender.id}/bid`, undefined, { as: second.sub });
    await putBid(heard, tender, second, { envelope: { 报价: prices[1] }, documentsVersion: 1 });
    await heard('GET', `/v1/tenders/${tender.id}/bid`, undefined, { as: first.sub });

    const stored = await everything(t.db);
    expect(stored).toContain(tender.id);
    const logs = JSON.stringify(t.logged);
    const secrets = [...prices, '3366.4567', '十日内到货', ...prices.map((price) => price.replace('.', ''))];
    for (const secret of secrets) {
      for (const place of [stored, logs, ...answers]) expect(place.includes(secret)).toBe(false);
    }

    const open: string[] = [];
    for (const as of [undefined, buyer.sub, 'operator', 'supervisor', 'stranger']) {
      for (const path of [
        '',
        '/key',
        '/bid',
        '/opening',
        '/opening/proof',
        '/evaluation',
        '/verification',
        '/events',
      ]) {
        const reply = await t.call('GET', `/v1/tenders/${tender.id}${path}`, undefined, { as });
        open.push(JSON.stringify([reply.body, [...reply.headers]]));
      }
      open.push(JSON.stringify((await t.call('GET', '/v1/tenders', undefined, { as })).body));
    }
    for (const { name, id, sub } of bidders) {
      for (const place of [...open, logs]) {
        for (const word of [name, id]) expect(place.includes(word)).toBe(false);
      }
      expect(logs).not.toContain(`"${sub}"`);
    }
    // A log that named the tender would let its bids be counted.
    expect(logs).not.toContain(tender.id);
    expect(t.logged.filter((line) => line.route === 'PUT /v1/tenders/{id}/bid')).toHaveLength(5);
    // The public answers are the same as those of a tender without bids, but for what names the tender.
    const quiet = await published(t.call, buyer);
    const { body: noBids } = await t.call('GET', `/v1/tenders/${quiet.id}`);
    const { body: threeBids } = await t.call('GET', `/v1/tenders/${tender.id}`);
    expect(Object.keys(threeBids)).toEqual(Object.keys(noBids));
  });

  it('an estimate is private to the buyer, and public after the opening', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const bidders = await parties(t.call, 10, 3);
    const tender = await published(t.call, buyer);
    const estimateSeen = async (as?: string) =>
      JSON.stringify((await t.call('GET', `/v1/tenders/${tender.id}`, undefined, { as })).body).includes('351234.00');
    for (const one of bidders) await putBid(t.call, tender, one, await sealed(tender, one, '3300'));
    // The operator acts for no organisation, also when one offers it membership.
    const offered = await t.call(
      'PUT',
      `/v1/organisations/${buyer.id}/members/operator`,
      { roles: ['purchaser'] },
      { as: buyer.sub },
    );
    expect(offered.status).toBe(200);
    const named = { as: 'operator', organisation: buyer.id };
    expect((await t.call('GET', `/v1/tenders/${tender.id}`, undefined, named)).status).toBe(403);
    expect(
      await Promise.all([undefined, 'operator', 'supervisor', bidders[0]?.sub, buyer.sub].map(estimateSeen)),
    ).toEqual([false, false, false, false, true]);
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    expect(await estimateSeen()).toBe(true);
    const { body } = await t.call('GET', `/v1/tenders/${tender.id}/events`);
    expect(JSON.stringify(body)).not.toContain('351234.00');
  });

  it('an estimate stays private where the tender fails: nothing was opened', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const [bidder] = (await parties(t.call, 10, 1)) as [Party];
    const tender = await published(t.call, buyer);
    await putBid(t.call, tender, bidder, await sealed(tender, bidder, '3300'));
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    for (const path of ['', '/opening', '/events', '/verification']) {
      const { status, body } = await t.call('GET', `/v1/tenders/${tender.id}${path}`);
      expect([path, status, JSON.stringify(body).includes('351234.00')]).toEqual([path, 200, false]);
    }
  });

  it('a failed lot’s prices reach no table, also after the opening', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const bidders = await parties(t.call, 10, 3);
    const lots = [1, 2].map((n) => ({
      title: `第${n}标段`,
      items: [
        {
          category: 'steel.rebar',
          attributes: { grade: 'HRB400E', diameter: 20 },
          quantity: { value: '10', unit: 'TNE', basis: 'weighed' },
          deliveryPoint: { division: '350404', address: '三元区' },
        },
      ],
    }));
    const tender = await published(t.call, buyer, { lots });
    for (const [at, one] of bidders.entries())
      await putBid(t.call, tender, one, await sealed(tender, one, '3300', at < 2 ? prices[at] : undefined));
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    const [stored, bundle] = [
      await everything(t.db),
      JSON.stringify((await t.call('GET', `/v1/tenders/${tender.id}/verification`)).body),
    ];
    expect(bundle).toContain('"part":true');
    for (const price of prices) expect([stored.includes(price), bundle.includes(price)]).toEqual([false, false]);
  });
});
