import fc from 'fast-check';
import { describe, expect, expectTypeOf, it, test } from 'vitest';
import { problemTexts } from '../../functions/problems.ts';
import { categories, category, checkAgainst } from '../../shared/commodity/category.ts';
import { type Converted, convert, factorOf } from '../../shared/commodity/conversion.ts';
import { formulas } from '../../shared/commodity/formulas.ts';
import type { Attributes } from '../../shared/commodity/model.ts';
import type { Quantity, UnitCode } from '../../shared/kernel/quantity.ts';
import { add, equal, mul, one, parseDecimal, type Ratio, ratio, roundHalfUp } from '../../shared/kernel/ratio.ts';
import { refusal } from './refusal.ts';
import vectors from './vectors/units.json' with { type: 'json' };

const rebar = (diameter: number, length?: number) => ({
  grade: 'HRB400E',
  diameter,
  ...(length === undefined ? {} : { length }),
});
const board = (thickness: number, length = 2440, width = 1220) => ({ length, width, thickness });
const bars = { value: '1', unit: 'H87' } as const;
const asked = (code: string, attributes: object, quantity: Quantity, to: UnitCode, on?: string) =>
  convert(code, { attributes: { ...attributes }, quantity, to, on });

describe('the published vectors', () => {
  it('are there', () => expect(vectors.cases.length).toBeGreaterThan(10));

  test.each(vectors.cases)('$category $quantity.value $quantity.unit to $to', (each) => {
    const quantity = each.quantity as Quantity;
    const act = () => asked(each.category, each.attributes, quantity, each.to as UnitCode);
    if (each.refuse !== undefined) return expect(refusal(act).code).toBe(each.refuse);
    const { exact, basis } = act();
    expect(equal(exact, parseDecimal(each.expect ?? '', 12))).toBe(true);
    if (each.basis !== undefined) expect(basis).toBe(each.basis);
  });
});

/** Worked by hand from GB 1499.2's table, 7.85 g/cm³ and geometry; rounded to the places shown. */
const worked: readonly [string, object, string, UnitCode, UnitCode, string][] = [
  ['steel.rebar', rebar(12, 12), '1', 'TNE', 'H87', '93.844'],
  ['steel.rebar', rebar(12, 12), '94', 'H87', 'TNE', '1.001664'],
  ['steel.rebar', rebar(25, 9), '100', 'H87', 'KGM', '3465.0'],
  ['steel.rebar', rebar(50, 9), '1', 'TNE', 'H87', '7.206'],
  ['steel.wire-rod', { grade: 'HPB300', diameter: '6.5', form: 'straight' }, '1', 'MTR', 'KGM', '0.2606825'],
  ['steel.section', { shape: 'equal-angle', size: '50*5', grade: 'Q235B' }, '1', 'MTR', 'KGM', '3.729'],
  ['steel.section', { shape: 'unequal-angle', size: '63x40x5', grade: 'Q235B' }, '1', 'MTR', 'KGM', '3.8465'],
  ['steel.section', { shape: 'i-beam', size: '200*100*7', grade: 'Q235B' }, '1', 'MTR', 'KGM', '28.058569'],
  ['steel.section', { shape: 'channel', size: '100*48*5.3', grade: 'Q235B', length: 6 }, '1', 'H87', 'KGM', '59.71'],
  ['pipe.steel', { outsideDiameter: 48, wall: '3.5' }, '1', 'MTR', 'KGM', '3.841'],
  ['pipe.steel', { outsideDiameter: 325, wall: 8 }, '1', 'MTR', 'KGM', '62.538'],
  ['pipe.ductile-iron', { dn: 300, klass: 'K9', length: 6 }, '1200', 'MTR', 'TNE', '61.0'],
  ['pipe.pe', { dn: 110, material: 'PE100', sdr: 17, length: 6 }, '25', 'H87', 'MTR', '150'],
  ['cement.common', { code: 'P·O', grade: '42.5', form: 'bagged', bagMass: 25 }, '1', 'TNE', 'BG', '40'],
  ['board.formwork', board(18), '1', 'MTQ', 'H87', '18.663'],
  ['board.formwork', board(15), '1', 'MTQ', 'H87', '22.395'],
  ['board.formwork', board(12), '1', 'MTQ', 'H87', '27.994'],
  ['board.formwork', board(15), '500', 'H87', 'MTK', '1488.40'],
  ['board.plywood', board(15, 1830, 915), '1', 'MTQ', 'H87', '39.814'],
];

