import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/rules',
    title: { zh: '程序期限', en: 'Periods of procedure' },
    load: () => import('./rules-page.tsx'),
    menu: { section: 'supervisor', order: 30 },
    plain: true,
  },
  {
    path: '/calendars',
    title: { zh: '工作日历', en: 'Working days' },
    load: () => import('./calendar-page.tsx'),
    menu: { section: 'operator', order: 40 },
    plain: true,
  },
];
