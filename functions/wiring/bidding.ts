import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { bidRoutes } from '../tendering/bid-routes.ts';
import { ceremonyRoutes } from '../tendering/ceremony-routes.ts';
import { openingRoutes } from '../tendering/opening-routes.ts';
import { revealRoutes } from '../tendering/reveal-routes.ts';
import { answer } from './answer.ts';
import { stepwise, stores } from './tenders.ts';

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [stepwise(ceremonyRoutes), stepwise(revealRoutes), bidRoutes, openingRoutes]);
}
