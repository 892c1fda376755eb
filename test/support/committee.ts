import { expect } from 'vitest';
import type { Draft } from '../../functions/tendering/draft.ts';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type Reply, type TestApp } from './app.ts';
import { deadline, fairReview, type Party, type PublishedTender, pastFreezing, putBid, sealed } from './world.ts';

/** A tender as its route would draft it, with whatever documents may say. */
export async function publishedAs(t: TestApp, buyer: Party, more: Partial<Draft>): Promise<PublishedTender> {
  const id = t.deps.id('tender');
  const lot = {
    id: t.deps.id('lot'),
    title: '螺纹钢',
    items: [
      {
        id: t.deps.id('item'),
        category: 'steel.rebar',
        attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
        quantity: { value: '100', unit: 'TNE', basis: 'theoretical' },
        deliveryPoint: { division: '350404', address: '三元区列东街项目部' },
      },
    ],
    allocation: { rule: 'winner-takes-all' },
  } as const;
  const { lots = [{}], ...rest } = more;
  const draft: Draft = {
    title: '2026年度螺纹钢集中采购',
    regime: 'bidding-compulsory',
    method: 'lowest-evaluated-price',
    openingMode: 'automatic',
    deadline: new Date(deadline).toISOString(),
    bidValidityDays: 90,
    fairReview,
    ...rest,
    lots: lots.map((one) => ({ ...lot, ...one })),
  };
  const at = new Date(t.clock.now).toISOString();
  const actor = { kind: 'user', sub: buyer.sub, platform: [] } as const;
  const { body: found } = await t.call('GET', `/v1/organisations/${buyer.id}`, undefined, { as: buyer.sub });
  const party = { id: buyer.id, name: buyer.name, uscc: found.uscc, division: found.division };
  await t.deps.tenders.handle(id, { type: 'draftTender', buyer: party, draft }, { actor, as: 'purchaser', at });
  const answer = await t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const key = await t.call('GET', `/v1/tenders/${id}/key`);
  return { id, lots: answer.body.lots, key: key.body.key };
}

/** Each bidder bids its price for the first lot, and the bids are opened. */
export async function openedWith(t: TestApp, tender: PublishedTender, bids: readonly (readonly [Party, string])[]) {
  for (const [bidder, price] of bids) {
    const answer = await putBid(t.call, tender, bidder, await sealed(tender, bidder, price));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  pastFreezing(t);
  await openTender(openingOf(t), tender.id);
}

/** Experts by their subjects, `expert-1` first; the first chairs. */
export const experts = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'expert',
    name: `评委${from + at}`,
    sub: `expert-${from + at}`,
    chair: at + from === 1,
  }));

export const pool = { name: '福建省综合性评标专家库', reference: 'FJ-2026-000317' };

/** A committee of five experts from a statutory pool, entered by name. */
export async function enterCommittee(t: TestApp, tender: PublishedTender, buyer: Party): Promise<Reply> {
  const body = { members: experts(5), pool };
  const answer = await t.call('POST', `/v1/tenders/${tender.id}/committee`, body, { as: buyer.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer;
}

/** Those who judge find every bidder qualified. */
export async function judgeAll(t: TestApp, tender: PublishedTender, bidders: readonly Party[], by: readonly string[]) {
  for (const as of by) {
    for (const bidder of bidders) {
      const path = `/v1/tenders/${tender.id}/bids/${bidder.id}/qualification`;
      const answer = await t.call('PUT', path, { qualified: true }, { as });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
  }
}

/** Those who sit sign the evaluation as it is. */
export async function signAll(t: TestApp, tender: PublishedTender, by: readonly string[]): Promise<Reply> {
  const [first = ''] = by;
  const { body } = await t.call('GET', `/v1/tenders/${tender.id}/report`, undefined, { as: first });
  let last: Reply | undefined;
  for (const as of by) {
    const signature = { evaluation: body.evaluation };
    last = await t.call('POST', `/v1/tenders/${tender.id}/report/signatures`, signature, { as });
    expect(last.status, JSON.stringify(last.body)).toBe(200);
  }
  return last as Reply;
}

/** Everything between the opening and the report, where the committee finds nothing to object to. */
export async function reported(t: TestApp, tender: PublishedTender, buyer: Party, bidders: readonly Party[]) {
  await enterCommittee(t, tender, buyer);
  const subs = experts(5).map(({ sub }) => sub);
  await judgeAll(t, tender, bidders, subs.slice(0, 3));
  return signAll(t, tender, subs);
}
