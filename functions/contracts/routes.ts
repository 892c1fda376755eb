import type { HttpDeps, Router } from '../../shared/http/router.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { type CallOffDeps, callOffRoutes } from './call-off-routes.ts';
import { competitionRoutes } from './competition-routes.ts';
import { contractRoutes } from './contract-routes.ts';

/** What runs under framework agreements (框架协议). */
export function contractsRoutes(app: Router, http: HttpDeps, deps: CallOffDeps): void {
  agreementRoutes(app, http, deps);
  contractRoutes(app, http, deps);
  callOffRoutes(app, http, deps);
  competitionRoutes(app, http, deps);
}
