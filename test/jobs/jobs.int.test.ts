import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../functions/jobs/run-job.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { instant } from '../../shared/kernel/time.ts';
import type { JobHandler } from '../../shared/ports/jobs.ts';
import { verified } from '../catalogue/calls.ts';
import { type TestApp, testApp } from '../support/app.ts';

let t: TestApp;
let organisation: string;
beforeAll(async () => {
  t = await testApp();
  organisation = await verified(t, 'li');
});

const at = () => instant(t.clock.now);
const owner = () => ({ sub: 'li', organisation });
const begin = (input = {}, id?: string) => t.deps.jobs.start('toy', input, owner(), { at: at(), id });
const read = (id: string, as = 'li') => t.call('GET', `/v1/jobs/${id}`, undefined, { as });
const run = (id: string, toy: JobHandler) =>
  runJob({ store: t.deps.jobStore, handlers: { toy }, now: () => t.clock.now }, { job: id, kind: 'toy', input: {} });

describe('a job', () => {
  test('is queued, runs, and has succeeded with files to fetch', async () => {
    const { id } = await begin({ n: 3 });
    expect((await read(id)).body).toMatchObject({ id, kind: 'toy', status: 'queued' });
    const seen: unknown[] = [];
    await run(id, async (input, progress, job) => {
      await progress.report(1, 3);
      seen.push(input, job, (await read(id)).body.progress);
      return { made: 3, files: { report: { key: 'reports/x.csv', name: '报告.csv' } } };
    });
    expect(seen).toEqual([{ n: 3 }, id, { done: 1, total: 3 }]);
    expect((await read(id)).body).toMatchObject({
      status: 'succeeded',
      result: { made: 3, files: { report: { name: '报告.csv', url: 'memory:reports/x.csv' } } },
    });
    await run(id, () => Promise.reject(new Error('done already')));
  });

  test('that is refused has failed for good, worded', async () => {
    const { id } = await begin();
    await run(id, () => Promise.reject(new DomainError('too-large', 'body-too-large', { max: 7 })));
    const { problem, status } = (await read(id)).body;
    expect([status, problem.code]).toEqual(['failed', 'body-too-large']);
    expect(problem.detail.en).toContain('7');
  });

  test('that broke off comes again, and is given up when it breaks off each time', async () => {
    const { id } = await begin();
    const breaks = () => run(id, () => Promise.reject(new Error('out of memory')));
    for (let time = 0; time < 5; time += 1) await expect(breaks()).rejects.toThrow('out of memory');
    expect((await read(id)).body.status).toBe('running');
    await breaks();
    expect((await read(id)).body).toMatchObject({ status: 'failed', problem: { code: 'job-given-up' } });
  });

  test('of the same id is one job; kept and not sent, it is sent by the clock', async () => {
    const { id } = await begin();
    t.work.length = 0;
    expect(await begin({}, id)).toEqual({ id });
    expect(t.work).toHaveLength(1);
    t.work.length = 0;
    await t.deps.jobs.sendAgain(id, at());
    expect(t.work.map(({ job }) => job)).toEqual([id]);
    const found = [];
    for await (const due of t.deps.due(instant(t.clock.now + 11 * 60_000))) found.push(due);
    expect(found).toContain(id);
  });

  test('is nobody else’s to know of', async () => {
    const { id } = await begin();
    expect((await read(id, 'stranger')).status).toBe(404);
    expect((await read(id, 'operator')).status).toBe(404);
    expect((await t.call('GET', `/v1/jobs/${id}`)).status).toBe(401);
  });
});

describe('an upload', () => {
  const ask = (body: object, as = 'li') => t.call('POST', '/v1/uploads', body, { as });
  const file = { name: '报价.XLSX', size: 10, sha256: 'a'.repeat(64), purpose: 'product-import' };

  test('goes where the hash of its content says', async () => {
    const { status, body } = await ask(file);
    expect([status, body.key]).toEqual([201, `uploads/product-import/${organisation}/${'a'.repeat(64)}.xlsx`]);
    expect(body).toMatchObject({ method: 'PUT', url: `memory:${body.key}` });
  });

  test.each([
    ['upload-extension-unknown', { ...file, name: '报价.xls' }],
    ['upload-too-large', { ...file, size: 10_000_001 }],
    ['hash-malformed', { ...file, sha256: 'A' }],
  ])('is refused as %s', async (code, body) => {
    expect((await ask(body)).body.code).toBe(code);
  });

  test('is for a supplier’s sales', async () => {
    expect((await ask(file, 'stranger')).status).toBe(403);
  });
});
