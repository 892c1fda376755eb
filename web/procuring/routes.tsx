import type { PageRoute } from '../kit/page-route.ts';

const purchaser = { roles: ['purchaser'], plain: true } as const;

export const routes: readonly PageRoute[] = [
  {
    path: '/procuring',
    title: { zh: '本单位招标', en: 'Our tenders' },
    load: () => import('./mine-page.tsx'),
    menu: { section: 'purchaser', order: 10 },
    ...purchaser,
  },
  {
    path: '/procuring/new',
    title: { zh: '起草招标', en: 'Draft a tender' },
    load: () => import('./draft-page.tsx'),
    menu: { section: 'purchaser', order: 11 },
    ...purchaser,
  },
  {
    path: '/procuring/drafts/:draft',
    title: { zh: '编制招标文件', en: 'Tender documents' },
    load: () => import('./draft-page.tsx'),
    ...purchaser,
  },
  {
    path: '/procuring/drafts/:draft/review',
    title: { zh: '发布前核对', en: 'Review before publication' },
    load: () => import('./review-page.tsx'),
    ...purchaser,
  },
  {
    path: '/procuring/tenders/:running',
    title: { zh: '招标管理', en: 'A tender of ours' },
    load: () => import('./running-page.tsx'),
    ...purchaser,
  },
  {
    path: '/procuring/tenders/:running/amendment',
    title: { zh: '修改招标文件', en: 'Amendment' },
    load: () => import('./amendment-page.tsx'),
    ...purchaser,
  },
  {
    path: '/procuring/tenders/:running/opening',
    title: { zh: '开标大厅', en: 'Opening hall' },
    load: () => import('./opening-page.tsx'),
    ...purchaser,
  },
  {
    path: '/procuring/tenders/:running/securities',
    title: { zh: '投标保证金台账', en: 'Bid securities' },
    load: () => import('./securities-page.tsx'),
    ...purchaser,
  },
  {
    path: '/procuring/tenders/:running/result',
    title: { zh: '评标与定标', en: 'Evaluation and award' },
    load: () => import('./result-page.tsx'),
    ...purchaser,
  },
];
