import { ancestors } from '../../shared/commodity/category.ts';
import { type Converted, convertIn } from '../../shared/commodity/conversion.ts';
import { goods, orderable } from '../../shared/commodity/process.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { fromMillionths, millionths } from '../../shared/kernel/movement.ts';
import { parseQuantity, type Quantity, type UnitCode } from '../../shared/kernel/quantity.ts';
import {
  compare,
  div,
  fraction,
  isZero,
  mul,
  negate,
  parseDecimal,
  type Ratio,
  ratio,
  roundHalfUp,
  sub,
} from '../../shared/kernel/ratio.ts';
import type { Day } from '../../shared/kernel/time.ts';
import type { Framework } from './agreement-events.ts';
import type { CallOffLine } from './call-off-events.ts';
import bagSample from './data/bag-sample.json' with { type: 'json' };
import type { CountedBy, DeliveredLine } from './delivery-events.ts';

/** What a supplier's note says of goods (送货单): as ordered, in pieces, and as the weighbridge weighed them. */
export interface Note {
  readonly declared: Quantity;
  readonly pieces?: string | undefined;
  readonly weighed?: Quantity | undefined;
}

type Ordered = Pick<CallOffLine, 'quantity' | 'canonical' | 'category' | 'attributes'>;
type Weighing = Framework['terms']['weighing'];

const thousand = ratio(1000n);
const hundred = ratio(100n);

export const isMass = (unit: UnitCode): boolean => unit === 'TNE' || unit === 'KGM';

/**
 * The amount to six decimals. What lies behind them is cut: pieces that were ordered as so much of a mass or an area
 * never add up to more than was ordered.
 */
export const cut = (amount: Ratio): string => fromMillionths(millionths(amount));

/** The mass in another unit of mass, exactly. */
export function massIn(unit: UnitCode, mass: Quantity): Ratio {
  const value = parseQuantity(mass);
  if (mass.unit === unit) return value;
  return unit === 'TNE' ? div(value, thousand) : mul(value, thousand);
}

