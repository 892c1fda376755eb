import { DomainError, type ErrorKind, type ErrorParams } from '../kernel/errors.ts';

export type Language = 'zh' | 'en';

export interface ProblemText {
  readonly title: string;
  /** May hold places: `{param}`, or `{param:code}` for a parameter of one or more codes, as the `words` of that text say them. */
  readonly detail: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** The texts of the problem codes; each context brings its own. */
export type ProblemTexts = Readonly<Record<string, Readonly<Record<Language, ProblemText>>>>;

const statuses: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  'too-late': 422,
  rule: 422,
  'too-many': 429,
  unavailable: 503,
};

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

export interface ProblemContext {
  readonly texts: ProblemTexts;
  readonly language: Language;
  readonly requestId: string;
  /** Where `/problems/<code>` is served. */
  readonly origin: string;
}

/** Chinese unless the caller prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const tags = (acceptLanguage ?? '').split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return tags.find((tag) => tag === 'zh' || tag === 'en') === 'en' ? 'en' : 'zh';
}

/** How many field errors are told, and how much of a name that somebody sent: whoever sends much gets little of it back. */
const told = { errors: 100, name: 200 } as const;

/** Any error as a problem: what is not a `DomainError` says nothing of itself. */
export function problemOf(error: unknown, context: ProblemContext): Problem {
  const known = error instanceof DomainError ? error : new DomainError('unavailable', 'internal-error');
  const status = error instanceof DomainError ? statuses[known.kind] : 500;
  const say = (code: string, params: ErrorParams): ProblemText => textOf(context, code, params);
  return {
    type: `${context.origin}/problems/${known.code}`,
    ...say(known.code, known.params),
    status,
    code: known.code,
    instance: context.requestId,
    ...(known.errors.length === 0
      ? {}
      : {
          errors: known.errors.slice(0, told.errors).map(({ pointer, code, params = {} }) => ({
            pointer: pointer.slice(0, told.name),
            code,
            message: say(code, params).detail,
          })),
        }),
  };
}

/** What a code says, in both languages. */
export function wordsOf(texts: ProblemTexts, code: string, params: ErrorParams): Readonly<Record<Language, string>> {
  const say = (language: Language): string => textOf({ texts, language }, code, params).detail;
  return { zh: say('zh'), en: say('en') };
}

function textOf(
  { texts, language }: Pick<ProblemContext, 'texts' | 'language'>,
  code: string,
  params: ErrorParams,
): ProblemText {
  const text = texts[code]?.[language] ?? { title: code, detail: code };
  const fill = (template: string): string =>
    template.replaceAll(/\{(\w+)(?::([\w-]+))?\}/g, (place, name: string, worded: string = '') => {
      const value = String(params[name] ?? place).slice(0, told.name);
      const words = texts[worded]?.[language].words;
      if (words === undefined) return value;
      const said = value.replaceAll(/[^\s,]+/g, (each) => words[each] ?? each);
      return language === 'zh' ? said.replaceAll(', ', '、') : said;
    });
  return { title: fill(text.title), detail: fill(text.detail) };
}
