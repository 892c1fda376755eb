import type { Router } from '../../shared/http/router.ts';
import { jointRoutes } from '../joint/routes.ts';
import { roundStore } from '../joint/store.ts';
import type { Platform } from '../platform.ts';
import { answer } from './answer.ts';

export const stores = ({ aggregates }: Platform) => ({ rounds: roundStore(aggregates) });

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [jointRoutes]);
}
