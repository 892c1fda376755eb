import type { Money } from '../../shared/kernel/money.ts';
import type { Language } from './language.ts';
import numerals from './numerals.json' with { type: 'json' };

/*
 * How figures are written. Digits are moved as text, never through a float: an amount of the API is a decimal string and
 * stays exact on the page.
 */

/** `1234567.80` with a comma every three digits. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** Trailing zeros of the fraction say nothing in a quantity: `1200.000` is `1200`. */
export const plain = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);

/** `0.13` as `13%`: the point moves as text, two places to the right. */
export function percent(fraction: string): string {
  const negative = fraction.startsWith('-');
  const [whole = '0', decimals = ''] = fraction.replace('-', '').split('.');
  const padded = decimals.padEnd(2, '0');
  const digits = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return `${negative ? '-' : ''}${plain(`${digits}.${padded.slice(2)}`).replace(/\.$/, '')}%`;
}

/** Moves the point four digits to the left: `10200000.00` yuan are `1020` 万元. */
export function inTenThousands(decimal: string): string {
  const negative = decimal.startsWith('-');
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const padded = whole.padStart(5, '0');
  const moved = plain(`${padded.slice(0, -4)}.${padded.slice(-4)}${fraction}`).replace(/^0+(?=\d)/, '');
  return `${negative ? '-' : ''}${moved}`;
}

/** An amount as officials write it (万元) where it comes to ten thousand yuan, else in yuan. */
export function amountText({ amount }: Money, language: Language): string {
  const large = amount.replace('-', '').split('.')[0]?.length ?? 0;
  if (language === 'en') return `CNY ${grouped(amount)}`;
  return large > 4 ? `${grouped(inTenThousands(amount))} 万元` : `${grouped(amount)} 元`;
}

const [zero = '', one = ''] = numerals.digits;
const [, ten = ''] = numerals.places;

/** A whole number below ten thousand as laws count their articles, in Chinese: hundreds and tens by name. */
export function numeral(number: number): string {
  const said = [...String(number)].map((digit, at, { length }) =>
    digit === '0' ? zero : `${numerals.digits[Number(digit)]}${numerals.places[length - 1 - at]}`,
  );
  const short = said
    .join('')
    .replace(new RegExp(`${zero}+`, 'g'), zero)
    .replace(new RegExp(`(?<=.)${zero}$`), '');
  return short.startsWith(one + ten) ? short.slice(one.length) : short;
}

const zone = 'Asia/Shanghai';
const locale: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** Formatters are dear to make and cheap to use. */
const made = new Map<string, Intl.DateTimeFormat>();
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const found = made.get(key) ?? new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options });
  made.set(key, found);
  return found;
}

/** A day of Asia/Shanghai, of an instant or a date: 2026年3月26日. */
export function dayText(at: string, language: Language): string {
  const instant = /^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00:00+08:00` : at;
  return formatter(language, { year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric' }).format(
    new Date(instant),
  );
}

/** A month, `2026-05`: 2026年5月. */
export const monthText = (month: string, language: Language): string =>
  formatter(language, { year: 'numeric', month: language === 'zh' ? 'long' : 'short' }).format(
    new Date(`${month}-01T00:00:00+08:00`),
  );

/** A moment in Asia/Shanghai: 2026年3月26日 09:30. */
export function momentText(at: string, language: Language): string {
  const time = formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
  return `${dayText(at, language)} ${time}`;
}

/** A moment until which something may be done: the midnight that begins a day is 24:00 of the day before (GB/T 7408.1, 24:00). */
export function deadlineText(at: string, language: Language): string {
  if (clockText(at) !== '00:00') return momentText(at, language);
  return `${dayText(new Date(Date.parse(at) - 1).toISOString(), language)} 24:00`;
}

const weekdays: Readonly<Record<Language, Intl.DateTimeFormatOptions>> = {
  zh: { weekday: 'long' },
  en: { weekday: 'short' },
};
export const weekdayText = (at: string, language: Language): string =>
  formatter(language, weekdays[language]).format(new Date(at));

/** What is left until a moment, in whole units; zeros when it is past. */
export interface Left {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly past: boolean;
}

export function leftUntil(at: string, now: number): Left {
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    seconds: seconds % 60,
    past: Date.parse(at) <= now,
  };
}

/** The instant of a minute on the clock of Shanghai, as a field of date and time has it: `2026-03-24T09:30`. */
export const instantOf = (wall: string): string => `${wall}:00+08:00`;

/** An instant on the clock of Shanghai, as a field of date and time has it: `2026-03-24T09:30`. */
export const wallOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);

/** The clock of Shanghai at an instant: `09:30`. */
export const clockText = (at: string): string => wallOf(at).slice(11);
