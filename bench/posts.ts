import type { Candidate } from '../functions/market/matching/model.ts';
import type { Spec } from '../functions/market/spec.ts';
import type { Basis, UnitCode } from '../shared/kernel/quantity.ts';
import { randomBy } from '../shared/kernel/random.ts';
import { addDays } from '../shared/kernel/time.ts';

export const today = '2026-03-02';

type Weighted<T> = readonly (readonly [T, number])[];

/** Values and their weights, as `value:weight` one after the other; read once. */
const weighted = once(
  (text: string): Weighted<string> =>
    text.split(' ').map((each) => {
      const [value = '', weight] = each.split(':');
      return [value, Number(weight)] as const;
    }),
);
const numbers = once(
  (text: string): Weighted<number> => weighted(text).map(([value, weight]) => [Number(value), weight]),
);

function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    known.set(text, value);
    return value;
  };
}

/** Seats of counties of Sanming and towns beyond it, by how much is traded there. */
const places = weighted(
  '117.6074,26.2342:20 117.789,26.397:14 117.3644,25.9741:14 117.2018,26.3569:6 116.8458,26.8314:5 117.8497,25.6902:8 116.8148,26.1768:6 116.6597,26.2598:6 118.1905,26.1696:8 117.4731,26.7288:5 117.1709,26.9004:4 119.2965,26.0745:4 118.1776,26.6418:3 117.0174,25.0751:3 118.0894,24.4798:2',
);

interface Goods {
  readonly subject: string;
  readonly unit: UnitCode;
  readonly basis?: Basis;
  /** Yuan a unit. */
  readonly price: number;
  /** The median of what is offered, and of what is asked. */
  readonly offered: number;
  readonly asked: number;
  spec(pick: Pick, wanted: boolean): Spec;
}

type Pick = <T>(from: Weighted<T>) => T;

const diameters = numbers('20:18 16:15 25:14 12:13 18:11 22:10 14:8 10:5 28:3 32:3');
const grades = weighted('HRB400E:72 HRB400:20 HRB500E:6 HRB500:2');
const how = weighted('one:62 some:30 any:8');

const kinds: Weighted<Goods> = [
  [
    {
      subject: 'steel.rebar',
      unit: 'TNE',
      basis: 'theoretical',
      price: 3400,
      offered: 300,
      asked: 120,
      spec(pick, wanted) {
        const [grade, diameter] = [pick(grades), pick(diameters)];
        const upTo = diameters.map(([d]) => d).filter((d) => d >= diameter && d <= diameter + 6);
        const some = wanted ? { min: diameter, max: diameter + 6 } : { oneOf: upTo };
        const kind = pick(how);
        return {
          ...(wanted && pick(how) === 'any'
            ? {}
            : { grade: wanted && pick(how) === 'some' ? { atLeast: grade } : grade }),
          ...(kind === 'any' && wanted ? {} : { diameter: kind === 'some' && upTo.length > 1 ? some : diameter }),
          ...(pick(how) === 'one'
            ? {
                length: pick(numbers('12:8 9:2')),
              }
            : {}),
        };
      },
    },
    50,
  ],
  [
    {
      subject: 'cement.common',
      unit: 'TNE',
      basis: 'weighed',
      price: 350,
      offered: 2000,
      asked: 400,
      spec: (pick) => ({
        code: pick(weighted('P·O:8 P·C:2')),
        grade: pick(weighted('42.5:7 42.5R:2 52.5:1')),
        form: pick(weighted('bulk:6 bagged:4')),
      }),
    },
    9,
  ],
  [
    {
      subject: 'steel.plate',
      unit: 'TNE',
      basis: 'theoretical',
      price: 3700,
      offered: 100,
      asked: 40,
      spec: (pick, wanted) => ({
        grade: pick(weighted('Q235B:5 Q355B:4 Q355C:1')),
        thickness: pick(numbers('8:2 10:3 12:2 16:2 20:2 30:1')),
        width: wanted ? { min: 1500, max: 2200 } : pick(numbers('1500:1 1800:1 2000:2')),
        length: wanted ? { min: 6000 } : pick(numbers('6000:1 8000:1 9000:1')),
      }),
    },
    9,
  ],
  [
    {
      subject: 'pipe.ductile-iron',
      unit: 'MTR',
      price: 520,
      offered: 3000,
      asked: 1500,
      spec: (pick) => ({
        dn: pick(numbers('100:2 150:2 200:3 300:3 400:1 600:1')),
        klass: pick(weighted('K9:7 K10:1 C40:2')),
        length: 6,
      }),
    },
    8,
  ],
  [
    {
      subject: 'board.plywood',
      unit: 'MTQ',
      price: 2200,
      offered: 200,
      asked: 60,
      spec: (pick) => ({
        length: 2440,
        width: 1220,
        thickness: pick(numbers('15:30 12:25 18:25 9:12 5:4 25:4')),
        formaldehyde: pick(weighted('E0:4 E1:4 ENF:2')),
      }),
    },
    8,
  ],
  [
    {
      subject: 'board.formwork',
      unit: 'H87',
      price: 62,
      offered: 8000,
      asked: 3000,
      spec: (pick) => ({
        length: pick(numbers('1830:7 2440:3')),
        width: pick(numbers('915:7 1220:3')),
        thickness: pick(numbers('15:5 14:3 12:2')),
      }),
    },
    7,
  ],
  [
    {
      subject: 'turning',
      unit: 'H87',
      price: 180,
      offered: 500,
      asked: 100,
      spec: (pick, wanted) => ({
        material: wanted
          ? pick(weighted('carbon-steel:6 alloy-steel:3 stainless-steel:1'))
          : { oneOf: ['alloy-steel', 'carbon-steel'] },
        length: wanted
          ? pick(numbers('300:3 800:3 1500:2 2600:1'))
          : {
              max: pick(numbers('1000:3 2000:4 3000:2')),
            },
        tolerance: wanted
          ? pick(numbers('7:2 8:4 9:3'))
          : {
              min: pick(numbers('6:1 7:5 8:3')),
            },
      }),
    },
    9,
  ],
];

