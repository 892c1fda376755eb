import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/rounds',
    title: { zh: '联合报量', en: 'Demand rounds' },
    load: () => import('./rounds-page.tsx'),
    roles: ['county'],
    menu: { section: 'county', order: 10 },
    plain: true,
  },
  {
    path: '/rounds/:round',
    title: { zh: '报量', en: 'Demand round' },
    load: () => import('./round-page.tsx'),
    plain: true,
  },
  {
    path: '/rounds/:round/report',
    title: { zh: '填报需求', en: 'Report demand' },
    load: () => import('./report-page.tsx'),
    roles: ['county'],
    plain: true,
  },
  {
    path: '/rounds/:round/change',
    title: { zh: '申请锁定后变更', en: 'Ask for a late change' },
    load: () => import('./change-page.tsx'),
    roles: ['county'],
    plain: true,
  },
];
