import type { Visitor } from '../functions/local/console.ts';
import { five } from './committee.ts';
import organisations from './data/organisations.json' with { type: 'json' };
import people from './data/people.json' with { type: 'json' };

/** Those who run a platform, on every machine. */
export const keepers: readonly Visitor[] = [
  { sub: 'operator', name: '运营员', role: { zh: '平台运营与监督', en: 'operator and supervisor' } },
  { sub: 'supervisor', name: '监督员', role: { zh: '平台运营与监督', en: 'operator and supervisor' } },
];

/** Those whom a visitor of the demo may be (演示身份): purchasers first, then suppliers, experts and the platform's keepers. */
export function visitors(): readonly Visitor[] {
  const members = people.flatMap(({ uscc, sub }): Visitor[] => {
    const firm = organisations.find((one) => one.uscc === uscc);
    if (firm === undefined) return [];
    const buys = firm.kinds.includes('buyer');
    const role = buys ? { zh: '采购方', en: 'purchaser' } : { zh: '供应商', en: 'supplier' };
    return [{ sub, name: firm.contact.name, organisation: firm.name, role }];
  });
  const experts = five.map(({ sub, name }) => ({ sub, name, role: { zh: '评标专家', en: 'expert' } }));
  return [...members, ...experts, ...keepers];
}
