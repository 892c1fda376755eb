import { DomainError } from '../kernel/errors.ts';
import { add, compare, div, mul, parseDecimal, type Ratio, ratio, sub, zero } from '../kernel/ratio.ts';
import data from './data/formulas.json' with { type: 'json' };
import type { AttributeValue, Category, Words } from './model.ts';

type Table = Readonly<Record<string, string>>;

/**
 * A formula of conversion (换算公式) as data. `table` holds its constants and tabled values as decimals. `excludes` names what
 * its mass leaves out; `approximate` one that no settlement should rest on while a table of the standard can be had.
 */
export interface Formula {
  readonly version: string;
  readonly name: Words;
  readonly expression: string;
  readonly approximate?: boolean;
  readonly excludes?: readonly string[];
  readonly classes?: readonly string[];
  readonly verified: boolean;
  readonly source: string;
  readonly table?: Table;
  readonly socketMassKg?: { readonly verified: boolean; readonly source: string; readonly table: Table };
}

/** Gives an attribute; throws where it was not given. */
export type Read = (name: string) => AttributeValue;

/** Why a formula has no value for these goods; each is a code with its own text. */
export type NoValue = 'size-not-in-table' | 'size-not-dimensions' | 'dimensions-impossible';

type Compute = (read: Read, formula: Formula) => Ratio | NoValue;

/** Every formula, by id. */
export const formulas: Readonly<Record<string, Formula>> = data;

/** The decimal as a ratio, up to 12 places. */
const exact = (value: AttributeValue): Ratio => parseDecimal(String(value), 12);
const thousand = ratio(1000n);
const million = ratio(1_000_000n);

function tabled({ table }: Pick<Formula, 'table'>, key: AttributeValue): Ratio | NoValue {
  const value = table?.[String(key)];
  return value === undefined ? 'size-not-in-table' : exact(value);
}

function constant({ table }: Formula, name: AttributeValue): Ratio {
  const value = table?.[String(name)];
  if (value === undefined) throw new RangeError(`the formula has no constant ${name}`);
  return exact(value);
}

/** The dimensions that people write as `50*5` or `200x100x7`, in mm; undefined for a code such as `20a`. */
function dimensions(size: AttributeValue): readonly Ratio[] | undefined {
  const parts = String(size).split(/\s*[*xX×]\s*/);
  const plain = parts.every((part) => /^(0|[1-9][0-9]{0,4})([.][0-9]{1,3})?$/.test(part) && Number(part) > 0);
  return plain ? parts.map(exact) : undefined;
}

const positive = (value: Ratio): Ratio | NoValue => (compare(value, zero) > 0 ? value : 'dimensions-impossible');

/** `factor × d × (h + c × (b − d))` of a height, a width and a web, in kg/m. */
const flanged: Compute = (read, formula) => {
  const [height, width, web] = dimensions(read('size')) ?? [];
  if (!height || !width || !web) return 'size-not-dimensions';
  const flange = sub(width, web);
  if (compare(flange, zero) <= 0 || compare(height, web) <= 0) return 'dimensions-impossible';
  const developed = add(height, mul(constant(formula, read('series')), flange));
  return mul(mul(constant(formula, 'factor'), web), developed);
};

/** How many of the one unit the other is, by the id that `data/formulas.json` describes. */
const computations: Readonly<Record<string, Compute>> = {
  'mass-units': () => thousand,
  'piece-length': (read) => exact(read('length')),
  'bar-mass-table': (read, formula) => tabled(formula, read('diameter')),
  'bar-mass': (read, formula) => {
    const diameter = exact(read('diameter'));
    return mul(constant(formula, 'factor'), mul(diameter, diameter));
  },
  'plate-mass': (read, formula) =>
    ['thickness', 'width', 'length'].map((name) => exact(read(name))).reduce(mul, constant(formula, 'factor')),
  'angle-mass': (read, formula) => {
    const sides = dimensions(read('size'));
    const thickness = sides?.at(-1);
    if (!sides || !thickness || sides.length < 2 || sides.length > 3) return 'size-not-dimensions';
    const [leg = zero, other = zero] = sides.length === 2 ? [sides[0], sides[0]] : sides;
    if (compare(leg, thickness) <= 0 || compare(other, thickness) <= 0) return 'dimensions-impossible';
    return mul(mul(constant(formula, 'factor'), thickness), sub(add(leg, other), thickness));
  },
  'beam-mass': flanged,
  'channel-mass': flanged,
  'steel-pipe-mass': (read, formula) => {
    const [outside, wall] = [exact(read('outsideDiameter')), exact(read('wall'))];
    if (compare(outside, mul(ratio(2n), wall)) <= 0) return 'dimensions-impossible';
    return positive(mul(mul(constant(formula, 'factor'), wall), sub(outside, wall)));
  },
  'ductile-iron-barrel': (read, formula) => {
    const dn = read('dn');
    return formula.classes?.includes(String(read('klass'))) ? tabled(formula, dn) : 'size-not-in-table';
  },
  'bag-mass': (read) => exact(read('bagMass')),
  'sheet-area': (read) => div(mul(exact(read('length')), exact(read('width'))), million),
  'sheet-thickness': (read) => div(exact(read('thickness')), thousand),
};

/** The formula of that id and how it is computed; throws `formula-unknown` for a category that names one there is not. */
export function formulaOf(id: string): { readonly formula: Formula; readonly compute: Compute } {
  const [formula, compute] = [formulas[id], computations[id]];
  if (!formula || !compute) throw new DomainError('unavailable', 'formula-unknown', { formula: id });
  return { formula, compute };
}

/** The formulas that a category's conversions name, by id. */
export function formulasOf({ conversions = [] }: Category): Readonly<Record<string, Formula>> {
  return Object.fromEntries(conversions.map(({ formula: id }) => [id, formulaOf(id).formula]));
}
