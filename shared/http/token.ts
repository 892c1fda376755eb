import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { sha256Hex } from '../sealing/hash.ts';

/** Whom a token names. */
export interface Subject {
  readonly sub: string;
}

/** And until when, in seconds since 1970 (`exp`, RFC 7519 §4.1.4). */
interface Verified extends Subject {
  readonly exp: number;
}

export interface Issuer {
  readonly issuer: string;
  /** What `aud` (or, in Cognito's access tokens, which have none, `client_id`) must be; any when absent. */
  readonly audience?: string | undefined;
  readonly keys: JWTVerifyGetKey;
}

/** The keys of an issuer that publishes them. @throws `try-again` while they cannot be had: the token may be good */
export function remoteKeys(jwksUri: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUri));
  return (header, token) =>
    keys(header, token).catch((error) => {
      const ofToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
      if (ofToken.some((kind) => error instanceof kind)) throw error;
      throw new DomainError('unavailable', 'try-again');
    });
}

/** The longest name of a user (OpenID Connect Core 1.0 §2, `sub`). */
const longestSub = 255;

/** What an issuer may have signed and nothing here can be kept under is no name. */
function named(sub: unknown): string {
  if (typeof sub !== 'string' || sub === '' || sub.length > longestSub || !sub.isWellFormed()) throw new Error('sub');
  return sub;
}

/**
 * Verifies a bearer token (RFC 9068 or an OIDC id token): RS256, issuer, audience and times.
 * One that was verified is remembered a minute. @throws `token-invalid`, and what the keys throw
 */
export function tokenVerifier({ issuer, audience, keys }: Issuer, now: () => number) {
  return remembering(now, async (token: string): Promise<Verified> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(now()),
      });
      const audiences = [payload.aud ?? payload.client_id].flat();
      if (audience !== undefined && !audiences.includes(audience)) throw new Error('audience');
      return { sub: named(payload.sub), exp: payload.exp as number };
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw new DomainError('unauthenticated', 'token-invalid');
    }
  });
}

/** How long a token that was verified is taken without being verified again, and how many are at most. */
const taken = { forMs: 60_000, most: 1000 };

/**
 * Remembers who a token names, for a minute at most and never beyond its end, so that not each of a page's requests pays for
 * its signature. Kept is no token but its SHA-256. An issuer's key that is withdrawn is believed as much longer.
 */
function remembering(now: () => number, verify: (token: string) => Promise<Verified>) {
  const known = new Map<string, { readonly subject: Subject; readonly from: number; readonly until: number }>();
  return async (token: string): Promise<Subject> => {
    const digest = sha256Hex(token);
    const found = known.get(digest);
    // A clock that was set back says nothing of a time before.
    if (found !== undefined && found.from <= now() && now() < found.until) return found.subject;
    const { sub, exp } = await verify(token);
    if (known.size >= taken.most) known.clear();
    const from = now();
    known.set(digest, { subject: { sub }, from, until: Math.min(from + taken.forMs, exp * 1000) });
    return { sub };
  };
}
