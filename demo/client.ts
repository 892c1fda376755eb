/** How a request is sent: over the network, or straight into the application. */
export type Send = (path: string, init: RequestInit) => Response | Promise<Response>;

export interface Reply<T = unknown> {
  readonly status: number;
  readonly body: T;
}

/** A refusal as the API words it. */
export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

export interface Client {
  /** Any answer. */
  ask<T = unknown>(method: string, path: string, options?: AskOptions): Promise<Reply<T>>;
  /** The body of an answer that must be a success. */
  get<T>(path: string, as?: string): Promise<T>;
  post<T>(path: string, body: unknown, as?: string): Promise<T>;
  put<T>(path: string, body: unknown, as?: string): Promise<T>;
  patch<T>(path: string, body: unknown, as?: string): Promise<T>;
  delete<T>(path: string, as?: string): Promise<T>;
}

export interface AskOptions {
  /** The user's subject. */
  readonly as?: string | undefined;
  readonly body?: unknown;
}

/** Tokens of the development issuer (开发令牌), which gives anybody any. */
export const devTokens =
  (send: Send) =>
  async (sub: string): Promise<string> => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await send('/dev/token', { method: 'POST', headers, body: JSON.stringify({ sub }) });
    return ((await answer.json()) as { token: string }).token;
  };

/** A client of the API that speaks for any user. */
export function client(send: Send, tokenOf: (sub: string) => Promise<string>): Client {
  const tokens = new Map<string, Promise<string>>();
  const token = (sub: string): Promise<string> => {
    const known = tokens.get(sub) ?? tokenOf(sub);
    tokens.set(sub, known);
    return known;
  };

  async function ask<T>(method: string, path: string, { as, body }: AskOptions = {}): Promise<Reply<T>> {
    const response = await send(path, {
      method,
      headers: {
        ...(as === undefined ? {} : { Authorization: `Bearer ${await token(as)}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json().catch(() => undefined)) as T };
  }

  async function must<T>(method: string, path: string, options: AskOptions): Promise<T> {
    const { status, body } = await ask<T>(method, path, options);
    if (status < 300) return body;
    throw new Error(`${method} ${path} (${options.as ?? '-'}): ${status} ${JSON.stringify(body)}`);
  }

  return {
    ask,
    get: (path, as) => must('GET', path, { as }),
    post: (path, body, as) => must('POST', path, { as, body }),
    put: (path, body, as) => must('PUT', path, { as, body }),
    patch: (path, body, as) => must('PATCH', path, { as, body }),
    delete: (path, as) => must('DELETE', path, { as }),
  };
}
