import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { categories, checkAgainst } from '../../../shared/commodity/category.ts';
import type { Attribute, Attributes, AttributeValue, Category } from '../../../shared/commodity/model.ts';
import { parseSpec, writeSpec } from '../../../shared/commodity/spec/index.ts';
import { grammarOf } from '../../../shared/commodity/spec/lexicon.ts';

/** Sizes that go together, as any numbers would not: a wall thinner than its pipe, a plate longer than wide, a thin sheet. */
const sound: Readonly<Record<string, fc.Arbitrary<Record<string, AttributeValue>>>> = {
  'pipe.steel': fc.constantFrom({ outsideDiameter: 108, wall: 4 }, { outsideDiameter: '114.3', wall: '4.5' }),
  'pipe.pvc-u': fc.constantFrom({ wall: '3.2' }, { wall: 2 }),
  'steel.plate': fc.constantFrom(
    { thickness: 10, width: 2000, length: 8000 },
    { thickness: '6.5', width: 1500, length: 6000 },
  ),
  'steel.section': fc.constantFrom(
    { shape: 'i-beam', size: '20a' },
    { shape: 'channel', size: '10' },
    { shape: 'equal-angle', size: '50*5' },
    { shape: 'unequal-angle', size: '100*63*8' },
    { shape: 'h-beam', size: '200*200*8*12' },
  ),
};
const sheet = fc.constantFrom(
  { length: 2440, width: 1220, thickness: 18 },
  { length: 1830, width: 915, thickness: 15 },
);

function value(attribute: Attribute): fc.Arbitrary<AttributeValue> {
  const { name, type, values, min = 1, max = 9 } = attribute;
  if (values) return fc.constantFrom(...values.map((each) => each.value));
  if (type === 'boolean') return fc.constant(true);
  if (type === 'text') return fc.constantFrom('杨木', '桉木', '松木');
  if (type === 'integer') return fc.integer({ min, max });
  return fc.constantFrom<AttributeValue>(...(name === 'length' ? [2, 4, 6] : [12, '17.5']));
}

function goods(each: Category): fc.Arbitrary<Attributes> {
  const own = Object.fromEntries(each.attributes.map((a) => [a.name, value(a)]));
  const required = each.attributes.filter((a) => a.required).map((a) => a.name);
  const sizes = sound[each.code] ?? (grammarOf(each.code).sheet ? sheet : fc.constant({}));
  return fc
    .tuple(fc.record(own, { requiredKeys: required }) as fc.Arbitrary<Record<string, AttributeValue>>, sizes)
    .map(([any, fixed]) => ({ ...any, ...fixed }) as Attributes)
    .filter((attributes) => isAllowed(each, attributes));
}

function isAllowed(each: Category, attributes: Attributes): boolean {
  try {
    return Boolean(checkAgainst(each, attributes, ''));
  } catch {
    return false;
  }
}

describe('the usual writing', () => {
  it('is that of the trade', () => {
    expect(writeSpec('steel.rebar', { grade: 'HRB400E', diameter: 20, length: 12 })).toBe('螺纹钢 HRB400E Φ20×12m');
    expect(writeSpec('cement.common', { code: 'P·O', grade: '42.5', form: 'bulk' })).toBe('P·O 42.5 水泥 散装');
    expect(writeSpec('pipe.ductile-iron', { dn: 300, klass: 'K9', length: 6 })).toBe('球墨铸铁管 DN300 K9 6m/支');
    expect(writeSpec('unknown', {})).toBe('unknown');
  });

  const written = categories().filter(({ parent }) => parent !== undefined);
  test.each(written.map((each) => [each.code, each] as const))('%s is read back', (code, each) => {
    fc.assert(
      fc.property(goods(each), (attributes) => {
        const text = writeSpec(code, attributes);
        const spec = parseSpec(text);
        expect({ text, category: spec.category }).toEqual({ text, category: code });
        const places = grammarOf(code).write?.flat().join(' ');
        const carried = Object.entries(attributes).filter(([name]) => places?.includes(`{${name}}`) ?? true);
        expect({ text, attributes: spec.attributes }).toEqual({ text, attributes: Object.fromEntries(carried) });
      }),
      { numRuns: 60 },
    );
  });
});