test.each(worked)('%s %j: %s %s is in %s %s', (code, attributes, value, unit, to, expected) => {
  const { exact } = asked(code, attributes, { value, unit }, to);
  const places = expected.split('.')[1]?.length ?? 0;
  expect(roundHalfUp(exact, places)).toBe(expected);
});

describe('what the answer says', () => {
  it('names every formula of the way, its version, the standard and the tolerance of the edition in force', () => {
    const answer = asked('steel.rebar', rebar(20, 12), { value: '168', unit: 'H87' }, 'TNE');
    expect(answer).toMatchObject({
      quantity: { value: '4.97952', unit: 'TNE', basis: 'theoretical' },
      basis: 'theoretical',
      formula: 'piece-length+bar-mass-table',
      formulaVersion: '1+1',
      standard: 'GB 1499.2-2024',
      tolerance: { minus: '4.5', plus: '4.5', standard: 'GB 1499.2-2024', verified: false },
    });
    expect(answer.steps.map(({ formula, from, to }) => [formula, from, to])).toEqual([
      ['piece-length', 'H87', 'MTR'],
      ['bar-mass-table', 'MTR', 'KGM'],
      ['mass-units', 'KGM', 'TNE'],
    ]);
    expect(answer.steps.map(({ factor }) => factor).reduce(mul, one)).toEqual(
      factorOf(of('steel.rebar'), rebar(20, 12), 'H87', 'TNE'),
    );
    expect('approximate' in answer).toBe(false);
  });

  test.each([
    ['2024-09-24', 12, '6', 'GB/T 1499.2-2018', false],
    ['2024-09-25', 12, '5.5', 'GB 1499.2-2024', false],
    ['2012-01-01', 12, '7', 'GB 1499.2-2007', true],
    ['2012-01-01', 22, '4', 'GB 1499.2-2007', true],
  ])('on %s a bar of %i mm may lie %s %% off by %s', (on, diameter, percent, standard, verified) => {
    const { tolerance } = asked('steel.rebar', rebar(diameter, 9), bars, 'KGM', on);
    expect(tolerance).toEqual({ minus: percent, plus: percent, standard, verified });
  });

  it('flags what is approximate: sections, and bars of sizes outside the table', () => {
    const section = { shape: 'h-beam', size: '200*200*8*12', grade: 'Q355B' };
    expect(asked('steel.section', section, { value: '1', unit: 'MTR' }, 'KGM').approximate).toBe(true);
    const rod = { grade: 'HPB300', diameter: '6.5', form: 'straight' };
    expect(asked('steel.wire-rod', rod, { value: '1', unit: 'MTR' }, 'KGM')).toMatchObject({
      approximate: true,
      formula: 'bar-mass',
    });
  });

  it('says that the mass of ductile iron is the barrel alone, and what a socket adds, unverified', () => {
    const pipe = { dn: 300, klass: 'K9', length: 6 };
    expect(asked('pipe.ductile-iron', pipe, bars, 'KGM')).toMatchObject({
      quantity: { value: '305.04', basis: 'theoretical' },
      tolerance: { minus: '5' },
      excludes: [{ part: 'socket', massPerPiece: '17.96', verified: false }, { part: 'lining' }],
    });
  });

  it('rounds half up to 6 places what never ends, and keeps the exact value', () => {
    const { quantity, exact } = asked('steel.rebar', rebar(12, 12), { value: '1', unit: 'TNE' }, 'H87');
    expect(quantity).toEqual({ value: '93.843844', unit: 'H87' });
    expect(exact).toEqual(ratio(31250n, 333n));
  });

  it('keeps the basis of a mass that only changes its unit', () => {
    const weighed = { value: '2.035', unit: 'TNE', basis: 'weighed' } as const;
    const coil = { grade: 'HPB300', diameter: 8, form: 'coil' };
    expect(asked('steel.wire-rod', coil, weighed, 'KGM')).toMatchObject({
      quantity: { value: '2035', unit: 'KGM', basis: 'weighed' },
      basis: 'weighed',
    });
  });
});

