import type { MiddlewareHandler } from 'hono';
import { v7 } from 'uuid';
import { docs } from '../shared/http/docs.ts';
import { languageOf, problemOf } from '../shared/http/problem.ts';
import { createRouter, type Env, type Router, receivedAt } from '../shared/http/router.ts';
import { DomainError } from '../shared/kernel/errors.ts';
import { idOf } from '../shared/kernel/id.ts';
import { faultFields } from '../shared/log.ts';
import { admissionRoutes } from './catalogue/admission-routes.ts';
import { procurementCatalogueRoutes } from './catalogue/procurement-catalogue-routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { deliveryRoutes } from './contracts/delivery-routes.ts';
import { figureRoutes } from './contracts/figure-routes.ts';
import { priceIndexRoutes } from './contracts/price-index-routes.ts';
import { contractsRoutes } from './contracts/routes.ts';
import { settlementRoutes } from './contracts/settlement-routes.ts';
import { statementRoutes } from './contracts/statement-routes.ts';
import type { Deps } from './deps.ts';
import { jobRoutes } from './jobs/routes.ts';
import { jointRoutes } from './joint/routes.ts';
import { projectRoutes } from './market/project-routes.ts';
import { marketRoutes } from './market/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { publishedListRoutes } from './organisations/published-list-routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { problemTexts } from './problems.ts';
import { showcaseRoutes } from './showcase/routes.ts';
import { expertRoutes } from './tendering/expert-routes.ts';
import { tenderingRoutes } from './tendering/routes.ts';

/** The whole HTTP application, the same on Lambda, on one machine and in tests. */
export function createApp(deps: Deps): Router {
  const app = createRouter();
  app.use(oneLineARequest(deps));
  app.get('/health', (c) => c.json({ status: 'ok' }));
  organisationRoutes(app, deps.http, deps);
  publishedListRoutes(app, deps.http, deps);
  catalogueRoutes(app, deps.http, deps);
  admissionRoutes(app, deps.http, deps);
  procurementCatalogueRoutes(app, deps.http, deps);
  tenderingRoutes(app, deps.http, deps);
  expertRoutes(app, deps.http, deps);
  contractsRoutes(app, deps.http, deps);
  priceIndexRoutes(app, deps.http, deps);
  settlementRoutes(app, deps.http, deps);
  statementRoutes(app, deps.http, deps);
  figureRoutes(app, deps.http, deps);
  jointRoutes(app, deps.http, deps);
  deliveryRoutes(app, deps.http, deps);
  marketRoutes(app, deps.http, deps);
  showcaseRoutes(app, deps.http, deps);
  noticeRoutes(app, deps.http, deps);
  projectRoutes(app, deps.http, deps);
  jobRoutes(app, deps.http, deps);
  docs(app, problemTexts);

  app.notFound(() => {
    throw new DomainError('not-found', 'no-such-route');
  });
  app.onError((error, c) => {
    const problem = problemOf(malformedJson(error), {
      texts: problemTexts,
      language: languageOf(c.req.header('accept-language')),
      requestId: c.var.requestId,
      origin: new URL(c.req.url).origin,
    });
    if (problem.status >= 500) deps.log.error('fault', { requestId: c.var.requestId, ...faultFields(error) });
    if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer');
    const wait = error instanceof DomainError ? error.params.retryAfter : undefined;
    if (problem.status === 503 || wait !== undefined) c.header('Retry-After', String(wait ?? 1));
    c.header('Cache-Control', 'no-store');
    c.header('Content-Type', 'application/problem+json');
    c.set('code', problem.code);
    return c.body(JSON.stringify(problem), problem.status as 400);
  });
  return app;
}

/**
 * Sets what every request has, and logs one line: the route's pattern, never its path, and a keyed pseudonym,
 * so that no log tells who bids for what.
 */
function oneLineARequest(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now();
    c.set('requestId', idOf('request', v7()));
    c.set('at', receivedAt(c, deps.now));
    c.set('address', addressOf(c.env) ?? undefined);
    await next();
    // The platform's own time, by which deadlines are counted down; the gateway puts its own in its place.
    c.header('Date', new Date(c.var.at).toUTCString());
    // What people wrote is data, whatever it looks like.
    c.header('X-Content-Type-Options', 'nosniff');
    const { actor } = c.var;
    deps.log.info('request', {
      requestId: c.var.requestId,
      route: c.var.route ?? 'none',
      status: c.res.status,
      code: c.var.code,
      ms: Math.round(performance.now() - started),
      actor: actor?.kind === 'user' ? deps.pseudonym(actor.sub) : undefined,
    });
  };
}

/** The caller's network address: the gateway's word on Lambda, the socket's on one machine. */
function addressOf(env: unknown): string | undefined {
  const { requestContext, incoming } = (env ?? {}) as {
    requestContext?: { http?: { sourceIp?: string } };
    incoming?: { socket?: { remoteAddress?: string } };
  };
  return requestContext?.http?.sourceIp ?? incoming?.socket?.remoteAddress;
}

/** Hono says with an exception of its own that a body is no JSON. */
function malformedJson(error: Error): Error {
  return error.name === 'HTTPException' || (error as { status?: number }).status === 400
    ? new DomainError('malformed', 'malformed-json')
    : error;
}
