import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/sign-in',
    title: { zh: '登录', en: 'Sign in' },
    load: () => import('./sign-in-page.tsx'),
    plain: true,
  },
  {
    path: '/signed-in',
    title: { zh: '正在登录', en: 'Signing in' },
    load: () => import('./signed-in-page.tsx'),
    plain: true,
  },
];
