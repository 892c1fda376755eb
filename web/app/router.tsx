import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Loading } from '../kit/blocks.tsx';
import type { PageRoute } from '../kit/page-route.ts';
import { Broken, NotFound } from './fallbacks.tsx';
import { guarded } from './guard.tsx';
import { pages } from './pages.ts';
import { Shell } from './shell.tsx';

/** Pages of Ant Design stand inside its scope, which loads with the first of them. */
const inScope: RouteObject = {
  lazy: async () => ({ Component: (await import('../kit/antd/scope.tsx')).AntdScope }),
  errorElement: <Broken />,
  children: pages.filter(({ plain }) => !plain).map(routeOf),
};

function routeOf(page: PageRoute): RouteObject {
  const lazy = async (): Promise<{ Component: ComponentType }> => ({
    Component: guarded(page, (await page.load()).Page),
  });
  return { path: page.path, handle: page, errorElement: <Broken />, lazy };
}

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    hydrateFallbackElement: <Loading />,
    children: [...pages.filter(({ plain }) => plain).map(routeOf), inScope, { path: '*', element: <NotFound /> }],
  },
]);
