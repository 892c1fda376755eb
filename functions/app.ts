import type { MiddlewareHandler } from 'hono';
import { v7 } from 'uuid';
import { docs } from '../shared/http/docs.ts';
import { languageOf, problemOf } from '../shared/http/problem.ts';
import { type Env, Router, receivedAt } from '../shared/http/router.ts';
import { DomainError } from '../shared/kernel/errors.ts';
import { idOf } from '../shared/kernel/id.ts';
import { once } from '../shared/kernel/once.ts';
import { isOutage } from '../shared/kernel/outage.ts';
import { faultFields } from '../shared/log.ts';
import { contexts, type LazyContext } from './contexts.ts';
import type { Platform } from './platform.ts';

/** The whole HTTP application, the same on Lambda, on one machine and in tests. */
export function createApp(platform: Platform): Router {
  const app = new Router();
  const answering = contexts.flatMap((context) => {
    const router = once(() => routerOf(context, platform));
    return context.paths.map((path) => ({ path, steps: path.split('/').length, router }));
  });
  for (const { path, router } of answering.sort((a, b) => b.steps - a.steps)) {
    app.all(`${path}/*`, async (c) => (await router()).fetch(c.req.raw, c.env));
  }
  edge(app, platform);
  app.get('/health', (c) => c.json({ status: 'ok' }));
  docs(app, { document: () => documentOfAll(platform), texts });
  return app;
}

const texts = async () => (await import('./problems.ts')).problemTexts;

async function routerOf({ load }: LazyContext, platform: Platform): Promise<Router> {
  const router = new Router();
  edge(router, platform);
  (await load()).routes(router, platform);
  return router;
}

async function documentOfAll(platform: Platform) {
  const { documentOf } = await import('../shared/http/document.ts');
  const whole = new Router();
  for (const { load } of contexts) (await load()).routes(whole, platform);
  return documentOf(whole);
}

/** What every request passes, and how whatever goes wrong is said. */
function edge(app: Router, deps: Platform): void {
  app.use(oneLineARequest(deps));
  app.notFound(() => {
    throw new DomainError('not-found', 'no-such-route');
  });
  app.onError(async (error, c) => {
    const problem = problemOf(asRefused(error), {
      texts: await texts(),
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
}

/**
 * Sets what every request has, and logs one line: the route's pattern, never its path, and a keyed pseudonym,
 * so that no log tells who bids for what.
 */
function oneLineARequest(deps: Platform): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now();
    c.set('requestId', idOf('request', v7()));
    c.set('at', receivedAt(c, deps.now));
    c.set('address', addressOf(c.env) ?? undefined);
    // The platform's own time, by which deadlines are counted down; the gateway puts its own in its place.
    c.header('Date', new Date(c.var.at).toUTCString());
    // What people wrote is data, whatever it looks like.
    c.header('X-Content-Type-Options', 'nosniff');
    await next();
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

/** A port that is busy passes on what it was told. */
const asRefused = (error: Error): Error => (isOutage(error) ? new DomainError('unavailable', 'try-again') : error);
