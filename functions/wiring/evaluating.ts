import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { calendarRoutes } from '../tendering/calendar-routes.ts';
import { committeeRoutes } from '../tendering/committee-routes.ts';
import { evaluatingRoutes } from '../tendering/evaluating-routes.ts';
import { expertRoutes } from '../tendering/expert-routes.ts';
import { reportRoutes } from '../tendering/report-routes.ts';
import { answer } from './answer.ts';
import { stores } from './judges.ts';
import { stepwise } from './tenders.ts';

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [
    calendarRoutes,
    stepwise(committeeRoutes),
    stepwise(evaluatingRoutes),
    stepwise(reportRoutes),
    expertRoutes,
  ]);
}
