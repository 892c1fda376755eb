import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { ancestors, categories, category, categoryTree } from '../../shared/commodity/category.ts';

const published =
  'steel.rebar steel.wire-rod steel.section steel.plate cement.common cement.masonry pipe.ductile-iron pipe.steel pipe.pe pipe.pvc-u pipe.concrete board.plywood board.formwork board.bamboo-formwork board.blockboard board.particle board.mdf board.bamboo-laminated'.split(
    ' ',
  );
const units = ['TNE', 'KGM', 'MTR', 'MTK', 'MTQ', 'H87', 'BG'];
const bases = ['theoretical', 'weighed', 'declared'];
const han = /\p{Script=Han}/u;

describe('the category tree', () => {
  it('has every code of the published contract, under its family', () => {
    for (const code of published) expect(ancestors(code)).toEqual([code, code.split('.')[0]]);
    expect(ancestors('steel.unknown')).toEqual([]);
    const codes = categoryTree().flatMap((family) => [family.code, ...family.children.map((each) => each.code)]);
    expect(codes.toSorted()).toEqual(
      categories()
        .map((each) => each.code)
        .toSorted(),
    );
  });

  it('has a line in the index for every file', () => {
    const files = readdirSync(new URL('../../shared/commodity/data/categories', import.meta.url));
    expect(files.map((file) => file.replace(/\.json$/, '')).toSorted()).toEqual(
      categories()
        .map((each) => each.code)
        .toSorted(),
    );
  });

  it('takes products of the four main goods', () => {
    for (const code of ['steel.rebar', 'cement.common', 'pipe.ductile-iron', 'board.formwork']) {
      expect(category(code)?.status).toBe('active');
    }
  });
});

test.each(categories().map((each) => [each.code, each] as const))('%s is well formed', (_, each) => {
  const { name, parent, status, attributes, constraints = [], standards, tradingUnits, weighingBases } = each;
  expect(Object.keys(each)).toEqual(expect.arrayContaining(['code', 'status', 'name', 'attributes', 'certificates']));
  const words = [
    name,
    ...attributes.map((a) => a.label),
    ...standards.map((s) => s.title),
    ...constraints.map((c) => c.note),
  ];
  for (const { zh, en } of [...words, ...each.certificates.map((c) => c.label)]) {
    expect(zh).not.toBe('');
    expect(en).not.toMatch(han);
    expect(en).not.toBe('');
  }
  expect(name.zh).toMatch(han);
  for (const { verified, source } of [...standards, ...constraints]) {
    expect(verified).toBeTypeOf('boolean');
    expect(source).not.toBe('');
  }
  for (const { verified } of each.certificates) expect(verified).toBeTypeOf('boolean');
  expect(units).toEqual(expect.arrayContaining([...tradingUnits]));
  expect(bases).toEqual(expect.arrayContaining([...weighingBases]));
  if (status === 'active') {
    expect(parent).toBeDefined();
    expect(tradingUnits.length).toBeGreaterThan(0);
    expect(standards.length).toBeGreaterThan(0);
    expect(attributes.some((a) => a.required)).toBe(true);
  }

  const named = new Map(attributes.map((a) => [a.name, a]));
  expect(named.size).toBe(attributes.length);
  for (const { type, values, min, max } of attributes) {
    expect(['enum', 'integer', 'decimal', 'text', 'boolean']).toContain(type);
    if (type === 'enum') expect(values?.every((v) => typeof v.value === 'string')).toBe(true);
    if (type === 'integer') {
      expect(values?.every((v) => Number.isInteger(v.value)) ?? Number.isInteger(min)).toBe(true);
      expect(values !== undefined || Number.isInteger(max)).toBe(true);
    }
    if (type === 'decimal') {
      expect(values?.every((v) => Number.isInteger(v.value) || /\.\d*[1-9]$/.test(`${v.value}`)) ?? true).toBe(true);
      expect([min, max]).toEqual([undefined, undefined]);
    }
  }
  for (const { when, allow = {}, forbid = [] } of constraints) {
    for (const [attribute, allowed] of [...Object.entries(when), ...Object.entries(allow)]) {
      expect(named.get(attribute)?.values?.map((v) => v.value)).toEqual(expect.arrayContaining([...allowed]));
    }
    for (const attribute of forbid) expect(named.get(attribute)?.required).toBe(false);
  }
});
