import type { Router } from '../../shared/http/router.ts';
import { jobRoutes } from '../jobs/routes.ts';
import type { Platform } from '../platform.ts';

export function routes(app: Router, platform: Platform): void {
  jobRoutes(app, platform.http, platform);
}
