import type { Attribute, AttributeValue, Category } from '../model.ts';
import { decimal } from './decimal.ts';
import type { Measured } from './lexer.ts';
import { feet, type Grammar } from './lexicon.ts';

const maxWhole = 6;
const maxFraction = 3;
const metre = 3;

/** The value of that attribute which a number of that unit writes, or `undefined` where the category allows none such. */
export function fitted(attribute: Attribute, grammar: Grammar, { value, unit }: Measured): AttributeValue | undefined {
  const as = unit?.as ?? '';
  if (attribute.unit === 'm' && as === 'mm') return allowed(attribute, grammar, decimal(value, -metre));
  if (attribute.unit === 'mm' && as.startsWith('m') && unit?.unit === 'MTR') {
    return allowed(attribute, grammar, decimal(value, metre));
  }
  const plain = allowed(attribute, grammar, value);
  if (plain !== undefined || unit !== undefined || attribute.unit !== 'm') return plain;
  return allowed(attribute, grammar, decimal(value, -metre));
}

function allowed(attribute: Attribute, grammar: Grammar, value: string): AttributeValue | undefined {
  const { name, type, values, min, max } = attribute;
  const [low, high] = grammar.limits?.[name] ?? [min, max];
  const [whole = '', fraction = ''] = value.split('.');
  const plain = fraction === '' ? Number(whole) : value;
  if (values) {
    return values.find((each) => /^[0-9]/.test(`${each.value}`) && isSame(`${each.value}`, value))?.value;
  }
  if (type !== 'integer' && type !== 'decimal') return undefined;
  if (type === 'integer' && fraction !== '') return undefined;
  if (value === '0' || whole.length > maxWhole || fraction.length > maxFraction) return undefined;
  if ((low !== undefined && Number(value) < low) || (high !== undefined && Number(value) > high)) return undefined;
  return plain;
}

const isSame = (written: string, value: string) => /^[0-9.]+$/.test(written) && decimal(written) === value;

/** Numbers joined by `*`, each as the attribute it writes, or `undefined` where the category has no such product. */
export function product(
  category: Category,
  grammar: Grammar,
  numbers: readonly Measured[],
): readonly (readonly [Measured, string, AttributeValue])[] | undefined {
  const orders = grammar.sheet ? sheetOrders(numbers) : (grammar.dims ?? []).map((names) => ({ names, numbers }));
  for (const { names, numbers: list } of orders) {
    if (names.length !== list.length) continue;
    const read = list.flatMap((each, index) => {
      const attribute = category.attributes.find(({ name }) => name === names[index]);
      const mark = each.mark === undefined || grammar.marks?.[each.mark] === attribute?.name;
      const unit = each.unit === undefined || ['m', 'mm', 'm/piece'].includes(each.unit.as ?? '');
      const value = attribute && mark && unit ? fitted(attribute, grammar, each) : undefined;
      return attribute && value !== undefined ? [[each, attribute.name, value] as const] : [];
    });
    if (read.length === names.length && plausible(grammar, read)) return read;
  }
  return undefined;
}

/** A wall is less than half of the pipe; a plate's thickness, width and length ascend. */
function plausible(grammar: Grammar, read: readonly (readonly [Measured, string, AttributeValue])[]): boolean {
  const of = (wanted: string) => read.find(([, name]) => name === wanted)?.[2];
  const [outer, wall] = (grammar.halved ?? []).map(of);
  if (outer !== undefined && wall !== undefined && Number(wall) * 2 >= Number(outer)) return false;
  const sizes = read.map(([, , value]) => Number(value));
  return !grammar.ascending || sizes.every((size, index) => index === 0 || size >= (sizes[index - 1] ?? 0));
}

/** A sheet's length is its greatest measure, whatever the order; 4×8 are feet. */
function sheetOrders(numbers: readonly Measured[]) {
  const [first, second] = numbers;
  const [a, b] = [feet[first?.value ?? ''], feet[second?.value ?? '']];
  const inFoot = (one: Measured | undefined) => one?.unit === undefined || one.unit.as === 'foot';
  const bare = inFoot(first) && inFoot(second);
  const inFeet = first && second && a !== undefined && b !== undefined && a !== b && bare;
  const inMm: readonly Measured[] = inFeet
    ? [millimetres(first, a), millimetres(second, b), ...numbers.slice(2)]
    : numbers;
  const sorted = inMm.toSorted((x, y) => size(y) - size(x));
  const names = ['length', 'width', 'thickness'].slice(0, numbers.length);
  return numbers.length > 1 ? [{ names, numbers: sorted }] : [];
}

const size = ({ value, unit }: Measured) => Number(unit?.unit === 'MTR' ? decimal(value, metre) : value);
const millimetres = ({ at, end, mark }: Measured, value: string): Measured => ({
  at,
  end,
  value,
  ...(mark === undefined ? {} : { mark }),
});
