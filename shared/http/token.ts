import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { DomainError } from '../kernel/errors.ts';

/** Whom a token names. */
export interface Subject {
  readonly sub: string;
}

export interface Issuer {
  readonly issuer: string;
  /** What `aud` (or, in Cognito's access tokens, `client_id`) must be; any when absent. */
  readonly audience?: string | undefined;
  readonly keys: JWTVerifyGetKey;
}

/** The keys of an issuer that publishes them. */
export const remoteKeys = (jwksUri: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(jwksUri));

/** Verifies a bearer token (RFC 9068 or an OIDC id token): RS256, issuer, audience and times. */
export function tokenVerifier({ issuer, audience, keys }: Issuer, now: () => number) {
  return async (token: string): Promise<Subject> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(now()),
      });
      const audiences = [payload.aud, payload.client_id].flat();
      if (audience !== undefined && !audiences.includes(audience)) throw new Error('audience');
      return { sub: payload.sub as string };
    } catch {
      throw new DomainError('unauthenticated', 'token-invalid');
    }
  };
}
