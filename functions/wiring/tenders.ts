import type { HttpDeps, Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { ceremonyKeyStore } from '../tendering/ceremony-key-store.ts';
import { committeeStore } from '../tendering/committee-store.ts';
import { expertStore } from '../tendering/expert-store.ts';
import { type Steps, tenderSteps } from '../tendering/steps-routes.ts';
import { type TenderStore, tenderStore } from '../tendering/store.ts';

/** The stores of tendering, whose routes are wired in several parts: who reads a tender loads nothing of its evaluation. */
export const stores = ({ aggregates, db }: Platform) => ({
  tenders: tenderStore(aggregates),
  ceremonyKeys: ceremonyKeyStore(db),
  experts: expertStore(aggregates),
  committees: committeeStore({ db }),
});

type Routes<Deps> = (app: Router, http: HttpDeps, deps: Deps) => void;

/** Routes that move a tender on, with what they share. */
export const stepwise =
  <Deps extends { readonly tenders: TenderStore }>(
    routes: (app: Router, http: HttpDeps, deps: Deps, steps: Steps) => void,
  ): Routes<Deps> =>
  (app, http, deps) =>
    routes(app, http, deps, tenderSteps(deps));
