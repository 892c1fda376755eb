import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../shared/kernel/json.ts';
import type { Db } from '../../shared/table/client.ts';
import type { TestApp } from '../support/app.ts';
import { accepts } from './json-schema.ts';

/** What a file in `shared/commodity/data/categories` and its line in the index would bring. */
const flatSteel = vi.hoisted(() => ({
  code: 'steel.flat',
  parent: 'steel',
  status: 'active',
  name: { zh: '扁钢', en: 'Flat bar' },
  attributes: [
    { name: 'grade', label: { zh: '牌号', en: 'grade' }, type: 'enum', required: true, values: [{ value: 'Q235B' }] },
    {
      name: 'width',
      label: { zh: '宽度', en: 'width' },
      type: 'integer',
      unit: 'mm',
      min: 10,
      max: 200,
      required: true,
    },
    { name: 'thickness', label: { zh: '厚度', en: 'thickness' }, type: 'decimal', unit: 'mm', required: true },
    {
      name: 'length',
      label: { zh: '长度', en: 'length' },
      type: 'integer',
      unit: 'mm',
      min: 1000,
      max: 12000,
      required: false,
    },
  ],
  standards: [
    {
      number: 'GB/T 702-2017',
      edition: '2017',
      title: { zh: '热轧钢棒尺寸、外形、重量及允许偏差', en: 'Hot rolled steel bars: dimensions and mass' },
      verified: false,
      source: 'general knowledge; check the text of the standard',
    },
  ],
  tradingUnits: ['TNE', 'H87'],
  weighingBases: ['theoretical', 'weighed'],
  conversions: [
    { formula: 'plate-mass', from: 'H87', to: 'KGM', basis: 'theoretical', standard: 'GB/T 702-2017' },
    { formula: 'mass-units', from: 'TNE', to: 'KGM' },
  ],
  certificates: [],
}));

vi.mock('../../shared/commodity/data/index.ts', async (original) => ({
  ...(await original<object>()),
  steelFlat: flatSteel,
}));

// A worker keeps what it has imported for its next file: these are of this file alone.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { checkAttributes, checkQuantity } = await import('../../shared/commodity/category.ts');
const { testApp } = await import('../support/app.ts');
const attributes = { grade: 'Q235B', width: 50, thickness: '5.0', length: 6000 };

let t: TestApp;
beforeAll(async () => {
  const nothing = { main: 'none', vault: 'none', send: () => Promise.reject(new Error('the table was asked')) };
  t = await testApp({ db: nothing as unknown as Db });
});

describe('given a category that is data alone', () => {
  it('holds goods, quantities and bases to it', () => {
    expect(checkAttributes('steel.flat', attributes, '')).toEqual({ ...attributes, thickness: 5 });
    expect(() => checkAttributes('steel.flat', { ...attributes, width: 500 }, '')).toThrow('attributes-invalid');
    expect(() => checkQuantity('steel.flat', { value: '1', unit: 'MTR' }, '')).toThrow('unit-not-traded');
  });

  it('is in the tree, and served with its JSON Schema, conversions and their formulas', async () => {
    const { body: tree } = await t.call('GET', '/v1/catalogue/categories');
    expect(JSON.stringify(tree)).toContain('"steel.flat"');
    const { body } = await t.call('GET', '/v1/catalogue/categories/steel.flat');
    expect(accepts(body.schema as Json, attributes)).toBe(true);
    expect(accepts(body.schema as Json, { ...attributes, width: 500 })).toBe(false);
    expect(body.conversions).toEqual(flatSteel.conversions);
    expect(Object.keys(body.formulas)).toEqual(['plate-mass', 'mass-units']);
  });

  it('has its attributes in the OpenAPI document', async () => {
    const { body } = await t.call('GET', '/openapi.json');
    expect(body.components.schemas['Attributes.steel.flat']).toMatchObject({
      title: '扁钢',
      required: ['grade', 'width', 'thickness'],
    });
    expect(body.components.schemas.Attributes.anyOf).toContainEqual({
      $ref: '#/components/schemas/Attributes.steel.flat',
    });
  });

  it('converts', async () => {
    const asked = { category: 'steel.flat', attributes, quantity: { value: '100', unit: 'H87' }, to: 'TNE' };
    const { status, body } = await t.call('POST', '/v1/conversions', asked);
    expect([status, body]).toMatchObject([
      200,
      { quantity: { value: '1.1775', unit: 'TNE', basis: 'theoretical' }, formula: 'plate-mass', exact: '471/400' },
    ]);
  });
});

describe('POST /v1/conversions', () => {
  const bars = { category: 'steel.rebar', attributes: { grade: 'HRB400E', diameter: 20, length: 12 }, to: 'TNE' };

  it('answers anyone, exactly', async () => {
    const { status, body } = await t.call('POST', '/v1/conversions', {
      ...bars,
      quantity: { value: '168', unit: 'H87' },
    });
    expect([status, body]).toMatchObject([
      200,
      { quantity: { value: '4.97952' }, exact: '15561/3125', basis: 'theoretical' },
    ]);
    expect(body.steps[0]).toEqual({
      formula: 'piece-length',
      formulaVersion: '1',
      from: 'H87',
      to: 'MTR',
      factor: '12/1',
      verified: true,
    });
  });

  it('says in the language asked for why a weighed coil has no theoretical length', async () => {
    const coil = {
      category: 'steel.wire-rod',
      attributes: { grade: 'HPB300', diameter: 8, form: 'coil' },
      quantity: { value: '2.035', unit: 'TNE', basis: 'weighed' },
      to: 'MTR',
    };
    const refused = await t.call('POST', '/v1/conversions', coil, { headers: { 'Accept-Language': 'en' } });
    expect([refused.status, refused.body]).toMatchObject([
      422,
      {
        code: 'conversion-not-defined',
        errors: [{ pointer: '/to', code: 'coil-is-weighed', message: expect.stringContaining('weighing') }],
      },
    ]);
    const zh = await t.call('POST', '/v1/conversions', coil);
    expect(zh.body.errors[0].message).toContain('磅计');
  });

  it.each([
    [400, 'number-not-string', { ...bars, quantity: { value: 168, unit: 'H87' } }],
    [400, 'unit-unknown', { ...bars, quantity: { value: '168', unit: 'KGM' }, to: 'ELF' }],
    [422, 'category-unknown', { ...bars, category: 'steel.elf', quantity: { value: '168', unit: 'H87' } }],
  ])('%i %s', async (status, code, asked) => {
    const refused = await t.call('POST', '/v1/conversions', asked);
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.body)).toContain(code);
  });
});
