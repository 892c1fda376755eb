import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { division } from '../../shared/commodity/divisions.ts';
import { amountInWords } from '../../shared/kernel/amount-words.ts';
import { type Money, parseMoney } from '../../shared/kernel/money.ts';
import { serverNow } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import {
  amountText,
  clockText,
  dayText,
  deadlineText,
  grouped,
  leftUntil,
  momentText,
  numeral,
  plain,
  weekdayText,
} from './format.ts';
import { useLanguage } from './language.ts';
import { useText } from './text.ts';
import { sayCode } from './texts-of.ts';

/*
 * Single values as every page writes them.
 */

interface AmountProps {
  readonly value: Money | undefined;
  /** In yuan to the fen, where the figure itself matters: prices, statements. */
  readonly exact?: boolean;
  /** With the amount in words (大写金额) below it, as contracts and statements have it. */
  readonly words?: boolean;
}

/** An amount of money (金额): 万元 where it is large, always with the exact figure as its title. */
export function Amount({ value, exact = false, words = false }: AmountProps) {
  const language = useLanguage();
  const say = useText();
  if (value === undefined) return <>{say('none')}</>;
  const yuan = language === 'zh' ? `${grouped(value.amount)} 元` : `CNY ${grouped(value.amount)}`;
  return (
    <span className="j-figure" title={yuan}>
      <span className="j-whole">{exact ? yuan : amountText(value, language)}</span>
      {words && (
        <span className="j-words" lang="zh-CN">
          {wordsOf(value)}
        </span>
      )}
    </span>
  );
}

/** The amount in words (大写金额), as it stands on paper; one below zero is marked as on red-letter invoices. */
export function wordsOf(value: Money): string {
  const fen = parseMoney(value);
  return fen < 0n ? `（负数）人民币${amountInWords(-fen)}` : `人民币${amountInWords(fen)}`;
}

/** A price a unit (单价), as many decimals as it has. */
export function UnitPrice({ value, per }: { readonly value: Money; readonly per: string }) {
  const say = useText();
  return (
    <span className="j-figure j-whole">
      {grouped(value.amount)} {useLanguage() === 'zh' ? '元' : 'CNY'}/{sayCode(say, 'unit', per)}
    </span>
  );
}

interface QuantityProps {
  readonly value: { readonly value: string; readonly unit: string; readonly basis?: string };
}

/** A quantity with its unit, and how it is weighed where that matters: tonnes of two bases are different. */
export function Amounted({ value: { value, unit, basis } }: QuantityProps) {
  const say = useText();
  return (
    <span className="j-figure">
      <span className="j-whole">
        {grouped(plain(value))} {sayCode(say, 'unit', unit)}
      </span>
      {basis !== undefined && <span className="j-basis">{sayCode(say, 'basis', basis)}</span>}
    </span>
  );
}

/** An article of a law as the API cites it (`art. 9 para. 1`), in the words of the language. */
export function Article({ of }: { readonly of: string }) {
  const say = useText();
  const language = useLanguage();
  const counted = (number: string): string => (language === 'zh' ? numeral(Number(number)) : number);
  const cited = of.replace(
    / ?\bart\. (\d+)(?: para\. (\d+))?/g,
    (_, article: string, paragraph?: string) =>
      say('article', { article: counted(article) }) +
      (paragraph === undefined ? '' : say('paragraph', { paragraph: counted(paragraph) })),
  );
  return <>{cited.trim()}</>;
}

/** A day of Asia/Shanghai, of a date or an instant. */
export function Day({ at, weekday = false }: { readonly at: string | undefined; readonly weekday?: boolean }) {
  const language = useLanguage();
  if (at === undefined) return <>—</>;
  return (
    <time dateTime={at}>
      {dayText(at, language)}
      {weekday && ` ${weekdayText(at, language)}`}
    </time>
  );
}

