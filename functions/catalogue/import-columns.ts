import type { Attribute, Category } from '../../shared/commodity/model.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { UnitCode } from '../../shared/kernel/quantity.ts';
import words from './data/import-columns.json' with { type: 'json' };

/** What a column of a price list may hold (报价单列). */
export type Field = Exclude<keyof typeof words.fields, 'ignored'>;

/** A row of the file: its number there, and its cells. */
export interface ImportRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The columns by what they hold, from 0, and what the heading says of prices. */
export interface Columns {
  readonly at: number;
  readonly fields: Readonly<Partial<Record<Field, number>>>;
  readonly attributes: Readonly<Record<string, number>>;
  readonly per?: UnitCode | undefined;
  readonly taxIncluded?: boolean | undefined;
  readonly deliveryBasis?: string | undefined;
}

/** Titles and notes stand above the heading in no more rows than these. */
const searched = 30;

/** Compatible forms as one (NFKC), without spaces, in lower case: `单价（元／吨）` reads `单价(元/吨)`. */
export const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();

/** Without the unit or note in brackets, and without the star of a required column. */
const named = (heading: string): string => plain(heading).replaceAll(/\([^)]*\)|\[[^\]]*\]|\*/g, '');

const unitWords = new Map(
  Object.entries(words.units).flatMap(([code, all]) => all.map((word) => [word, code as UnitCode] as const)),
);
const fieldWords = new Map(
  Object.entries(words.fields).flatMap(([field, all]) => all.map((word) => [named(word), field] as const)),
);

/** Headings of prices, however they are put together: 含税出厂价, 现款到货价. */
const priceWord = /(?:单价|价格|报价|[厂库货税牌基款]价)$/;

/** The unit that a word names, `吨` or `kg`. */
export const unitOf = (word: string): UnitCode | undefined => {
  const unit = plain(word);
  return unitWords.get(unit) ?? [...unitWords.values()].find((code) => code.toLowerCase() === unit);
};

/** The value that a word stands for in a field of fixed values. */
export function valueNamed(field: keyof typeof words.values, word: string): string | undefined {
  const found = Object.entries(words.values[field]).find(([, all]) => all.includes(plain(word)));
  return found?.[0];
}

/**
 * The heading of a list: of its first rows the one that names most columns, titles above it passed over.
 * @throws `import-no-heading` where none names a price and what it is for
 */
export function headingOf(rows: readonly ImportRow[], attributes: readonly Attribute[]): Columns {
  const read = rows.slice(0, searched).map((row, at) => columnsOf(row, at, attributes));
  const count = ({ fields, attributes: own }: Columns) => Object.keys(fields).length + Object.keys(own).length;
  const best = read.reduce<Columns | undefined>(
    (most, each) => (!most || count(each) > count(most) ? each : most),
    undefined,
  );
  if (best === undefined || best.fields.price === undefined || count(best) < 2) {
    throw new DomainError('rule', 'import-no-heading');
  }
  return best;
}

function columnsOf({ cells }: ImportRow, at: number, known: readonly Attribute[]): Columns {
  const fields: Partial<Record<Field, number>> = {};
  const attributes: Record<string, number> = {};
  for (const [column, heading] of cells.entries()) {
    if (heading === '') continue;
    // A template's heading says it in both languages.
    const forms = [heading, heading.split(/\s+/)[0] ?? ''];
    const attribute = known.find((each) => forms.some((form) => isNamed(each, form)));
    const field = forms
      .map((form) => fieldWords.get(named(form)) ?? (priceWord.test(named(form)) ? 'price' : undefined))
      .find((found) => found !== undefined);
    if (attribute !== undefined && field !== 'spec') attributes[attribute.name] ??= column;
    else if (field !== undefined && field !== 'ignored') fields[field as Field] ??= column;
  }
  const price = plain(cells[fields.price ?? -1] ?? '');
  const per = price.match(/元\/([^)\]]+)/)?.[1];
  const basis = ['出厂', '出库', '到货'].find((word) => price.includes(word));
  return {
    at,
    fields,
    attributes,
    ...(per === undefined ? {} : { per: unitOf(per) }),
    ...(price.includes('含税') ? { taxIncluded: !price.includes('不含税') } : {}),
    ...(basis === undefined ? {} : { deliveryBasis: valueNamed('deliveryBasis', basis) }),
  };
}

function isNamed({ name, label }: Attribute, heading: string): boolean {
  const more: readonly string[] = (words.attributes as Record<string, readonly string[]>)[name] ?? [];
  const names = [name, label.zh, label.en, ...more];
  return (
    names.some((each) => named(each) === named(heading) && named(each) !== '') ||
    names.some((each) => plain(each) === plain(heading))
  );
}

/** The attributes that a heading may name: the category's, or every category's where none is known. */
export function attributesOf(all: readonly Category[], code: string | undefined): readonly Attribute[] {
  return all.filter((each) => code === undefined || each.code === code).flatMap(({ attributes }) => attributes);
}

/** The heading of a list to fill in, in both languages, and what to write in each column. */
export function templateOf({
  attributes,
  tradingUnits,
  weighingBases,
  name,
}: Category): readonly (readonly string[])[] {
  const columns: readonly (readonly [string, string])[] = [
    ['商品名称 title', `${name.zh} …`],
    ...attributes.map(({ name: own, label, values, unit, required }) => {
      const some = values?.slice(0, 12).map(({ value }) => value);
      return [
        `${label.zh} ${own}${unit === undefined ? '' : `(${unit})`}${required ? '*' : ''}`,
        some?.join(' | ') ?? '',
      ] as const;
    }),
    ['单价 price*', '3350.00'],
    ['单位 per*', tradingUnits.join(' | ')],
    ['含税 taxIncluded*', '是 | 否'],
    ['税率 taxRate*', '13%'],
    ['价格口径 deliveryBasis*', '出厂 | 出库 | 到货'],
    ['计重方式 weighingBasis', weighingBases.join(' | ')],
    ['有效期至 validTo*', '2026-12-31'],
    ['品牌 brand', ''],
    ['起订量 minimumOrder', '35'],
    ['月产能 capacityPerMonth', ''],
    ['交货周期 leadTimeDays', '3'],
    ['库存地代码 stockDivision', '350404'],
    ['库存地 stockAddress', ''],
    ['产地 originLabel', ''],
  ];
  return [columns.map(([heading]) => heading), columns.map(([, example]) => example)];
}
