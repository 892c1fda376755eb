import type { Committee, Report } from './answers.ts';
import type { Client } from './client.ts';
import experts from './data/experts.json' with { type: 'json' };

/** Somebody of the demo's expert list (评标专家). */
export type Expert = (typeof experts)[number];

/** The statutory pool that the demo's experts are drawn from, outside the platform (依法组建的专家库). */
const pool = { name: '福建省综合性评标专家库', reference: 'FJ-2026-000317' };

/** Five experts; the first of them chairs. */
export const five: readonly Expert[] = experts.slice(0, 5);

/** Enters the demo's experts into the list (登记评标专家). */
export const enterExperts = (api: Client): Promise<unknown> =>
  Promise.all(experts.map(({ sub, ...entry }) => api.put(`/v1/experts/${sub}`, entry, 'operator')));

/** The five as the committee of an opened tender, as they were drawn in the pool (登记评标委员会). */
export function enterCommittee(api: Client, tender: string, purchaser: string): Promise<Committee> {
  const members = five.map(({ sub, name }, at) => ({ kind: 'expert', sub, name, chair: at === 0 }));
  return api.post<Committee>(`/v1/tenders/${tender}/committee`, { members, pool }, purchaser);
}

/** Each of them finds every bidder qualified (资格审查与符合性审查). */
export async function judgeAll(
  api: Client,
  tender: string,
  bidders: readonly string[],
  by: readonly Expert[] = five,
): Promise<void> {
  for (const bidder of bidders) {
    const path = `/v1/tenders/${tender}/bids/${bidder}/qualification`;
    for (const { sub } of by) await api.put(path, { qualified: true }, sub);
  }
}

/** All sign the evaluation as it is; with the last signature there is a report (签署评标报告). */
export async function signAll(api: Client, tender: string): Promise<Report> {
  const path = `/v1/tenders/${tender}/report`;
  const [{ sub: first } = { sub: '' }] = five;
  let report = await api.get<Report>(path, first);
  for (const { sub } of five) {
    report = await api.post<Report>(`${path}/signatures`, { evaluation: report.evaluation }, sub);
  }
  return report;
}
