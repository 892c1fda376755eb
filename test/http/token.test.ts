import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { remoteKeys, tokenVerifier } from '../../shared/http/token.ts';

const now = Date.parse('2026-03-02T09:00:00+08:00');
const seconds = now / 1000;
const issuer = 'https://id.example.cn/pool';
const claims = { iss: issuer, sub: 'li', aud: 'jicai', iat: seconds, exp: seconds + 3600 };

let own: CryptoKey;
let published: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  own = pair.privateKey;
  published = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' };
});

const signed = (payload: object, key: CryptoKey | Uint8Array = own, alg = 'RS256', kid = 'one') =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg, kid }).sign(key);

function outcome(token: string, keys: JWTVerifyGetKey = createLocalJWKSet({ keys: [published] })): Promise<unknown> {
  const verify = tokenVerifier({ issuer, audience: 'jicai', keys }, () => now);
  return verify(token).catch((error) => `${error.kind} ${error.code}`);
}

const refused = 'unauthenticated token-invalid';

describe('a token', () => {
  test('of the issuer, for this audience and in its time, names a subject', async () => {
    expect(await outcome(await signed(claims))).toEqual({ sub: 'li' });
    expect(await outcome(await signed({ ...claims, aud: ['other', 'jicai'] }))).toEqual({ sub: 'li' });
    // Cognito's access tokens have no audience, and name the client.
    const { aud: _, ...access } = claims;
    expect(await outcome(await signed({ ...access, client_id: 'jicai' }))).toEqual({ sub: 'li' });
  });

  test.each<[string, object]>([
    ['of another issuer', { ...claims, iss: 'https://id.example.com' }],
    ['for another audience', { ...claims, aud: 'other' }],
    ['for another audience, got by our client', { ...claims, aud: 'other', client_id: 'jicai' }],
    ['of another client', { ...claims, aud: undefined, client_id: 'other' }],
    ['for no audience', { ...claims, aud: undefined }],
    ['that has ended', { ...claims, exp: seconds - 1 }],
    ['that never ends', { ...claims, exp: undefined }],
    ['that has not begun', { ...claims, nbf: seconds + 60 }],
    ['of nobody', { ...claims, sub: undefined }],
    ['of an empty name', { ...claims, sub: '' }],
    ['of a number', { ...claims, sub: 7 }],
    ['of an object', { ...claims, sub: { toString: 'li' } }],
    ['of a name longer than any', { ...claims, sub: 'l'.repeat(256) }],
    ['of a name that is no Unicode', { ...claims, sub: '\ud800' }],
    ['of several issuers', { ...claims, iss: [issuer] }],
    ['that ends at no time', { ...claims, exp: 'tomorrow' }],
    ['that ends never', { ...claims, exp: null }],
    ['that begins at no time', { ...claims, nbf: '0' }],
    ['for an object', { ...claims, aud: { jicai: true } }],
    ['for a part of the audience', { ...claims, aud: 'jica' }],
  ])('%s is refused', async (_, payload) => {
    expect(await outcome(await signed(JSON.parse(JSON.stringify(payload))))).toBe(refused);
  });

  test('of another key, of another algorithm or of none is refused', async () => {
    const other = await generateKeyPair('RS256');
    const longer = await generateKeyPair('RS512');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const token of [
      await signed(claims, other.privateKey),
      await signed(claims, own, 'RS256', 'two'),
      await signed(claims, longer.privateKey, 'RS512'),
      await signed(claims, new TextEncoder().encode(JSON.stringify(published)), 'HS256'),
      await signed(claims, new TextEncoder().encode(published.n), 'HS256'),
      ...['none', 'NONE', 'nOnE', '', null].map((alg) => `${encode({ alg, kid: 'one' })}.${encode(claims)}.`),
      `${encode({ alg: 'RS256', kid: 'one' })}.${encode(claims)}.`,
      'no token',
      '..',
      `${'a'.repeat(100_000)}.b.c`,
      'a.b.c',
    ]) {
      expect(await outcome(token)).toBe(refused);
    }
  });
});