/** One of them, by their weights. */
function picker(random: () => number): Pick {
  return (from) => {
    let left = random() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of from) {
      left -= weight;
      if (left < 0) return value;
    }
    return (from.at(-1) as (typeof from)[number])[0];
  };
}

/** About normal: twelve evenly spread numbers, added. */
function normal(random: () => number): number {
  let sum = -6;
  for (let n = 0; n < 12; n += 1) sum += random();
  return sum;
}

const days = Array.from({ length: 400 }, (_, at) => addDays(today, at - 100));
/** The day so many days after today. */
const dayAfter = (count: number): string => days[count + 100] as string;

const id = (at: number): string => `pst_0195f000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`;
/** Which post has that id. */
export const indexOf = (post: string): number => Number.parseInt(post.slice(-12), 16);

/**
 * The post with that number of an invented market of so many, the same for the same numbers: half of it is rebar, most of
 * that HRB400E of the common diameters; half of all is wanted. A new one was published today.
 */
export function postAt(at: number, of: number): Candidate {
  const random = randomBy(0x5eed + at * 7919);
  for (let n = 0; n < 3; n += 1) random();
  const pick = picker(random);
  const goods = pick(kinds);
  const wanted = random() < 0.5;
  const processing = goods.subject === 'turning';
  const [lon = 0, lat = 0] = pick(places).split(',').map(Number);
  const off = random() < 0.3 ? [random() * 0.2 - 0.1, random() * 0.2 - 0.1] : [0, 0];
  const median = wanted ? goods.asked : goods.offered;
  const amount = Math.max(1, Math.round(median * Math.exp(1.2 * normal(random))));
  const from = Math.floor(random() * (wanted ? 90 : 60)) - (wanted ? 0 : 10);
  const to = from + Math.floor(wanted ? 4 + random() * 27 : 14 + random() * 77);
  const measure = { unit: goods.unit, ...(goods.basis === undefined ? {} : { basis: goods.basis }) };
  const price = (goods.price * (1 + 0.025 * normal(random))).toFixed(2);
  const priced = wanted ? random() < 0.1 : random() < 0.92;
  const isNew = at >= of;
  return {
    id: id(at),
    party: `org_0195f000-0000-7000-8000-${Math.floor(random() * Math.max(50, of / 50))
      .toString(16)
      .padStart(12, '0')}`,
    kind: processing ? 'processing' : wanted ? 'demand' : 'supply',
    side: wanted ? 'wanted' : 'offered',
    subject: goods.subject,
    spec: goods.spec(pick, wanted),
    ...(random() < 0.96 ? { quantity: { value: String(amount), ...measure } } : {}),
    ...(!wanted && random() < 0.4 ? { minimumOrder: { value: String(Math.ceil(amount / 20)), ...measure } } : {}),
    ...(priced
      ? {
          price: {
            unitPrice: { amount: price, currency: 'CNY' },
            per: goods.unit,
            ...(goods.basis === undefined ? {} : { weighingBasis: goods.basis }),
            taxIncluded: true,
            taxRate: '0.13',
            delivery: random() < 0.4 ? 'delivered' : 'ex-works',
          },
        }
      : {}),
    window: { from: dayAfter(from), to: dayAfter(Math.max(0, to)) },
    point: { lon: (lon + (off[0] ?? 0)).toFixed(4), lat: (lat + (off[1] ?? 0)).toFixed(4) },
    ...(random() < 0.2 ? { radiusKm: 100 + Math.floor(random() * 200) } : {}),
    certificates: !wanted || random() < 0.1 ? [{ type: 'quality-certificate' }] : [],
    confirmedOn: isNew ? today : dayAfter(-Math.floor(random() * random() * 88)),
    ...(random() < 0.6 ? { record: `${70 + Math.floor(random() * 31)}/100` } : {}),
  };
}
