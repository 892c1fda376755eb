import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/market',
    title: { zh: '供需大厅', en: 'Market' },
    load: () => import('./board-page.tsx'),
    menu: { section: 'public', order: 30 },
    plain: true,
  },
  {
    path: '/market/posts/:post',
    title: { zh: '供需信息', en: 'Post' },
    load: () => import('./post-page.tsx'),
    plain: true,
  },
  {
    path: '/market/new',
    title: { zh: '发布供需信息', en: 'Publish a post' },
    load: () => import('./publish-page.tsx'),
    roles: ['purchaser', 'supplier'],
    plain: true,
  },
  {
    path: '/market/mine',
    title: { zh: '我的供需', en: 'My posts' },
    load: () => import('./mine-page.tsx'),
    roles: ['purchaser', 'supplier'],
    menu: { section: 'user', order: 30 },
    plain: true,
  },
  {
    path: '/market/posts/:ownPost/amend',
    title: { zh: '修改供需信息', en: 'Amend a post' },
    load: () => import('./amend-page.tsx'),
    roles: ['purchaser', 'supplier'],
    plain: true,
  },
  {
    path: '/market/posts/:ownPost/matches',
    title: { zh: '匹配结果', en: 'Matches' },
    load: () => import('./matches-page.tsx'),
    roles: ['purchaser', 'supplier'],
    plain: true,
  },
  {
    path: '/market/posts/:ownDemand/combination',
    title: { zh: '组合供应', en: 'Combination of offers' },
    load: () => import('./combination-page.tsx'),
    roles: ['purchaser', 'supplier'],
    plain: true,
  },
  {
    path: '/enquiries',
    title: { zh: '询价与报价', en: 'Enquiries and quotes' },
    load: () => import('./enquiries-page.tsx'),
    roles: ['purchaser', 'supplier'],
    menu: { section: 'user', order: 40 },
    plain: true,
  },
  {
    path: '/enquiries/:enquiry',
    title: { zh: '询价', en: 'Enquiry' },
    load: () => import('./enquiry-page.tsx'),
    roles: ['purchaser', 'supplier'],
    plain: true,
  },
];
