import { expect, it } from 'vitest';
import { type CorrectDeps, correctAll } from '../../functions/contracts/correct-statement.ts';
import { DomainError } from '../../shared/kernel/errors.ts';

it('looks at every statement that settled by a series, though one before cannot be corrected', async () => {
  const seen: string[] = [];
  const statements = {
    settledBy: async () => ['stm_1', 'stm_2', 'stm_3'],
    load: async (id: string) => {
      seen.push(id);
      throw new DomainError('conflict', 'settlement-price-not-positive', { statement: id });
    },
  } as unknown as CorrectDeps['statements'];
  const deps = { statements, priceIndices: {} as CorrectDeps['priceIndices'] };
  const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at: '2026-04-02T01:00:00.000Z' } as const;
  await expect(correctAll(deps, 'idx_1', ['2026-03-06'], cause)).rejects.toMatchObject({
    code: 'settlement-price-not-positive',
    params: { statement: 'stm_1' },
  });
  expect(seen).toEqual(['stm_1', 'stm_2', 'stm_3']);
});
