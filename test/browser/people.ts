import { five } from '../../demo/committee.ts';
import { visitors } from '../../demo/visitors.ts';
import type { Role } from '../../web/kit/page-route.ts';

const subs: Readonly<Record<Role, string>> = {
  user: 'luo-yaqin',
  purchaser: 'lin-qiming',
  county: 'jiang-xiaolan',
  supplier: 'chen-guodong',
  expert: five[0]?.sub ?? '',
  operator: 'operator',
  supervisor: 'supervisor',
};

/** Somebody of the demo in a role. */
export function person(role: Role): { readonly sub: string; readonly name: string } {
  const sub = subs[role];
  return { sub, name: visitors().find((each) => each.sub === sub)?.name ?? sub };
}
