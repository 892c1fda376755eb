import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../shared/kernel/json.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type CallOptions, type Reply, type TestApp, testApp } from '../support/app.ts';
import { certificate, contact } from './fixtures.ts';

const firm = {
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
  kinds: ['supplier'],
  division: '350404',
  sizeClass: 'large',
  contact,
};
const unknown = 'org_0195f000-0000-7000-8000-000000000009';
const day = 86_400_000;

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const once = (key: string) => ({ 'Idempotency-Key': key });
const outcome = ({ status, body }: Reply) => [status, body?.code];
const at = (id: string, rest = '') => `/v1/organisations/${id}${rest}`;
const decide = (id: string, decision: string, as = 'operator') =>
  call('POST', at(id, '/verification'), { decision, reason: '与登记机关信息核对' }, { as });

async function registered(as: string, change: object = {}): Promise<string> {
  const { status, body } = await call('POST', '/v1/organisations', { ...firm, ...change }, { as });
  expect(status).toBe(201);
  return body.id;
}

async function everyItem(): Promise<string[]> {
  const items: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await test.db.send(
      new ScanCommand({ TableName: test.db.main, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []).map((item) => JSON.stringify(item)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

describe('registration', () => {
  it('answers what was made, and the same again to the same key', async () => {
    const first = await call('POST', '/v1/organisations', firm, { as: 'r1', headers: once('k1') });
    expect(first.status).toBe(201);
    expect(first.headers.get('etag')).toBe('"1"');
    expect(first.headers.get('location')).toBe(at(first.body.id));
    expect(first.body).toMatchObject({
      status: 'pending',
      warnings: [],
      members: [{ sub: 'r1', roles: ['admin', 'sales'], joined: true }],
    });
    const again = await call('POST', '/v1/organisations', firm, { as: 'r1', headers: once('k1') });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await call('POST', '/v1/organisations', { ...firm, name: '甲' }, { as: 'r1', headers: once('k1') });
    expect(outcome(other)).toEqual([422, 'idempotency-key-reused']);
  });

  it('refuses a wrong code at its place and keeps a suspicious one with a warning', async () => {
    const wrong = await call('POST', '/v1/organisations', { ...firm, uscc: '123' }, { as: 'r2' });
    expect(outcome(wrong)).toEqual([422, 'uscc-invalid']);
    expect(wrong.body.errors).toMatchObject([{ pointer: '/uscc', code: 'uscc-invalid' }]);
    const odd = await call('POST', '/v1/organisations', { ...firm, uscc: '91350100M0001TGQXM' }, { as: 'r2' });
    expect(odd.body.warnings).toEqual([{ code: 'uscc-check-digit' }]);
  });

  it('is not for the operator', async () => {
    const refused = await call('POST', '/v1/organisations', firm, { as: 'operator' });
    expect(outcome(refused)).toEqual([403, 'operator-acts-for-none']);
  });
});

describe('the door', () => {
  it('asks for a token on every route but the public reading of one', async () => {
    const { paths } = (await call('GET', '/openapi.json')).body;
    const routes = Object.entries(paths as Record<string, Record<string, { security: unknown[]; summary: string }>>)
      .filter(([path]) => /^\/v1\/(organisations|memberships)/.test(path))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { security, summary }]) => ({ path, method, security, summary })),
      );
    expect(routes).toHaveLength(11);
    for (const { path, method, security, summary } of routes) {
      expect(summary).toMatch(/^\p{Script=Han}+ · [A-Z]/u);
      const concrete = path.replace('{id}', unknown).replace('{sub}', 'li');
      const reply = await call(
        method.toUpperCase(),
        concrete,
        ['post', 'put', 'patch'].includes(method) ? {} : undefined,
      );
      const open = method === 'get' && path === at('{id}');
      expect([method, path, security.length, ...outcome(reply)]).toEqual(
        open ? [method, path, 0, 404, 'not-found'] : [method, path, 1, 401, 'token-missing'],
      );
    }
  });
});

