import { expect } from 'vitest';
import { reactions } from '../../functions/react.ts';
import type { Db } from '../../shared/table/client.ts';
import { demandPost, shopPost, supplyPost, tonnes, workPost } from '../market/fixtures.ts';
import { goodsQuote } from '../market/quotes.ts';
import { terms as sessionTerms } from '../showcase/fixtures.ts';
import { terms as eventTerms } from '../showcase/matchmaking-fixtures.ts';
import { stream } from '../showcase/stream.ts';
import { runJobs, type TestApp, testApp } from '../support/app.ts';
import { type Party, party } from '../support/world.ts';

/** What nobody but those named after it may read, wherever it stands. */
export const secrets: Readonly<Record<string, readonly string[]>> = {
  '4321.5': ['mill', 'builder', 'third'],
  '6543.5': ['mill', 'builder', 'third'],
  '77.25': ['mill', 'builder', 'third'],
  秘密正文: ['mill', 'builder', 'third'],
  秘密留言: ['mill', 'builder'],
  秘密意向: ['mill', 'builder', 'operator'],
  秘密附件: ['mill', 'builder'],
  '3391.2577': ['mill', 'builder'],
  秘密举报: ['third', 'operator'],
  秘密项目: ['mill', 'builder', 'third', 'operator', 'supervisor'],
  秘密直播: ['mill'],
  秘密图纸: ['builder'],
  林秘密: ['mill', 'operator'],
  'secret-token': ['builder'],
  'secret@firm.example': ['builder'],
};

/** A thing by the routes under which it stands, and who may know that it is there. */
interface Thing {
  readonly name: string;
  readonly of: RegExp;
  readonly ids: Readonly<Record<string, string>>;
  readonly known: readonly string[];
}

/** What firms have to do with each other, and everybody who may look. */
export interface Business {
  readonly t: TestApp;
  readonly who: Readonly<Record<string, string | undefined>>;
  readonly firms: Readonly<Record<'builder' | 'mill' | 'third', Party>>;
  readonly things: readonly Thing[];
}

