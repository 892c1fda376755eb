import { DomainError, type ErrorParams } from '../shared/kernel/errors.ts';
import catalogue from './text.json' with { type: 'json' };

export type Language = 'zh' | 'en';

const texts: Readonly<Record<string, Readonly<Record<Language, string>>>> = catalogue;

/** The text of a code in this language, its `{places}` filled; a code without a text stands for itself. */
export function text(lang: Language, code: string, params: ErrorParams = {}): string {
  const template = texts[code]?.[lang] ?? code;
  return template.replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place));
}

/** An error in plain words, a line for each field at fault. */
export function explain(lang: Language, error: unknown): string {
  if (!(error instanceof DomainError)) return text(lang, 'unexpected', { message: String(error) });
  const fields = error.errors.map(
    ({ pointer, code, params }) => `  ${pointer || '/'}  ${text(lang, code, { ...params })}`,
  );
  return [text(lang, error.code, error.params), ...fields].join('\n');
}