describe('reading', () => {
  it('is public once verified, and until then for members and the operator', async () => {
    const id = await registered('p1', { uscc: '91350404100001078D' });
    for (const as of [undefined, 'stranger', 'supervisor']) {
      expect(outcome(await call('GET', at(id), undefined, { as }))).toEqual([404, 'not-found']);
    }
    expect((await call('GET', at(id), undefined, { as: 'p1' })).body).toMatchObject({ contact, affiliates: [] });
    const decided = await decide(id, 'verified');
    expect(decided.body).toMatchObject({ status: 'verified', reason: '与登记机关信息核对' });
    const seen = await call('GET', at(id));
    expect(seen.headers.get('etag')).toBe('"2"');
    expect(seen.body).toEqual({
      id,
      status: 'verified',
      name: firm.name,
      uscc: '91350404100001078D',
      kinds: ['supplier'],
      division: '350404',
      sizeClass: 'large',
      certificates: [],
    });
    expect(outcome(await decide(id, 'rejected', 'p1'))).toEqual([403, 'forbidden']);
    const again = await decide(id, 'verified');
    expect([again.status, again.headers.get('etag'), again.body]).toEqual([200, '"2"', decided.body]);
    await decide(id, 'rejected');
    expect((await call('GET', at(id))).status).toBe(404);
  });

  it('of the list is for the operator, page after page', async () => {
    const ids: string[] = [];
    for (const as of ['l1', 'l2', 'l3']) {
      const id = await registered(as);
      await decide(id, 'rejected');
      ids.push(id);
    }
    expect(outcome(await call('GET', '/v1/organisations', undefined, { as: 'l1' }))).toEqual([403, 'forbidden']);
    const list = async (path: string): Promise<string[]> => {
      const { body, headers } = await call('GET', path, undefined, { as: 'operator' });
      const next = headers.get('link')?.match(/<(.+)>/)?.[1];
      const page = body.items.map((item: { id: string; status: string }) => `${item.id} ${item.status}`);
      expect(page.length).toBeLessThanOrEqual(2);
      return next ? [...page, ...(await list(next))] : page;
    };
    const rejected = await list('/v1/organisations?status=rejected&limit=2');
    expect(rejected.filter((item) => ids.some((id) => item === `${id} rejected`))).toHaveLength(3);
    expect((await list('/v1/organisations?limit=2')).join()).not.toMatch(new RegExp(`rejected|${ids.join('|')}`));
    await decide(ids[0] as string, 'pending').then((reply) => expect(reply.status).toBe(400));
  });
});

describe('an amendment', () => {
  it('honours If-Match and sends a renamed organisation back to pending, with all its members', async () => {
    const id = await registered('a1', { uscc: '91350421100001211G' });
    await call('PUT', at(id, '/members/a2'), { roles: ['sales'] }, { as: 'a1' });
    await decide(id, 'verified');
    const patch = (change: object, ifMatch: string, as = 'a1') =>
      call('PATCH', at(id), change, { as, headers: { 'If-Match': ifMatch } });
    expect(outcome(await patch({ name: '乙' }, '"1"'))).toEqual([412, 'etag-mismatch']);
    expect(outcome(await patch({ name: '乙' }, '"3"', 'a2'))).toEqual([403, 'forbidden']);
    expect(outcome(await patch({ name: '乙' }, '"3"', 'operator'))).toEqual([403, 'forbidden']);
    expect(outcome(await patch({ uscc: firm.uscc }, '"3"'))).toEqual([400, 'unknown-field']);
    const amended = await patch({ name: '乙' }, '"3"');
    expect([amended.status, amended.headers.get('etag')]).toEqual([200, '"4"']);
    expect(amended.body).toMatchObject({ name: '乙', status: 'pending' });
    const { body } = await call('GET', '/v1/memberships', undefined, { as: 'a2' });
    expect(body).toMatchObject({
      items: [{ organisation: id, name: '乙', status: 'pending', joined: false }],
      next: null,
    });
  });
});

