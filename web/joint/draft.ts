import { canonical } from '../../shared/kernel/json.ts';
import { div, mul, parseDecimal, ratio, toDecimal } from '../../shared/kernel/ratio.ts';
import { decimalOf } from '../kit/exact.tsx';
import { typed, unitKey, unitOf } from '../kit/typed.ts';
import type { Kind, Line, Report, ReportBody } from './round.ts';

/** A line as it is typed (草稿行): figures are text until they are sent. */
export interface DraftLine {
  /** Of the table's row; nothing to the API. */
  readonly key: string;
  readonly lineId?: string;
  readonly category: string;
  readonly attributes: Line['attributes'];
  readonly value: string;
  /** The unit, with its weighing basis where it has one: `TNE/weighed`. */
  readonly unit: string;
  /** In per cent. */
  readonly commitment: string;
  readonly division: string;
  readonly address: string;
  readonly month: string;
  readonly reason: string;
}

export interface Draft {
  readonly lines: readonly DraftLine[];
  /** Why goods of last year are not reported, by kind of goods. */
  readonly omissions: Readonly<Record<string, string>>;
  /** Why a change after the lock is asked for. */
  readonly reason?: string;
}

type Goods = Pick<Kind, 'category' | 'attributes'>;

/** The same goods have the same key, whatever order their attributes were typed in. */
export const goodsKey = ({ category, attributes }: Goods): string => canonical([category, attributes]);

const hundred = ratio(100n);
const percent = (share: string): string => toDecimal(mul(parseDecimal(share, 4), hundred), 2) ?? share;

/** `80` of the table is the API's `0.8`; what is no figure goes as it is, to be refused by name. */
function shareOf(text: string): string {
  try {
    return toDecimal(div(parseDecimal(typed(text).replace(/%$/, ''), 2), hundred), 4) ?? text;
  } catch {
    return text;
  }
}

let made = 0;
export const freshKey = (): string => `${Date.now()}-${++made}`;

export const lineOf = (line: Line, keepsId: boolean): DraftLine => ({
  key: line.id,
  ...(keepsId ? { lineId: line.id } : {}),
  category: line.category,
  attributes: line.attributes,
  value: line.quantity.value,
  unit: unitKey(line.quantity),
  commitment: percent(line.commitment),
  division: line.deliveryPoint.division,
  address: line.deliveryPoint.address,
  month: line.month,
  reason: line.reason ?? '',
});

export const draftOf = ({ signed: { lines, omissions } }: Report): Draft => ({
  lines: lines.map((line) => lineOf(line, true)),
  omissions: Object.fromEntries(omissions.map((each) => [goodsKey(each), each.reason])),
});

export interface Defaults {
  readonly division: string;
  readonly months: readonly string[];
}

/** Goods that are added, in the unit that they trade in first. */
export type NewGoods = Goods & { readonly unit: string };

/** A new line for goods, at the unit's own place. */
export const newLine = (goods: NewGoods, { division, months }: Defaults): DraftLine => ({
  ...goods,
  key: freshKey(),
  value: '',
  commitment: '80',
  division,
  address: '',
  month: months[0] ?? '',
  reason: '',
});

/** Another line of the same goods. */
export function again({ lineId: _, ...line }: DraftLine): DraftLine {
  return { ...line, key: freshKey(), value: '' };
}

/**
 * What to start from (预填): the lines of the round before, in the same month where the window has it; and of what else
 * the lead entered as last year's, its sum.
 */
export function prefilled(report: Report, before: readonly Line[], defaults: Defaults): Draft {
  const { months } = defaults;
  const kept = before.map((line): DraftLine => {
    const month = months.find((each) => each.slice(5) === line.month.slice(5)) ?? months[0] ?? '';
    return { ...lineOf(line, false), key: freshKey(), month, reason: '' };
  });
  const known = new Set(kept.map(goodsKey));
  const entered = report.lastYear
    .filter((kind) => !known.has(goodsKey(kind)))
    .map((kind): DraftLine => {
      const { category, attributes, last } = kind;
      return { ...newLine({ category, attributes, unit: unitKey(kind) }, defaults), value: decimalOf(last).value };
    });
  return { lines: [...kept, ...entered], omissions: {} };
}

/** Goods of last year that no line is of. */
export function omitted({ lastYear }: Report, { lines }: Draft): readonly Kind[] {
  const reported = new Set(lines.map(goodsKey));
  const seen = new Set<string>();
  return lastYear.filter((kind) => {
    const key = goodsKey(kind);
    if (reported.has(key) || seen.has(key) || kind.last.startsWith('0/')) return false;
    seen.add(key);
    return true;
  });
}

/** The draft as the API takes it. */
export function bodyOf(draft: Draft, missing: readonly Kind[]): ReportBody {
  const lines = draft.lines.map((line) => ({
    ...(line.lineId === undefined ? {} : { lineId: line.lineId }),
    category: line.category,
    attributes: line.attributes,
    quantity: { value: typed(line.value), ...unitOf(line.unit) },
    commitment: shareOf(line.commitment),
    deliveryPoint: { division: line.division, address: line.address.trim() },
    month: line.month,
    ...(line.reason.trim() === '' ? {} : { reason: line.reason.trim() }),
  }));
  const omissions = missing.flatMap((kind) => {
    const reason = draft.omissions[goodsKey(kind)]?.trim();
    return reason ? [{ category: kind.category, attributes: kind.attributes, reason }] : [];
  });
  return { lines, omissions } as unknown as ReportBody;
}
