import type { Router } from '../../shared/http/router.ts';
import { publishedListRoutes } from '../organisations/published-list-routes.ts';
import { publishedListStore } from '../organisations/published-list-store.ts';
import { organisationRoutes } from '../organisations/routes.ts';
import type { Platform } from '../platform.ts';
import { answer } from './answer.ts';

export const stores = ({ aggregates }: Platform) => ({ publishedLists: publishedListStore(aggregates) });

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [organisationRoutes, publishedListRoutes]);
}
