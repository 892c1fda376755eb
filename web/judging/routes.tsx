import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/judging',
    title: { zh: '我的评审', en: 'My evaluations' },
    load: () => import('./mine-page.tsx'),
    roles: ['expert'],
    menu: { section: 'expert', order: 10 },
    plain: true,
  },
  {
    path: '/judging/profile',
    title: { zh: '我的专家信息', en: 'My entry as an expert' },
    load: () => import('./profile-page.tsx'),
    roles: ['expert'],
    menu: { section: 'expert', order: 20 },
    plain: true,
  },
  {
    path: '/judging/tenders/:evaluated',
    title: { zh: '评审', en: 'Evaluation' },
    load: () => import('./judging-page.tsx'),
    roles: ['expert', 'purchaser'],
    plain: true,
  },
  {
    path: '/judging/tenders/:drawn/committee',
    title: { zh: '评标委员会', en: 'Evaluation committee' },
    load: () => import('./committee-page.tsx'),
    roles: ['supervisor', 'purchaser', 'expert'],
    plain: true,
  },
];
