import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { historyBegins as begins, fill } from '../../demo/fill.ts';
import { folder, started } from './support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('awards and verifies by the lines of the README as they stand', { timeout: 240_000 }, async () => {
  const { url } = await started({ history: { begins, fill } });
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const [, lines = ''] = /```sh\n(U=http.*?)```/s.exec(readme) ?? [];
  expect(lines.trimEnd().split('\n')).toHaveLength(10);
  // What is found by the folder it is pasted in is found by its path here, so that no file is left in the project.
  const script = lines
    .replace('http://127.0.0.1:8787', url)
    .replaceAll('npx jicai', `"${process.execPath}" "${root}bin/jicai"`);
  const { code, out } = await new Promise<{ code: number | null; out: string }>((resolve) => {
    const shell = spawn('bash', ['-c', script], { cwd: folder() });
    let text = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (text += chunk));
    shell.on('close', (exit) => resolve({ code: exit, out: text }));
  });
  expect(out).toContain('"status":"awarded"');
  expect(out).toContain('结论：以上全部成立。');
  expect(code).toBe(0);
});
