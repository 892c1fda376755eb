import { goods } from '../../shared/commodity/process.ts';
import data from './data/mail.json' with { type: 'json' };
import texts from './data/texts.json' with { type: 'json' };
import type { Notice, Params } from './notice.ts';

export type Language = 'zh' | 'en';

/** A notice in words. */
export interface Worded {
  readonly title: string;
  readonly text: string;
}

/** A mail in words: what is sent where is said by who sends it. */
export interface Written {
  readonly subject: string;
  readonly text: string;
}

const all: Readonly<Record<string, Readonly<Record<Language, Worded>>>> = texts;
const kinds: Readonly<Record<string, Readonly<Record<Language, string>>>> = data.kinds;

/** How many notices stand in one mail: the rest are counted. */
const mostInMail = 50;

export const codes: readonly string[] = Object.keys(texts);

/** What a notice says, codes by the names that they have in the language. */
export function worded({ code, params }: Pick<Notice, 'code' | 'params'>, language: Language): Worded {
  const { title, text } = all[code]?.[language] ?? { title: code, text: code };
  const named = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, nameOf(name, value, language)]),
  );
  return { title: fill(title, named), text: fill(text, named) };
}

/** The notices of one mail, with where to read each and how to end further mail. */
export function mailOf(
  notices: readonly Notice[],
  language: Language,
  { origin, unsubscribe }: { readonly origin: string; readonly unsubscribe: string },
): Written {
  const [first] = notices;
  const title =
    notices.length === 1 && first !== undefined
      ? worded(first, language).title
      : fill(data.several[language], { count: notices.length });
  const shown = notices.slice(0, mostInMail);
  const left = notices.length - shown.length;
  const lines = [
    ...shown.map((notice) => `${worded(notice, language).text}\n${origin}${notice.link}`),
    ...(left > 0 ? [fill(data.more[language], { count: left })] : []),
    `--\n${data.footer[language]}\n${unsubscribe}`,
  ];
  return { subject: subject(title, language), text: `${lines.join('\n\n')}\n` };
}

/** The mail with an address's code, in the language of who asked. */
export const codeMail = (code: string, language: Language): Written => ({
  subject: subject(data.codeSubject[language], language),
  text: `${fill(data.code[language], { code })}\n`,
});

const subject = (title: string, language: Language): string => `【${data.platform[language]}】${title}`;

/** Names are others' words: no line of theirs begins a line of ours. */
const fill = (template: string, params: Params): string =>
  template.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place).replaceAll(/\s+/g, ' '));

function nameOf(name: string, value: string | number, language: Language): string | number {
  if (name === 'kind') return kinds[value]?.[language] ?? value;
  if (name === 'subject') return goods(String(value))?.name[language] ?? value;
  return value;
}