describe('what is refused, and why', () => {
  const weighed = { value: '1', unit: 'TNE', basis: 'weighed' } as const;
  test.each([
    ['coil-is-weighed', 'steel.wire-rod', { grade: 'HPB300', diameter: 8, form: 'coil' }, weighed, 'MTR'],
    [
      'coil-is-weighed',
      'steel.rebar',
      { grade: 'HRB400E', diameter: 8, form: 'coil' },
      { ...weighed, basis: 'theoretical' },
      'MTR',
    ],
    ['basis-differs', 'steel.rebar', rebar(20, 12), weighed, 'H87'],
    ['basis-differs', 'cement.common', { code: 'P·O', grade: '42.5', form: 'bagged' }, weighed, 'BG'],
    ['bulk-has-no-bags', 'cement.common', { code: 'P·O', grade: '42.5', form: 'bulk' }, weighed, 'BG'],
    ['no-formula', 'steel.rebar', rebar(20, 12), bars, 'MTQ'],
    ['no-formula', 'board.formwork', board(18), bars, 'TNE'],
    ['size-not-in-table', 'pipe.ductile-iron', { dn: 300, klass: 'C40', length: 6 }, bars, 'TNE'],
    ['size-not-dimensions', 'steel.section', { shape: 'i-beam', size: '20a', grade: 'Q235B', length: 6 }, bars, 'TNE'],
    ['dimensions-impossible', 'pipe.steel', { outsideDiameter: 20, wall: 10, length: 6 }, bars, 'KGM'],
  ] as const)('%s: %s %j', (reason, code, attributes, quantity, to) => {
    const { code: refused, fields } = refusal(() => asked(code, attributes, quantity, to));
    expect([refused, fields[0]?.split(' ')[1]]).toEqual(['conversion-not-defined', reason]);
    expect(problemTexts[reason]).toMatchObject({ zh: { detail: /[\u4e00-\u9fff]/ }, en: { detail: /\w/ } });
  });

  test.each([
    ['steel.rebar', rebar(20), bars, 'TNE', '/attributes/length'],
    ['steel.wire-rod', { grade: 'HPB300', diameter: 8 }, { value: '1', unit: 'MTR' }, 'KGM', '/attributes/form'],
    ['steel.section', { size: '50*5' }, { value: '1', unit: 'MTR' }, 'KGM', '/attributes/shape'],
    ['pipe.pe', { dn: 110 }, bars, 'MTR', '/attributes/length'],
  ] as const)('%s %j lacks an attribute', (code, attributes, quantity, to, pointer) => {
    const refused = { code: 'conversion-needs-attribute', fields: [`${pointer} conversion-needs-attribute`] };
    expect(refusal(() => asked(code, attributes, quantity, to))).toEqual(refused);
  });

  test.each([
    ['attributes-invalid', 'steel.rebar', { ...rebar(20, 12), diameter: 21 }, bars],
    ['basis-not-allowed', 'steel.rebar', rebar(20, 12), { ...bars, basis: 'theoretical' }],
    ['basis-not-allowed', 'steel.rebar', rebar(20, 12), { ...bars, unit: 'TNE', basis: 'declared' }],
    ['quantity-negative', 'steel.rebar', rebar(20, 12), { ...bars, value: '-1' }],
  ] as const)('%s: %s', (refused, code, attributes, quantity) => {
    expect(refusal(() => asked(code, attributes, quantity, 'KGM')).code).toBe(refused);
  });

  test.each([
    ['category-unknown', 'steel.unknown'],
    ['category-not-tradable', 'steel'],
  ] as const)('%s: %s, with its place', (refused, code) => {
    expect(refusal(() => asked(code, {}, bars, 'KGM'))).toEqual({ code: refused, fields: [`/category ${refused}`] });
  });
});

