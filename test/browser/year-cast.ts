import { person } from './people.ts';

/* Who takes part in the year, and what they write. */

export const people = {
  lead: person('purchaser'),
  county: person('county'),
  other: { sub: 'wu-wenbin', name: '吴文彬' },
  newcomer: { sub: 'xue-feng', name: '薛峰' },
  mill: person('supplier'),
  rival: { sub: 'luo-yaqin', name: '罗雅琴' },
} as const;

/** What the two suppliers bid, item by item: nothing of it may leave their pages but sealed. */
export const prices = { mill: ['3351.2741', '3362.8419'], rival: ['3377.5283', '3390.1357'] } as const;

export interface Tender {
  readonly status: string;
  readonly lots: readonly { readonly id: string; readonly items: readonly object[] }[];
  readonly standstillUntil?: string;
  readonly agreement?: string;
}

/** A buyer that is not on the platform yet. */
export const newUnit = {
  name: '明溪县雪峰城镇建设有限公司',
  uscc: '91350421MA9000007X',
  kinds: ['buyer'],
  division: '350421',
  contact: { name: people.newcomer.name, phone: '0598-5550907' },
};

/** What the lead adds to the lots that the round made: how they are awarded, and the terms of the agreement. */
export function documentsOf(lots: Tender['lots']) {
  return {
    method: 'lowest-evaluated-price',
    tieRule: 'draw',
    agreementTerm: {
      from: '2026-05-01',
      to: '2026-12-31',
      price: { rule: 'fixed' },
      tolerance: '5',
      confirmDays: 3,
      acceptDays: 7,
      disputeDays: 15,
      paymentDays: 30,
    },
    fairReview: {
      reviewer: '绿都嘉和法务审计部',
      reviewedOn: '2026-03-01',
      articles: ['《公平竞争审查条例》（2024）第八条', '《公平竞争审查条例》（2024）第九条'],
      conclusion: 'no-restriction',
    },
    lots: lots.map((lot) => ({ ...lot, allocation: { rule: 'reserves', reserves: 1 } })),
  };
}
