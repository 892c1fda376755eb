import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/bidding',
    title: { zh: '适合我的招标', en: 'Tenders for my firm' },
    load: () => import('./fitting-page.tsx'),
    roles: ['supplier'],
    menu: { section: 'supplier', order: 20 },
    plain: true,
  },
  {
    path: '/bidding/:tender',
    title: { zh: '我的投标', en: 'My bid' },
    load: () => import('./desk-page.tsx'),
    roles: ['supplier'],
    plain: true,
  },
  {
    path: '/bidding/:tender/bid',
    title: { zh: '编制投标', en: 'Write a bid' },
    load: () => import('./editor-page.tsx'),
    roles: ['supplier'],
    plain: true,
  },
];
