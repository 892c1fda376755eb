import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/organisation',
    title: { zh: '本单位', en: 'My organisation' },
    load: () => import('./own-page.tsx'),
    roles: ['user'],
    menu: { section: 'user', order: 80 },
    plain: true,
  },
  {
    path: '/organisation/new',
    title: { zh: '登记单位', en: 'Register an organisation' },
    load: () => import('./register-page.tsx'),
    roles: ['user'],
    plain: true,
  },
  {
    path: '/verifications',
    title: { zh: '单位核验', en: 'Verification of organisations' },
    load: () => import('./verifications-page.tsx'),
    roles: ['operator'],
    menu: { section: 'operator', order: 10 },
    plain: true,
  },
  {
    path: '/verifications/:organisation',
    title: { zh: '核验单位', en: 'Verify an organisation' },
    load: () => import('./verify-page.tsx'),
    roles: ['operator'],
    plain: true,
  },
];
