import { divisions } from '../../shared/commodity/divisions.ts';
import type { Attributes } from '../../shared/commodity/model.ts';
import type { ParsedSpec } from '../../shared/commodity/spec/index.ts';
import type { Basis, UnitCode } from '../../shared/kernel/quantity.ts';
import known from './headings.json' with { type: 'json' };

/** What a column of a pasted table holds. */
type Role = 'goods' | 'quantity' | 'unit' | 'basis' | 'division' | 'address' | 'deliverBy' | 'none';

/** Headings as purchasers write them, the first that fits; what fits none is read as a part of the specification. */
const headings = known.map(({ role, like }) => [new RegExp(like, 'i'), role as Role] as const);

/** A line of a pasted table as read (粘贴识别结果). */
export interface PastedRow {
  readonly text: string;
  readonly category?: string;
  readonly attributes: Attributes;
  readonly value: string;
  readonly unit?: UnitCode;
  readonly basis?: Basis;
  readonly division?: string;
  readonly address?: string;
  readonly deliverBy?: string;
  /** The stretches that were not read, and columns that say nothing known. */
  readonly unread: readonly string[];
}

/**
 * Reads a table copied from a spreadsheet, with Chinese or English headings or none: columns of goods go to `parse` as one
 * text, `HRB400E Φ20 12m 500 吨`. Empty lines are left out. Nothing is guessed: what is not read is named.
 */
export function readTable(text: string, parse: (text: string) => ParsedSpec): readonly PastedRow[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const [first = [], ...rest] = lines;
  const roles = rolesOf(first);
  return (roles === undefined ? lines : rest).map((cells) => readRow(cells, roles ?? [], parse));
}

/** The roles of the columns, where the first line is headings: two of its cells are, or its only one, and none has a figure. */
function rolesOf(cells: readonly string[]): readonly Role[] | undefined {
  const roles = cells.map((cell) => headings.find(([pattern]) => pattern.test(cell))?.[1]);
  const found = roles.filter((role) => role !== undefined).length;
  const heads = found >= Math.min(2, cells.length) && !cells.some((cell) => /\d/.test(cell));
  return heads ? roles.map((role) => role ?? 'goods') : undefined;
}

function readRow(cells: readonly string[], roles: readonly Role[], parse: (text: string) => ParsedSpec): PastedRow {
  const of = (role: Role) => cells.filter((_, at) => (roles[at] ?? 'goods') === role).filter((cell) => cell !== '');
  const goods = of('goods').join(' ');
  const [figure = ''] = of('quantity');
  const units = of('unit').join('');
  const textWith = (amount: string) =>
    [goods, `${amount.replaceAll(/[,，]/g, '')}${units}`, ...of('basis')].join(' ').trim();
  const text = textWith(figure);
  // A unit whose quantity is still to come is read with any figure.
  const blank = figure === '' && units !== '';
  const { category, attributes, quantity, understood, rest } = parse(blank ? textWith('1') : text);
  const basis = understood.find(({ as }) => as.kind === 'basis')?.as.value as Basis | undefined;
  const place = placeOf(of('division').join(''));
  const [date = ''] = of('deliverBy');
  const day = dayOf(date);
  const unread = [
    ...rest.map((each) => each.text.trim()),
    ...(place === undefined ? of('division') : []),
    ...(day === undefined && date !== '' ? [date] : []),
  ].filter((each) => each !== '' && each !== figure);
  const on = quantity?.basis ?? basis;
  return {
    text,
    ...(category === undefined ? {} : { category }),
    attributes,
    value: blank ? '' : (quantity?.value ?? figure.replaceAll(/[,，]/g, '')),
    ...(quantity === undefined ? {} : { unit: quantity.unit }),
    ...(on === undefined ? {} : { basis: on }),
    ...(place === undefined ? {} : { division: place }),
    ...(of('address').length === 0 ? {} : { address: of('address').join('') }),
    ...(day === undefined ? {} : { deliverBy: day }),
    unread,
  };
}

/** A county by its code or name, with or without 县, 区, 市. */
function placeOf(text: string): string | undefined {
  if (text === '') return undefined;
  const found = divisions().find(
    ({ code, name }) => code === text || text.includes(name.zh) || name.zh.slice(0, -1) === text,
  );
  return found?.code;
}

/** `2026-6-30`, `2026/06/30`, `2026年6月30日`. */
function dayOf(text: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(text) ?? [];
  return year === undefined ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
