import { readFileSync, symlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folder, pasted, root, started } from './support.ts';

it('goes from the invitation to the joint tender by the lines of the guide as they stand', async () => {
  const { url } = await started();
  const guide = readFileSync(`${root}docs/joint-demand.md`, 'utf8');
  const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, lines = '']) => lines);
  expect(blocks).toHaveLength(9);
  const cwd = folder();
  symlinkSync(`${root}node_modules`, `${cwd}/node_modules`);
  const { out } = await pasted(blocks.join(''), url, cwd);
  expect(out).toContain('invited signed signed');
  const [shown = '', made = 'none'] = out.match(/^[0-9a-f]{64}$/gm) ?? [];
  expect(made).toBe(shown);
  expect(out).toContain('8.892 TNE 2026-05-31, 110 TNE 2026-06-30');
  expect(out.trimEnd().split('\n').slice(-3)).toEqual(['round-tendering', 'cancelled', 'locked']);
});
