import type { HttpDeps, Router } from '../../shared/http/router.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { type GainDeps, gainRoutes } from './gain-routes.ts';
import { type InterestDeps, interestRoutes } from './interest-routes.ts';
import type { LiveDeps } from './live-conduct.ts';
import { liveRoutes } from './live-routes.ts';

/** Showcases (展示推介): live sessions. */
export function showcaseRoutes(app: Router, http: HttpDeps, deps: LiveDeps & InterestDeps & GainDeps): void {
  liveRoutes(app, http, deps);
  calendarRoutes(app, http, deps);
  interestRoutes(app, http, deps);
  gainRoutes(app, http, deps);
}
