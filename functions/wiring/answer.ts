import type { HttpDeps, Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';

/** Adds a context's routes with its stores; those that the platform has already, where one process does everything, are used again. */
export function answer<Stores>(
  app: Router,
  platform: Platform,
  stores: (platform: Platform) => Stores,
  routes: readonly ((app: Router, http: HttpDeps, deps: Stores & Platform) => void)[],
): void {
  const deps = { ...stores(platform), ...platform };
  for (const each of routes) each(app, platform.http, deps);
}
