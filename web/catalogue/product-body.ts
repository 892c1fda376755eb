import type { Body } from '../api/client.ts';
import type { Attribute, Price, Product } from './goods.ts';

/*
 * What stands in the form is text; what the API is sent is of the category's types.
 */

type Input = Body<'POST /v1/products'>;
type Point = NonNullable<Product['stockPoints']>[number];
type Certificate = NonNullable<Input['certificates']>[number];

export interface Values {
  readonly title: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly price: Omit<Price, 'taxIncluded' | 'weighingBasis'> & {
    readonly taxIncluded: 'true' | 'false';
    readonly weighingBasis?: string;
  };
  readonly brand?: string;
  readonly producer?: string;
  readonly originLabel?: string;
  readonly leadTimeDays?: string;
  readonly minimumOrder?: { readonly value?: string };
  readonly capacityPerMonth?: { readonly value?: string };
  readonly certificates?: readonly Certificate[];
  readonly stockPoints?: readonly (Omit<Point, 'stock'> & { readonly stock?: { readonly value?: string } })[];
}

export function valuesOf(product: Product): Values {
  const { title, attributes, price, leadTimeDays, minimumOrder, capacityPerMonth } = product;
  return {
    ...product,
    title,
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)])),
    price: { ...price, taxIncluded: String(price.taxIncluded) as 'true' | 'false' },
    ...(leadTimeDays === undefined ? {} : { leadTimeDays: String(leadTimeDays) }),
    ...(minimumOrder === undefined ? {} : { minimumOrder }),
    ...(capacityPerMonth === undefined ? {} : { capacityPerMonth }),
  } as Values;
}

const given = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text);

/** Without what has no value. */
const solid = <T extends object>(of: T): T =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined && value !== '')) as T;

/** The listing that the form says; what it does not show of `before` stays. */
export function bodyOf(values: Values, category: string, known: readonly Attribute[], before?: Product): Input {
  const { price, minimumOrder, capacityPerMonth, leadTimeDays } = values;
  const weighingBasis = given(price.weighingBasis) as Price['weighingBasis'];
  const measured = (value: string | undefined, was?: { unit: string; basis?: string }) =>
    given(value) === undefined
      ? undefined
      : solid({ value, unit: was?.unit ?? price.per, basis: was === undefined ? weighingBasis : was.basis });
  const { weighingBasis: _, ...kept } = before?.price ?? {};
  const body = {
    category,
    title: values.title,
    attributes: attributesOf(values.attributes ?? {}, known),
    price: solid({
      ...kept,
      ...price,
      unitPrice: { amount: price.unitPrice.amount, currency: 'CNY' as const },
      taxIncluded: price.taxIncluded === 'true',
      weighingBasis,
    }),
    brand: given(values.brand),
    producer: given(values.producer),
    originLabel: given(values.originLabel),
    leadTimeDays: given(leadTimeDays) === undefined ? undefined : Number(leadTimeDays),
    minimumOrder: measured(minimumOrder?.value, before?.minimumOrder),
    capacityPerMonth: measured(capacityPerMonth?.value, before?.capacityPerMonth),
    certificates: (values.certificates ?? []).map((each) => {
      const { expired: _expired, ...was } = before?.certificates?.find(({ number }) => number === each.number) ?? {};
      return solid({ ...was, ...each });
    }),
    stockPoints: (values.stockPoints ?? []).map(({ stock, ...point }) => {
      const was = before?.stockPoints?.find(({ address }) => address === point.address);
      return solid({ ...was, ...point, stock: measured(stock?.value, was?.stock) });
    }),
  };
  return solid(body) as unknown as Input;
}

/** The changes that make `before` what the form says: what was emptied is taken away. */
export function changesOf(
  values: Values,
  known: readonly Attribute[],
  before: Product,
): Body<'PATCH /v1/products/{id}'> {
  const { category: _, ...body } = bodyOf(values, before.category, known, before);
  const optional = ['brand', 'producer', 'originLabel', 'leadTimeDays', 'minimumOrder', 'capacityPerMonth'] as const;
  const emptied = optional.filter((name) => body[name] === undefined && before[name] !== undefined);
  return { ...body, ...Object.fromEntries(emptied.map((name) => [name, null])) } as Body<'PATCH /v1/products/{id}'>;
}

/** Attributes as the category types them; also those that stand in an address. */
export function attributesOf(
  texts: Readonly<Record<string, string | undefined>>,
  known: readonly Attribute[],
): Record<string, string | number | boolean> {
  const values = known.flatMap((attribute) => {
    const text = given(texts[attribute.name]);
    return text === undefined ? [] : [[attribute.name, typed(attribute, text)] as const];
  });
  return Object.fromEntries(values);
}

function typed({ type, values }: Attribute, text: string): string | number | boolean {
  const listed = values?.find(({ value }) => String(value) === text);
  if (listed !== undefined) return listed.value;
  if (type === 'boolean') return text === 'true';
  // What is no integer stays as it was typed, and is refused in words.
  return type === 'integer' && /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}
