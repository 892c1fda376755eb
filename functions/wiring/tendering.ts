import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { ceremonyKeyStore } from '../tendering/ceremony-key-store.ts';
import { committeeStore } from '../tendering/committee-store.ts';
import { expertRoutes } from '../tendering/expert-routes.ts';
import { expertStore } from '../tendering/expert-store.ts';
import { tenderingRoutes } from '../tendering/routes.ts';
import { tenderStore } from '../tendering/store.ts';
import { answer } from './answer.ts';

export const stores = ({ aggregates, db }: Platform) => ({
  tenders: tenderStore(aggregates),
  ceremonyKeys: ceremonyKeyStore(db),
  experts: expertStore(aggregates),
  committees: committeeStore({ db }),
});

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [tenderingRoutes, expertRoutes]);
}