describe('two organisations with one code', () => {
  const uscc = '91350404100001705L';

  it('are never verified together, and losing or renewing standing frees the code', async () => {
    const [one = '', two = ''] = [await registered('u1', { uscc }), await registered('u2', { uscc })];
    const replies = await Promise.all([one, two, one, two].map((id) => decide(id, 'verified')));
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 409, 409]);
    expect(replies.filter(({ status }) => status === 409).map(outcome)).toEqual([
      [409, 'uscc-already-verified'],
      [409, 'uscc-already-verified'],
    ]);
    const [winner, loser] = replies[0]?.status === 200 ? [one, two] : [two, one];
    expect((await call('GET', at(winner))).status).toBe(200);
    expect((await call('GET', at(loser))).status).toBe(404);
    await decide(winner, 'rejected');
    expect((await decide(loser, 'verified')).status).toBe(200);
    expect(outcome(await decide(winner, 'verified'))).toEqual([409, 'uscc-already-verified']);
    const admin = loser === one ? 'u1' : 'u2';
    await call('PATCH', at(loser), { name: '丙' }, { as: admin });
    expect((await decide(winner, 'verified')).status).toBe(200);
  });
});

describe('an invitation', () => {
  const invite = async (id: string, as: string, headers = {}) =>
    call('POST', at(id, '/invitations'), { roles: ['sales'] }, { as, headers });
  const join = (code: string, as: string, headers = {}) => call('POST', '/v1/memberships', { code }, { as, headers });

  it('answers its code again to the same key, and keeps it nowhere', async () => {
    const id = await registered('i1');
    const first = await invite(id, 'i1', once('k2'));
    expect(first.status).toBe(201);
    expect(first.body.expiresAt).toBe(new Date(test.clock.now + 7 * day).toISOString());
    const again = await invite(id, 'i1', once('k2'));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);

    const joined = await join(first.body.code, 'i2', once('k3'));
    expect([joined.status, joined.body]).toEqual([201, { organisation: id, roles: ['sales'] }]);
    const rejoined = await join(first.body.code, 'i2', once('k3'));
    expect([rejoined.headers.get('idempotent-replayed'), rejoined.body]).toEqual(['true', joined.body]);

    const secret = first.body.code.split('.')[2];
    expect(secret).toMatch(/^[\w-]{22}$/);
    const items = await everyItem();
    expect(items.filter((item) => item.includes(first.body.invitation)).length).toBeGreaterThanOrEqual(2);
    expect(items.filter((item) => item.includes(secret))).toEqual([]);
  });

  it('lets exactly one of two in', async () => {
    const id = await registered('i3');
    const { code } = (await invite(id, 'i3')).body;
    const replies = await Promise.all([join(code, 'i4'), join(code, 'i5')]);
    expect(replies.map(outcome).sort()).toEqual([
      [201, undefined],
      [422, 'invitation-invalid'],
    ]);
    const { members } = (await call('GET', at(id), undefined, { as: 'i3' })).body;
    expect(members).toHaveLength(2);
  });

  it('that is wrong in any way is one refusal', async () => {
    const id = await registered('i6');
    const { code, invitation } = (await invite(id, 'i6')).body;
    const late = (await invite(id, 'i6')).body.code;
    const [, , secret] = code.split('.');
    const answers = [];
    for (const wrong of [
      '',
      'x',
      `${code}.`,
      `${code}x`,
      `${unknown}.${invitation}.${secret}`,
      late.replace(/[^.]+$/, secret),
    ]) {
      answers.push(await join(wrong, 'i7'));
    }
    test.clock.now += 7 * day;
    answers.push(await join(late, 'i7'));
    test.clock.now -= 7 * day;
    const { instance: _, ...refusal } = answers[0]?.body ?? {};
    expect(refusal).toMatchObject({ status: 422, code: 'invitation-invalid', errors: [{ pointer: '/code' }] });
    for (const { body } of answers) expect(body).toMatchObject(refusal);
    expect(outcome(await join(code, 'operator'))).toEqual([403, 'operator-acts-for-none']);
    expect((await join(code, 'i7')).status).toBe(201);
  });
});