describe('the head of a token', () => {
  const headed = async (header: object, key: CryptoKey = own) =>
    outcome(await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key));

  test('names no key but the issuer’s own: neither a path, nor an address, nor the key itself', async () => {
    const other = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(other.publicKey)), kid: 'one', alg: 'RS256' };
    for (const header of [
      { kid: '../../dev/null' },
      { kid: 'https://evil.example/jwks.json' },
      { kid: "one' OR '1'='1" },
      { kid: '__proto__' },
      { jku: 'https://evil.example/jwks.json' },
      { x5u: 'https://evil.example/cert.pem' },
      { jwk },
      { x5c: ['MIIB'] },
    ]) {
      expect([header, await headed(header, other.privateKey)]).toEqual([header, refused]);
    }
  });

  test('asks for nothing that is not understood', async () => {
    expect(await headed({ kid: undefined })).toEqual({ sub: 'li' });
    const forced = await signed(claims);
    const [, payload, signature] = forced.split('.');
    const head = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'one', crit: ['exp'], b64: false })).toString(
      'base64url',
    );
    expect(await outcome(`${head}.${payload}.${signature}`)).toBe(refused);
  });

  test('of another’s token does for no other claims', async () => {
    const [head, , signature] = (await signed(claims)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'operator' })).toString('base64url');
    expect(await outcome(`${head}.${payload}.${signature}`)).toBe(refused);
  });
});

describe('an issuer', () => {
  async function answering(status: number): Promise<string> {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ keys: [published] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  }

  test('publishes its keys; one that it does not know is refused', async () => {
    const keys = remoteKeys(await answering(200));
    expect(await outcome(await signed(claims), keys)).toEqual({ sub: 'li' });
    expect(await outcome(await signed(claims, own, 'RS256', 'two'), keys)).toBe(refused);
  });

  test('that is out of reach makes no good token bad: it is to be tried again', async () => {
    for (const uri of [await answering(500), 'http://127.0.0.1:1/jwks.json']) {
      expect(await outcome(await signed(claims), remoteKeys(uri))).toBe('unavailable try-again');
    }
  });
});

describe('a token that was verified', () => {
  const clock = { now };
  /** Counts how often a key was asked for. */
  async function remembering() {
    clock.now = now;
    let current: JWK[] = [published];
    let asked = 0;
    const keys: JWTVerifyGetKey = (header, token) => {
      asked += 1;
      return createLocalJWKSet({ keys: current })(header, token);
    };
    const verify = tokenVerifier({ issuer, audience: 'jicai', keys }, () => clock.now);
    return {
      outcome: (token: string) => verify(token).catch((error) => `${error.kind} ${error.code}`),
      withdraw: () => (current = []),
      asked: () => asked,
    };
  }

  test('is taken for a minute, and then verified again', async () => {
    const { outcome, withdraw, asked } = await remembering();
    const token = await signed(claims);
    for (const after of [0, 1, 59_999]) {
      clock.now = now + after;
      expect(await outcome(token)).toEqual({ sub: 'li' });
    }
    expect(asked()).toBe(1);
    withdraw();
    clock.now = now + 60_000;
    expect(await outcome(token)).toBe(refused);
  });

  test('is not taken beyond its end, nor before it was verified', async () => {
    const { outcome, asked } = await remembering();
    const token = await signed({ ...claims, exp: seconds + 2, nbf: seconds });
    expect(await outcome(token)).toEqual({ sub: 'li' });
    clock.now = now + 2000;
    expect(await outcome(token)).toBe(refused);
    clock.now = now - 1;
    expect(await outcome(token)).toBe(refused);
    expect(asked()).toBe(3);
  });

  test('speaks for itself alone', async () => {
    const { outcome } = await remembering();
    const token = await signed(claims);
    expect(await outcome(token)).toEqual({ sub: 'li' });
    const [header, payload] = token.split('.');
    const { privateKey: another } = await generateKeyPair('RS256');
    const [, , forged] = (await signed(claims, another)).split('.');
    expect(await outcome([header, payload, forged].join('.'))).toBe(refused);
    expect(await outcome([header, payload, ''].join('.'))).toBe(refused);
  });
});
