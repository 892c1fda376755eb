import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { DomainError } from '../kernel/errors.ts';

/** Whom a token names. */
export interface Subject {
  readonly sub: string;
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
 * @throws `token-invalid`, and what the keys throw
 */
export function tokenVerifier({ issuer, audience, keys }: Issuer, now: () => number) {
  return async (token: string): Promise<Subject> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(now()),
      });
      const audiences = [payload.aud ?? payload.client_id].flat();
      if (audience !== undefined && !audiences.includes(audience)) throw new Error('audience');
      return { sub: named(payload.sub) };
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw new DomainError('unauthenticated', 'token-invalid');
    }
  };
}