/** Goods of every category that converts, with every unit it knows. */
const goods: readonly [string, Attributes][] = [
  ...worked.map(([code, attributes]) => [code, attributes as Attributes] as [string, Attributes]),
  ...vectors.cases
    .filter((each) => each.refuse === undefined)
    .map((each) => [each.category, each.attributes as unknown as Attributes] as [string, Attributes]),
];
const of = (code: string) => {
  const found = category(code);
  if (!found) throw new Error(code);
  return found;
};
const anyWay = fc.constantFrom(...goods).chain(([code, attributes]) => {
  const units = unitsOf(code).filter((unit) => unit !== 'H87' || attributes.length !== undefined);
  return fc.tuple(fc.constant(code), fc.constant(attributes), fc.constantFrom(...units), fc.constantFrom(...units));
});
const unitsOf = (code: string) => [...new Set((of(code).conversions ?? []).flatMap(({ from, to }) => [from, to]))];
const micro = fc.bigInt({ min: 0n, max: 10n ** 15n });
const decimalOf = (n: bigint) => roundHalfUp(ratio(n, 1_000_000n), 6);

describe('laws', () => {
  it('there and back is the identity', () => {
    fc.assert(
      fc.property(anyWay, ([code, attributes, from, to]) => {
        const there = factorOf(of(code), attributes, from, to);
        expect(mul(there, factorOf(of(code), attributes, to, from))).toEqual(one);
      }),
    );
  });

  it('an answer that ends can be asked back', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(12, 16, 20, 25), (n, diameter) => {
        const there = asked('steel.rebar', rebar(diameter, 9), { value: `${n}`, unit: 'H87' }, 'TNE');
        expect(asked('steel.rebar', rebar(diameter, 9), there.quantity, 'H87').quantity.value).toBe(`${n}`);
      }),
    );
  });

  it('a sum of parts converts as the sum', () => {
    fc.assert(
      fc.property(anyWay, micro, micro, ([code, attributes, unit, to], a, b) => {
        const [x, y, both] = [a, b, a + b].map((n) => asked(code, attributes, { value: decimalOf(n), unit }, to).exact);
        expect(x && y && add(x, y)).toEqual(both);
      }),
    );
  });

  it('nothing is a float', () => {
    expectTypeOf<Converted['exact']>().toEqualTypeOf<Ratio>();
    expectTypeOf<Ratio['n']>().toEqualTypeOf<bigint>();
    expectTypeOf<Quantity['value']>().toEqualTypeOf<string>();
    for (const { table = {} } of Object.values(formulas)) {
      for (const value of Object.values(table)) expect(value).toMatch(/^\d+(\.\d+)?$/);
    }
  });
});

test.each(
  categories()
    .filter((each) => each.parent !== undefined)
    .map((each) => [each.code, each] as const),
)(
  '%s names formulas, attributes, bases and standards that there are',
  (_, { conversions = [], attributes, standards, weighingBases, tradingUnits }) => {
    expect(conversions.length).toBeGreaterThan(0);
    const names = attributes.map(({ name }) => name);
    const numbers = standards.map(({ number }) => number);
    for (const {
      formula,
      from,
      to,
      basis,
      standard,
      when = {},
      unless,
      defaults = {},
      tolerances = [],
    } of conversions) {
      expect(Object.keys(formulas)).toContain(formula);
      if (basis !== undefined && [from, to].includes('KGM')) expect(weighingBases).toContain(basis);
      if (standard !== undefined) expect(numbers).toContain(standard);
      for (const each of tolerances) expect(numbers).toContain(each.standard);
      for (const name of [when, unless?.attributes ?? {}, defaults].flatMap((each) => Object.keys(each)))
        expect(names).toContain(name);
      if (unless) expect(problemTexts[unless.reason]).toBeDefined();
    }
    const units = new Set(conversions.flatMap(({ from, to }) => [from, to]));
    for (const unit of tradingUnits) expect([...units]).toContain(unit);
  },
);

test('goods that convert are goods of their category', () => {
  for (const [code, attributes] of goods)
    expect(() => checkAgainst(of(code), { ...attributes }, '', { partly: true })).not.toThrow();
});
