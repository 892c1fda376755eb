import type { Actor, Membership } from '../../../shared/kernel/actor.ts';
import type { Party } from '../../support/world.ts';
import { buyer, idFrom, supplier } from '../fixtures.ts';

/** An organisation of the cast. */
export interface Organisation extends Party {
  readonly uscc: string;
}

const organisation = (n: number, name: string): Organisation => ({
  sub: `sales-${n}`,
  id: idFrom('org', 10 + n),
  name,
  uscc: `9135040410${String(n).padStart(8, '0')}`,
});

/** The three that bid, first in price first. */
export const bidders = [
  organisation(1, '沙县闽西钢铁贸易有限公司'),
  organisation(2, '永安金叶建材有限公司'),
  organisation(3, '大田均溪物资有限公司'),
] as const;
/** It asked a question about the documents and did not bid. */
export const asker = organisation(4, '尤溪紫阳商贸有限公司');
const unverified = organisation(5, '将乐玉华贸易有限公司');
const ofBuyer = organisation(6, '绿都建投物资有限公司');
const ofOperator = organisation(7, '集采平台科技有限公司');
const otherBuyer = organisation(8, '清流龙津城市建设有限公司');
export const affiliates = { ofBuyer: ofBuyer.uscc, ofOperator: ofOperator.uscc };

/** The other buyer, where it buys jointly. */
export const participant = { ...otherBuyer, division: '350423' };

const user = (sub: string, membership?: Membership): Actor => ({
  kind: 'user',
  sub,
  platform: [],
  ...(membership ? { membership } : {}),
});
const of = ({ id, name, uscc, sub }: Organisation, more: Partial<Membership> = {}): Actor =>
  user(`${sub} ${more.roles ?? ''}`.trim(), supplier(0, { organisation: id, name, uscc, ...more }));
const own = (sub: string, more: Partial<Membership>): Actor =>
  user(
    sub,
    supplier(0, { organisation: buyer.id, name: buyer.name, uscc: buyer.uscc, kinds: ['buyer'], roles: [], ...more }),
  );

/** Everybody who asks, by the role that the matrix names. */
export const cast = {
  nobody: { kind: 'anonymous' },
  'user without organisation': user('li'),
  'user with several': { kind: 'user', sub: 'several', platform: [], several: true },
  operator: { kind: 'user', sub: 'operator', platform: ['operator'] },
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
  'own purchaser': own('purchaser', { roles: ['purchaser'] }),
  'own purchaser (buyer unverified)': own('purchaser', { roles: ['purchaser'], status: 'pending' }),
  'own purchaser (buyer rejected)': own('purchaser', { roles: ['purchaser'], status: 'rejected' }),
  'own purchaser who sits': own('representative', { roles: ['purchaser'] }),
  'own sales': own('own-sales', { roles: ['sales'] }),
  'own admin': own('own-admin', { roles: ['admin'] }),
  'other purchaser': of(otherBuyer, { kinds: ['buyer'], roles: ['purchaser'] }),
  bidder: of(bidders[0]),
  "bidder's admin": of(bidders[0], { roles: ['admin'] }),
  'other bidder': of(bidders[1]),
  'supplier that did not bid': of(asker),
  'unverified supplier': of(unverified, { status: 'pending' }),
  'affiliate of the buyer': of(ofBuyer),
  'affiliate of the operator': of(ofOperator),
  chair: user('expert-1'),
  member: user('expert-2'),
  'recused member': user('expert-4'),
  'expert not appointed': user('expert-7'),
  'share holder': user('holder-1'),
} as const satisfies Record<string, Actor>;
export type Role = keyof typeof cast;
export const roles = Object.keys(cast) as Role[];

/** The token of a role; nobody has none. */
export const tokenOf = (role: Role): string | undefined =>
  role === 'nobody' ? undefined : `role-${roles.indexOf(role)}`;
export const actorOfToken = (token: string | undefined): Actor =>
  token === undefined ? cast.nobody : cast[roles[Number(token.slice('role-'.length))] ?? 'nobody'];

export const organisationOf = (role: Role): string | undefined => {
  const actor: Actor = cast[role];
  return actor.kind === 'user' ? actor.membership?.organisation : undefined;
};
/** The buyer's own people. */
export const isOwn = (role: Role): boolean => organisationOf(role) === buyer.id;

/** Who sits where: four experts and a representative of the buyer; the fourth leaves, and a sixth seat takes its place. */
export const members = [
  { seat: 1, kind: 'expert', chair: true, sub: 'expert-1', name: '评委甲' },
  { seat: 2, kind: 'expert', chair: false, sub: 'expert-2', name: '评委乙' },
  { seat: 3, kind: 'expert', chair: false, sub: 'expert-3', name: '评委丙' },
  { seat: 4, kind: 'expert', chair: false, sub: 'expert-4', name: '评委丁' },
  { seat: 5, kind: 'buyer', chair: false, sub: 'representative', name: '评委戊' },
] as const;
export const substitute = { seat: 6, kind: 'expert', chair: false, sub: 'expert-6', name: '评委己' } as const;
export const seated = [1, 2, 3, 5, 6];
export const sits = (role: Role): boolean => ['chair', 'member', 'own purchaser who sits'].includes(role);

/** What stands in texts and must not be read by the wrong people. */
export const marks = {
  estimate: '351234.00',
  text: '原文如此',
  names: '评委',
  sheet: '87.65',
  vote: '现货不足',
  secret: '不公开的承诺',
} as const;
