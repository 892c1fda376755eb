import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/products',
    title: { zh: '商品检索', en: 'Products' },
    load: () => import('./search-page.tsx'),
    menu: { section: 'public', order: 20 },
    plain: true,
  },
  {
    path: '/products/:product',
    title: { zh: '商品', en: 'Product' },
    load: () => import('./product-page.tsx'),
    plain: true,
  },
  {
    path: '/categories/:category/prices',
    title: { zh: '品类', en: 'Category' },
    load: () => import('./category-page.tsx'),
    plain: true,
  },
];
