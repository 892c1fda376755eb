import type { HttpDeps, Router } from '../../shared/http/router.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { type GainDeps, gainRoutes } from './gain-routes.ts';
import { type InterestDeps, interestRoutes } from './interest-routes.ts';
import type { LiveDeps } from './live-conduct.ts';
import { liveRoutes } from './live-routes.ts';
import type { MatchmakingDeps } from './matchmaking-conduct.ts';
import { matchmakingRoutes } from './matchmaking-routes.ts';

/** Showcases (展示推介): live sessions, and events at which firms meet face to face. */
export function showcaseRoutes(
  app: Router,
  http: HttpDeps,
  deps: LiveDeps & InterestDeps & GainDeps & MatchmakingDeps,
): void {
  liveRoutes(app, http, deps);
  calendarRoutes(app, http, deps);
  interestRoutes(app, http, deps);
  gainRoutes(app, http, deps);
  matchmakingRoutes(app, http, deps);
}
