import type { HttpDeps, Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { type Steps, tenderSteps } from '../tendering/steps-routes.ts';
import { type TenderStore, tenderStore } from '../tendering/store.ts';

/** Of tendering, whose routes are wired in several parts: who reads a tender loads nothing of its evaluation. */
export const stores = ({ aggregates }: Platform) => ({ tenders: tenderStore(aggregates) });

type Routes<Deps> = (app: Router, http: HttpDeps, deps: Deps) => void;

/** Routes that move a tender on, with what they share. */
export const stepwise =
  <Deps extends { readonly tenders: TenderStore }>(
    routes: (app: Router, http: HttpDeps, deps: Deps, steps: Steps) => void,
  ): Routes<Deps> =>
  (app, http, deps) =>
    routes(app, http, deps, tenderSteps(deps));
