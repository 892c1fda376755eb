import { expect, test } from 'vitest';
import { worker } from '../../functions/jobs.ts';
import { csvOf } from '../../shared/sheet/write.ts';
import { runJobs, testApp } from '../support/app.ts';
import { atCall, faulty, type Injected } from '../support/faulty.ts';
import { verified } from './calls.ts';
import { ask, previewed } from './import-calls.ts';

const defaults = {
  taxIncluded: true,
  taxRate: '0.13',
  deliveryBasis: 'ex-works',
  weighingBasis: 'theoretical',
  validTo: '2026-03-31',
};
const rows = [16, 18, 20].map((diameter) => [`HRB400E Φ${diameter}*12m`, '3380']);

test.each<[string, Injected]>([
  ['before', { before: 'death' }],
  ['after', { after: 'death' }],
])('a worker that dies %s any of its calls of the table: run again, each row is there once', async (_, death) => {
  const t = await testApp();
  const organisation = await verified(t, 'li');
  const listed = async (): Promise<{ id: string; brand: string }[]> => {
    const path = `/v1/products?supplier=${organisation}&status=published&limit=100`;
    const items = [];
    for (let next: string | null = path; next !== null; ) {
      const { body } = await t.call('GET', next, undefined, { as: 'li' });
      items.push(...body.items);
      next = body.next === null ? null : `${path}&cursor=${body.next}`;
    }
    return items;
  };

  let died = true;
  let calls = 0;
  for (let n = 1; died; n += 1) {
    calls = n;
    const brand = `第${n}次`;
    const content = csvOf([['规格', '单价(元/吨)', '品牌'], ...rows.map((row) => [...row, brand])]);
    const preview = await previewed(t, content, { category: 'steel.rebar', defaults });
    expect(preview.result.valid).toBe(rows.length);
    const commit = { mode: 'commit', preview: preview.id, accept: 'all-valid-required', publish: true };
    const { job } = (await ask(t, commit)).body;
    const [message] = t.work;
    if (message === undefined) throw new Error('no job waits');

    const mortal = await testApp({ db: faulty(t.db, atCall(n, death)), files: t.files });
    died = await worker(mortal.deps)(message).then(
      () => false,
      () => true,
    );
    await runJobs(t);

    const { status, result } = (await t.call('GET', `/v1/jobs/${job}`, undefined, { as: 'li' })).body;
    expect([status, result.rows, result.created + result.existing]).toEqual(['succeeded', 3, 3]);
    const own = (await listed()).filter((each) => each.brand === brand).map(({ id }) => id);
    expect(own.sort()).toEqual(result.products.map(({ id }: { id: string }) => id).sort());
    for (const id of own) expect((await t.deps.products.load(id)).version).toBe(2);
  }
  expect(calls).toBeGreaterThan(8);
});