/** One `from` of such goods in `to`, or undefined where there is no such conversion. */
function one({ category, attributes }: Ordered, from: UnitCode, to: UnitCode, on?: Day): Converted | undefined {
  try {
    return convertIn(orderable(category), { attributes, quantity: { value: '1', unit: from }, to, on });
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** What the goods are counted in: bags where the category knows bags, else bars, pipes and sheets. */
const pieceUnit = (code: string): UnitCode =>
  goods(code)?.conversions?.some(({ from }) => from === 'BG') ? 'BG' : 'H87';

const isBulkCement = ({ category, attributes }: Ordered): boolean =>
  ancestors(category).includes('cement') && attributes.form === 'bulk';

/** A mass ordered as weighed (磅计); one ordered without a basis is weighed where the goods come in no pieces. */
function isWeighed(line: Ordered): boolean {
  const { unit, basis = line.canonical.basis } = line.quantity;
  if (!isMass(unit)) return false;
  return basis === undefined ? one(line, pieceUnit(line.category), unit) === undefined : basis === 'weighed';
}

/**
 * What of a delivery counts against a line (计量依据): the ticket where it was ordered as weighed, the note itself where
 * bulk cement is settled by notes within 3 ‰, else pieces and what the note says of them.
 */
export function countedBy(line: Ordered, weighing: Weighing): CountedBy {
  if (!isWeighed(line)) return 'pieces';
  return weighing === 'note-within-3-per-mille' && isBulkCement(line) ? 'note' : 'ticket';
}

/**
 * What a note counts for against the line that it fulfils, in the unit ordered: five pieces ordered as 105 kg and
 * weighed as 110 kg are 105 kg. Faults stand under `pointer`: `declared-unit`, `quantity-zero`, `weighed-required`,
 * `weighed-not-mass`, `pieces-not-whole`, and `pieces-differ` where the note is another number of pieces.
 */
export function counted(line: Ordered, note: Note, by: CountedBy, pointer: string): Quantity {
  const { unit, basis } = line.quantity;
  const { declared, weighed, pieces } = note;
  if (declared.unit !== unit || (declared.basis !== undefined && basis !== undefined && declared.basis !== basis)) {
    throw fieldError('declared-unit', `${pointer}/declared`, { unit, basis: basis ?? '—' });
  }
  for (const [name, mass] of Object.entries({ declared, weighed })) {
    if (mass !== undefined && isZero(parseQuantity(mass))) throw fieldError('quantity-zero', `${pointer}/${name}`);
  }
  if (weighed !== undefined && !(isMass(weighed.unit) && (weighed.basis ?? 'weighed') === 'weighed')) {
    throw fieldError('weighed-not-mass', `${pointer}/weighed`);
  }
  const of = (amount: Ratio): Quantity => ({ ...line.quantity, value: cut(amount) });
  const value = parseQuantity(declared);
  const number = pieces === undefined ? undefined : wholePieces(pieces, `${pointer}/pieces`);
  if (by === 'ticket') {
    if (weighed === undefined) throw fieldError('weighed-required', `${pointer}/weighed`);
    return of(massIn(unit, weighed));
  }
  const each = by === 'pieces' && number !== undefined ? one(line, pieceUnit(line.category), unit)?.exact : undefined;
  if (number === undefined || each === undefined) return of(value);
  const meant = roundHalfUp(div(value, each), 0);
  if (meant !== pieces) throw fieldError('pieces-differ', `${pointer}/pieces`, { pieces: pieces ?? '', meant });
  return of(mul(number, each));
}

function wholePieces(pieces: string, pointer: string): Ratio {
  const number = parseDecimal(pieces, 0);
  if (number.n <= 0n) throw fieldError('pieces-not-whole', pointer);
  return number;
}

/**
 * The theoretical mass of what came (理论重量; of bags the marked one), and how far the weighed one lies from it
 * (重量偏差), against what the edition of the standard in force on the day allows; bounds are within.
 */
export function massesOf(
  line: Ordered,
  { pieces, weighed }: Note,
  counted: Quantity,
  on: Day,
): Pick<DeliveredLine, 'theoretical' | 'deviation'> {
  const { unit, basis } = counted;
  const massUnit = weighed?.unit ?? (isMass(unit) ? unit : 'KGM');
  const way = one(line, pieceUnit(line.category), massUnit, on);
  const byPieces = pieces !== undefined && way !== undefined ? mul(parseDecimal(pieces, 0), way.exact) : undefined;
  const asOrdered = isMass(unit) && basis === 'theoretical' ? massIn(massUnit, counted) : undefined;
  const mass = byPieces ?? asOrdered;
  if (mass === undefined || isZero(mass)) return {};
  const theoretical = {
    value: cut(mass),
    unit: massUnit,
    basis: byPieces === undefined ? 'theoretical' : (way?.basis ?? 'theoretical'),
  } as const;
  if (weighed === undefined) return { theoretical };
  const off = div(sub(parseQuantity(weighed), mass), mass);
  const tolerance = (way ?? one(line, 'MTR', massUnit, on))?.tolerance;
  return {
    theoretical,
    deviation: {
      exact: fraction(off),
      shown: roundHalfUp(mul(off, hundred), 3),
      ...(tolerance === undefined ? {} : { ...bandOf(tolerance), within: isWithin(off, tolerance) }),
    },
  };
}

type Band = NonNullable<Converted['tolerance']>;

const bandOf = ({ minus, plus, standard, verified }: Band) => ({
  standard,
  verified,
  ...(minus === undefined ? {} : { minus }),
  ...(plus === undefined ? {} : { plus }),
});

function isWithin(off: Ratio, { minus, plus }: Pick<Band, 'minus' | 'plus'>): boolean {
  const percent = mul(off, hundred);
  const above = minus === undefined || compare(percent, negate(parseDecimal(minus, 6))) >= 0;
  return above && (plus === undefined || compare(percent, parseDecimal(plus, 6)) <= 0);
}

/** Whether a received mass lies within 3 ‰ of the note, the bound included (散装水泥磅差): the note then settles. */
export function withinThreePerMille(note: Ratio, received: Ratio): boolean {
  const off = sub(received, note);
  const distance = off.n < 0n ? negate(off) : off;
  return compare(mul(distance, thousand), mul(note, ratio(3n))) <= 0;
}

/** Whether a random sample of bags, packaging included, weighs enough (袋装水泥抽检; GB 175 cl. 10.1). */
export const sampleHolds = (gross: Quantity): boolean =>
  compare(massIn('KGM', gross), parseDecimal(bagSample.leastGrossKg, 3)) >= 0;

/** An amount of a line, in the unit ordered, in the unit of the agreement's item: in proportion, as it was ordered. */
export function inItemUnit({ quantity, canonical }: Ordered, amount: Ratio): Quantity {
  const share = div(parseQuantity(canonical), parseQuantity(quantity));
  return { ...canonical, value: cut(mul(amount, share)) };
}
