import type { HttpDeps, Router } from '../../shared/http/router.ts';
import { type InterestDeps, interestRoutes } from './interest-routes.ts';
import type { LiveDeps } from './live-conduct.ts';
import { liveRoutes } from './live-routes.ts';

/** Showcases (展示推介): live sessions. */
export function showcaseRoutes(app: Router, http: HttpDeps, deps: LiveDeps & InterestDeps): void {
  liveRoutes(app, http, deps);
  interestRoutes(app, http, deps);
}
