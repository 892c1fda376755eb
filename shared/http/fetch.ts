/**
 * Headers, Request and Response of the Fetch Standard, as far as an application needs them whose bodies are whole when
 * it begins: on Lambda. The bundle of `api` puts them in the place of Node's, which load an HTTP client (undici) that
 * takes 40 ms of a processor, a third of a plain cold start.
 */

type Content = Uint8Array<ArrayBuffer> | string;
type Init = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string>>;

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What would begin another header, or is no byte. */
const unfit = /[\0\r\n]|[^\0-\xff]/;
const whitespace = '\t\n\r ';

function nameOf(name: string): string {
  if (!token.test(name)) throw new TypeError(`not a header's name: ${JSON.stringify(name)}`);
  return name.toLowerCase();
}

/** Without what is blank around it, in linear time. */
function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && whitespace.includes(text.charAt(from))) from += 1;
  while (to > from && whitespace.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function fitting(given: string): string {
  const value = trimmed(String(given));
  if (unfit.test(value)) throw new TypeError('not a value of a header');
  return value;
}

const isIterable = (init: Init): init is Iterable<readonly [string, string]> => Symbol.iterator in init;

/** Header names are compared without their case; several values of one are joined, but those of `Set-Cookie`. */
export class Headers {
  readonly #values = new Map<string, string[]>();

  constructor(init: Init = {}) {
    for (const [name, value] of isIterable(init) ? init : Object.entries(init)) this.append(name, value);
  }

  append(name: string, value: string): void {
    const key = nameOf(name);
    const added = fitting(value);
    const values = this.#values.get(key);
    if (values === undefined) this.#values.set(key, [added]);
    else values.push(added);
  }

  set(name: string, value: string): void {
    this.#values.set(nameOf(name), [fitting(value)]);
  }

  delete(name: string): void {
    this.#values.delete(nameOf(name));
  }

  get(name: string): string | null {
    return this.#values.get(nameOf(name))?.join(', ') ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(nameOf(name));
  }

  getSetCookie(): string[] {
    return [...(this.#values.get('set-cookie') ?? [])];
  }

  forEach(visit: (value: string, name: string) => void): void {
    for (const [name, value] of this) visit(value, name);
  }

  *entries(): Generator<[name: string, value: string]> {
    for (const name of [...this.#values.keys()].sort()) {
      const values = this.#values.get(name) ?? [];
      if (name === 'set-cookie') for (const value of values) yield [name, value];
      else yield [name, values.join(', ')];
    }
  }

  [Symbol.iterator](): Generator<[name: string, value: string]> {
    return this.entries();
  }
}

/** What a stream of ours will give, so that a response that is made of another's does not read it. */
const contents = new WeakMap<ReadableStream, Content>();
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function contentOf(body: Content | ArrayBuffer | ReadableStream | null | undefined): Content | null {
  if (body === null || body === undefined) return null;
  // Text that is not the same once it has been bytes: half a character, or a mark of their order.
  if (typeof body === 'string') return body.isWellFormed() && body[0] !== '\ufeff' ? body : encoder.encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  const content = contents.get(body);
  if (content === undefined) throw new TypeError('a body is text or bytes');
  return content;
}

/** A body that is read once. */
class Message {
  readonly headers: Headers;
  readonly #content: Content | null;
  #stream: ReadableStream | undefined;
  bodyUsed = false;

  constructor(body: Parameters<typeof contentOf>[0], headers: Init | undefined) {
    this.headers = new Headers(headers);
    this.#content = contentOf(body);
    if (typeof body === 'string' && !this.headers.has('content-type')) {
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
    }
  }

  get body(): ReadableStream | null {
    const content = this.#content;
    if (content === null) return null;
    if (this.#stream !== undefined) return this.#stream;
    this.#stream = new ReadableStream({
      start(controller) {
        controller.enqueue(typeof content === 'string' ? encoder.encode(content) : content);
        controller.close();
      },
    });
    contents.set(this.#stream, content);
    return this.#stream;
  }

  #read(): Content {
    if (this.bodyUsed || this.#stream?.locked) throw new TypeError('the body was read');
    this.bodyUsed = this.#content !== null;
    return this.#content ?? '';
  }

  async text(): Promise<string> {
    const content = this.#read();
    return typeof content === 'string' ? content : decoder.decode(content);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const content = this.#read();
    return typeof content === 'string' ? encoder.encode(content) : content.slice();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }
}

const normal = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK']);

function methodOf(method: string): string {
  const upper = method.toUpperCase();
  if (!token.test(method) || forbidden.has(upper)) throw new TypeError(`not a method: ${JSON.stringify(method)}`);
  return normal.has(upper) ? upper : method;
}

interface RequestInit {
  readonly method?: string;
  readonly headers?: Init;
  readonly body?: Content | ArrayBuffer | null;
}

export class Request extends Message {
  readonly url: string;
  readonly method: string;

  constructor(input: string | URL | Request, init: RequestInit = {}) {
    const given = input instanceof Request ? input : undefined;
    const method = methodOf(init.method ?? given?.method ?? 'GET');
    const body = init.body ?? given?.body;
    if (body != null && (method === 'GET' || method === 'HEAD')) throw new TypeError(`${method} has no body`);
    super(body, init.headers ?? given?.headers);
    const url = new URL(given?.url ?? String(input));
    if (url.username !== '' || url.password !== '') throw new TypeError('credentials in an address');
    this.method = method;
    this.url = url.href;
  }
}

const withoutBody = new Set([101, 204, 205, 304]);

interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: Init;
}

export class Response extends Message {
  readonly status: number;
  readonly statusText: string;

  constructor(body?: Content | ArrayBuffer | ReadableStream | null, init: ResponseInit = {}) {
    const { status = 200, statusText = '', headers } = init;
    if (status < 200 || status > 599) throw new RangeError(`not a status: ${status}`);
    if (withoutBody.has(status) && body != null) throw new TypeError(`${status} has no body`);
    super(body, headers);
    this.status = status;
    this.statusText = statusText;
  }

  get ok(): boolean {
    return this.status < 300;
  }
}
