import { describe, expect, it } from 'vitest';
import { readText } from '../../functions/market/reading.ts';

describe('a text', () => {
  it.each([
    ['HRB400E Φ16-25 12m 5000吨', { grade: 'HRB400E', diameter: { min: 16, max: 25 }, length: 12 }],
    ['螺纹钢 HRB400及以上 直径16~25', { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 } }],
    ['螺纹钢 不低于HRB400 Φ20', { grade: { atLeast: 'HRB400' }, diameter: 20 }],
    ['P·O 42.5及以上 散装', { code: 'P·O', grade: { atLeast: '42.5' }, form: 'bulk' }],
    ['球墨铸铁管 DN300 K9及以上 6m', { dn: 300, klass: { atLeast: 'K9' }, length: 6 }],
    ['螺纹钢 Φ25-16', {}],
    ['螺纹钢 HRB400E Φ20', { grade: 'HRB400E', diameter: 20 }],
  ])('%s', (text, attributes) => {
    expect(readText(text, 'demand', undefined).attributes).toEqual(attributes);
  });

  it('keeps to the category that is named, and names what was not read', () => {
    const { category, attributes, rest } = readText('42.5 散装 三钢特供', 'supply', 'cement.common');
    expect([category, attributes]).toEqual(['cement.common', { grade: '42.5', form: 'bulk' }]);
    expect(rest.join()).toContain('三钢特供');
    expect(readText('随便写写', 'demand', undefined)).toMatchObject({ attributes: {}, candidates: [] });
  });

  it('of work is read by the data of the processes', () => {
    expect(readText('调质 热处理 合金钢 12.5kg IT99', 'processing', undefined)).toMatchObject({
      process: 'heat-treatment',
      attributes: { material: 'alloy-steel', treatment: 'quench-temper', mass: '12.5' },
    });
    expect(readText('法兰 300*300*40 不锈钢 200件', 'processing', 'milling')).toMatchObject({
      process: 'milling',
      attributes: { material: 'stainless-steel', length: 300, width: 300, height: 40 },
      quantity: { value: '200', unit: 'H87' },
    });
    expect(readText('什么都没有', 'processing', undefined)).toEqual({ candidates: [], attributes: {}, rest: [] });
  });
});
