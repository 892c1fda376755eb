import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, expect, it } from 'vitest';
import { tokenVerifier } from '../../shared/http/token.ts';
import { start, type TestApp, testApp } from '../support/app.ts';

/* What the verifier refuses is in test/http/token.test.ts; here is what the application makes of it. */

const issuer = 'https://id.example.cn/pool';
const seconds = start / 1000;
let t: TestApp;
let good: string;
let bad: Readonly<Record<string, string>>;

beforeAll(async () => {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const published = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256' };
  const keys = createLocalJWKSet({ keys: [published] });
  t = await testApp({ verify: tokenVerifier({ issuer, audience: 'jicai', keys }, () => t.clock.now) });
  const signed = (more: object, key = own.privateKey, kid = 'one') =>
    new SignJWT({ iss: issuer, aud: 'jicai', sub: 'operator', exp: seconds + 3600, ...more })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(key);
  good = await signed({});
  const [head = '', payload = '', signature = ''] = good.split('.');
  bad = {
    'that has ended': await signed({ exp: seconds - 1 }),
    'that has not begun': await signed({ nbf: seconds + 60 }),
    'of another issuer': await signed({ iss: 'https://id.example.com' }),
    'for another audience': await signed({ aud: 'other' }),
    'of another key': await signed({}, other.privateKey),
    'of a key that is a path': await signed({}, own.privateKey, '../../etc/passwd'),
    'of a key that is an address': await signed({}, own.privateKey, 'https://evil.example/keys'),
    'of nobody': await signed({ sub: undefined }),
    'of no text': await signed({ sub: ['operator'] }),
    'that is not signed': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
    'whose signature is cut': `${head}.${payload}.${signature.slice(0, -8)}`,
    'that is huge': `${head}.${'a'.repeat(200_000)}.${signature}`,
    'that is none': 'operator',
  };
});

const asked = (authorization: string) =>
  t.call('GET', '/v1/organisations', undefined, { headers: { Authorization: authorization } });

it('a good token passes, in whatever case its scheme is written', async () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) expect((await asked(`${scheme} ${good}`)).status).toBe(200);
});

it('every bad one is the same refusal, on public routes too, and is in no line of the log', async () => {
  for (const [what, token] of Object.entries(bad)) {
    for (const path of ['/v1/organisations', '/v1/tenders']) {
      const headers = { Authorization: `Bearer ${token}` };
      const { status, body, headers: told } = await t.call('GET', path, undefined, { headers });
      expect([what, status, body.code, told.get('www-authenticate')]).toEqual([what, 401, 'token-invalid', 'Bearer']);
      expect(JSON.stringify(body)).not.toContain(token);
    }
  }
  const lines = JSON.stringify(t.logged);
  for (const token of [good, ...Object.values(bad).filter((each) => each !== 'operator')]) {
    for (const part of token.split('.').filter((each) => each.length > 20)) expect(lines.includes(part)).toBe(false);
  }
  expect(t.logged.filter(({ message }) => message !== 'request')).toEqual([]);
});

it('nor does a good token do in another scheme, twice, or elsewhere than in its header', async () => {
  for (const header of [`Basic ${good}`, good, `Bearer ${good}, Bearer ${good}`, `Bearer  ${good} x`, 'Bearer', '']) {
    const { status, body } = await asked(header);
    expect([header.slice(0, 8), status]).toEqual([header.slice(0, 8), 401]);
    expect(body.code).toMatch(/^token-(invalid|missing)$/);
  }
  const cookie = { Cookie: `token=${good}; Authorization=Bearer ${good}` };
  expect((await t.call('GET', '/v1/organisations', undefined, { headers: cookie })).status).toBe(401);
  expect((await t.call('GET', `/v1/organisations?access_token=${good}`)).status).toBe(401);
});
