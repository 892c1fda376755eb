import { expect, it } from 'vitest';
import { told } from './support.ts';

it('serves 5,000 t of four specs from six mills, and finds a machine shop its order, with every number as worked out by hand', async () => {
  const { code, out, err } = await told('market');
  for (const words of [
    '公众看到龙头标识，看不到数量',
    'Φ16 的供应为什么不匹配 Φ20 的需求',
    '逐家从低价买起反而凑不齐',
    '六家共同供应',
    '十三条报价之和等于四个组合之和',
    '释放之后读到原文',
    '对账金额',
    '履约记录已计入',
  ]) {
    expect(out, err).toContain(words);
  }
  expect(out).not.toContain('✗');
  expect(code).toBe(0);
});
