import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { TrieRouter } from 'hono/router/trie-router';
import type { output, ZodType } from 'zod';
import type { ActingRole, Actor } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';
import { AlreadyAnswered, type Answer, type Claim, type KeptAnswer } from '../kernel/idempotency.ts';
import { textOf } from '../kernel/json.ts';
import { type Instant, instant } from '../kernel/time.ts';
import { hashJson } from '../sealing/hash.ts';
import { checkedBody, checkedBy } from './validation.ts';

/** Who gets past the door; what they may do there each context decides in its `access.ts`. */
export type Access = 'public' | 'user';

export interface Variables {
  requestId: string;
  at: Instant;
  address: string | undefined;
  actor: Actor;
  /** That the user may not act for the organisation named, held back while a kept answer is looked for. */
  stranger: DomainError | undefined;
  /** The problem's code, for the log. */
  code: string | undefined;
  /** The pattern of the route, for the log: a concrete path would tell which tender is bid for. */
  route: string;
}

export type Env = { Variables: Variables };

/** Routes, and what they promise in the document. */
export class Router extends Hono<Env> {
  readonly endpoints: Endpoint<Schema, Schema, Schema>[] = [];
  /** Schemas of the document that are no operation's own, by name. */
  readonly components: (() => readonly (readonly [name: string, schema: object])[])[] = [];

  constructor() {
    // Made in no time, unlike the default, which is made for the first request that asks it and saves microseconds later.
    super({ router: new TrieRouter() });
  }
}

/** What every context's routes need of the outside. */
export interface HttpDeps {
  actorOf(token: string | undefined, organisation: string | undefined): Promise<Actor>;
  keptAnswer(scope: string, at: Instant): Promise<KeptAnswer | undefined>;
  now(): number;
  /** The secrets are had by which users are known. */
  ready(): Promise<void>;
}

type Schema = ZodType | undefined;
type Output<S extends Schema> = S extends ZodType ? output<S> : undefined;

export interface Endpoint<Body extends Schema, Query extends Schema, Params extends Schema> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly body?: Body;
  /** Whether the body may be left out: it is then `{}`. */
  readonly bodyOptional?: boolean;
  readonly query?: Query;
  readonly params?: Params;
  /** The answers by status, each with the schema of its body: JSON unless another media type is named, whose bytes are the body. */
  readonly answers: Readonly<
    Record<number, { readonly schema?: ZodType; readonly mediaType?: string; readonly description: string }>
  >;
  /** The longest body, in bytes: 256 KiB unless said. */
  readonly maxBody?: number;
  /** Whether the aggregate's store keeps the answer; a bid keeps its own. */
  readonly keepsItsOwnAnswer?: boolean;
  /** Whether the call changes for whom the user may act: its key is then scoped to the user alone. */
  readonly personal?: boolean;
  /** Whether the answer takes one of the platform's secrets though nobody has signed in. */
  readonly secrets?: boolean;
  /** Adds to a fresh or kept answer what may not be stored. */
  reveal?(answer: Answer): Answer;
}

/** A request, checked. */
export interface Ask<Body, Query, Params> {
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  readonly actor: Actor;
  readonly at: Instant;
  readonly requestId: string;
  readonly url: URL;
  readonly ifMatch: number | undefined;
  readonly claim: Claim | undefined;
  /** The actor in the role that allowed the call. */
  cause(as: ActingRole): { actor: Actor; as: ActingRole; at: Instant; address: string | undefined };
}

/** A request as far as carrying out a command needs it. */
export type Asked = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

const defaultMaxBody = 256 * 1024;

/** Adds one operation: door, limits, schemas, idempotency, and its place in the document. */
export function endpoint<Body extends Schema, Query extends Schema, Params extends Schema>(
  router: Router,
  deps: HttpDeps,
  spec: Endpoint<Body, Query, Params>,
  handle: (ask: Ask<Output<Body>, Output<Query>, Output<Params>>) => Promise<Answer>,
): void {
  router.endpoints.push(spec);
  const path = spec.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router.on(spec.method, path, atTheDoor(spec, deps), async (c) => {
    const query = await checkedBy(spec.query, () => onceEach(c.req.queries()));
    const params = await checkedBy(spec.params, () => c.req.param());
    const body = await checkedBody(spec.body, () => (leftOut(c, spec) ? {} : c.req.json()));
    const claim = claimOf(c, spec, body);
    const ask: Ask<Output<Body>, Output<Query>, Output<Params>> = {
      body: body as Output<Body>,
      query: query as Output<Query>,
      params: params as Output<Params>,
      actor: c.var.actor,
      at: c.var.at,
      requestId: c.var.requestId,
      url: new URL(c.req.url),
      ifMatch: ifMatchOf(c.req.header('if-match')),
      claim,
      cause: (as) => ({ actor: c.var.actor, as, at: c.var.at, address: c.var.address }),
    };
    const { stranger } = c.var;
    const reveal = spec.reveal ?? ((answer: Answer) => answer);
    if (claim === undefined && stranger !== undefined) throw stranger;
    if (spec.keepsItsOwnAnswer || claim === undefined) return send(c, reveal(await handle(ask)));
    const again = (kept: KeptAnswer) => replay(c, { ...kept, ...reveal(kept) }, claim);
    const kept = await deps.keptAnswer(claim.scope, ask.at);
    if (kept !== undefined) return again(kept);
    if (stranger !== undefined) throw stranger;
    try {
      return send(c, reveal(await handle(ask)));
    } catch (error) {
      if (error instanceof AlreadyAnswered) return again(error.kept);
      throw error;
    }
  });
}

