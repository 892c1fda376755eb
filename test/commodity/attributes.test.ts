import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type Attribute,
  type Category,
  categories,
  checkAgainst,
  checkAttributes,
  checkQuantity,
  jsonSchema,
} from '../../shared/commodity/category.ts';
import type { Json } from '../../shared/kernel/json.ts';
import { accepts } from './json-schema.ts';
import { refusal } from './refusal.ts';

const rebar = { grade: 'HRB400E', diameter: 20, length: 12 };
const cement = { code: 'P·O', grade: '42.5', form: 'bagged' };
const pipe = { dn: 300, klass: 'K9', length: 6 };
const formwork = { length: 2440, width: 1220, thickness: 18 };

describe('attributes of goods', () => {
  test.each([
    ['steel.rebar', rebar],
    ['steel.wire-rod', { grade: 'HPB300', diameter: 8, form: 'coil' }],
    ['steel.wire-rod', { grade: 'HPB300', diameter: '6.5', form: 'coil' }],
    ['steel.plate', { grade: 'Q235B', thickness: 10, width: 2000, length: 8000 }],
    ['pipe.steel', { outsideDiameter: 114, wall: 4 }],
    ['cement.common', cement],
    ['pipe.ductile-iron', pipe],
    ['board.formwork', formwork],
    ['board.plywood', { length: 1830, width: 915, thickness: 15 }],
  ])('given %s, accepts what the trade writes', (code, attributes) => {
    expect(checkAttributes(code, attributes, '/attributes')).toEqual(attributes);
  });

  test.each([
    ['6.0', 6],
    ['4.50', '4.5'],
    ['100', 100],
    ['0.250', '0.25'],
  ])('writes the decimal %s in one form', (given, written) => {
    expect(checkAttributes('pipe.steel', { outsideDiameter: 114, wall: given }, '')).toEqual({
      outsideDiameter: 114,
      wall: written,
    });
  });

  test.each([
    ['steel.rebar', { ...rebar, colour: 'red' }, '/a/colour unknown-attribute'],
    ['steel.rebar', { ...rebar, 'a/b~c': 1 }, '/a/a~1b~0c unknown-attribute'],
    ['steel.rebar', { ...rebar, grade: 'HRB335' }, '/a/grade attribute-not-allowed'],
    ['steel.rebar', { ...rebar, diameter: 21 }, '/a/diameter attribute-not-allowed'],
    ['steel.rebar', { ...rebar, diameter: 20.5 }, '/a/diameter attribute-not-integer'],
    ['steel.rebar', { ...rebar, diameter: '20' }, '/a/diameter attribute-wrong-type'],
    ['steel.rebar', { ...rebar, diameter: '２０' }, '/a/diameter full-width-digits'],
    ['steel.rebar', { ...rebar, grade: 'HRB４００E' }, '/a/grade full-width-digits'],
    ['steel.rebar', { ...rebar, length: 24 }, '/a/length attribute-out-of-range'],
    ['steel.rebar', { ...rebar, diameter: 10, form: 'coil' }, '/a/length attribute-not-allowed'],
    ['steel.rebar', { grade: 'HRB400E', diameter: 20, form: 'coil' }, '/a/diameter attribute-not-allowed'],
    ['steel.rebar', { ...rebar, grade: null }, '/a/grade attribute-wrong-type'],
    [
      'steel.plate',
      { grade: 'Q235B', thickness: 9.5, width: 2000, length: 8000 },
      '/a/thickness attribute-not-integer',
    ],
    [
      'steel.plate',
      { grade: 'Q235B', thickness: '0', width: 2000, length: 8000 },
      '/a/thickness attribute-out-of-range',
    ],
    [
      'steel.plate',
      { grade: 'Q235B', thickness: '1e1', width: 2000, length: 8000 },
      '/a/thickness attribute-wrong-type',
    ],
    ['cement.common', { ...cement, code: 'P·C', grade: '32.5R' }, '/a/grade attribute-not-allowed'],
    ['cement.common', { ...cement, grade: '32.5' }, '/a/grade attribute-not-allowed'],
    ['cement.common', { ...cement, form: 'bulk', bagMass: 50 }, '/a/bagMass attribute-not-allowed'],
    ['cement.common', { ...cement, lowAlkali: 'yes' }, '/a/lowAlkali attribute-wrong-type'],
    ['pipe.ductile-iron', { klass: 'K9', length: 6 }, '/a/dn attribute-missing'],
    ['board.formwork', { ...formwork, species: '桉木 ' }, '/a/species attribute-wrong-type'],
    ['board.formwork', { ...formwork, species: '桉'.repeat(41) }, '/a/species attribute-out-of-range'],
  ])('given %s %j, refuses %s', (code, attributes, field) => {
    expect(refusal(() => checkAttributes(code, attributes, '/a'))).toEqual({
      code: 'attributes-invalid',
      fields: [field],
    });
  });

  it('names every fault at once', () => {
    const wrong = { diameter: 20.5, length: 99, colour: 'red' };
    expect(refusal(() => checkAttributes('steel.rebar', wrong, '/items/0/attributes')).fields).toEqual([
      '/items/0/attributes/diameter attribute-not-integer',
      '/items/0/attributes/length attribute-out-of-range',
      '/items/0/attributes/colour unknown-attribute',
      '/items/0/attributes/grade attribute-missing',
    ]);
  });

  it('is not misled by names that every object has', () => {
    const wrong = JSON.parse('{"__proto__":{"grade":"HRB400E"},"constructor":1,"diameter":20}');
    expect(refusal(() => checkAttributes('steel.rebar', wrong, '')).fields).toEqual([
      '/__proto__ unknown-attribute',
      '/constructor unknown-attribute',
      '/grade attribute-missing',
    ]);
  });

  test.each([
    ['steel.rebbar', 'category-unknown'],
    ['constructor', 'category-unknown'],
    ['steel', 'category-not-tradable'],
  ])('given %s, refuses %s', (code, refused) => {
    expect(refusal(() => checkAttributes(code, {}, '')).code).toBe(refused);
  });

  it('takes a category that did not exist when the code was written', () => {
    const tile: Category = {
      code: 'tile.roof',
      parent: 'tile',
      status: 'active',
      name: { zh: '屋面瓦', en: 'Roof tile' },
      attributes: [
        { name: 'glazed', label: { zh: '上釉', en: 'glazed' }, type: 'boolean', required: true },
        { name: 'length', label: { zh: '长度', en: 'length' }, type: 'integer', min: 100, max: 600, required: true },
      ],
      standards: [],
      tradingUnits: ['H87'],
      weighingBases: [],
      certificates: [],
    };
    expect(checkAgainst(tile, { glazed: true, length: 400 }, '')).toEqual({ glazed: true, length: 400 });
    expect(refusal(() => checkAgainst(tile, { length: 99 }, '')).fields).toEqual([
      '/length attribute-out-of-range',
      '/glazed attribute-missing',
    ]);
  });
});

