import type { Language } from '../kit/language.ts';
import { offline, problemFrom } from './problem.ts';
import type { Operations } from './schema.ts';

/** What may be asked of the API: `GET /v1/tenders/{id}`. */
export type Operation = keyof Operations;
export type Reading = Extract<Operation, `GET ${string}`>;
export type Writing = Exclude<Operation, Reading>;
export type Answer<O extends Operation> = Operations[O]['answer'];
export type Body<O extends Operation> = Operations[O]['body'];
type Path<O extends Operation> = Operations[O]['path'];
type Query<O extends Operation> = Operations[O]['query'];

/** The places of the path, the query and the body, each only where the operation has one. */
export type Asked<O extends Operation> = (keyof Path<O> extends never ? unknown : { readonly path: Path<O> }) &
  (keyof Query<O> extends never ? unknown : { readonly query?: Query<O> }) &
  (Body<O> extends undefined
    ? unknown
    : undefined extends Body<O>
      ? { readonly body?: Body<O> }
      : { readonly body: Body<O> });

export interface Conditions {
  /** The same key and body take effect once, however often they are sent. */
  readonly idempotencyKey?: string;
  /** The ETag of what was seen: `etagOf(data)`. */
  readonly ifMatch?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Whom the console speaks for, and how. */
export interface Speaker {
  readonly language: Language;
  readonly organisation: string | undefined;
  /** A token that is good now; `undefined` for the public. */
  token(): Promise<string | undefined>;
  /** The API took the token for none. */
  refused(): void;
}

let speaker: Speaker | undefined;
export const speakAs = (next: Speaker): void => {
  speaker = next;
};

const etags = new WeakMap<object, string>();
/** The version of what was read, for the `If-Match` of a write. */
export const etagOf = (data: object | undefined): string | undefined => data && etags.get(data);
/** What stands for an answer has its version: of two that say the same, one is shown on. */
export function standsFor<T>(shown: T, answer: unknown): T {
  const etag = etagOf(answer as object | undefined);
  if (etag !== undefined && typeof shown === 'object' && shown !== null) etags.set(shown, etag);
  return shown;
}

/** How far the server's clock is ahead of this machine's, in milliseconds, by the last answer. */
let ahead = 0;
/** The server's time now, in Unix milliseconds: deadlines are its own, whatever this machine's clock says. */
export const serverNow = (): number => Date.now() + ahead;

/**
 * Asks the API.
 * @throws `ApiProblem`, worded in the user's language
 */
export async function call<O extends Operation>(
  operation: O,
  asked: Asked<O>,
  { idempotencyKey, ifMatch, signal }: Conditions = {},
): Promise<Answer<O>> {
  const [method = '', template = ''] = operation.split(' ');
  const {
    path = {},
    query = {},
    body,
  } = asked as {
    readonly path?: Readonly<Record<string, string | number>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly body?: unknown;
  };
  const token = await speaker?.token();
  const headers = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': speaker?.language ?? 'zh',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(token === undefined || speaker?.organisation === undefined ? {} : { 'X-Organisation': speaker.organisation }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
  };
  const request = {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
  const response = await fetch(filled(template, path) + search(query), request).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw offline();
  });
  keepTime(response.headers.get('date'));
  if (!response.ok) {
    if (response.status === 401) speaker?.refused();
    throw await problemFrom(response);
  }
  if (response.status === 204) return undefined as Answer<O>;
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  const answer = await (isJson ? response.json() : response.text());
  const etag = response.headers.get('etag');
  if (etag !== null && typeof answer === 'object' && answer !== null) etags.set(answer, etag);
  return answer as Answer<O>;
}

const filled = (template: string, path: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name] ?? '')));

function search(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** The header has whole seconds; half of one is what they hide on average. */
function keepTime(date: string | null): void {
  const at = Date.parse(date ?? '');
  if (!Number.isNaN(at)) ahead = at + 500 - Date.now();
}
