import type { PageRoute } from '../kit/page-route.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/projects',
    title: { zh: '项目需求', en: 'Projects' },
    load: () => import('./projects-page.tsx'),
    roles: ['purchaser'],
    menu: { section: 'purchaser', order: 50 },
    plain: true,
  },
  {
    path: '/projects/new',
    title: { zh: '登记项目需求', en: 'Register a project' },
    load: () => import('./new-project-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/projects/:project',
    title: { zh: '项目需求', en: 'A project' },
    load: () => import('./project-page.tsx'),
    plain: true,
  },
  {
    path: '/projects/:ownProject/edit',
    title: { zh: '修改项目需求', en: 'Change a project' },
    load: () => import('./edit-project-page.tsx'),
    roles: ['purchaser'],
    plain: true,
  },
  {
    path: '/plans',
    title: { zh: '联合调配', en: 'Joint plans' },
    load: () => import('./plans-page.tsx'),
    roles: ['purchaser', 'supplier', 'operator'],
    menu: { section: 'user', order: 35 },
    plain: true,
  },
  {
    path: '/plans/:plan',
    title: { zh: '调配方案', en: 'A plan' },
    load: () => import('./plan-page.tsx'),
    roles: ['purchaser', 'supplier', 'operator'],
    plain: true,
  },
];