describe('a category and its JSON Schema', () => {
  const wild = fc.oneof(
    fc.constantFrom<Json[]>(
      null,
      '',
      ' ',
      '２０',
      '6.50',
      '007',
      '-1',
      '1.2345',
      '1000000',
      6,
      '6',
      1.5,
      -1,
      0,
      true,
      [],
      {},
    ),
    fc.string({ unit: 'grapheme', maxLength: 50 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const likely = ({ type, values, min = 1, max = 99 }: Attribute): fc.Arbitrary<Json> => {
    if (values) return fc.constantFrom(...values.map((each) => each.value));
    if (type === 'boolean') return fc.boolean();
    if (type === 'integer') return fc.integer({ min: min - 1, max: max + 1 });
    if (type === 'decimal') return fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom('4.5', '0.250', '12'));
    return fc.constantFrom('桉木', '松木 杨木', 'Φ', '木'.repeat(41));
  };
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  const goods = (attributes: readonly Attribute[]) => {
    const members = Object.fromEntries(
      attributes.map((each) => [
        each.name,
        fc.oneof({ weight: 15, arbitrary: likely(each) }, { weight: 1, arbitrary: wild }),
      ]),
    );
    const requiredKeys = attributes.filter((each) => each.required).map((each) => each.name);
    const full = fc.record(members, { requiredKeys });
    return fc.oneof(
      { weight: 8, arbitrary: full },
      { weight: 1, arbitrary: fc.record(members, { requiredKeys: [] }) },
      { weight: 1, arbitrary: full.map((record) => ({ ...record, other: 1 })) },
    ) as fc.Arbitrary<Record<string, Json>>;
  };

  test.each(categories().map((each) => [each.code, each] as const))('agree on what %s is', (_, category) => {
    const schema = jsonSchema(category);
    fc.assert(
      fc.property(goods(category.attributes), (attributes) => {
        const checked = attempt(() => checkAgainst(category, attributes, ''));
        expect(accepts(schema, attributes)).toBe(checked !== undefined);
        if (checked === undefined) return;
        expect(accepts(schema, checked)).toBe(true);
        expect(checkAgainst(category, checked, '')).toEqual(checked);
      }),
      { numRuns: 300 },
    );
  });
});

describe('quantities of goods', () => {
  test.each([
    ['steel.rebar', { value: '35', unit: 'TNE', basis: 'theoretical' }],
    ['steel.rebar', { value: '168', unit: 'H87' }],
    ['cement.common', { value: '37', unit: 'TNE' }],
    ['cement.common', { value: '37', unit: 'TNE', basis: 'weighed' }],
    ['pipe.ductile-iron', { value: '1200', unit: 'MTR' }],
    ['board.formwork', { value: '500', unit: 'H87' }],
  ] as const)('given %s, accepts %j', (code, quantity) => {
    expect(checkQuantity(code, quantity, '/quantity')).toEqual(quantity);
  });

  test.each([
    ['steel.rebar', { value: '35', unit: 'MTQ' }, 'unit-not-traded', '/quantity/unit'],
    ['steel.rebar', { value: '35', unit: 'TNE' }, 'basis-required', '/quantity/basis'],
    ['steel.rebar', { value: '35', unit: 'TNE', basis: 'declared' }, 'basis-not-allowed', '/quantity/basis'],
    ['steel.rebar', { value: '168', unit: 'H87', basis: 'weighed' }, 'basis-not-allowed', '/quantity/basis'],
    ['cement.common', { value: '37', unit: 'TNE', basis: 'theoretical' }, 'basis-not-allowed', '/quantity/basis'],
    ['board.formwork', { value: '500', unit: 'TNE' }, 'unit-not-traded', '/quantity/unit'],
  ] as const)('given %s %j, refuses %s', (code, quantity, refused, pointer) => {
    expect(refusal(() => checkQuantity(code, quantity, '/quantity'))).toEqual({
      code: refused,
      fields: [`${pointer} ${refused}`],
    });
  });
});
