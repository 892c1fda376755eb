import { categories, category } from '../../shared/commodity/category.ts';
import type { Attribute, AttributeValue } from '../../shared/commodity/model.ts';
import { type ParsedSpec, parseSpec } from '../../shared/commodity/spec/index.ts';
import type { FieldError } from '../../shared/kernel/errors.ts';
import type { Basis, UnitCode } from '../../shared/kernel/quantity.ts';
import { div, parseDecimal, ratio, toDecimal } from '../../shared/kernel/ratio.ts';
import { type Columns, type Field, type ImportRow, plain, unitOf, valueNamed } from './import-columns.ts';

/** What holds for every row whose own cells say nothing of it (缺省值). */
export interface Defaults {
  readonly category?: string | undefined;
  readonly per?: UnitCode | undefined;
  readonly taxIncluded?: boolean | undefined;
  readonly taxRate?: string | undefined;
  readonly deliveryBasis?: string | undefined;
  readonly weighingBasis?: Basis | undefined;
  readonly validTo?: string | undefined;
  readonly brand?: string | undefined;
  readonly originLabel?: string | undefined;
  readonly stockDivision?: string | undefined;
}

/** A row as the listing that it says, not checked yet; what could not even be read stands in `faults`. */
export interface ReadRow {
  readonly listing: Readonly<Record<string, unknown>>;
  readonly faults: readonly FieldError[];
}

/** Which column says what a pointer points at, most specific first. */
const columnOf: readonly (readonly [string, readonly Field[]])[] = [
  ['/category', ['category', 'goods', 'title']],
  ['/title', ['title', 'goods', 'spec']],
  ['/attributes', ['spec', 'goods', 'title']],
  ['/price/per', ['per', 'price']],
  ['/price/taxIncluded', ['taxIncluded', 'price']],
  ['/price/taxRate', ['taxRate', 'price']],
  ['/price/deliveryBasis', ['deliveryBasis', 'price']],
  ['/price/weighingBasis', ['weighingBasis', 'price']],
  ['/price/validTo', ['validTo', 'price']],
  ['/price', ['price']],
  ['/brand', ['brand']],
  ['/producer', ['producer']],
  ['/minimumOrder', ['minimumOrder']],
  ['/capacityPerMonth', ['capacityPerMonth']],
  ['/leadTimeDays', ['leadTimeDays']],
  ['/stockPoints/0/division', ['stockDivision', 'stockAddress']],
  ['/stockPoints', ['stockAddress', 'stockDivision']],
  ['/originLabel', ['originLabel']],
];

/** The column of a fault, from 0; the price's where the list has none for it. */
export function columnFor(pointer: string, { fields, attributes }: Columns): number {
  const attribute = pointer.match(/^\/attributes\/(.+)$/)?.[1];
  const own = attribute === undefined ? undefined : attributes[attribute];
  if (own !== undefined) return own;
  const [, named = []] = columnOf.find(([start]) => pointer.startsWith(start)) ?? [];
  return named.map((field) => fields[field]).find((column) => column !== undefined) ?? fields.price ?? 0;
}

/** Whether a row lists nothing: a note, a heading of a group, the heading again. */
export function isAside({ cells }: ImportRow, columns: Columns): boolean {
  const used = [...Object.values(columns.fields), ...Object.values(columns.attributes)];
  const said = new Set(used.map((column) => cells[column] ?? '').filter((cell) => cell !== ''));
  return said.size < 2 || /^(?:单价|价格)/.test(cells[columns.fields.price ?? -1] ?? '');
}

