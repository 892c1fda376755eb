import type { Router } from '../../shared/http/router.ts';
import { callOffStore } from '../contracts/call-off-store.ts';
import { deliveryRoutes } from '../contracts/delivery-routes.ts';
import { deliveryStore } from '../contracts/delivery-store.ts';
import { figureRoutes } from '../contracts/figure-routes.ts';
import { settlementSources } from '../contracts/gather-settlement.ts';
import { priceIndexRoutes } from '../contracts/price-index-routes.ts';
import { priceIndexStore } from '../contracts/price-index-store.ts';
import { contractsRoutes } from '../contracts/routes.ts';
import { settlementRoutes } from '../contracts/settlement-routes.ts';
import { statementRoutes } from '../contracts/statement-routes.ts';
import { statementStore } from '../contracts/statement-store.ts';
import { agreementStore } from '../contracts/store.ts';
import type { Platform } from '../platform.ts';
import { answer } from './answer.ts';

export function stores({ aggregates }: Platform) {
  const agreements = agreementStore(aggregates);
  const callOffs = callOffStore(aggregates);
  const deliveries = deliveryStore(aggregates);
  return {
    agreements,
    callOffs,
    deliveries,
    priceIndices: priceIndexStore(aggregates),
    statements: statementStore(aggregates),
    settling: settlementSources({ agreements, callOffs, deliveries }),
  };
}

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [
    contractsRoutes,
    priceIndexRoutes,
    settlementRoutes,
    statementRoutes,
    figureRoutes,
    deliveryRoutes,
  ]);
}
