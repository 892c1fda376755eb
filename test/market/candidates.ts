import fc from 'fast-check';
import type { Candidate } from '../../functions/market/matching/model.ts';
import type { Spec } from '../../functions/market/spec.ts';
import { offers, tonnes, wants, yuan } from './fixtures.ts';

const grades = ['HRB400', 'HRB400E', 'HRB500E'] as const;
const diameters = [10, 16, 20] as const;

const grade = fc.oneof(
  fc.constantFrom(...grades),
  fc.record({ atLeast: fc.constantFrom('HRB400', 'HRB500') }),
  fc.record({ oneOf: fc.uniqueArray(fc.constantFrom(...grades), { minLength: 1 }) }),
);
const diameter = fc.oneof(
  fc.constantFrom(...diameters),
  fc
    .tuple(fc.constantFrom(...diameters), fc.constantFrom(...diameters))
    .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  fc.constantFrom(...diameters).map((min) => ({ min })),
);
const form = fc.constantFrom('straight', 'coil');

const whole: fc.Arbitrary<Spec> = fc.record({ grade, diameter, form }, { requiredKeys: ['grade', 'diameter'] });
const partly: fc.Arbitrary<Spec> = fc.record({ grade, diameter, form }, { requiredKeys: [] });

const klass = fc.constantFrom('K8', 'K9', 'K10', 'K12');
const pipe: fc.Arbitrary<Spec> = fc.record({
  dn: fc.constantFrom(100, 200, 300),
  klass,
  length: fc.constantFrom(6, '5.7'),
});
const thickness = fc.oneof(
  fc.constantFrom(8, 12, 20, 36),
  fc.record({ min: fc.constantFrom(6, 18), max: fc.constantFrom(20, 60) }),
);
const plate: fc.Arbitrary<Spec> = fc.record({
  grade: fc.constantFrom('Q355B', 'Q355C', 'Q355D'),
  thickness,
  width: fc.constant(2000),
  length: fc.constant(8000),
});

const day = (n: number) => new Date(Date.UTC(2026, 2, 1) + n * 86_400_000).toISOString().slice(0, 10);
const window = fc.tuple(fc.nat(40), fc.nat(60)).map(([from, length]) => ({ from: day(from), to: day(from + length) }));

const point = fc.constantFrom(
  { lon: '117.6074', lat: '26.2342' },
  { lon: '117.3644', lat: '25.9741' },
  { lon: '116.8458', lat: '26.8314' },
);
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 5000 }).map((value) => tonnes(String(value))) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 9000 }).map((n) => ({ ...tonnes(String(n)), unit: 'KGM' as const })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }).map((n) => ({ value: String(n), unit: 'H87' as const })) },
);
const price = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 3000, max: 3600 }).map((amount) => yuan(String(amount))) },
  { weight: 2, arbitrary: fc.constantFrom(yuan('3300', 'delivered'), yuan('3390'), yuan('9.5'), yuan('99999')) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 300, max: 360 }).map((n) => ({ ...yuan(`${n / 100}`), per: 'KGM' as const })),
  },
  { weight: 1, arbitrary: fc.constant({ ...yuan('80'), per: 'H87' as const, weighingBasis: undefined }) },
);

const shared = {
  id: fc.nat(40).map((n) => `p${n}`),
  party: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  window,
  point,
  quantity: fc.option(amount, { nil: undefined }),
  radiusKm: fc.option(fc.integer({ min: 20, max: 120 }), { nil: undefined, freq: 1 }),
  confirmedOn: fc.nat(60).map((ago) => day(-ago)),
  record: fc.constantFrom(undefined, undefined, '1/1', '9/10', '1/3'),
};

const goods = (sided: fc.Arbitrary<Spec>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ subject: fc.constant('steel.rebar'), spec: sided }) },
    { weight: 1, arbitrary: fc.record({ subject: fc.constant('pipe.ductile-iron'), spec: pipe }) },
    { weight: 1, arbitrary: fc.record({ subject: fc.constant('steel.plate'), spec: plate }) },
  );

/** Demands and supplies of a few goods, close enough to each other to match often. */
export const candidates: fc.Arbitrary<Candidate> = fc.oneof(
  fc.tuple(fc.record(shared), goods(partly)).map(([rest, of]) => wants({ ...rest, ...of })),
  fc
    .tuple(
      fc.record({ ...shared, minimumOrder: fc.option(amount, { nil: undefined, freq: 1 }) }),
      goods(whole),
      fc.option(price, { nil: undefined }),
    )
    .map(([rest, of, given]) => offers({ ...rest, ...of, price: given })),
);
