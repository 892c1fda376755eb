import * as oauth from 'oauth4webapi';
import type { Tokens } from './session.ts';

/**
 * Signing in with any OIDC issuer: Authorization Code with PKCE (RFC 6749, 7636; OAuth 2.1). Tokens, the refresh token
 * among them, stay in memory. What must outlive the way to the issuer and back (the code verifier, state and nonce, each used
 * once, and where the user was) is kept in the tab's session storage: there is nowhere else, and without the code, which
 * comes by the address alone, it is worth nothing.
 */

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

/** What the flow needs of the browser. */
export interface Browser {
  readonly origin: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  fetch(url: string, request: RequestInit): Promise<Response>;
  /** Leaves this page. */
  go(url: string): void;
  now(): number;
}

export const callbackPath = '/signed-in';
const kept = 'jicai.sign-in';

interface Underway {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly from: string;
  readonly quietly: boolean;
}

/** Why the issuer let nobody in: `login_required` when it was asked not to ask. */
export class SignInRefused extends Error {
  readonly code: string;
  /** Where the user was, who asked for nothing: the page was loaded anew, and goes on there for the public. */
  readonly unasked: string | undefined;

  constructor(code: string, unasked?: string) {
    super(code);
    this.name = 'SignInRefused';
    this.code = code;
    this.unasked = unasked;
  }
}

export interface SignedIn {
  readonly name: string;
  /** Where the user was. */
  readonly from: string;
  readonly tokens: Tokens;
}

export function oidc(settings: OidcSettings, browser: Browser) {
  const issuer = new URL(settings.issuer);
  const client: oauth.Client = { client_id: settings.clientId };
  const options = {
    [oauth.customFetch]: (url: string, request: object) => browser.fetch(url, request),
  };
  const redirectUri = `${browser.origin}${callbackPath}`;
  let found: Promise<oauth.AuthorizationServer> | undefined;
  const discovered = (): Promise<oauth.AuthorizationServer> => {
    found ??= oauth.discoveryRequest(issuer, options).then((answer) => oauth.processDiscoveryResponse(issuer, answer));
    return found;
  };

  /** Goes to the issuer; `quietly` it asks the user nothing, and comes back without anybody if it would have to. */
  async function leave(from: string, { quietly = false } = {}): Promise<void> {
    const { authorization_endpoint: endpoint } = await discovered();
    if (endpoint === undefined) throw new SignInRefused('no_authorization_endpoint');
    const verifier = oauth.generateRandomCodeVerifier();
    const underway: Underway = {
      verifier,
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      from,
      quietly,
    };
    browser.storage.setItem(kept, JSON.stringify(underway));
    const url = new URL(endpoint);
    const asked = {
      response_type: 'code',
      client_id: settings.clientId,
      redirect_uri: redirectUri,
      scope: settings.scope,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: underway.state,
      nonce: underway.nonce,
      ...(quietly ? { prompt: 'none' } : {}),
    };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    browser.go(url.href);
  }

  /** Back from the issuer, at `callbackPath`. @throws `SignInRefused` */
  async function arrive(here: URL): Promise<SignedIn> {
    const text = browser.storage.getItem(kept);
    browser.storage.removeItem(kept);
    if (text === null) throw new SignInRefused('not_underway');
    const { verifier, state, nonce, from, quietly } = JSON.parse(text) as Underway;
    const server = await discovered();
    try {
      const answer = oauth.validateAuthResponse(server, client, here, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        answer,
        redirectUri,
        verifier,
        options,
      );
      const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      const claims = oauth.getValidatedIdTokenClaims(result);
      const name = [claims?.name, claims?.email, claims?.sub].find((each) => typeof each === 'string');
      return { name: String(name), from, tokens: tokensOf(server, result) };
    } catch (error) {
      if (error instanceof oauth.AuthorizationResponseError)
        throw new SignInRefused(error.error, quietly ? from : undefined);
      throw error;
    }
  }

  function tokensOf(server: oauth.AuthorizationServer, first: oauth.TokenEndpointResponse): Tokens {
    const until = (answer: oauth.TokenEndpointResponse) => browser.now() + ((answer.expires_in ?? 300) - 30) * 1000;
    let held = { access: first.access_token, refresh: first.refresh_token, until: until(first) };
    let renewal: Promise<string | undefined> | undefined;

    async function renewed(): Promise<string | undefined> {
      if (held.refresh === undefined) return undefined;
      const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), held.refresh, options);
      const answer = await oauth.processRefreshTokenResponse(server, client, response);
      held = { access: answer.access_token, refresh: answer.refresh_token ?? held.refresh, until: until(answer) };
      return held.access;
    }

    return {
      async current() {
        if (browser.now() < held.until) return held.access;
        // Many requests at once renew it once; an issuer that refuses leaves the API to say so.
        renewal ??= renewed().catch(() => held.access);
        const token = await renewal;
        renewal = undefined;
        return token ?? held.access;
      },
      leave() {
        const { end_session_endpoint: endpoint } = server;
        if (endpoint === undefined) return;
        const url = new URL(endpoint);
        url.searchParams.set('client_id', settings.clientId);
        url.searchParams.set('post_logout_redirect_uri', `${browser.origin}/`);
        // Cognito's own name for the same.
        url.searchParams.set('logout_uri', `${browser.origin}/`);
        browser.go(url.href);
      },
    };
  }

  return { leave, arrive };
}

export const thisBrowser = (): Browser => ({
  origin: location.origin,
  storage: sessionStorage,
  fetch: (url, request) => fetch(url, request),
  go: (url) => location.assign(url),
  now: () => Date.now(),
});
