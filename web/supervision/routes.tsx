import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/supervision',
    title: { zh: '监督工作台', en: 'Supervisor’s desk' },
    load: () => import('./desk-page.tsx'),
    roles: ['supervisor'],
    menu: { section: 'supervisor', order: 10 },
    plain: true,
  },
  {
    path: '/supervision/tenders/:watched',
    title: { zh: '项目监督', en: 'A tender, supervised' },
    load: () => import('./tender-page.tsx'),
    roles: ['supervisor'],
    plain: true,
  },
  {
    path: '/supervision/tenders/:led/leads',
    title: { zh: '异常线索', en: 'Integrity leads' },
    load: () => import('./leads-page.tsx'),
    roles: ['supervisor', 'purchaser'],
    plain: true,
  },
];
