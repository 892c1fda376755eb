import http from '../shared/http/data/problems.json' with { type: 'json' };
import kernel from '../shared/kernel/data/problems.json' with { type: 'json' };
import { DomainError, type ErrorParams } from '../shared/kernel/errors.ts';
import sealing from '../shared/sealing/data/problems.json' with { type: 'json' };
import own from './text.json' with { type: 'json' };

export type Language = 'zh' | 'en';
type Texts<T> = Readonly<Record<string, Readonly<Record<Language, T>>>>;

const texts: Texts<string> = own;
const problems: Texts<{ readonly detail: string }> = { ...http, ...kernel, ...sealing };

/** The text of a code in this language, its `{places}` filled; a code without a text stands for itself. */
export function text(lang: Language, code: string, params: ErrorParams = {}): string {
  const template = texts[code]?.[lang] ?? problems[code]?.[lang].detail ?? code;
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

/** An error in plain words, a line for each field at fault. */
export function explain(lang: Language, error: unknown): string {
  if (!(error instanceof DomainError)) return text(lang, 'unexpected', { message: String(error) });
  const fields = error.errors.map(
    ({ pointer, code, params }) => `  ${pointer || '/'}  ${text(lang, code, { ...params })}`,
  );
  return [text(lang, error.code, error.params), ...fields].join('\n');
}
