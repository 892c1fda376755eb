import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { bidRoutes } from '../tendering/bid-routes.ts';
import { ceremonyKeyStore } from '../tendering/ceremony-key-store.ts';
import { ceremonyRoutes } from '../tendering/ceremony-routes.ts';
import { openingRoutes } from '../tendering/opening-routes.ts';
import { revealRoutes } from '../tendering/reveal-routes.ts';
import { shareCallStore } from '../tendering/share-call-store.ts';
import { answer } from './answer.ts';
import * as tenders from './tenders.ts';
import { stepwise } from './tenders.ts';

export const stores = (platform: Platform) => ({
  ...tenders.stores(platform),
  ceremonyKeys: ceremonyKeyStore(platform.db),
  shareCalls: shareCallStore(platform.aggregates),
});

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [stepwise(ceremonyRoutes), stepwise(revealRoutes), bidRoutes, openingRoutes]);
}
