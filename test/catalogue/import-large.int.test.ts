import { expect, test } from 'vitest';
import { xlsxOf } from '../../shared/sheet/write.ts';
import { testApp } from '../support/app.ts';
import { verified } from './calls.ts';
import { previewed } from './import-calls.ts';

test('10,000 rows are checked, one more is refused', async () => {
  const t = await testApp();
  await verified(t, 'li');
  const defaults = {
    taxIncluded: true,
    taxRate: '0.13',
    deliveryBasis: 'ex-works',
    weighingBasis: 'theoretical',
    validTo: '2026-03-31',
  };
  const rows = Array.from({ length: 10_000 }, (_, at) => [`HRB400E Φ${at % 2 === 0 ? 20 : 21}*12m`, '3380元/吨']);
  const list = (more: string[][]) => xlsxOf([['规格', '单价'], ...rows, ...more], '表');
  const { id, result } = await previewed(t, list([]), { category: 'steel.rebar', defaults });
  expect(result).toMatchObject({ rows: 10_000, valid: 5_000, invalid: 5_000 });
  expect(result.faults).toHaveLength(100);
  expect(t.files.kept.get(`reports/${id}/report.csv`)?.length).toBeGreaterThan(100_000);
  const more = await previewed(t, list([['HRB400E Φ20', '1']]), { category: 'steel.rebar', defaults });
  expect(more).toMatchObject({ status: 'failed', problem: { code: 'sheet-too-many-rows' } });
});
