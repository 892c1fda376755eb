import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/sessions/:session',
    title: { zh: '直播场次', en: 'Live session' },
    load: () => import('./session-page.tsx'),
    plain: true,
  },
  {
    path: '/sessions',
    title: { zh: '乐购直播', en: 'Live sessions' },
    load: () => import('./sessions-page.tsx'),
    menu: { section: 'public', order: 40 },
    plain: true,
  },
  {
    path: '/supply/sessions/:ownSession',
    title: { zh: '管理直播', en: 'Manage a session' },
    load: () => import('./own-session-page.tsx'),
    roles: ['supplier'],
    plain: true,
  },
  {
    path: '/supply/sessions',
    title: { zh: '本单位直播', en: 'Our live sessions' },
    load: () => import('./own-sessions-page.tsx'),
    roles: ['supplier'],
    menu: { section: 'supplier', order: 60 },
    plain: true,
  },
  {
    path: '/supply/sessions/new',
    title: { zh: '新建直播', en: 'New live session' },
    load: () => import('./new-session-page.tsx'),
    roles: ['supplier'],
    plain: true,
  },
];
