import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { folder, started } from './support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('goes from the invitation to the joint tender by the lines of the guide as they stand', {
  timeout: 240_000,
}, async () => {
  const { url } = await started();
  const guide = readFileSync(`${root}docs/joint-demand.md`, 'utf8');
  const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, lines = '']) => lines);
  expect(blocks).toHaveLength(9);
  const script = blocks.join('').replace('http://127.0.0.1:8787', url);
  const cwd = folder();
  symlinkSync(`${root}node_modules`, `${cwd}/node_modules`);
  const out = await new Promise<string>((resolve) => {
    const shell = spawn('bash', ['-c', script], { cwd });
    let text = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (text += chunk));
    shell.on('close', () => resolve(text));
  });
  expect(out).toContain('invited signed signed');
  const [shown = '', made = 'none'] = out.match(/^[0-9a-f]{64}$/gm) ?? [];
  expect(made).toBe(shown);
  expect(out).toContain('8.892 TNE 2026-05-31, 110 TNE 2026-06-30');
  expect(out.trimEnd().split('\n').slice(-3)).toEqual(['round-tendering', 'cancelled', 'locked']);
});