/** Reads a row: its own columns first, then what is written of the goods in one column, then the defaults. */
export function readRow({ cells }: ImportRow, columns: Columns, defaults: Defaults): ReadRow {
  const cell = (field: Field): string => cells[columns.fields[field] ?? -1] ?? '';
  const faults: FieldError[] = [];
  const fault = (pointer: string, code: string, text: string): undefined => {
    faults.push({ pointer, code, params: { text } });
    return undefined;
  };
  /** A cell as one of a field's fixed values; one that is none of them is a fault. */
  const fixed = (field: 'deliveryBasis' | 'weighingBasis' | 'taxIncluded'): string | undefined => {
    const text = cell(field);
    return text === ''
      ? undefined
      : (valueNamed(field, text) ?? fault(`/price/${field}`, 'import-value-unknown', text));
  };

  const { code, spec } = goodsOf(cell, defaults.category);
  for (const { text, why } of spec?.rest ?? []) {
    if (/\d/.test(text) || (why !== 'unknown' && why !== 'no-category'))
      fault('/attributes', 'import-spec-unread', text);
  }
  const known = code === undefined ? [] : (category(code)?.attributes ?? []);
  const own = Object.entries(columns.attributes).flatMap(([name, column]) => {
    const [attribute, text] = [known.find((each) => each.name === name), cells[column] ?? ''];
    return attribute === undefined || text === '' ? [] : [[name, attributeValue(attribute, text)] as const];
  });

  const price = priceOf(cell('price'));
  if (price === undefined) fault('/price/unitPrice/amount', 'import-price-unread', cell('price'));
  const unitCell = cell('per').replace(/^元\//, '');
  if (unitCell !== '' && unitOf(unitCell) === undefined) fault('/price/per', 'import-unit-unread', unitCell);
  const per = price?.per ?? unitOf(unitCell) ?? columns.per ?? defaults.per;
  if (price?.unread !== undefined) fault('/price/per', 'import-unit-unread', price.unread);
  const tax = fixed('taxIncluded');
  const isMass = per === 'TNE' || per === 'KGM';
  const weighingBasis = fixed('weighingBasis') ?? (isMass ? defaults.weighingBasis : undefined);
  const quantity = (field: 'minimumOrder' | 'capacityPerMonth') => quantityOf(cell(field), per, weighingBasis);
  const written = [cell('goods'), cell('spec')].filter((text) => text !== '').join(' ');

  const listing = defined({
    category: code,
    title: cell('title') || written || (code === undefined ? undefined : category(code)?.name.zh),
    attributes: { ...(spec?.category === code ? spec?.attributes : {}), ...Object.fromEntries(own) },
    brand: cell('brand') || defaults.brand,
    producer: cell('producer') || undefined,
    price: defined({
      unitPrice: price === undefined ? undefined : { amount: price.amount, currency: 'CNY' },
      per,
      taxIncluded: tax === undefined ? (columns.taxIncluded ?? defaults.taxIncluded) : tax === 'true',
      taxRate: rateOf(cell('taxRate')) ?? defaults.taxRate,
      deliveryBasis: fixed('deliveryBasis') ?? columns.deliveryBasis ?? defaults.deliveryBasis,
      weighingBasis,
      validTo: dayOf(cell('validTo')) ?? defaults.validTo,
    }),
    minimumOrder: quantity('minimumOrder'),
    capacityPerMonth: quantity('capacityPerMonth'),
    leadTimeDays: wholeOf(cell('leadTimeDays').replace(/(?:天|日|days?)$/, '')),
    stockPoints: stockOf(cell('stockDivision') || defaults.stockDivision, cell('stockAddress')),
    originLabel: cell('originLabel') || defaults.originLabel,
  });
  return { listing, faults };
}

const defined = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** The category that the row or the request names, else the one that its words mean; and what its words say. */
function goodsOf(cell: (field: Field) => string, given: string | undefined): { code?: string; spec?: ParsedSpec } {
  const named = plain(cell('category'));
  const own = categories().find(({ code, name }) => named === code || (named !== '' && named === plain(name.zh)))?.code;
  const code = own ?? (named === '' ? given : cell('category'));
  const [goods, spec] = [cell('goods'), cell('spec')];
  if (`${goods}${spec}` === '') return code === undefined ? read(parseSpec(cell('title'))) : { code };
  const family = code === undefined ? '' : `${category(code)?.name.zh ?? ''} `;
  const parsed = parseSpec(`${family}${goods} ${spec}`);
  return code === undefined ? read(parsed) : { code, spec: parsed };
}

const read = (spec: ParsedSpec) => ({ spec, ...(spec.category === undefined ? {} : { code: spec.category }) });

/** What a cell says of an attribute; as written where it cannot be read, so that the check names it. */
function attributeValue({ type, values = [], unit }: Attribute, text: string): AttributeValue {
  const said = plain(text);
  const [same] = values.filter(({ value, label }) =>
    [String(value), label?.zh ?? '', label?.en ?? ''].some((each) => each !== '' && plain(each) === said),
  );
  if (same !== undefined) return same.value;
  if (type === 'boolean')
    return valueNamed('taxIncluded', text) === undefined ? text : valueNamed('taxIncluded', text) === 'true';
  if (type === 'integer' || type === 'decimal') {
    const number = said.replace(/^[φφΦdn]+/iu, '').replace(new RegExp(`${unit ?? 'mm'}$`), '');
    return type === 'integer' ? (wholeOf(number) ?? text) : number;
  }
  return text;
}

const wholeOf = (text: string): number | undefined => (/^\d{1,9}$/.test(plain(text)) ? Number(plain(text)) : undefined);

/** `3350`, `¥3,350.00`, `3350元/吨`, `3.35元/kg`, `118/米`. */
function priceOf(text: string): { amount: string; per?: UnitCode; unread?: string } | undefined {
  const [, amount, unit] =
    plain(text).match(/^[¥]?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:元|rmb|cny)?(?:[/每](.{1,6}))?$/) ?? [];
  if (amount === undefined) return undefined;
  const per = unit === undefined ? undefined : unitOf(unit);
  return {
    amount: amount.replaceAll(',', ''),
    ...(per === undefined ? {} : { per }),
    ...(unit !== undefined && per === undefined ? { unread: unit } : {}),
  };
}

/** `13%` and `0.13` are the same rate. */
function rateOf(text: string): string | undefined {
  const [, percent] = plain(text).match(/^(\d{1,3}(?:\.\d{1,2})?)%$/) ?? [];
  if (percent !== undefined) return toDecimal(div(parseDecimal(percent, 2), ratio(100n)), 4);
  return text === '' ? undefined : plain(text);
}

function dayOf(text: string): string | undefined {
  if (text === '') return undefined;
  const [, year, month = '', day = ''] = plain(text).match(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A quantity in its own unit, else in the price's; a mass is on the price's weighing basis. */
function quantityOf(text: string, per: UnitCode | undefined, basis: string | undefined): object | undefined {
  if (text === '') return undefined;
  const [, value = '', word = ''] = plain(text).match(/^([\d.,]+)(.*)$/) ?? [];
  const unit = word === '' ? per : unitOf(word);
  const isMass = unit === 'TNE' || unit === 'KGM';
  return defined({ value: value.replaceAll(',', ''), unit: unit ?? word, basis: isMass ? basis : undefined });
}

function stockOf(division: string | undefined, address: string): object[] | undefined {
  return address === '' ? undefined : [defined({ division, address })];
}
