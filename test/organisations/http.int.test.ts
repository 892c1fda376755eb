import { describe, expect, it } from 'vitest';
import { canonical } from '../../shared/kernel/json.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { allEvents } from '../../shared/table/log.ts';
import { certificate, contact } from './fixtures.ts';
import { at, call, decide, firm, once, outcome, registered, test, unknown } from './over-http.ts';

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
    expect(routes).toHaveLength(12);
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
    expect(canonical(events)).not.toMatch(/h1|h2|0598-|林启明|登记机关/);
  });
});
