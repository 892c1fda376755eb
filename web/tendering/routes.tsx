import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/tenders',
    title: { zh: '招标采购', en: 'Tenders' },
    load: () => import('./tender-list-page.tsx'),
    menu: { section: 'public', order: 10 },
    plain: true,
  },
  {
    path: '/tenders/:tender',
    title: { zh: '招标公告', en: 'Tender' },
    load: () => import('./tender-page.tsx'),
    plain: true,
  },
  {
    path: '/tenders/:tender/notices/:notice',
    title: { zh: '公告', en: 'Notice' },
    load: () => import('./notice-page.tsx'),
    plain: true,
  },
];
