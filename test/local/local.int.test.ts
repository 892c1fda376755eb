import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Committee, Page, Question, Report } from '../../demo/answers.ts';
import type { Refusal } from '../../demo/client.ts';
import { five } from '../../demo/committee.ts';
import { openDraft } from '../../demo/fill.ts';
import { found, listProduct, productsOf } from '../../demo/steps.ts';
import { folder, started, told } from './support.ts';

const buyer = '91350404100001078D';
const mill = '91350404100001289W';

describe('the development token', () => {
  it('is of the published key, makes anyone who he says he is, and outlives weeks', async () => {
    const { url, api, now } = await started();
    const { token } = await api.post<{ token: string }>('/dev/token', { sub: 'operator', name: '值班员' });
    const keys = createRemoteJWKSet(new URL(`${url}/dev/jwks.json`));
    const { payload } = await jwtVerify(token, keys, { algorithms: ['RS256'], currentDate: new Date(now()) });
    expect(payload).toMatchObject({ sub: 'operator', name: '值班员' });

    await api.post('/dev/clock', { advance: 'P60D' });
    const read = (bearer: string) =>
      fetch(`${url}/v1/organisations?status=pending`, { headers: { Authorization: `Bearer ${bearer}` } });
    expect((await read(token)).status).toBe(200);
    expect((await read(`${token.slice(0, -4)}AAAA`)).status).toBe(401);
  });

  it('is refused to a page that sends a form, and to who does not say who he is', async () => {
    const { url, api } = await started();
    const form = await fetch(`${url}/dev/token`, { method: 'POST', body: '{"sub":"operator"}' });
    expect(form.status).toBe(415);
    expect((await api.ask('POST', '/dev/token', { body: { sub: '' } })).status).toBe(400);
    expect((await api.ask<Refusal>('POST', '/dev/token', { body: { sub: 'x', roles: [] } })).body.code).toBe(
      'unknown-field',
    );
  });
});

describe('the development clock', () => {
  it('begins on 2 March 2026, runs, and moves forward only', async () => {
    const { api, filled } = await started();
    expect(filled).toBe('empty');
    const { now } = await api.get<{ now: string }>('/dev/clock');
    expect(now.slice(0, 13)).toBe('2026-03-02T01');
    const moved = await api.post<{ now: string }>('/dev/clock', { now: '2026-03-05T09:00:00+08:00' });
    expect(moved.now.slice(0, 16)).toBe('2026-03-05T01:00');
    const later = await api.post<{ now: string }>('/dev/clock', { advance: 'P3DT1H' });
    expect(later.now.slice(0, 16)).toBe('2026-03-08T02:00');
    const code = async (body: unknown) => (await api.ask<Refusal>('POST', '/dev/clock', { body })).body.code;
    expect(await code({ now: '2026-03-08T02:00:00+08:00' })).toBe('clock-backwards');
    expect(await code({})).toBe('clock-one-of');
    expect(await code({ now: '2026-04-01T00:00:00Z', advance: 'P1D' })).toBe('clock-one-of');
    expect(await code({ advance: '-P1D' })).toBe('not-a-duration');
    expect((await api.get<{ now: string }>('/dev/clock')).now.slice(0, 16)).toBe('2026-03-08T02:00');
  });

  it('answers when what came due, and what follows from it, is done', async () => {
    const { api } = await started();
    const supplier = await found(api, mill);
    const [product] = productsOf(mill);
    if (product === undefined) throw new Error('no product');
    const id = await listProduct(api, product);
    const decision = { decision: 'rejected', reason: '证照已吊销' };
    await api.post(`/v1/organisations/${supplier.id}/verification`, decision, 'operator');
    await api.post('/dev/clock', { advance: 'PT1S' });
    expect((await api.ask('GET', `/v1/products/${id}`)).status).toBe(404);
    expect(await api.get(`/v1/products/${id}`, supplier.sub)).toMatchObject({ status: 'withdrawn' });
  });
});