/** A moment in Asia/Shanghai. */
export function Moment({ at }: { readonly at: string | undefined }) {
  const language = useLanguage();
  return at === undefined ? <>—</> : <time dateTime={at}>{momentText(at, language)}</time>;
}

/** From when until when on one day, by the clock of Shanghai. */
export function Hours({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <span className="j-figure">
      <time dateTime={from}>{clockText(from)}</time>–<time dateTime={to}>{clockText(to)}</time>
    </span>
  );
}

/** A moment until which something may be done, in Asia/Shanghai, and while it counts what is left until then. */
export function Deadline({ at, counts = true }: { readonly at: string; readonly counts?: boolean }) {
  const language = useLanguage();
  return (
    <>
      <time dateTime={at}>{deadlineText(at, language)}</time>
      {counts && (
        <>
          {' '}
          <Countdown until={at} sentence />
        </>
      )}
    </>
  );
}

interface CountdownProps {
  readonly until: string;
  /** Nothing beside it says that this is what is left. */
  readonly sentence?: boolean;
}

/** What is left until a deadline, by the server's time, once a second in its last hour and once a minute before. */
export function Countdown({ until, sentence = false }: CountdownProps) {
  const say = useText();
  const [now, setNow] = useState(serverNow);
  const { days, hours, minutes, seconds, past } = leftUntil(until, now);
  const pace = days > 0 || hours > 0 ? 30_000 : 1000;
  useEffect(() => {
    if (past) return;
    const timer = setInterval(() => setNow(serverNow()), pace);
    return () => clearInterval(timer);
  }, [pace, past]);
  const tone = past ? 'past' : days < 3 ? 'soon' : 'far';
  const words = past
    ? say('left.past')
    : days > 0
      ? say('left.days', { days, hours })
      : hours > 0
        ? say('left.hours', { hours, minutes })
        : say('left.minutes', { minutes, seconds });
  return (
    <span className={`j-countdown j-countdown-${tone}`} role="timer">
      {sentence && !past ? say('left.still', { left: words }) : words}
    </span>
  );
}

/** Names of divisions (行政区划) by their codes; those of other cities are fetched where they are asked for. */
export function useDivisionName(elsewhere = true): (code: string) => string {
  const language = useLanguage();
  const say = useText();
  const { data: places } = useQuery({
    queryKey: ['places'],
    queryFn: () => import('../../shared/commodity/places.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: elsewhere,
  });
  return (code) => (division(code)?.name ?? places?.placeName(code))?.[language] ?? say('elsewhere');
}

/** The name of a division by its code, and the code to who points at it. */
export function Division({ code }: { readonly code: string }) {
  return (
    <span className="j-whole" title={code}>
      {useDivisionName(division(code) === undefined)(code)}
    </span>
  );
}

/** A unified social credit code (统一社会信用代码), in one piece: 18 characters find room in half a phone. */
export function Uscc({ of }: { readonly of: string | undefined }) {
  return <span className="j-uscc">{of}</span>;
}

interface AddressProps {
  readonly of: { readonly division: string; readonly address?: string | undefined };
}

/** Where something is: the division, unless the address begins with it, and the address. */
export function Address({ of: { division: code, address = '' } }: AddressProps) {
  const said = useLanguage() === 'zh' && address.startsWith(division(code)?.name.zh ?? code);
  return (
    <>
      {!said && <Division code={code} />} <span lang="zh-CN">{address}</span>
    </>
  );
}

/** An article of the law or the platform's rule that something stands on, in its own language. */
export function Cited({ of }: { readonly of: string | undefined }) {
  return <span lang="zh-CN">{of}</span>;
}

/** Names of categories, as the catalogue has them. */
export function useCategoryName(): (code: string) => string {
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  return (code) => {
    const family = data?.items.find((each) => code === each.code || code.startsWith(`${each.code}.`));
    const found = family?.code === code ? family : family?.children.find((each) => each.code === code);
    return found?.name[language] ?? code;
  };
}
