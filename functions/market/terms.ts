import { division } from '../../shared/commodity/divisions.ts';
import { isDivision } from '../../shared/commodity/places.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import { parseUnitPrice } from '../../shared/kernel/money.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { compare, isZero, one, parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import { addDuration, type Day, dayOf, daysBetween, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import type { Place, PostPrice, Terms } from './events.ts';
import { checkAmount, checkSubject, type Kind, type Side } from './goods.ts';
import { mondayOf } from './matching/week.ts';
import { checkSpec, type Spec } from './spec.ts';

/** A place as it is written: without a point it stands for the seat of its county. */
export type WrittenPlace = Pick<Place, 'division' | 'address'> & {
  readonly [Name in 'lon' | 'lat' | 'datum']?: Place[Name] | undefined;
};

/** A post as it is written (未校验的供需信息): of goods a `category`, of work a `process` and who looks for whom. */
export interface Written extends Omit<Terms, 'side' | 'subject' | 'place' | 'attributes'> {
  readonly category?: string | undefined;
  readonly process?: string | undefined;
  readonly side?: Side | undefined;
  readonly attributes: Spec;
  readonly place: WrittenPlace;
}

/** The longest that a post stands without being renewed, and the longest window it speaks of, in days. */
export const longest = { expiry: 90, window: 366 } as const;

/** The longitudes and latitudes of China: what lies outside was swapped or mistyped. */
const china = { lon: [73, 136], lat: [3, 54] } as const;
const sides: Readonly<Record<Exclude<Kind, 'processing'>, Side>> = { demand: 'wanted', supply: 'offered' };

/** Members that only one side of one sort of post has. */
const ownTo: Readonly<Record<string, (kind: Kind, side: Side) => boolean>> = {
  minimumOrder: (_, side) => side === 'offered',
  hours: (kind, side) => kind === 'processing' && side === 'wanted',
  freeHours: (kind, side) => kind === 'processing' && side === 'offered',
  machines: (kind, side) => kind === 'processing' && side === 'offered',
};

/**
 * The post in its one written form, if all of it holds. A single fault is thrown as itself, several as `post-invalid`,
 * each with its pointer: those of the category and its attributes (`checkSpec`), of units and bases (`checkQuantity`),
 * and `category-required`, `process-required`, `side-required`, `not-for-this-side`, `quantity-zero`,
 * `minimum-above-quantity`, `price-zero`, `tax-rate-out-of-range`, `window-reversed`, `window-past`, `window-too-long`,
 * `expiry-past`, `expiry-too-far`, `division-unknown`, `point-required`, `coordinates-incomplete`,
 * `coordinates-out-of-range`, `not-a-week`, `week-repeated`. A post that `follows` its source has no longest expiry.
 */
export function checkTerms(written: Written, at: Instant, { follows = false } = {}): Terms {
  const { category, process, side: _, place, ...rest } = written;
  const errors = [
    ...subjectFaults(written),
    ...windowFaults(written, dayOf(at)),
    ...expiryFaults(written.expiresAt, at, { follows }),
  ];
  errors.push(...placeFaults(place));
  const [subject, side] = [subjectOf(written), sideOf(written)];
  if (errors.every(({ pointer }) => !['/category', '/process', '/side'].includes(pointer))) {
    errors.push(...goodsFaults(written, subject, side));
  }
  const [first, ...others] = errors;
  if (first !== undefined && others.length === 0) throw new DomainError('rule', first.code, first.params, errors);
  if (first !== undefined) throw new DomainError('rule', 'post-invalid', { count: errors.length }, errors);
  const attributes = checkSpec(checkSubject(written.kind, subject), written.attributes, side, '/attributes');
  return { ...rest, side, subject, attributes, place: pointed(place) };
}

const subjectOf = ({ kind, category, process }: Written): string => (kind === 'processing' ? process : category) ?? '';
const sideOf = ({ kind, side = 'wanted' }: Written): Side => (kind === 'processing' ? side : sides[kind]);

function subjectFaults(written: Written): FieldError[] {
  const { kind, category, process, side } = written;
  const work = kind === 'processing';
  const [needed, other] = work ? [process, category] : [category, process];
  const faults: FieldError[] = [];
  if (needed === undefined && work) faults.push({ pointer: '/process', code: 'process-required' });
  if (needed === undefined && !work) faults.push({ pointer: '/category', code: 'category-required' });
  if (other !== undefined) faults.push({ pointer: work ? '/category' : '/process', code: 'unknown-field' });
  if (work && side === undefined) faults.push({ pointer: '/side', code: 'side-required' });
  if (!work && side !== undefined && side !== sides[kind]) faults.push({ pointer: '/side', code: 'not-for-this-side' });
  const pointer = work ? '/process' : '/category';
  return needed === undefined ? faults : [...faults, ...faultsOf(() => checkSubject(kind, needed), pointer)];
}

function goodsFaults(written: Written, subject: string, side: Side): FieldError[] {
  const { kind, attributes, quantity, minimumOrder, price, hours, freeHours = [] } = written;
  const members = Object.entries(ownTo).flatMap(([name, allows]) =>
    written[name as keyof Written] === undefined || allows(kind, side)
      ? []
      : [{ pointer: `/${name}`, code: 'not-for-this-side' }],
  );
  return [
    ...faultsOf(() => checkSpec(checkSubject(kind, subject), attributes, side, '/attributes'), '/attributes'),
    ...members,
    ...Object.entries({ quantity, minimumOrder }).flatMap(([name, given]) =>
      amountFaults(kind, subject, given, `/${name}`),
    ),
    ...minimumFaults(quantity, minimumOrder),
    ...(price === undefined ? [] : priceFaults(kind, subject, price)),
    ...(hours === undefined ? [] : faultsOf(() => parseDecimal(hours, 2), '/hours')),
    ...weekFaults(freeHours),
  ];
}

function amountFaults(kind: Kind, subject: string, given: Quantity | undefined, pointer: string): FieldError[] {
  if (given === undefined) return [];
  const zero = isZero(parseQuantity(given)) ? [{ pointer: `${pointer}/value`, code: 'quantity-zero' }] : [];
  return [...faultsOf(() => checkAmount(kind, subject, given, pointer), pointer), ...zero];
}

function minimumFaults(quantity: Quantity | undefined, minimum: Quantity | undefined): FieldError[] {
  if (quantity === undefined || minimum === undefined) return [];
  if (quantity.unit !== minimum.unit || quantity.basis !== minimum.basis) return [];
  const above = compare(parseQuantity(minimum), parseQuantity(quantity)) > 0;
  return above ? [{ pointer: '/minimumOrder/value', code: 'minimum-above-quantity' }] : [];
}

function priceFaults(kind: Kind, subject: string, price: PostPrice): FieldError[] {
  const { unitPrice, per, weighingBasis, taxRate } = price;
  const unit: Quantity = { value: '1', unit: per, ...(weighingBasis === undefined ? {} : { basis: weighingBasis }) };
  const inPrice: Readonly<Record<string, string>> = { '/unit': '/price/per', '/basis': '/price/weighingBasis' };
  return [
    ...(isZero(parseUnitPrice(unitPrice)) ? [{ pointer: '/price/unitPrice/amount', code: 'price-zero' }] : []),
    ...(compare(parseDecimal(taxRate, 4), one) > 0
      ? [{ pointer: '/price/taxRate', code: 'tax-rate-out-of-range' }]
      : []),
    ...faultsOf(() => checkAmount(kind, subject, unit, ''), '/price').map((fault) => ({
      ...fault,
      pointer: inPrice[fault.pointer] ?? fault.pointer,
    })),
  ];
}

function windowFaults({ window: { from, to } }: Pick<Written, 'window'>, today: Day): FieldError[] {
  if (from > to) return [{ pointer: '/window/to', code: 'window-reversed' }];
  if (to < today) return [{ pointer: '/window/to', code: 'window-past', params: { today } }];
  if (daysBetween(from, to) < longest.window) return [];
  return [{ pointer: '/window/to', code: 'window-too-long', params: { max: longest.window } }];
}

/** Later than now, and no later than a post may stand unrenewed; one that follows its source stands as long as that does. */
export function expiryFaults(expiresAt: Instant, at: Instant, { follows = false } = {}): FieldError[] {
  const pointer = '/expiresAt';
  if (expiresAt <= at) return [{ pointer, code: 'expiry-past', params: { now: at } }];
  if (follows || expiresAt <= addDuration(at, `P${longest.expiry}D`)) return [];
  return [{ pointer, code: 'expiry-too-far', params: { max: longest.expiry } }];
}

function placeFaults({ division: code, lon, lat, datum }: WrittenPlace): FieldError[] {
  const given = [lon, lat, datum].filter((each) => each !== undefined).length;
  const pointer = '/place';
  if (!isDivision(code)) return [{ pointer: '/place/division', code: 'division-unknown' }];
  if (given === 0) return division(code) === undefined ? [{ pointer, code: 'point-required' }] : [];
  if (given < 3) return [{ pointer, code: 'coordinates-incomplete' }];
  return Object.entries({ lon, lat }).flatMap(([name, degrees = '']) => {
    const [min, max] = china[name as keyof typeof china];
    const within = isBetween(degrees, min, max);
    return within ? [] : [{ pointer: `/place/${name}`, code: 'coordinates-out-of-range', params: { min, max } }];
  });
}

function isBetween(degrees: string, min: number, max: number): boolean {
  const value = parseDecimal(degrees, 8);
  return compare(value, ratio(BigInt(min))) >= 0 && compare(value, ratio(BigInt(max))) <= 0;
}

/** The place with its point: the seat of the county where none is given. */
function pointed({ division: code, address, lon, lat, datum }: WrittenPlace): Place {
  const seat = division(code)?.seat;
  const point = {
    lon: lon ?? String(seat?.lon),
    lat: lat ?? String(seat?.lat),
    datum: datum ?? seat?.datum ?? 'GCJ-02',
  };
  return { division: division(code)?.code ?? code, ...(address === undefined ? {} : { address }), ...point };
}

function weekFaults(weeks: NonNullable<Terms['freeHours']>): FieldError[] {
  return weeks.flatMap(({ week }, at) => {
    const pointer = `/freeHours/${at}/week`;
    const repeated = weeks.findIndex((each) => each.week === week) < at;
    return [...faultsOf(() => mondayOf(week), pointer), ...(repeated ? [{ pointer, code: 'week-repeated' }] : [])];
  });
}

/** When a post ends by itself: it expires, or its window is over. */
export function endsAt({ expiresAt, window }: Terms): Instant {
  const [first = expiresAt] = [expiresAt, endOfDay(window.to)].sort();
  return first;
}

/** A post as it could be written again: what an amendment starts from. */
export function writtenAgain({ side, subject, ...rest }: Terms): Written {
  return rest.kind === 'processing' ? { ...rest, side, process: subject } : { ...rest, category: subject };
}
