import type { Firm, ProductFacts, SessionTerms } from '../../functions/showcase/events.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';

export const at = '2026-03-02T01:00:00.000Z';

export const host: Firm = {
  id: 'org_0195f000-0000-7000-8000-000000000001',
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
};
export const guest: Firm = {
  id: 'org_0195f000-0000-7000-8000-000000000002',
  name: '宁化岩衡水泥有限公司',
  uscc: '913504241000019831',
};
export const rebar = 'prd_0195f000-0000-7000-8000-000000000001';
export const cement = 'prd_0195f000-0000-7000-8000-000000000002';

export const facts: Readonly<Record<string, ProductFacts>> = {
  [rebar]: {
    title: '螺纹钢 HRB400E Φ12×9m',
    category: 'steel.rebar',
    supplier: { id: host.id, name: host.name },
    available: true,
    seq: 2,
  },
  [cement]: {
    title: '普通硅酸盐水泥 P·O 42.5 散装',
    category: 'cement.common',
    supplier: { id: guest.id, name: guest.name },
    available: true,
    seq: 2,
  },
};

/** A Friday evening, 19:30 to 21:00. */
export const terms: SessionTerms = {
  title: '乐购三明 · 建材专场',
  description: '本场讲解螺纹钢与散装水泥，现场答疑。',
  presenter: { name: '林晓', title: '闽岳钢铁销售经理' },
  startsAt: '2026-03-06T11:30:00.000Z',
  endsAt: '2026-03-06T13:00:00.000Z',
  products: [{ product: rebar, remark: '现货 860 吨', afterMinutes: 10 }, { product: cement }],
  streams: [{ service: 'douyin', url: 'https://live.douyin.com/80017709309' }],
};

/** Somebody in a role of a firm. */
export function acting(
  role: OrganisationRole,
  { id: organisation, name, uscc }: Firm,
  more: Partial<Membership> = {},
  ...platform: ('operator' | 'supervisor')[]
): Actor {
  const firm = { organisation, name, uscc, division: '350404', kinds: ['supplier'], affiliates: [] } as const;
  return { kind: 'user', sub: role, platform, membership: { ...firm, status: 'verified', roles: [role], ...more } };
}
