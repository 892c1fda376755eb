import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { historyBegins as begins, fill } from '../../demo/fill.ts';
import { pasted, root, started } from './support.ts';

/** The shell lines of a guide, as they stand. */
const linesOf = (name: string): string =>
  [...readFileSync(`${root}docs/${name}`, 'utf8').matchAll(/```sh\n(.*?)```/gs)]
    .map(([, lines = '']) => lines)
    .join('');

it('goes from the award to the figures by the lines of three guides as they stand', async () => {
  const { url } = await started({ history: { begins, fill } });
  const lines = ['agreements.md', 'deliveries.md', 'settlement.md'].map(linesOf).join('');
  const { out } = await pasted(lines, url);
  // Without what moving the clock answers.
  const said = out
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('{"now"'));
  expect(said).toEqual([
    ...['published', '1', '1', '2026-03-12T16:00:00.000Z', '1 winner, 2 reserve'],
    ...['1675000.00', 'buyer', 'buyer supplier', 'buyer', 'buyer supplier', 'agreement-not-begun'],
    expect.stringMatching(/剩余额度为 525 TNE/),
    ...['1', '29.64', '3380.00', 'confirmed', 'cancelled', '495.36', '3350.00', 'cancelled'],
    ...['200', '4.588', '1', '0.11856', '已装车运回', '2026-04-22T16:00:00.000Z', "[ 'mill-certificate' ]"],
    ...['deemed-accepted', 'fulfilled'],
    ...['2026-04-03', '1', '2026-04-17 3320.00, 2026-04-03 3300.00', '3310.00', '3360.00', '99590.40', 'false'],
    ...['period-open', 'issued', 'issued', '2026-06-05', '0', '99590.40', '0.00', '3'],
    ...['148.20', '39/50', '9/10', '-1311.50', '5.93%'],
  ]);
});
