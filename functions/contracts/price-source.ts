import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import { parseUnitPrice } from '../../shared/kernel/money.ts';
import type { UnitCode } from '../../shared/kernel/quantity.ts';
import { type Day, parseDay } from '../../shared/kernel/time.ts';
import type { ToldPoint } from './price-index.ts';

/**
 * Where prices of a series come from (报价来源): an adapter fetches what was published in a window, and the evidence for
 * it. A provider's data is its own: who has its licence writes an adapter with its own credentials; none comes with this.
 */
export interface PriceSource<Input> {
  readonly adapter: 'entered' | 'imported';
  read(input: Input): Promise<readonly ToldPoint[]>;
}

/** A row of a list of prices, as a sheet has it. */
interface ListRow {
  readonly number: number;
  readonly cells: readonly string[];
}

const headings = {
  day: ['day', 'date', '日期'],
  price: ['price', '价格', '报价'],
  per: ['per', 'unit', '单位'],
} as const;
const units: Readonly<Record<string, UnitCode>> = {
  TNE: 'TNE',
  t: 'TNE',
  吨: 'TNE',
  元每吨: 'TNE',
  '元/吨': 'TNE',
  KGM: 'KGM',
  kg: 'KGM',
  千克: 'KGM',
  公斤: 'KGM',
  '元/千克': 'KGM',
  MTR: 'MTR',
  m: 'MTR',
  米: 'MTR',
  MTK: 'MTK',
  'm²': 'MTK',
  平方米: 'MTK',
  MTQ: 'MTQ',
  'm³': 'MTQ',
  立方米: 'MTQ',
  H87: 'H87',
  件: 'H87',
  张: 'H87',
  BG: 'BG',
  袋: 'BG',
};

/**
 * The prices of a list: its first row names `day` and `price` (日期、价格), and `per` (单位) where prices are not told in
 * the series' own unit. Days are written `2026-05-06`, `2026/5/6` or `2026年5月6日`; thousands may be parted by commas.
 * @throws `price-file-headings`, `price-file-invalid` with every fault
 */
export function pointsOf(rows: readonly ListRow[]): ToldPoint[] {
  const [head, ...rest] = rows;
  const column = (names: readonly string[]): number =>
    head?.cells.findIndex((cell) => names.includes(cell.trim().toLowerCase())) ?? -1;
  const [day, price, per] = [column(headings.day), column(headings.price), column(headings.per)];
  if (day < 0 || price < 0) throw new DomainError('rule', 'price-file-headings');
  const errors: FieldError[] = [];
  const points = rest.flatMap(({ number, cells }): ToldPoint[] => {
    const found: ToldPoint[] = [];
    const faults = faultsOf(
      () => void found.push(pointOf(number, cells[day] ?? '', cells[price] ?? '', cells[per])),
      `/rows/${number}`,
    );
    errors.push(...faults.map((fault) => ({ ...fault, params: { ...fault.params, row: number } })));
    return found;
  });
  if (errors.length > 0) throw new DomainError('rule', 'price-file-invalid', { count: errors.length }, errors);
  return points;
}

function pointOf(row: number, day: string, price: string, per: string | undefined): ToldPoint {
  const amount = price.replaceAll(',', '');
  const money = { amount, currency: 'CNY' } as const;
  parseUnitPrice(money);
  const told = { day: dayIn(day), price: money, row };
  if (per === undefined || per === '') return told;
  const unit = units[per.trim()];
  if (unit === undefined) throw new DomainError('rule', 'unit-unknown');
  return { ...told, per: unit };
}

function dayIn(text: string): Day {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim()) ?? [];
  return parseDay(year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
