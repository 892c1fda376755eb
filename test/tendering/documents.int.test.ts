import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { tenderingReactions } from '../../functions/tendering/on.ts';
import { openTender } from '../../functions/tendering/open.ts';
import { instant } from '../../shared/kernel/time.ts';
import { memoryKeys } from '../../shared/ports/keys.local.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { type Party, type PublishedTender, parties, party, published, tenderBody } from '../support/world.ts';

const content = new TextEncoder().encode('%PDF-1.7 技术规格书');
const sha256 = createHash('sha256').update(content).digest('hex');
const pdf = { name: '技术规格书.pdf', mediaType: 'application/pdf', size: content.length, sha256 };

describe('the documents of a tender', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  const call = (method: string, path: string, as?: string, body?: unknown, headers = {}) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as, headers });

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 2);
    tender = await published(t.call, buyer);
  });

  it('files: of the types and sizes allowed, uploaded whole before they are published, seen by all then', async () => {
    const drafted = await t.call('POST', '/v1/tenders', tenderBody({ regime: 'soe-voluntary' }), { as: buyer.sub });
    const path = `/v1/tenders/${drafted.body.id}`;
    const post = (to: string, body?: unknown) => t.call('POST', path + to, body, { as: buyer.sub });
    const exe = await post('/documents', { ...pdf, name: '程序.exe' });
    expect(exe.body).toMatchObject({ code: 'file-type', errors: [{ pointer: '/mediaType' }] });
    const html = await post('/documents', { ...pdf, name: '规格.pdf', mediaType: 'text/html' });
    expect(html.body.code).toBe('file-type');
    const large = await post('/documents', { ...pdf, size: 60_000_000 });
    expect(large.status).toBe(400);
    const attached = await post('/documents', pdf);
    expect(attached.status, JSON.stringify(attached.body)).toBe(201);
    const { document } = attached.body;
    expect((await post('/publication')).body.code).toBe('file-missing');
    t.files.kept.set(`documents/${drafted.body.id}/${document.id}`, content);
    const file = `${path}/documents/${document.id}`;
    expect((await t.call('GET', file)).status).toBe(404);
    expect((await t.call('GET', file, undefined, { as: buyer.sub })).status).toBe(200);
    expect((await post('/publication')).body.documents).toEqual([{ ...pdf, id: document.id, version: 1 }]);
    expect((await t.call('GET', file)).body.url).toContain(document.id);
    expect((await t.call('DELETE', file, undefined, { as: buyer.sub })).body.code).toBe('file-published');
    const published = {
      id: `${drafted.body.id}/3`,
      aggregateId: drafted.body.id,
      seq: 3,
      at: instant(t.clock.now),
      type: 'TenderPublished',
      data: {},
    };
    await tenderingReactions(t.deps).react({ ...published, type: 'FileAttached' });
    expect(t.files.locked.size).toBe(0);
    await tenderingReactions(t.deps).react(published);
    expect([...t.files.locked]).toEqual([[`documents/${drafted.body.id}/${document.id}`, '2041-03-13T01:00:00.000Z']]);
  });

  it('questions: who asks is shown to nobody before the opening; answers are for all', async () => {
    const [asker, other] = bidders as [Party, Party];
    const text = '“HRB400E”是否接受盘条？';
    const asked = await call('POST', '/questions', asker.sub, { text }, { 'Idempotency-Key': 'q-1' });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    const twin = await call('POST', '/questions', asker.sub, { text }, { 'Idempotency-Key': 'q-1' });
    expect(twin.body.id).toBe(asked.body.id);
    expect((await call('POST', '/questions', buyer.sub, { text })).status).toBe(403);
    expect((await call('GET', '/questions', other.sub)).body.items).toEqual([]);
    expect((await call('GET', '/questions', asker.sub)).body.items).toMatchObject([{ text, mine: true }]);
    const [waiting] = (await call('GET', '/questions', buyer.sub)).body.items;
    expect(waiting).toEqual({ id: asked.body.id, text, askedAt: expect.any(String) });
    const answered = await call('POST', `/questions/${waiting.id}/answer`, buyer.sub, { answer: '不接受，须为直条。' });
    expect(answered.body).toMatchObject({ text, answer: '不接受，须为直条。' });
    expect((await call('POST', `/questions/${waiting.id}/answer`, buyer.sub, { answer: '又答' })).status).toBe(404);
    const { body } = await call('GET', '/questions');
    expect(body.items).toMatchObject([{ text, answer: '不接受，须为直条。' }]);
    expect(JSON.stringify(body)).not.toContain(asker.name);
    const log = JSON.stringify((await call('GET', '/events', buyer.sub)).body);
    expect(log).toContain('QuestionAsked');
    for (const secret of [asker.id, asker.name, asker.sub, text]) expect(log).not.toContain(secret);
  });

  it('a flood of questions by one firm ends; many firms at once all get through', async () => {
    const [, other] = bidders as [Party, Party];
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => call('POST', '/questions', other.sub, { text: `问题${n}` })),
    );
    const taken = answers.filter(({ status }) => status === 201).length;
    for (let n = taken; n < 5; n += 1) await call('POST', '/questions', other.sub, { text: `再问${n}` });
    const flood = await call('POST', '/questions', other.sub, { text: '第六个问题' });
    expect([flood.status, flood.body.code]).toEqual([429, 'too-many-questions']);
  });

  it('a clarification that may affect bids and comes too late moves the deadline, and says by which rule', async () => {
    const clarify = (affectsBids: boolean) =>
      call('POST', '/clarifications', buyer.sub, { text: '交货地点以三元区为准。', affectsBids });
    t.clock.now = Date.parse('2026-03-09T15:00:00+08:00');
    expect((await clarify(true)).body.deadline).toBe('2026-03-24T01:00:00.000Z');
    t.clock.now = Date.parse('2026-03-10T15:00:00+08:00');
    expect((await clarify(false)).body.deadline).toBe('2026-03-24T01:00:00.000Z');
    const moved = await clarify(true);
    expect(moved.body).toMatchObject({ deadline: '2026-03-25T01:00:00.000Z', documentsVersion: 1 });
    const { body } = await call('GET', '/clarifications');
    expect(body.items.map((one: { number: number; moved: unknown }) => [one.number, one.moved])).toEqual([
      [1, null],
      [2, null],
      [3, { from: '2026-03-24T01:00:00.000Z', days: 15, article: expect.stringContaining('第二十三条') }],
    ]);
    expect((await call('GET', '/key')).body.documentsVersion).toBe(1);
    const listed = await t.call('GET', '/v1/tenders?closingAfter=2026-03-24T02:00:00Z');
    expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(tender.id);
  });

  it('objections to the documents come ten days before the deadline; the asker is named once bids are open', async () => {
    t.clock.now = Date.parse('2026-03-16T09:00:00+08:00');
    const late = await call('POST', '/objections', bidders[0]?.sub, { about: 'documents', text: '太迟。' });
    expect(late.body).toMatchObject({ code: 'objection-too-late', detail: expect.stringContaining('第二十二条') });
    t.clock.now = Date.parse('2026-03-25T09:01:01+08:00');
    await openTender(openingOf(t), tender.id);
    expect((await call('GET', '')).body.status).toBe('failed');
    expect((await call('GET', '/questions')).body.items[0].by).toBeUndefined();
  });
});

describe('a file that is attached while the tender is being published', () => {
  it('is not published unseen: the publication is decided again by who asked', async () => {
    const keys = await memoryKeys();
    let meanwhile: (() => Promise<unknown>) | undefined;
    const create = async (tender: string) => {
      await meanwhile?.();
      return keys.create(tender);
    };
    const t = await testApp({ sealingKeys: { create } });
    const buyer = await party(t.call, 1, 'buyer');
    const { id } = (await t.call('POST', '/v1/tenders', tenderBody(), { as: buyer.sub })).body;
    meanwhile = () => t.call('POST', `/v1/tenders/${id}/documents`, pdf, { as: buyer.sub });
    const publish = () => t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
    expect((await publish()).body.code).toBe('concurrent-change');
    meanwhile = undefined;
    expect((await publish()).body.code).toBe('file-missing');
  });
});
