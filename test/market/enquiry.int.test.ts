import { beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { type Party, party } from '../support/world.ts';
import { done, type EnquiryCalls, enquiryCalls, ids, outcome } from './enquiry-calls.ts';
import { demandPost, shopPost, supplyPost } from './fixtures.ts';
import { goodsQuote, workQuote } from './quotes.ts';
import { eventsOf, streamed } from './streamed.ts';

let db: Counting;
let t: TestApp;
let builder: Party;
let mill: Party;
let third: Party;
let calls: EnquiryCalls;
beforeAll(async () => {
  db = counting(await freshDb());
  t = await testApp({ db });
  builder = await party(t.call, 1, 'buyer', { sizeClass: 'large' });
  mill = await party(t.call, 2, 'supplier', { sizeClass: 'small' });
  third = await party(t.call, 3, 'supplier');
  calls = enquiryCalls(t);
});

const call: EnquiryCalls['call'] = (...given) => calls.call(...given);
const ask: EnquiryCalls['ask'] = (...given) => calls.ask(...given);
const asked: EnquiryCalls['asked'] = (...given) => calls.asked(...given);
const posted: EnquiryCalls['posted'] = (...given) => calls.posted(...given);
const read: EnquiryCalls['read'] = (...given) => calls.read(...given);
const types: EnquiryCalls['types'] = (...given) => calls.types(...given);
const quote = (enquiry: string, more: object = {}, by = mill) => calls.quote(enquiry, by, more);
const quoted = async (enquiry: string): Promise<string> => (await done(quote(enquiry))).quote.id;
const accept = (enquiry: string, offer: string, body: object = {}, by = builder, options: CallOptions = {}) =>
  call('POST', `/v1/enquiries/${enquiry}/quotes/${offer}/acceptance`, body, by, options);
/** A supply of the mill and an enquiry of the builder about it. */
const opened = async (text: string) => asked(await posted(mill, { ...supplyPost, text }), builder);

describe('from an enquiry to an order', () => {
  it('is asked, answered, quoted and accepted, between the two alone', async () => {
    const post = await posted(mill, supplyPost);
    const own = await posted(builder, demandPost);
    const answer = await done(ask(post, builder, { fromPost: own }));
    const { id } = answer;
    expect(answer).toMatchObject({
      post,
      fromPost: own,
      category: 'steel.rebar',
      status: 'open',
      enquirer: builder.id,
    });
    expect(answer.parties).toMatchObject({ buyer: { id: builder.id }, supplier: { id: mill.id } });

    const again = await ask(post, builder);
    expect(outcome(again)).toEqual([409, 'enquiry-open']);
    expect(again.body.detail).toContain(id);
    expect(outcome(await ask(post, third, { fromPost: own }))).toEqual([422, 'from-post-unfit']);
    expect(outcome(await ask(post, mill))).toEqual([403, 'forbidden']);

    const content = new TextEncoder().encode('%PDF 质保书');
    const file = { name: '质保书.pdf', mediaType: 'application/pdf', sha256: 'b'.repeat(64) };
    const write = (body: object, by = mill) => call('POST', `/v1/enquiries/${id}/messages`, body, by);
    const spoken = { text: '有现货 860 吨', attachments: [file] };
    expect(outcome(await write(spoken))).toEqual([422, 'attachment-not-uploaded']);
    const place = await done(
      call('POST', `/v1/enquiries/${id}/attachments`, { ...file, size: content.byteLength }, mill),
    );
    t.files.kept.set(place.upload.url.replace('memory:', ''), content);
    const sent = await done(write(spoken));
    expect(sent.attachments).toEqual([{ ...file, size: content.byteLength }]);
    const html = await done(write({ text: '<script>alert(1)</script> & "引号"' }, builder));
    expect(html.text).toBe('<script>alert(1)</script> & "引号"');

    const messages = await call('GET', `/v1/enquiries/${id}/messages?limit=2`, undefined, builder);
    expect(messages.headers.get('content-type')).toContain('application/json');
    expect(messages.headers.get('x-content-type-options')).toBe('nosniff');
    expect(messages.body.items.map(({ text }: { text: string }) => text)).toEqual([html.text, spoken.text]);
    const rest = await call('GET', messages.headers.get('link')?.match(/<(.*)>/)?.[1] ?? '', undefined, builder);
    expect(rest.body.items).toMatchObject([{ by: builder.id, text: '含税到货价多少', attachments: [] }]);
    const download = `/v1/enquiries/${id}/messages/${sent.number}/attachments/${file.sha256}`;
    expect((await call('GET', download, undefined, builder)).body.url).toContain(`enquiries/${id}/`);
    t.files.kept.clear();
    expect(outcome(await call('GET', download, undefined, builder))).toEqual([409, 'attachment-not-uploaded']);

    const first = await quoted(id);
    const made = await done(quote(id, { unitPrice: { amount: '3388.8800', currency: 'CNY' } }));
    expect(made.quote).toMatchObject({
      priceWithTax: '3388.88',
      deliveredPrice: '3435.38',
      total: { amount: '412245.60' },
    });
    expect(made.quotes.map(({ status }: { status: string }) => status)).toEqual(['replaced', 'open']);
    expect(outcome(await accept(id, first))).toEqual([409, 'quote-replaced']);
    expect(outcome(await accept(id, made.quote.id, { closePost: true }))).toEqual([422, 'not-the-poster']);
    const history = await call('GET', `/v1/enquiries/${id}/quotes`, undefined, builder);
    expect(history.body.items).toMatchObject([{ status: 'open' }, { id: first, status: 'replaced' }]);
    const unread = await call('GET', '/v1/enquiries?role=poster', undefined, mill);
    expect(unread.body.items).toMatchObject([
      { id, spokenBy: mill.id, messages: 3, quotedUntil: goodsQuote.validUntil },
    ]);

    const key = { headers: { 'Idempotency-Key': 'deal' } };
    const deal = await accept(id, made.quote.id, {}, builder, key);
    expect(deal.status).toBe(202);
    expect(deal.headers.get('location')).toBe(`/v1/call-offs/${deal.body.callOff}`);
    expect(deal.body.total).toEqual({ amount: '412245.60', currency: 'CNY' });
    expect((await accept(id, made.quote.id)).body).toEqual(deal.body);
    expect((await accept(id, made.quote.id, {}, builder, key)).headers.get('idempotent-replayed')).toBe('true');
    const closed = await read(id, mill);
    expect(closed).toMatchObject({ status: 'closed', outcome: 'ordered', order: { callOff: deal.body.callOff } });
    expect(await types(id)).toEqual([
      ...['EnquiryOpened', 'EnquiryAnswered', 'MessageSent', 'MessageSent', 'QuoteMade', 'QuoteMade', 'QuoteAccepted'],
    ]);
    expect((await call('GET', `/v1/posts/${post}`)).body.status).toBe('open');
    expect(ids(await call('GET', '/v1/enquiries?status=closed&role=enquirer', undefined, builder))).toContain(id);
    await streamed(t, id);
    expect((await call('GET', `/v1/call-offs/${deal.body.callOff}`, undefined, builder)).status).toBe(200);
    expect((await done(ask(post, builder))).id).not.toBe(id);
  });

  it('a shop with free lathe hours is asked and takes the work', async () => {
    const id = await asked(await posted(mill, shopPost), builder);
    const made = await done(call('POST', `/v1/enquiries/${id}/quotes`, workQuote, mill));
    expect(made.quote).toMatchObject({ process: 'turning', per: 'H87', total: { amount: '34600.00' } });
    expect((await accept(id, made.quote.id)).status).toBe(202);
  });

  it('a demand’s poster accepts and wants no more: the post closes, and with it what others asked', async () => {
    const post = await posted(builder, { ...demandPost, text: '只此一单' });
    const [id, other] = [await asked(post, mill), await asked(post, third)];
    expect((await read(id, mill)).parties.buyer.id).toBe(builder.id);
    expect((await accept(id, await quoted(id), { closePost: true })).status).toBe(202);
    await streamed(t, id);
    const seen = await call('GET', `/v1/posts/${post}`, undefined, builder);
    expect([seen.body.status, seen.body.reason]).toEqual(['closed', 'ordered']);
    await streamed(t, post);
    expect(await read(other, third)).toMatchObject({ status: 'closed', outcome: 'post-closed' });
    expect(await types(other)).toEqual(['EnquiryOpened', 'EnquiryClosed']);
    expect(await read(id, mill)).toMatchObject({ outcome: 'ordered' });
  });
});

describe('what is between the two', () => {
  it('is in no event, no log line, no list and no answer to anybody else', async () => {
    const words = ['绝密底价八八折', '再便宜就亏了', '3377.7700', '备注里的话'];
    const post = await posted(mill, { ...supplyPost, text: '保密' });
    const { id } = await done(ask(post, builder, { text: words[0] }));
    await done(call('POST', `/v1/enquiries/${id}/messages`, { text: words[1] }, mill));
    const unitPrice = { amount: words[2], currency: 'CNY' };
    await done(quote(id, { unitPrice, remark: words[3] }));
    const faulty = { unitPrice, remark: words[3], quantity: { value: '0', unit: 'TNE', basis: 'theoretical' } };
    expect((await quote(id, faulty)).status).toBe(400);
    const lists = await Promise.all([
      call('GET', '/v1/enquiries', undefined, mill),
      call('GET', `/v1/posts/${post}/enquiries`, undefined, mill),
      call('GET', `/v1/enquiries/${id}`, undefined, 'supervisor'),
    ]);
    expect(lists.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(lists[2].body).toMatchObject({ status: 'open', messages: 2, quoteCount: 1 });
    const told = JSON.stringify([await eventsOf(t, id), t.logged, lists.map(({ body }) => body)]);
    for (const word of words) expect(told).not.toContain(word);
    for (const by of [third, 'operator', 'nobody']) {
      for (const path of ['', '/messages', '/quotes'])
        expect(outcome(await call('GET', `/v1/enquiries/${id}${path}`, undefined, by))).toEqual([404, 'not-found']);
    }
    for (const path of ['/messages', '/quotes'])
      expect(outcome(await call('GET', `/v1/enquiries/${id}${path}`, undefined, 'supervisor'))).toEqual([
        404,
        'not-found',
      ]);
  });

  it.each(['zero\u0000', 'bell\u0007', 'ab\u202Ecd', '\u2066x\u2069', 'x\u200F'])('refuses %j', async (text) => {
    const post = await posted(mill, { ...supplyPost, text: '字符' });
    const refused = await ask(post, builder, { text });
    expect([refused.status, refused.body.errors[0]]).toMatchObject([
      400,
      { pointer: '/text', code: 'control-character' },
    ]);
    expect(outcome(await call('POST', '/v1/posts', { ...supplyPost, text }, mill))).toEqual([400, 'control-character']);
  });
});

describe('at once', () => {
  it('twenty acceptances make one order, and twenty enquiries are one', async () => {
    const post = await posted(mill, { ...supplyPost, text: '抢' });
    const all = await Promise.all(Array.from({ length: 20 }, () => ask(post, builder)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(all.filter(({ body }) => body.code === 'enquiry-open')).toHaveLength(19);
    const id = all.find(({ status }) => status === 201)?.body.id;
    const offer = await quoted(id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(id, offer)));
    const orders = new Set(answers.filter(({ status }) => status === 202).map(({ body }) => body.callOff));
    expect(orders.size).toBe(1);
    for (const each of answers) expect([202, 409]).toContain(each.status);
    expect((await types(id)).filter((type) => type === 'QuoteAccepted')).toHaveLength(1);
  });

  it('of acceptance, withdrawal, a new quote and the end of the enquiry one wins', async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await opened(`争 ${round}`);
      const offer = await quoted(id);
      const acts = [
        () => accept(id, offer),
        () => call('POST', `/v1/enquiries/${id}/quotes/${offer}/withdrawal`, undefined, mill),
        () => quote(id, { remark: '新价' }),
        () => call('POST', `/v1/enquiries/${id}/closure`, undefined, mill),
      ];
      const order = acts.map((_, at) => acts[(at + round) % acts.length] ?? acts[0]);
      await Promise.all(order.map((act) => act?.()));
      const events = await eventsOf(t, id);
      const before = events.map(({ type }) => type);
      expect(before.filter((type) => type === 'QuoteAccepted' || type === 'EnquiryClosed').length).toBeLessThanOrEqual(
        1,
      );
      const accepted = before.indexOf('QuoteAccepted');
      if (accepted < 0) continue;
      // What was accepted had been neither taken back nor replaced.
      expect(before.slice(0, accepted).filter((type) => type === 'QuoteMade')).toHaveLength(1);
      expect(before).not.toContain('QuoteWithdrawn');
      expect(before.slice(accepted + 1)).toEqual([]);
    }
  });

  it('a stale version is refused', async () => {
    const id = await opened('旧版本');
    const offer = await quoted(id);
    const stale = { headers: { 'If-Match': '"1"' } };
    expect(outcome(await accept(id, offer, {}, builder, stale))).toEqual([412, 'etag-mismatch']);
  });
});

it('costs what the table layer says', async () => {
  const post = await posted(mill, { ...supplyPost, text: '费用' });
  const measured = async (act: () => Promise<unknown>) => {
    db.reset();
    const result = await act();
    return { result, cost: [db.formula, db.reads] };
  };
  const one = await measured(() => asked(post, builder));
  const id = one.result as string;
  const message = await measured(() => done(call('POST', `/v1/enquiries/${id}/messages`, { text: '有' }, mill)));
  const offer = await measured(() => quoted(id));
  const deal = await measured(() => accept(id, offer.result as string));
  const seen = await measured(() => read(id, mill));
  const [ask, say, offered, accepted] = [one, message, offer, deal].map(({ cost }) => cost);
  expect({ ask, say, offered, accepted, read: seen.cost }).toEqual({
    ask: [22, 5],
    say: [20, 3],
    offered: [18, 3],
    accepted: [24, 3],
    read: [0, 2],
  });
});
