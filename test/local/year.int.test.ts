import { expect, it } from 'vitest';
import { told } from './support.ts';

it('plays a year of joint purchase with every number as worked out by hand', async () => {
  const { code, out, err } = await told('year');
  for (const words of [
    '四个标段的合计与承诺量',
    '到货总成本与手算一致',
    '中标量与手算一致',
    '各县合同之和等于中标金额',
    '视为验收合格',
    '对账金额与手算一致',
    '更正差额',
    '两车都按期到货',
  ]) {
    expect(out, err).toContain(words);
  }
  expect(out).not.toContain('✗');
  expect(code).toBe(0);
});