describe('members', () => {
  it('by offer never get in the way of where one has joined', async () => {
    const own = await registered('m1');
    const other = await registered('m2');
    await call('PUT', at(other, '/members/m1'), { roles: ['admin'] }, { as: 'm2' });
    expect((await call('GET', at(own), undefined, { as: 'm1' })).status).toBe(200);
    expect(outcome(await call('GET', at(other), undefined, { as: 'm1' }))).toEqual([400, 'organisation-required']);
    const named = { as: 'm1', organisation: other };
    expect((await call('GET', at(other), undefined, named)).status).toBe(200);
    expect((await call('DELETE', at(other, '/members/m1'), undefined, named)).status).toBe(204);
    expect(outcome(await call('GET', at(other), undefined, named))).toEqual([403, 'organisation-forbidden']);
    expect(outcome(await call('GET', at(own), undefined, { as: 'm1', organisation: 'org_' }))).toEqual([
      403,
      'organisation-forbidden',
    ]);
  });

  it('change roles, and keep an admin', async () => {
    const id = await registered('m3');
    const set = (sub: string, roles: string[]) => call('PUT', at(id, `/members/${sub}`), { roles }, { as: 'm3' });
    expect(outcome(await set('m3', ['sales']))).toEqual([409, 'last-admin']);
    expect((await set('m4', ['admin', 'admin'])).body).toEqual({ sub: 'm4', roles: ['admin'], joined: false });
    expect((await set('m3', ['sales'])).body).toEqual({ sub: 'm3', roles: ['sales'], joined: true });
    expect(outcome(await set('m4', ['sales']))).toEqual([403, 'forbidden']);
    expect(outcome(await call('DELETE', at(id, '/members/m4'), undefined, { as: 'm4' }))).toEqual([409, 'last-admin']);
  });

  it('are 60 at most, and one change reaches them all', async () => {
    const id = await registered('big');
    for (let n = 1; n < 60; n += 1) await call('PUT', at(id, `/members/big-${n}`), { roles: ['sales'] }, { as: 'big' });
    const over = await call('PUT', at(id, '/members/big-60'), { roles: ['sales'] }, { as: 'big' });
    expect(outcome(over)).toEqual([409, 'members-full']);
    const renamed = await call('PATCH', at(id), { name: '丁' }, { as: 'big', headers: once('k4') });
    expect(renamed.status).toBe(200);
    const { body } = await call('GET', '/v1/memberships', undefined, { as: 'big-59' });
    expect(body.items).toMatchObject([{ name: '丁' }]);
  });
});

describe('a certificate', () => {
  it('is public with its organisation, and its period is checked', async () => {
    const id = await registered('c1', { uscc: '91350426100001772E' });
    const add = (change: object) => call('POST', at(id, '/certificates'), { ...certificate, ...change }, { as: 'c1' });
    expect([(await add({})).status, outcome(await add({ validTo: '2024-12-31' }))]).toEqual([
      201,
      [422, 'period-inverted'],
    ]);
    await decide(id, 'verified');
    expect((await call('GET', at(id))).body.certificates).toEqual([certificate]);
  });
});

describe('the log', () => {
  it('is a chain that tells no person', async () => {
    const id = await registered('h1', { uscc: '913504241000019831' });
    await decide(id, 'verified');
    await call('PUT', at(id, '/members/h2'), { roles: ['sales'] }, { as: 'h1' });
    const events = await allEvents(test.db, id);
    const chain = verifyChain(events.map(({ json }) => json));
    expect(chain).not.toHaveProperty('brokenAt');
    expect(chain.hashes).toEqual(events.map(({ hash }) => hash));
    expect(events.map(({ json }) => JSON.parse(json).type)).toEqual([
      'OrganisationRegistered',
      'OrganisationVerified',
      'MemberOffered',
    ]);
    expect(canonical(events)).not.toMatch(/h1|h2|0598|林启明|登记机关/);
  });
});