/** A parameter of the query is its value, or all of them where it is named several times. */
const onceEach = (queries: Readonly<Record<string, string[]>>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? (values[0] as string) : values]),
  );

/** Before anything is read of the body: the token where one is needed, the media type, the length. */
function atTheDoor(spec: Endpoint<Schema, Schema, Schema>, deps: HttpDeps): MiddlewareHandler<Env> {
  const maxSize = spec.maxBody ?? defaultMaxBody;
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new DomainError('too-large', 'body-too-large', { max: maxSize });
    },
  });
  return async (c, next) => {
    c.set('route', `${spec.method.toUpperCase()} ${spec.path}`);
    const authorization = c.req.header('authorization');
    const token = authorization?.match(/^Bearer (\S+)$/i)?.[1];
    if (authorization !== undefined && token === undefined) throw new DomainError('unauthenticated', 'token-invalid');
    if (token === undefined && spec.access !== 'public') throw new DomainError('unauthenticated', 'token-missing');
    const acting = deps.actorOf(token, c.req.header('x-organisation')).catch((refusal: unknown) => {
      // Whoever left an organisation may still hear that it was done.
      if (!spec.personal || !(refusal instanceof DomainError) || refusal.kind !== 'forbidden') throw refusal;
      c.set('stranger', refusal);
      return deps.actorOf(token, undefined);
    });
    const takesSecrets = token !== undefined || spec.method !== 'get' || spec.secrets;
    const [actor] = await Promise.all([acting, takesSecrets ? deps.ready() : undefined]);
    c.set('actor', actor);
    if (spec.body === undefined || leftOut(c, spec)) return next();
    if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
      throw new DomainError('unsupported', 'content-type-not-json');
    }
    return limit(c, next);
  };
}

/** Whether a body that may be left out was. */
const leftOut = (c: Context<Env>, { bodyOptional = false }: Endpoint<Schema, Schema, Schema>): boolean =>
  bodyOptional && c.req.header('content-type') === undefined;

function claimOf(c: Context<Env>, spec: Endpoint<Schema, Schema, Schema>, body: unknown): Claim | undefined {
  const key = c.req.header('idempotency-key');
  const { actor } = c.var;
  if (key === undefined || actor.kind !== 'user' || spec.method === 'get') return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new DomainError('malformed', 'idempotency-key-invalid');
  const organisation = (!spec.personal && actor.membership?.organisation) || null;
  return {
    scope: hashJson([actor.sub, organisation, spec.method, c.req.path, key]),
    body: hashJson([body ?? null, c.req.header('if-match') ?? null]),
  };
}

/** The version that `If-Match` names: undefined when any will do, -1 when it can be none of ours. */
function ifMatchOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = header.trim().match(/^(?:W\/)?"(\d+)"$/)?.[1];
  return version === undefined ? -1 : Number(version);
}

/** The entity tag of a version. */
export const etag = (version: number): { readonly ETag: string } => ({ ETag: `"${version}"` });

function send(c: Context<Env>, { status, body, headers = {} }: Answer): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  if (headers['Cache-Control'] === undefined) c.header('Cache-Control', 'no-store');
  if (c.req.method === 'GET' && headers.ETag !== undefined && c.req.header('if-none-match') === headers.ETag) {
    return c.body(null, 304);
  }
  if (body === undefined) return c.body(null, status as 204);
  if (body instanceof Uint8Array) return c.body(new Uint8Array(body), status as 200);
  return c.body(textOf(body as object), status as 200, { 'Content-Type': 'application/json' });
}

function replay(c: Context<Env>, kept: KeptAnswer, claim: Claim): Response {
  if (kept.bodyHash !== claim.body) throw new DomainError('rule', 'idempotency-key-reused');
  c.header('Idempotent-Replayed', 'true');
  return send(c, kept);
}

/** A page as an answer, with its `Link` to the next. */
export function pageAnswer(
  page: { readonly items: readonly unknown[]; readonly next: string | null },
  url: URL,
): Answer {
  if (page.next === null) return { status: 200, body: page };
  const next = new URL(url);
  next.searchParams.set('cursor', page.next);
  return { status: 200, body: page, headers: { Link: `<${next.pathname}${next.search}>; rel="next"` } };
}

/** The instant of a request: the gateway's where there is one, else the server's clock at the first byte. */
export function receivedAt(c: Context, now: () => number): Instant {
  const gateway = (c.env as { requestContext?: { timeEpoch?: number } } | undefined)?.requestContext?.timeEpoch;
  return instant(gateway ?? now());
}
