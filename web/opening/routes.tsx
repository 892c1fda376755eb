import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/tenders/:opened/opening',
    title: { zh: '开标记录', en: 'Opening record' },
    load: () => import('./opening-page.tsx'),
    plain: true,
  },
  {
    path: '/tenders/:judged/evaluation',
    title: { zh: '评标过程', en: 'Evaluation' },
    load: () => import('./evaluation-page.tsx'),
    plain: true,
  },
];