it('keeps data, keys, tokens and time in its folder', async () => {
  const dataDir = folder();
  const first = await started({ dataDir });
  const { id, sub } = await found(first.api, buyer);
  await first.api.post('/dev/clock', { advance: 'P10D' });
  const [at, token] = [first.now(), await first.token(sub)];
  const receiptKeys = await first.api.get('/.well-known/jicai-receipts.json');
  await first.stop();

  const { url, api, now, filled } = await started({
    dataDir,
    history: { begins: '2026-01-01T00:00:00.000Z', fill: no },
  });
  expect(filled).toBe('before');
  expect(now()).toBeGreaterThanOrEqual(at);
  expect(now() - at).toBeLessThan(60_000);
  expect(await api.get('/.well-known/jicai-receipts.json')).toEqual(receiptKeys);
  const own = await fetch(`${url}/v1/organisations/${id}`, { headers: { Authorization: `Bearer ${token}` } });
  expect(await own.json()).toMatchObject({ id, status: 'verified', members: [{ sub }] });
});

const no = () => Promise.reject(new Error('filled again'));

it('starts the opening process again when it dies, and says so in the meantime', async () => {
  const { api, openingPid } = await started({ dataDir: folder() });
  const { sub } = await found(api, buyer);
  const publish = async () => {
    const { id } = await api.post<{ id: string }>('/v1/tenders', openDraft, sub);
    return () => api.ask<Refusal>('POST', `/v1/tenders/${id}/publication`, { as: sub });
  };
  const timeout = 120_000;
  // On a busy machine another may be there before the request is.
  let again = await publish();
  let [first, refused] = [0, { status: 0, body: {} as Refusal }];
  for (let tries = 0; tries < 5 && refused.status !== 503; tries += 1) {
    await expect.poll(openingPid, { timeout }).not.toBe(first);
    again = await publish();
    first = openingPid() ?? 0;
    process.kill(first, 'SIGKILL');
    refused = await again();
  }
  expect([refused.status, refused.body.code]).toEqual([503, 'try-again']);
  await expect.poll(openingPid, { timeout }).not.toBe(first);
  await expect.poll(async () => (await again()).status, { timeout }).toBe(200);
});

it('fills a new platform', async () => {
  const dataDir = folder();
  const { fill, historyBegins: begins, listMore } = await import('../../demo/fill.ts');
  const { api } = await started({ dataDir, history: { begins, fill } });
  const statuses = await api.get<Page<{ id: string; status: string }>>('/v1/tenders');
  expect(statuses.items.map(({ status }) => status).sort()).toEqual(['awarded', 'opened', 'published']);
  const idOf = (status: string) => statuses.items.find((tender) => tender.status === status)?.id;
  const questions = await api.get<Page<Question>>(`/v1/tenders/${idOf('published')}/questions`);
  expect(questions.items).toMatchObject([{ answer: expect.stringContaining('地磅') }]);
  expect(JSON.stringify(questions)).not.toContain('闽岳');

  const report = await api.get<Report>(`/v1/tenders/${idOf('opened')}/report`, 'fan-wenyuan');
  const sheets = [4, 4, 4, 5, 5, 5].map((seat) => expect.objectContaining({ kind: 'sheet', seat }));
  expect(report.missing).toHaveLength(6);
  expect(report.missing).toEqual(expect.arrayContaining(sheets));
  const hidden = await api.ask<Refusal>('GET', `/v1/tenders/${idOf('opened')}/evaluation`);
  expect(hidden.body.code).toBe('evaluation-confidential');

  const past = await api.get<Committee>(`/v1/tenders/${idOf('awarded')}/committee`);
  expect(past.seats.map(({ name }) => name)).toEqual(five.map(({ name }) => name));
  const listed = await api.get<Page<object>>('/v1/experts', 'supervisor');
  expect(listed.items).toHaveLength(7);

  const products = await api.get<{ items: object[] }>('/v1/products?limit=100');
  expect(products.items.length).toBeGreaterThanOrEqual(40);
  expect(await listMore(api)).toBeGreaterThan(products.items.length);
  const { facets } = await api.get<{ facets: { category: { count: number }[] } }>('/v1/products?q=&facets=true');
  expect(JSON.stringify(facets)).toContain('board.bamboo-laminated');
  expect((await api.get<{ now: string }>('/dev/clock')).now.slice(0, 13)).toBe('2026-03-02T01');
});

it('plays the main job with every number as worked out by hand', async () => {
  const { code, out } = await told();
  for (const words of [
    '6,589,889.28',
    '公平竞争审查',
    '投标截止 2026-03-24 09:30',
    '五个席位都签署了同一份评标报告',
    '异议已答复',
    '中标总额 8,715,889.28 元',
  ]) {
    expect(out).toContain(words);
  }
  expect(out).not.toContain('✗');
  expect(code).toBe(0);
});
