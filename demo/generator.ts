import type { Listing } from '../functions/catalogue/listing.ts';
import { ancestors, category, checkAgainst } from '../shared/commodity/category.ts';
import type { Attributes, AttributeValue, Category } from '../shared/commodity/model.ts';
import { writeSpec } from '../shared/commodity/spec/index.ts';
import { DomainError } from '../shared/kernel/errors.ts';
import { money, parseMoney } from '../shared/kernel/money.ts';
import type { Basis, UnitCode } from '../shared/kernel/quantity.ts';
import { randomBy } from '../shared/kernel/random.ts';
import organisations from './data/organisations.json' with { type: 'json' };
import trade from './data/trade.json' with { type: 'json' };

/** A listing as an invented supplier would write it; `supplier` is its USCC. */
export interface DemoListing extends Listing {
  readonly supplier: string;
}

/** A word of the trade, and for which goods alone it is true. */
interface Word {
  readonly word: string;
  readonly when?: Readonly<Record<string, readonly AttributeValue[]>>;
}

/** What is usual of a category's goods in the trade: values, the unit, the price. */
interface Goods {
  readonly weight: number;
  readonly unit: string;
  readonly basis?: string;
  /** Yuan a unit for the smallest and the largest, rising evenly along the attribute `by`. */
  readonly price?: readonly [string, string];
  /** Or yuan a unit for each value of `by`. */
  readonly ladder?: readonly string[];
  readonly by: string;
  readonly choices: Readonly<Record<string, readonly AttributeValue[]>>;
  readonly words: readonly Word[];
}

const goods = new Map(Object.entries(trade.goods as unknown as Readonly<Record<string, Goods>>));
/** Each category as often as it is traded. */
const drawn = [...goods].flatMap(([code, { weight }]) => Array.from({ length: weight }, () => code));
const origins: Readonly<Record<string, string>> = trade.origins;
const deliveries = ['ex-works', 'ex-warehouse', 'delivered'] as const;

/**
 * So many listings in the words of the trade, the same for the same seed: every category by its weight, its goods as
 * the category's own rules allow, prices of early 2026 (演示数据).
 */
export function generateListings(seed: number, count: number): DemoListing[] {
  const random = randomBy(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const sometimes = <T>(odds: number, make: () => T): T | undefined => (random() < odds ? make() : undefined);

  function attributesOf(known: Category, { choices }: Goods): Attributes {
    for (;;) {
      const given: Record<string, AttributeValue> = {};
      for (const [name, values] of Object.entries(choices)) {
        const { required } = known.attributes?.find((attribute) => attribute.name === name) ?? { required: true };
        if (required || random() < 0.8) given[name] = pick(values);
      }
      const allowed = allowedOf(known, given);
      if (allowed !== undefined) return allowed;
    }
  }

  /** By the price of such goods, a few percent apart from firm to firm. */
  function priceOf(kind: Goods, attributes: Attributes): string {
    const level = levelOf(kind, attributes);
    return money(level + (level * BigInt(below(61) - 30)) / 1000n).amount;
  }

  return Array.from({ length: count }, (_, n): DemoListing => {
    // The first round names each category once, so that none is missing from a small set.
    const code = [...goods.keys()][n] ?? pick(drawn);
    const kind = goods.get(code);
    const known = category(code);
    if (kind === undefined || known === undefined) throw new Error(`nobody trades ${code}`);
    const attributes = attributesOf(known, kind);
    const [, family] = ancestors(code);
    const firm = pick(trade.suppliers.filter(({ families }) => families.includes(family ?? '')));
    const organisation = organisations.find(({ uscc }) => uscc === firm.uscc);
    const [unit, basis] = [kind.unit as UnitCode, kind.basis as Basis | undefined];
    const measured = basis === undefined ? { unit } : { unit, basis };
    const said = kind.words.filter((word) => isTrue(word, attributes)).map(({ word }) => word);
    const words = [...new Set([pick(said), pick(trade.words)])];
    const delivery = pick(deliveries);
    const certificate = known.certificates?.[0];
    return {
      supplier: firm.uscc,
      category: code,
      title: [firm.brand, writeSpec(code, attributes), ...words].join(' '),
      attributes,
      brand: firm.brand,
      price: {
        unitPrice: { amount: priceOf(kind, attributes), currency: 'CNY' },
        per: unit,
        taxIncluded: true,
        taxRate: '0.13',
        deliveryBasis: delivery,
        weighingBasis: basis,
        validTo: pick(['2026-04-30', '2026-05-31', '2026-06-30']),
      },
      minimumOrder: sometimes(0.7, () => ({ value: String(pick([5, 10, 35, 100, 200])), ...measured })),
      capacityPerMonth: sometimes(0.6, () => ({ value: String(pick([500, 2000, 8000, 30_000])), ...measured })),
      leadTimeDays: pick([1, 2, 3, 5, 7, 10]),
      stockPoints: [
        {
          division: organisation?.division ?? '350404',
          address: `${firm.brand}${pick(['一号库', '二号库', '成品堆场', '厂区'])}`,
          lon: firm.lon,
          lat: firm.lat,
          datum: 'GCJ-02',
        },
      ],
      certificates: sometimes(0.5, () =>
        certificate === undefined
          ? []
          : [{ type: certificate.type, number: `DEMO-${seed}-${n}`, validTo: pick(['2026-08-31', '2027-12-31']) }],
      ),
      originLabel: sometimes(0.3, () => origins[(organisation?.division ?? '').slice(0, 4)] ?? '福建'),
    };
  });
}

const fen = (amount: string): bigint => parseMoney({ amount, currency: 'CNY' });

/** What goods of this size cost, in fen. */
function levelOf({ price = ['1.00', '1.00'], ladder, by, choices }: Goods, attributes: Attributes): bigint {
  const values = [...new Set(choices[by] ?? [])].map(String);
  const step = Math.max(0, values.indexOf(String(attributes[by])));
  const own = ladder?.[step];
  if (own !== undefined) return fen(own);
  const [from, to] = [fen(price[0]), fen(price[1])];
  return from + ((to - from) * BigInt(step)) / BigInt(Math.max(1, values.length - 1));
}

const isTrue = ({ when = {} }: Word, attributes: Attributes): boolean =>
  Object.entries(when).every(([name, values]) => values.includes(attributes[name] ?? ''));

function allowedOf(known: Category, attributes: Attributes): Attributes | undefined {
  try {
    return checkAgainst(known, attributes, '');
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
