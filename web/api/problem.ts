import type { Schemas } from './schema.ts';

export type Problem = Schemas['Problem'];

/** A refusal of the API (RFC 9457), worded in the user's language; of nobody when the API could not be reached. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.problem = problem;
  }

  /** Stable, in kebab case; `offline` and `unreadable` are the console's own. */
  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

const own = (code: string, status: number, detail = ''): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: '', status, detail, code, instance: '' });

/** The network or the server is away: no status, and worded by the console. */
export const offline = (): ApiProblem => own('offline', 0);

/** What is worth asking again: the server was away or busy; a refusal stays one. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem && [0, 429, 502, 503, 504].includes(error.status);

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ApiProblem(body);
  return own('unreadable', response.status);
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && typeof (body as Problem).code === 'string';

/** One refusal of one field: where it stands in the body, and what is wrong with it. */
export interface FieldProblem {
  /** Names and places on the way into the body: `/lots/0/title` is `['lots', 0, 'title']`. */
  readonly name: readonly (string | number)[];
  readonly message: string;
}

/** Each field that was refused, as a form names it; what has no pointer into the body is none of them. */
export function fieldProblems(error: unknown): readonly FieldProblem[] {
  if (!(error instanceof ApiProblem)) return [];
  return (error.problem.errors ?? [])
    .filter(({ pointer }) => pointer.startsWith('/'))
    .map(({ pointer, message }) => ({ name: nameOf(pointer), message }));
}

/** RFC 6901: `~1` is `/`, `~0` is `~`. */
function nameOf(pointer: string): readonly (string | number)[] {
  const steps = pointer.slice(1).split('/');
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}
