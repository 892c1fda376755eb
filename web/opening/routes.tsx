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
  {
    path: '/tenders/:shared/ceremony',
    title: { zh: '密钥仪式', en: 'Ceremony of the key' },
    load: () => import('./ceremony-page.tsx'),
    plain: true,
  },
  {
    path: '/procuring/drafts/:dealt/ceremony',
    title: { zh: '开标密钥仪式', en: 'Deal the opening key' },
    load: () => import('./deal-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/ceremony-key',
    title: { zh: '开标份额密钥', en: 'Key for opening shares' },
    load: () => import('./key-page.tsx'),
    roles: ['user'],
    menu: { section: 'user', order: 85 },
    plain: true,
  },
];
