import { describe, expect, it } from 'vitest';
import { everything } from '../support/scan.ts';
import { at, call, day, once, outcome, registered, test, unknown } from './over-http.ts';

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
    const stored = await everything(test.db);
    expect(stored.split(first.body.invitation).length).toBeGreaterThan(2);
    expect(stored.includes(secret)).toBe(false);
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

describe('who I am', () => {
  it('is the subject of the token, with its roles on the platform, and nobody without one', async () => {
    expect((await call('GET', '/v1/me', undefined, { as: 'operator' })).body).toEqual({
      sub: 'operator',
      platform: ['operator'],
    });
    expect((await call('GET', '/v1/me', undefined, { as: 'm-90' })).body).toEqual({ sub: 'm-90', platform: [] });
    expect(outcome(await call('GET', '/v1/me'))).toEqual([401, 'token-missing']);
  });

  it('is told at the platform’s own time', async () => {
    const { headers } = await call('GET', '/v1/me', undefined, { as: 'm-90' });
    expect(Date.parse(headers.get('date') ?? '')).toBe(Math.floor(test.clock.now / 1000) * 1000);
  });
});
