import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { allocationRoutes } from '../tendering/allocation-routes.ts';
import { integrityRoutes } from '../tendering/integrity-routes.ts';
import { resultRoutes } from '../tendering/result-routes.ts';
import { securityRoutes } from '../tendering/security-routes.ts';
import { answer } from './answer.ts';
import { stores } from './judges.ts';
import { stepwise } from './tenders.ts';

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [
    stepwise(allocationRoutes),
    stepwise(resultRoutes),
    stepwise(securityRoutes),
    stepwise(integrityRoutes),
  ]);
}
