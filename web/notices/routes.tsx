import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/webhooks/:webhook',
    title: { zh: '对接地址', en: 'Webhook' },
    load: () => import('./webhook-page.tsx'),
    roles: ['user'],
    plain: true,
  },
  {
    path: '/inbox',
    title: { zh: '站内信', en: 'Inbox' },
    load: () => import('./inbox-page.tsx'),
    roles: ['user'],
    menu: { section: 'user', order: 10 },
    plain: true,
  },
  {
    path: '/notification-settings',
    title: { zh: '通知设置', en: 'Notification settings' },
    load: () => import('./settings-page.tsx'),
    roles: ['user'],
    menu: { section: 'user', order: 12 },
    plain: true,
  },
  {
    path: '/webhooks',
    title: { zh: '系统对接（Webhook）', en: 'Webhooks' },
    load: () => import('./webhooks-page.tsx'),
    roles: ['user'],
    plain: true,
  },
];
