import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/verify',
    title: { zh: '核验招标', en: 'Verify a tender' },
    load: () => import('./verify-page.tsx'),
    menu: { section: 'public', order: 60 },
    plain: true,
  },
  {
    path: '/tenders/:judged/verification',
    title: { zh: '核验本次招标', en: 'Verify this tender' },
    load: () => import('./verify-tender-page.tsx'),
    plain: true,
  },
  {
    path: '/tenders/:opened/log',
    title: { zh: '招标日志', en: 'Log of a tender' },
    load: () => import('./log-page.tsx'),
    plain: true,
  },
];
