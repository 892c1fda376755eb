import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { historyBegins as begins, fill } from '../../demo/fill.ts';
import { pasted, root, started } from './support.ts';

it('awards and verifies by the lines of the README as they stand', async () => {
  const { url } = await started({ history: { begins, fill } });
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const [, lines = ''] = /```sh\n(U=http.*?)```/s.exec(readme) ?? [];
  expect(lines.trimEnd().split('\n')).toHaveLength(10);
  const { code, out } = await pasted(lines, url);
  expect(out).toContain('"status":"awarded"');
  expect(out).toContain('结论：以上全部成立。');
  expect(code).toBe(0);
});
