import { type Language, useLanguage } from './language.ts';

export type Params = Readonly<Record<string, string | number>>;

/** Says a text of a context in the user's language; `{name}` in it is filled from the parameters. */
export type Say<Key extends string> = (key: Key, params?: Params) => string;

/**
 * The texts of a context, as `text.ts` in its folder exports them:
 *
 *     export const useText = textsOf(zh, en);      // in text.ts, from texts.zh.json and texts.en.json
 *     const say = useText();                       // in a component
 *     say('title'), say('lots', { count: 3 })
 */
export function textsOf<T extends Readonly<Record<string, string>>>(
  zh: T,
  en: Readonly<Record<keyof T, string>>,
): () => Say<keyof T & string> {
  const sayIn = (of: Readonly<Record<string, string>>): Say<string> => {
    return (key, params) => fill(of[key] ?? key, params);
  };
  const says: Record<Language, Say<string>> = { zh: sayIn(zh), en: sayIn(en) };
  return () => says[useLanguage()];
}

/** A text for a code of the API (`status.published`), or the code itself where a newer server says one that is not known. */
export const sayCode = <Key extends string>(say: Say<Key>, group: string, code: string): string => {
  const key = `${group}.${code}`;
  const text = (say as Say<string>)(key);
  return text === key ? code : text;
};

const fill = (text: string, params: Params = {}): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
