import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/inbox',
    title: { zh: '站内信', en: 'Inbox' },
    load: () => import('./inbox-page.tsx'),
    roles: ['user'],
    menu: { section: 'user', order: 10 },
    plain: true,
  },
];
