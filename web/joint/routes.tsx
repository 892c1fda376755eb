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
    path: '/rounds/new',
    title: { zh: '发起报量', en: 'Open a demand round' },
    load: () => import('./new-round-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/rounds/:round/lead',
    title: { zh: '报量工作台', en: 'Cockpit of a demand round' },
    load: () => import('./cockpit-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/rounds/:round',
    title: { zh: '报量', en: 'Demand round' },
    load: () => import('./round-page.tsx'),
    roles: ['county', 'purchaser', 'supervisor'],
    plain: true,
  },
  {
    path: '/rounds/:round/history',
    title: { zh: '录入上年实际', en: 'Last year’s figures' },
    load: () => import('./history-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/demand',
    title: { zh: '联合报量公示', en: 'Locked demand rounds' },
    load: () => import('./public-rounds-page.tsx'),
    plain: true,
  },
  {
    path: '/demand/:lockedRound',
    title: { zh: '联合报量汇总', en: 'Locked demand round' },
    load: () => import('./public-round-page.tsx'),
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
    path: '/rounds/:lockedRound/change',
    title: { zh: '申请锁定后变更', en: 'Ask for a late change' },
    load: () => import('./change-page.tsx'),
    roles: ['county'],
    plain: true,
  },
];
