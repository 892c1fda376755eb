import { checkAttributes, checkQuantity, tradable } from '../../shared/commodity/category.ts';
import type { Attributes } from '../../shared/commodity/model.ts';
import { isDivision } from '../../shared/commodity/places.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { compare, isZero, parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import type { Day } from '../../shared/kernel/time.ts';
import { checkUscc } from '../../shared/kernel/uscc.ts';
import { type Price, priceFaults, surchargeFaults } from './price.ts';

/** Where goods lie (库存地点): degrees as decimal strings, with their datum. */
export interface StockPoint {
  readonly division: string;
  readonly address: string;
  readonly lon?: string | undefined;
  readonly lat?: string | undefined;
  readonly datum?: 'GCJ-02' | 'WGS-84' | 'CGCS2000' | undefined;
  /** What lies there now (现货库存). */
  readonly stock?: Quantity | undefined;
}

/** A picture (图片) by link. */
export interface Picture {
  readonly url: string;
  readonly caption?: string | undefined;
}

/** A document that goes with the goods (质量证明文件、认证). `document` is the key of an uploaded file. */
export interface ProductCertificate {
  readonly type: string;
  readonly number: string;
  readonly issuer?: string | undefined;
  readonly validTo?: Day | undefined;
  readonly document?: string | undefined;
}

/**
 * What a supplier says of its goods (商品信息). `producer` is a USCC.
 *
 * `originLabel` (产地标识) is for display only and must never reach matching, scoring or an award: purchases may not
 * be limited by the origin of products (优化营商环境条例 art. 13; 招标投标法实施条例 art. 32(5)).
 */
export interface Listing {
  readonly category: string;
  readonly title: string;
  readonly attributes: Attributes;
  readonly brand?: string | undefined;
  readonly producer?: string | undefined;
  readonly price: Price;
  readonly minimumOrder?: Quantity | undefined;
  readonly capacityPerMonth?: Quantity | undefined;
  readonly leadTimeDays?: number | undefined;
  readonly stockPoints?: readonly StockPoint[] | undefined;
  readonly certificates?: readonly ProductCertificate[] | undefined;
  readonly pictures?: readonly Picture[] | undefined;
  readonly originLabel?: string | undefined;
}

/** A listing whose attributes are not held to the category yet. */
export interface Unchecked extends Omit<Listing, 'attributes'> {
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The longitudes and latitudes of China: what lies outside was swapped or mistyped. */
const china = { lon: [73, 136], lat: [3, 54] } as const;

/**
 * The listing with its attributes in their written form, if all of it holds. A single fault is thrown as itself,
 * several as `product-invalid`, each with its pointer: what `tradable`, `checkAttributes` and `checkQuantity` refuse,
 * those of {@link priceFaults} and {@link surchargeFaults}, `quantity-zero`, `uscc-invalid`, `division-unknown`,
 * `coordinates-incomplete`, `coordinates-out-of-range`.
 */
export function checkListing(listing: Unchecked, today: Day): Listing {
  const { category, attributes, price, producer, stockPoints = [] } = listing;
  const noCategory = faultsOf(() => tradable(category), '/category');
  const errors = [
    ...noCategory,
    ...(noCategory.length > 0 ? [] : goodsFaults(listing)),
    ...priceFaults(price, today),
    ...(producer === undefined ? [] : faultsOf(() => checkUscc(producer), '/producer')),
    ...stockPoints.flatMap((point, index) => stockPointFaults(point, `/stockPoints/${index}`)),
  ];
  const [first, ...others] = errors;
  if (first === undefined) return { ...listing, attributes: checkAttributes(category, attributes, '/attributes') };
  if (others.length === 0) throw new DomainError('rule', first.code, first.params, errors);
  throw new DomainError('rule', 'product-invalid', { count: errors.length }, errors);
}

/** What the category says of the goods' attributes, units and weighing bases. */
function goodsFaults(listing: Unchecked): FieldError[] {
  const { category, attributes, price, minimumOrder, capacityPerMonth, stockPoints = [] } = listing;
  const { per, weighingBasis } = price;
  const priced = { value: '1', unit: per, basis: weighingBasis } as Quantity;
  const inPrice: Readonly<Record<string, string>> = { '/unit': '/price/per', '/basis': '/price/weighingBasis' };
  return [
    ...faultsOf(() => checkAttributes(category, attributes, '/attributes'), '/attributes'),
    ...faultsOf(() => checkQuantity(category, priced, ''), '/price').map((fault) => ({
      ...fault,
      pointer: inPrice[fault.pointer] ?? fault.pointer,
    })),
    ...surchargeFaults(tradable(category), price),
    ...stockPoints.flatMap(({ stock }, index) => {
      const pointer = `/stockPoints/${index}/stock`;
      return stock === undefined ? [] : faultsOf(() => checkQuantity(category, stock, pointer), pointer);
    }),
    ...Object.entries({ minimumOrder, capacityPerMonth }).flatMap(([name, quantity]) =>
      quantity === undefined ? [] : quantityFaults(category, quantity, `/${name}`),
    ),
  ];
}

function quantityFaults(category: string, quantity: Quantity, pointer: string): FieldError[] {
  return [
    ...faultsOf(() => checkQuantity(category, quantity, pointer), pointer),
    ...(isZero(parseQuantity(quantity)) ? [{ pointer: `${pointer}/value`, code: 'quantity-zero' }] : []),
  ];
}

function stockPointFaults({ division, lon, lat, datum }: StockPoint, pointer: string): FieldError[] {
  const given = [lon, lat, datum].filter((each) => each !== undefined);
  return [
    ...(isDivision(division) ? [] : [{ pointer: `${pointer}/division`, code: 'division-unknown' }]),
    ...(given.length % 3 === 0 ? [] : [{ pointer, code: 'coordinates-incomplete' }]),
    ...Object.entries({ lon, lat }).flatMap(([name, degrees]) => {
      const [min, max] = china[name as keyof typeof china];
      const within = degrees === undefined || isBetween(degrees, min, max);
      return within ? [] : [{ pointer: `${pointer}/${name}`, code: 'coordinates-out-of-range', params: { min, max } }];
    }),
  ];
}

function isBetween(degrees: string, min: number, max: number): boolean {
  const value = parseDecimal(degrees, 8);
  return compare(value, ratio(BigInt(min))) >= 0 && compare(value, ratio(BigInt(max))) <= 0;
}
