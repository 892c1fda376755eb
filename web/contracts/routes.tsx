import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/agreements',
    title: { zh: '协议与合同', en: 'Agreements' },
    load: () => import('./agreements-page.tsx'),
    roles: ['purchaser', 'supplier'],
    menu: { section: 'user', order: 50 },
    plain: true,
  },
  {
    path: '/agreements/:agreement',
    title: { zh: '协议', en: 'Agreement' },
    load: () => import('./agreement-page.tsx'),
    roles: ['purchaser', 'supplier', 'supervisor'],
    plain: true,
  },
  {
    path: '/agreements/:agreement/contracts/:contractBuyer/:contractSupplier',
    title: { zh: '分签合同', en: 'Contract' },
    load: () => import('./contract-page.tsx'),
    roles: ['purchaser', 'supplier', 'supervisor'],
    plain: true,
  },
  {
    path: '/agreements/:agreement/order',
    title: { zh: '下单', en: 'Call off' },
    load: () => import('./order-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/agreements/:agreement/competition',
    title: { zh: '发起二次竞价', en: 'Ask for a mini-competition' },
    load: () => import('./competition-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/call-offs',
    title: { zh: '订单与验收', en: 'Orders' },
    load: () => import('./call-offs-page.tsx'),
    roles: ['purchaser', 'supplier'],
    menu: { section: 'user', order: 55 },
    plain: true,
  },
  {
    path: '/call-offs/:callOff',
    title: { zh: '订单', en: 'Order' },
    load: () => import('./call-off-page.tsx'),
    roles: ['purchaser', 'supplier', 'supervisor'],
    plain: true,
  },
  {
    path: '/call-offs/:callOff/delivery',
    title: { zh: '登记交货', en: 'Tell of a delivery' },
    load: () => import('./deliver-page.tsx'),
    roles: ['supplier'],
    plain: true,
  },
  {
    path: '/deliveries/:delivery',
    title: { zh: '交货与验收', en: 'Delivery' },
    load: () => import('./delivery-page.tsx'),
    roles: ['purchaser', 'supplier', 'supervisor'],
    plain: true,
  },
];
