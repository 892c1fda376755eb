import { Hono, type MiddlewareHandler } from 'hono';
import type { output, ZodType } from 'zod';
import { languageOf, problemOf } from '../../shared/http/problem.ts';
import type { Env, Router } from '../../shared/http/router.ts';
import { checkedBy } from '../../shared/http/validation.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, instant, parseInstant } from '../../shared/kernel/time.ts';
import { z } from '../../shared/kernel/zod.ts';
import { faultFields, type Log } from '../../shared/log.ts';
import type { DiskMail } from '../../shared/ports/mail.local.ts';
import { problemTexts } from '../problems.ts';
import type { DevClock } from './clock.ts';
import local from './data/problems.json' with { type: 'json' };
import { type DiskFiles, filesPath } from './disk-files.ts';
import type { DevIssuer } from './issuer.ts';
import { type LocalUploads, objectsPath } from './objects.ts';

export interface LocalRouteDeps {
  readonly clock: DevClock;
  readonly issuer: DevIssuer;
  readonly uploads: LocalUploads;
  readonly files: DiskFiles;
  readonly mail: Pick<DiskMail, 'names' | 'read'>;
  readonly log: Log;
  /** Carries out whatever has come due, and what follows from it. */
  settle(): Promise<void>;
}

const tokenInput = z.strictObject({ sub: z.string().min(1).max(255), name: z.string().max(120).optional() });
const clockInput = z.strictObject({ now: z.string().optional(), advance: z.string().optional() });

/** What exists on one machine only: tokens for anyone, a clock that can be moved, uploads to the disk. */
export function localRoutes(app: Router, deps: LocalRouteDeps): void {
  const { clock, issuer, uploads, files, mail, log, settle } = deps;
  const routes = new Hono<Env>();
  routes.onError((error, c) => {
    const texts = { ...problemTexts, ...local };
    const language = languageOf(c.req.header('accept-language'));
    const { origin } = new URL(c.req.url);
    const problem = problemOf(error, { texts, language, requestId: c.var.requestId, origin });
    if (problem.status >= 500) log.error('fault', { requestId: c.var.requestId, ...faultFields(error) });
    c.set('code', problem.code);
    return c.json(problem, problem.status as 400, { 'Content-Type': 'application/problem+json' });
  });

  routes.get('/dev/jwks.json', named('GET /dev/jwks.json'), (c) => c.json(issuer.jwks));

  routes.post('/dev/token', named('POST /dev/token'), async (c) => {
    const { sub, name } = await asked(tokenInput, c.req.raw);
    return c.json({ token: await issuer.token(sub, name) });
  });

  const now = (): { now: Instant } => ({ now: instant(clock.now()) });
  routes.get('/dev/clock', named('GET /dev/clock'), (c) => c.json(now()));

  routes.post('/dev/clock', named('POST /dev/clock'), async (c) => {
    const input = await asked(clockInput, c.req.raw);
    if ((input.now === undefined) === (input.advance === undefined)) throw new DomainError('malformed', 'clock-one-of');
    if (input.now === undefined) clock.advance(input.advance ?? '');
    else clock.moveTo(parseInstant(input.now));
    await settle();
    return c.json(now());
  });

  routes.get('/dev/mail', named('GET /dev/mail'), async (c) => c.json({ items: await mail.names() }));

  routes.get('/dev/mail/:name', named('GET /dev/mail/{name}'), async (c) => {
    const text = await mail.read(c.req.param('name'));
    if (text === undefined) throw new DomainError('not-found', 'not-found');
    return c.text(text, 200, { 'X-Content-Type-Options': 'nosniff' });
  });

  routes.put(`${objectsPath}*`, named(`PUT ${objectsPath}{key}`), async (c) => {
    await uploads.receive(new URL(c.req.url), (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>);
    return c.body(null, 200);
  });

  routes.put(`${filesPath}*`, named(`PUT ${filesPath}{key}`), async (c) => {
    await files.receive(new URL(c.req.url), (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>);
    return c.body(null, 200);
  });

  routes.get(`${filesPath}*`, named(`GET ${filesPath}{key}`), async (c) => {
    const { content, name } = await files.fetch(new URL(c.req.url));
    const named = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return c.body(new Uint8Array(content), 200, { 'Content-Disposition': named, 'X-Content-Type-Options': 'nosniff' });
  });

  app.route('/', routes);
}

/** The route's pattern, for the log. */
const named =
  (route: string): MiddlewareHandler<Env> =>
  (c, next) => {
    c.set('route', route);
    return next();
  };

/** A page elsewhere cannot send this media type without asking first, so that no website moves the clock. */
async function asked<T extends ZodType>(schema: T, request: Request): Promise<output<T>> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new DomainError('unsupported', 'content-type-not-json');
  }
  const body: unknown = await request.json().catch(() => {
    throw new DomainError('malformed', 'malformed-json');
  });
  return checkedBy(schema, () => body) as Promise<output<T>>;
}