/** Calls that read whatever is answered. */
export function asking(t: Pick<TestApp, 'app'>) {
  async function ask(method: string, path: string, as: string | undefined, body?: unknown) {
    const answer = await t.app.request(path, {
      method: method.toUpperCase(),
      headers: {
        ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    const headers = JSON.stringify([...answer.headers]);
    return { status: answer.status, text, headers, body: isJson && text !== '' ? JSON.parse(text) : undefined };
  }

  async function done(method: string, path: string, by: Party | string, body?: unknown) {
    const answer = await ask(method, path, typeof by === 'string' ? by : by.sub, body);
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
    return answer.body;
  }
  return { ask, done };
}

const config = {
  operators: ['operator'],
  supervisors: ['supervisor'],
  operatorAffiliates: [],
  mailFrom: 'notice@jicai.example',
};
const hidden = { quantityHidden: true, visibility: 'members' } as const;
const members = ['mill', 'builder', 'third'];
const watching = [...members, 'operator', 'supervisor'];
const sha = 'c'.repeat(64);

export async function business(db?: Db): Promise<Business> {
  const t = await testApp({ config, ...(db === undefined ? {} : { db }) });
  const { done } = asking(t);
  const [builder, mill, third] = [
    await party(t.call, 1, 'buyer'),
    await party(t.call, 2, 'supplier'),
    await party(t.call, 3, 'supplier'),
  ];
  const firms = { builder, mill, third };
  const contact = { name: '李工', phone: '0598-8220000' };
  const waiting = {
    name: '沙县待核贸易有限公司',
    uscc: '913504041099000041',
    kinds: ['buyer', 'supplier'],
    division: '350404',
    contact,
  };
  await done('post', '/v1/organisations', 'pending', waiting);
  const rejected = await party(t.call, 5, 'supplier');
  const who = {
    anonymous: undefined,
    nobody: 'nobody',
    pending: 'pending',
    rejected: rejected.sub,
    builder: builder.sub,
    mill: mill.sub,
    third: third.sub,
    operator: 'operator',
    supervisor: 'supervisor',
  };

  const place = (body: object, by: Party) => done('post', '/v1/posts', by, body).then(({ id }) => id as string);
  const supply = await place({ ...supplyPost, ...hidden, quantity: tonnes('4321.5'), text: '秘密正文甲' }, mill);
  const demand = await place(
    { ...demandPost, quantityHidden: true, quantity: tonnes('6543.5'), text: '秘密正文乙' },
    builder,
  );
  const work = await place({ ...workPost, ...hidden, hours: '77.25', text: '秘密正文丙' }, builder);
  await place({ ...shopPost, quantityHidden: true, freeHours: [{ week: '2026-W11', hours: '77.25' }] }, third);
  const file = { name: '秘密图纸.pdf', mediaType: 'application/pdf', size: 4, sha256: sha };
  const { drawing } = await done('post', `/v1/posts/${work}/drawings`, builder, file);

  const { id: enquiry } = await done('post', `/v1/posts/${supply}/enquiries`, builder, { text: '秘密留言一' });
  const attached = { name: '秘密附件.pdf', mediaType: 'application/pdf', sha256: sha };
  const { upload } = await done('post', `/v1/enquiries/${enquiry}/attachments`, mill, { ...attached, size: 4 });
  t.files.kept.set(upload.url.replace('memory:', ''), new TextEncoder().encode('%PDF'));
  await done('post', `/v1/enquiries/${enquiry}/messages`, mill, { text: '秘密留言二', attachments: [attached] });
  const unitPrice = { amount: '3391.2577', currency: 'CNY' };
  const { quote } = await done('post', `/v1/enquiries/${enquiry}/quotes`, mill, {
    ...goodsQuote,
    unitPrice,
    validUntil: '2026-04-09T01:00:00.000Z',
    deliverBy: '2026-04-20',
  });
  const plain = await place(supplyPost, mill);
  const { id: report } = await done('post', `/v1/posts/${plain}/abuse-reports`, third, {
    reason: 'spam',
    text: '秘密举报',
  });
  const { attributes, category, window } = demandPost;
  const line = { category, attributes, window, quantity: tonnes('6543.5') };
  const { id: project } = await done('post', '/v1/projects', builder, {
    name: '秘密项目',
    place: demandPost.place,
    ...hidden,
    lines: [line],
  });
  const { plan } = await done('post', '/v1/combinations', builder, { posts: [demand] });
  await runJobs(t);
  const draft = { ...sessionTerms, title: '秘密直播', products: [] };
  const { id: session } = await done('post', '/v1/live-sessions', mill, draft);
  const { id: event } = await done('post', '/v1/matchmaking-events', 'operator', eventTerms);
  await stream(t, reactions(t.deps))();
  const people = [{ name: '林秘密', phone: '0598-5550799' }];
  await done('put', `/v1/matchmaking-events/${event}/registration`, mill, { people, posts: [supply] });
  await done('put', `/v1/matchmaking-events/${event}/registration`, builder, {
    people: [{ name: '王工' }],
    posts: [demand],
  });
  await done('put', `/v1/matchmaking-events/${event}/registration`, rejected, { people: [{ name: '陈工' }] });
  const url = 'https://hook.example.cn/secret-token';
  const { id: webhook } = await done('post', '/v1/webhooks', builder, { url, topics: ['matches'] });
  await done('put', '/v1/notification-settings', builder, { topics: { matches: {}, enquiries: {} } });
  await done('post', '/v1/notification-settings/email', builder, { address: 'secret@firm.example', consent: '1' });

  t.clock.now = Date.parse('2026-03-18T11:00:00Z');
  await done('post', `/v1/matchmaking-events/${event}/timetable`, 'operator');
  await runJobs(t);
  await done('post', `/v1/matchmaking-events/${event}/timetable/publication`, 'operator');
  t.clock.now = Date.parse('2026-03-20T01:05:00Z');
  const intent = await done('post', `/v1/matchmaking-events/${event}/intents`, builder, {
    with: [mill.id],
    subject: category,
    remark: '秘密意向',
  });
  const verdict = { decision: 'rejected', reason: '执照注销' };
  await done('post', `/v1/organisations/${rejected.id}/verification`, 'operator', verdict);

  // So many that pages of a list end among them.
  const crowd: Record<string, string> = {};
  for (let n = 0; n < 13; n += 1) crowd[n] = await place({ ...supplyPost, visibility: 'members' }, third);

  const two = ['mill', 'builder'];
  const [{ id: meeting }] = (await done('get', `/v1/matchmaking-events/${event}/timetable`, mill)).meetings;
  const things = [
    { name: 'crowd of posts', of: /^$/, ids: crowd, known: watching },
    {
      name: 'drawing',
      of: /^\/v1\/posts\/\{id\}\/drawings\/\{/,
      ids: { drawing: drawing.id, id: work },
      known: ['builder'],
    },
    { name: 'supply post', of: /^\/v1\/posts\/\{id\}(?!\/drawings\/)/, ids: { id: supply }, known: watching },
    { name: 'work post', of: /^\/v1\/posts\/\{id\}(?!\/drawings\/)/, ids: { id: work }, known: watching },
    { name: 'enquiry', of: /^\/v1\/enquiries\/\{id\}$/, ids: { id: enquiry }, known: [...two, 'supervisor'] },
    {
      name: 'part of an enquiry',
      of: /^\/v1\/enquiries\/\{id\}\//,
      ids: { id: enquiry, quote: quote.id, number: '2', sha256: sha },
      known: two,
    },
    { name: 'abuse report', of: /^\/v1\/abuse-reports\/\{id\}/, ids: { id: report }, known: ['third', 'operator'] },
    { name: 'project', of: /^\/v1\/projects\/\{id\}/, ids: { id: project }, known: watching },
    { name: 'plan', of: /^\/v1\/plans\/\{id\}/, ids: { id: plan }, known: ['builder'] },
    {
      name: 'draft session',
      of: /^\/v1\/live-sessions\/\{id\}/,
      ids: { id: session, product: supply.replace('pst_', 'prd_') },
      known: ['mill'],
    },
    {
      name: 'meeting',
      of: /^\/v1\/matchmaking-events\/\{id\}\/meetings/,
      ids: { id: event, mid: meeting },
      known: [...two, 'operator'],
    },
    { name: 'intent', of: /^\/v1\/matchmaking-intents\/\{id\}/, ids: { id: intent.id }, known: [...two, 'operator'] },
    {
      name: 'webhook',
      of: /^\/v1\/webhooks\/\{id\}/,
      ids: { id: webhook, delivery: webhook.replace('whk_', 'snd_') },
      known: ['builder'],
    },
    { name: 'event', of: /^\/v1\/matchmaking-events\/\{id\}/, ids: { id: event }, known: Object.keys(who) },
    { name: 'demand post', of: /^\/v1\/posts\/\{id\}(?!\/drawings\/)/, ids: { id: demand }, known: Object.keys(who) },
    {
      name: 'firm with a record',
      of: /^\/v1\/organisations\/\{id\}\/record/,
      ids: { id: mill.id },
      known: Object.keys(who),
    },
  ];
  return { t, who, firms, things };
}
