import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Browser, oidc, SignInRefused } from '../../web/session/oidc.ts';

const issuer = 'https://id.example.cn';
const settings = { issuer, clientId: 'console', scope: 'openid email' };
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
});

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

/** An issuer that lets everybody in, and a browser that goes where it is sent. */
function world({ refresh = true, revoked = false } = {}) {
  const storage = new Map<string, string>();
  const asked: URLSearchParams[] = [];
  const went: URL[] = [];
  const clock = { now: Date.now() };
  let nonce = '';
  let challenge = '';
  let tokens = 0;

  const browser: Browser = {
    origin: 'https://jicai.example.cn',
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    now: () => clock.now,
    go(url) {
      const to = new URL(url);
      went.push(to);
      nonce = to.searchParams.get('nonce') ?? nonce;
      challenge = to.searchParams.get('code_challenge') ?? challenge;
    },
    async fetch(url, { body }) {
      if (url === `${issuer}/.well-known/openid-configuration`) {
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          end_session_endpoint: `${issuer}/leave`,
          code_challenge_methods_supported: ['S256'],
        });
      }
      if (url !== `${issuer}/token`) throw new Error(url);
      const form = new URLSearchParams(String(body));
      asked.push(form);
      if (form.get('grant_type') === 'authorization_code') {
        const verifier = form.get('code_verifier') ?? '';
        if (createHash('sha256').update(verifier).digest('base64url') !== challenge)
          return json({ error: 'invalid_grant' }, 400);
      } else if (revoked) return json({ error: 'invalid_grant' }, 400);
      tokens += 1;
      const now = Math.floor(Date.now() / 1000);
      const id = await new SignJWT({ name: '林启明', nonce })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(issuer)
        .setAudience('console')
        .setSubject('lin-qiming')
        .setIssuedAt(now)
        .setExpirationTime(now + 300)
        .sign(keys.privateKey);
      return json({
        access_token: `access-${tokens}`,
        token_type: 'Bearer',
        expires_in: 300,
        id_token: id,
        ...(refresh ? { refresh_token: `refresh-${tokens}` } : {}),
      });
    },
  };
  const back = (more: Record<string, string> = {}) => {
    const state = went.at(-1)?.searchParams.get('state') ?? '';
    return new URL(`https://jicai.example.cn/signed-in?${new URLSearchParams({ code: 'c-1', state, ...more })}`);
  };
  return { browser, storage, asked, went, clock, back };
}

describe('signing in with an issuer', () => {
  test('goes by code and proof, and comes back to where one was, with nothing left behind', async () => {
    expect((await exportJWK(keys.publicKey)).kty).toBe('RSA');
    const { browser, storage, asked, went, back } = world();
    const flow = oidc(settings, browser);
    await flow.leave('/tenders?status=opened');
    expect(Object.fromEntries(went[0]?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'console',
      redirect_uri: 'https://jicai.example.cn/signed-in',
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    expect(went[0]?.searchParams.has('prompt')).toBe(false);
    const { name, from, tokens } = await oidc(settings, browser).arrive(back());
    expect([name, from, await tokens.current()]).toEqual(['林启明', '/tenders?status=opened', 'access-1']);
    expect(asked[0]?.has('client_secret')).toBe(false);
    expect([...storage.keys()]).toEqual([]);
  });

  test('a code is good once, for the tab that asked', async () => {
    const { browser, back, storage } = world();
    const flow = oidc(settings, browser);
    await flow.leave('/');
    const here = back();
    await flow.arrive(here);
    await expect(flow.arrive(here)).rejects.toThrow(SignInRefused);
    await flow.leave('/');
    const forged = back({ state: randomUUID() });
    await expect(flow.arrive(forged)).rejects.toThrow();
    expect([...storage.keys()]).toEqual([]);
  });

  test('quietly asks the user nothing, and says who would have had to be asked', async () => {
    const { browser, went, back } = world();
    const flow = oidc(settings, browser);
    await flow.leave('/', { quietly: true });
    expect(went[0]?.searchParams.get('prompt')).toBe('none');
    const refused = back({ error: 'login_required' });
    refused.searchParams.delete('code');
    await expect(flow.arrive(refused)).rejects.toMatchObject({ code: 'login_required', unasked: '/' });
  });

  test('a token is renewed shortly before its end, once for all who wait', async () => {
    const { browser, asked, clock, back } = world();
    const flow = oidc(settings, browser);
    await flow.leave('/');
    const { tokens } = await flow.arrive(back());
    clock.now += 269_000;
    expect(await tokens.current()).toBe('access-1');
    clock.now += 2_000;
    expect(await Promise.all([tokens.current(), tokens.current()])).toEqual(['access-2', 'access-2']);
    expect(asked.map((form) => form.get('grant_type'))).toEqual(['authorization_code', 'refresh_token']);
    expect(asked[1]?.get('refresh_token')).toBe('refresh-1');
  });

  test.each([{ refresh: false }, { revoked: true }])('where it cannot be renewed the API says so: %o', async (how) => {
    const { browser, clock, back } = world(how);
    const flow = oidc(settings, browser);
    await flow.leave('/');
    const { tokens } = await flow.arrive(back());
    clock.now += 400_000;
    expect(await tokens.current()).toBe('access-1');
  });

  test('leaving ends the issuer’s session too', async () => {
    const { browser, went, back } = world();
    const flow = oidc(settings, browser);
    await flow.leave('/');
    (await flow.arrive(back())).tokens.leave();
    expect(went.at(-1)?.href).toContain('https://id.example.cn/leave?client_id=console&post_logout_redirect_uri=');
  });
});
