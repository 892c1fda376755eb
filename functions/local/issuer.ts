import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import { type Subject, tokenVerifier } from '../../shared/http/token.ts';
import { readJsonFile, writeJsonFile } from './files.ts';

/** An issuer of tokens for development (开发令牌): whoever asks is whom he says he is. */
export interface DevIssuer {
  readonly jwks: { readonly keys: JWK[] };
  token(sub: string, name?: string): Promise<string>;
  verify(token: string): Promise<Subject>;
}

const alg = 'RS256';
const issuer = 'urn:jicai:dev';
/** A year of the development clock, so that moving it by weeks ends no token. */
const tokenSeconds = 365 * 24 * 3600;

/** Keeps its key in `file`, which only its owner may read; without one the key lives as long as the process. */
export async function devIssuer(options: { readonly file?: string | undefined; now(): number }): Promise<DevIssuer> {
  const { file, now } = options;
  const key = (file === undefined ? undefined : (readJsonFile(file) as JWK | undefined)) ?? (await newKey());
  if (file !== undefined) writeJsonFile(file, key);
  const { kty = 'RSA', n = '', e = '' } = key;
  const kid = await calculateJwkThumbprint({ kty, n, e });
  const jwks = { keys: [{ kty, n, e, kid, alg, use: 'sig' }] };
  const signing = await importJWK(key, alg);
  return {
    jwks,
    token(sub, name) {
      const at = Math.floor(now() / 1000);
      return new SignJWT(name === undefined ? {} : { name })
        .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setSubject(sub)
        .setIssuedAt(at)
        .setExpirationTime(at + tokenSeconds)
        .sign(signing);
    },
    verify: tokenVerifier({ issuer, keys: createLocalJWKSet(jwks) }, now),
  };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return exportJWK(privateKey);
}
