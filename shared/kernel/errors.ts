/** What kind of refusal it is; the HTTP edge alone turns a kind into a status. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'unsupported'
  | 'too-late'
  | 'rule'
  | 'too-many'
  | 'unavailable';

/** Values that fill the places of an error's message, such as `{max}`; never a secret. */
export type ErrorParams = Readonly<Record<string, string | number | boolean>>;

/** One broken rule of one field. `pointer` is an RFC 6901 JSON pointer into the request body. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly params?: ErrorParams;
}

/**
 * A broken rule (业务规则错误). `code` is stable and kebab-case; text in any language is made at the edge.
 * Thrown by deciders, policies and parsers; an outcome that is expected is an event instead.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: ErrorParams;
  readonly errors: readonly FieldError[];

  constructor(kind: ErrorKind, code: string, params: ErrorParams = {}, errors: readonly FieldError[] = []) {
    super(code);
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.params = params;
    this.errors = errors;
  }
}

/** A rule broken by one field. */
export function fieldError(code: string, pointer: string, params: ErrorParams = {}): DomainError {
  return new DomainError('rule', code, params, [{ pointer, code, params }]);
}

/** All faults as one: by the code that they share, else by `code`. */
export function together(kind: ErrorKind, code: string, errors: readonly FieldError[]): DomainError {
  const [first, ...others] = errors;
  const same = first !== undefined && others.every((each) => each.code === first.code);
  return new DomainError(kind, same ? first.code : code, same ? first.params : {}, errors);
}

/** Throws them, where there are some. */
export function refuseAll(errors: readonly FieldError[], code: string): void {
  if (errors.length > 0) throw together('rule', code, errors);
}

/** The field errors of a check that throws; a fault without a field of its own stands at `pointer`. */
export function faultsOf(check: () => unknown, pointer: string): readonly FieldError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors.length > 0 ? error.errors : [{ pointer, code: error.code, params: error.params }];
  }
}

/** Throws an error again, a fault without a field of its own placed at `pointer`. */
export const placedAt =
  (pointer: string) =>
  (error: unknown): never => {
    if (!(error instanceof DomainError) || error.errors.length > 0) throw error;
    const { kind, code, params } = error;
    throw new DomainError(kind, code, params, [{ pointer, code, params }]);
  };

/** Makes a switch over a union fail to compile when a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
