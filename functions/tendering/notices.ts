import { addQuantities, parseQuantity, type Quantity, unitLabels } from '../../shared/kernel/quantity.ts';
import { sub, sum, toDecimal } from '../../shared/kernel/ratio.ts';
import { addDays, addDuration, dayOf, type Instant } from '../../shared/kernel/time.ts';
import data from './data/notices.json' with { type: 'json' };
import type { Lot } from './draft.ts';
import type { Award, AwardRevoked, CandidatesPublished, TenderAwarded, TenderEvent } from './events.ts';
import type { ExistingTender } from './tender-state.ts';

/** A notice to all (公告): what the log says that everybody must know, in both languages, with its article. */
export interface Notice {
  readonly code: NoticeCode;
  readonly at: Instant;
  readonly title: Words;
  readonly text: Words;
  readonly article?: string;
}
interface Words {
  readonly zh: string;
  readonly en: string;
}
type Language = keyof Words;
type NoticeCode = Exclude<keyof typeof data, 'words'>;
type Params = Readonly<Record<string, string | number>>;

/** The notice that an event of the log makes; undefined where it makes none. */
export function noticeOf(json: string, tender: ExistingTender): Notice | undefined {
  const { at, ...event } = JSON.parse(json) as TenderEvent & { readonly at: Instant };
  const code = event.type as NoticeCode;
  if (!Object.hasOwn(data, code) || (code as string) === 'words') return undefined;
  // Where the rules want a result notice, that is the award's.
  if (code === 'CandidatesPublished' && 'rules' in tender && tender.rules?.result.value === 'notice') return undefined;
  const say = (language: Language, part: 'title' | 'text') =>
    filled(data[code][language][part], paramsOf(event as TenderEvent, tender, language));
  const { rule } = event.data;
  return {
    code,
    at,
    title: { zh: say('zh', 'title'), en: say('en', 'title') },
    text: { zh: say('zh', 'text').trim(), en: say('en', 'text').trim() },
    ...(rule === undefined ? {} : { article: rule }),
  };
}

function paramsOf(event: TenderEvent, tender: ExistingTender, language: Language): Params {
  const words = data.words[language];
  const lotTitle = (id: string): string => tender.draft.lots.find((lot) => lot.id === id)?.title ?? id;
  switch (event.type) {
    case 'TenderPublished':
      return { buyer: tender.buyer.name, tender: tender.draft.title, deadline: clock(tender.draft.deadline, language) };
    case 'ClarificationIssued': {
      const { number, text, deadline } = event.data;
      return { number, text, deadline: clock(deadline, language) };
    }
    case 'TenderAmended': {
      const { documentsVersion: version, reason, draft } = event.data;
      return { version, reason, deadline: clock(draft.deadline, language) };
    }
    case 'TenderOpened':
      return { opened: event.data.opened, unopened: event.data.unopened.length };
    case 'CandidatesPublished':
      return { lots: candidates(event.data), until: clock(event.data.standstillUntil, language) };
    case 'TenderAwarded':
      return { lots: awards(event.data) };
    case 'AwardRevoked':
      return { lot: lotTitle(event.data.lot), reason: event.data.reason, next: successor(event.data) };
    case 'TenderFailed':
      return { why: event.data.why ?? words[event.data.reason] };
    case 'ResultWithdrawn':
    case 'TenderCancelled':
      return { reason: event.data.reason };
    default:
      return {};
  }

  function candidates({ lots }: CandidatesPublished['data']): string {
    const ranked = lots.map(({ lot, candidates: list }) => {
      const named = list.map(({ rank, name, price }) => filled(words.rank, { rank, name, price: price.amount }));
      return filled(words.lot, { lot: lotTitle(lot), candidates: named.join(language === 'zh' ? '；' : '; ') });
    });
    return ranked.join(' ');
  }

  function awards({ awards: won, unawarded }: TenderAwarded['data']): string {
    return [
      ...won.map((award) => filled(award.rank === undefined ? words.winner : words.share, winner(award))),
      ...unawarded.map((lot) => filled(words.unawarded, { lot: lotTitle(lot) })),
    ].join(' ');
  }

  function winner({ lot, rank = 1, name, amount, lines }: Award): Params {
    const byUnit = [...Map.groupBy(lines, ({ quantity: { unit, basis } }) => `${unit} ${basis}`).values()];
    const sums = byUnit.map((list) => addQuantities(list.map(({ quantity }) => quantity)));
    const quantity = sums.map(({ value, unit }) => `${value} ${unitLabels[unit][language]}`).join(' + ');
    return { lot: lotTitle(lot), rank, name, quantity, price: amount.amount };
  }

  /** What a winner that dropped out had and nobody has now: bought once, it is not awarded (剩余数量未授标). */
  function left(id: string, now: readonly Award[]): string[] {
    const { lots, agreementTerm } = tender.draft;
    const lot = lots.find((one) => one.id === id);
    if (lot?.allocation.rule !== 'optimised' || agreementTerm !== undefined) return [];
    const rest = restOf(lot, now);
    return rest === undefined
      ? []
      : [filled(words.left, { quantity: `${rest.value} ${unitLabels[rest.unit][language]}` })];
  }

  function successor({ lot, next, awards: now }: AwardRevoked['data']): string {
    if (now !== undefined && now.length > 0) {
      const awards = now.map((award) => filled(words.share, winner(award)));
      return filled(words.now, { awards: [...awards, ...left(lot, now)].join(' ') });
    }
    if (next === null) return words.none;
    return filled(words.next, { name: next.name, price: next.amount.amount });
  }
}

/** What of a lot none of its winners has; of several units none is left, as they are awarded whole. */
function restOf({ items }: Lot, awards: readonly Award[]): Quantity | undefined {
  const [first] = items;
  const awarded = awards.flatMap(({ lines }) => lines.map(({ quantity }) => parseQuantity(quantity)));
  const rest = sub(sum(items.map(({ quantity }) => parseQuantity(quantity))), sum(awarded));
  const value = rest.n > 0n ? toDecimal(rest, 6) : undefined;
  return first === undefined || value === undefined ? undefined : { ...first.quantity, value };
}

const filled = (template: string, params: Params): string =>
  template.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));

/** An instant by the clock of Shanghai: 2026年3月24日 09:00, `2026-03-24 09:00` in English; midnight ends the day before (24:00). */
function clock(at: Instant, language: Language): string {
  const wall = addDuration(at, 'PT8H').slice(11, 16);
  const [day, time] = wall === '00:00' ? [addDays(dayOf(at), -1), '24:00'] : [dayOf(at), wall];
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return filled(data.words[language].clock, { day, year, month, date, time });
}
