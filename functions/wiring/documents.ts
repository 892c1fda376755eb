import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { complaintRoutes } from '../tendering/complaint-routes.ts';
import { documentRoutes } from '../tendering/document-routes.ts';
import { objectionRoutes } from '../tendering/objection-routes.ts';
import { answer } from './answer.ts';
import { stepwise, stores } from './tenders.ts';

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [stepwise(documentRoutes), stepwise(objectionRoutes), stepwise(complaintRoutes)]);
}
