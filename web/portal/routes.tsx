import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/',
    title: { zh: '首页', en: 'Home' },
    load: () => import('./portal-page.tsx'),
    menu: { section: 'public', order: 0 },
    plain: true,
  },
];
