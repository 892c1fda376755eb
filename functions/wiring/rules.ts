import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { ruleRoutes } from '../tendering/rule-routes.ts';
import { answer } from './answer.ts';
import { stepwise, stores } from './tenders.ts';

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [stepwise(ruleRoutes)]);
}
