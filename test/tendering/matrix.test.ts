import { expect, it } from 'vitest';
import { textOf } from '../support/sources.ts';
import { commands } from './matrix/probes.ts';
import { rowOf } from './matrix/table.ts';

type Matrix = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
const reviewed = (['before', 'after'] as const).map(
  (half): Matrix => JSON.parse(textOf(`test/tendering/matrix/${half}/commands.json`)),
);

it('every command of the reviewed matrix happens in some state, and is refused in another', () => {
  for (const probe of commands) {
    const row = rowOf(probe);
    const outcomes = reviewed.flatMap((matrix) =>
      Object.values(matrix[row] ?? {}).flatMap((column) => Object.keys(column)),
    );
    expect([row, outcomes.some((one) => one.startsWith('2')), outcomes.some((one) => one.startsWith('4'))]).toEqual([
      row,
      true,
      true,
    ]);
  }
});
