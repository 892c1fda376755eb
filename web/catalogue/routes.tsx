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
  {
    path: '/procurement-catalogues',
    title: { zh: '采购目录', en: 'Procurement catalogue' },
    load: () => import('./catalogue-list-page.tsx'),
    menu: { section: 'public', order: 25 },
    plain: true,
  },
  {
    path: '/procurement-catalogues/:catalogue/entries',
    title: { zh: '采购目录版本', en: 'Version of the procurement catalogue' },
    load: () => import('./catalogue-page.tsx'),
    plain: true,
  },
  {
    path: '/supply/products',
    title: { zh: '本单位商品', en: 'Our products' },
    load: () => import('./own-products-page.tsx'),
    roles: ['supplier'],
    menu: { section: 'supplier', order: 10 },
    plain: true,
  },
  {
    path: '/supply/products/new',
    title: { zh: '登记商品', en: 'New product' },
    load: () => import('./new-product-page.tsx'),
    roles: ['supplier'],
  },
  {
    path: '/supply/products/:ownProduct',
    title: { zh: '管理商品', en: 'Manage a product' },
    load: () => import('./own-product-page.tsx'),
    roles: ['supplier'],
  },
  {
    path: '/supply/import',
    title: { zh: '批量导入商品', en: 'Import products' },
    load: () => import('./import-page.tsx'),
    roles: ['supplier'],
    menu: { section: 'supplier', order: 12 },
    plain: true,
  },
];
