import type { Router } from '../../shared/http/router.ts';
import { admissionRoutes } from '../catalogue/admission-routes.ts';
import { admissionStore } from '../catalogue/admission-store.ts';
import { productSearch } from '../catalogue/load-index.ts';
import { priceStore } from '../catalogue/price-store.ts';
import { procurementCatalogueRoutes } from '../catalogue/procurement-catalogue-routes.ts';
import { procurementCatalogueStore } from '../catalogue/procurement-catalogue-store.ts';
import { catalogueRoutes } from '../catalogue/routes.ts';
import { productStore } from '../catalogue/store.ts';
import type { Platform } from '../platform.ts';
import { answer } from './answer.ts';

export function stores({ aggregates, files, now }: Platform) {
  const products = productStore(aggregates);
  return {
    products,
    prices: priceStore(aggregates),
    search: productSearch({ products, files, now }),
    admissions: admissionStore(aggregates),
    catalogues: procurementCatalogueStore(aggregates),
  };
}

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [catalogueRoutes, admissionRoutes, procurementCatalogueRoutes]);
}
