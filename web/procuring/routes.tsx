import type { PageRoute } from '../kit/page-route.ts';

const purchaser = { roles: ['purchaser'], plain: true } as const;

export const routes: readonly PageRoute[] = [
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
];
