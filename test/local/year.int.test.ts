import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('plays a year of joint purchase with every number as worked out by hand', () => {
  const script = fileURLToPath(new URL('../../demo/main.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'year'], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  for (const told of [
    '四个标段的合计与承诺量',
    '到货总成本与手算一致',
    '中标量与手算一致',
    '各县合同之和等于中标金额',
    '视为验收合格',
    '对账金额与手算一致',
    '更正差额',
    '两车都按期到货',
  ]) {
    expect(stdout, stderr).toContain(told);
  }
  expect(stdout).not.toContain('✗');
  expect(status).toBe(0);
});
