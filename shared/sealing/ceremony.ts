import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { combine, split } from 'shamir-secret-sharing';
import { DomainError, type FieldError } from '../kernel/errors.ts';
import { base64url, fromBase64url } from './hash.ts';
import { alg } from './jwe.ts';
import { type PublicKey, readPublicKey } from './keys.ts';
import { openShare, type Share, type ShareTerms, sealShare, shareCommitment } from './share.ts';

/** A person who will hold a share (份额持有人), by the id of its account, and its own registered key. */
export interface Holder {
  readonly holder: string;
  readonly key: PublicKey;
}

/** A share as its holder gets it: sealed to its key `kid`, and what binds the dealer to it. */
export interface SealedShare {
  readonly holder: string;
  readonly kid: string;
  readonly sealed: string;
  readonly commitment: string;
}

/**
 * The key of an opening by ceremony (开标密钥仪式): its public half, and its private half split among holders, any
 * `threshold` of whom can put it together after the deadline.
 */
export interface Ceremony {
  readonly publicKey: PublicKey;
  readonly threshold: number;
  readonly shares: readonly SealedShare[];
}

/** What one must know of a ceremony to combine its shares. */
export interface CeremonyFacts {
  readonly publicKey: PublicKey;
  readonly threshold: number;
  readonly shares: readonly Pick<SealedShare, 'holder' | 'commitment'>[];
}

/** How few may open, and how many may hold a share: fewer than two would be one person's key. */
export const ceremonyLimits = { threshold: 2, holders: 15 } as const;

/**
 * Whether so many of these holders can be asked for.
 * @throws `ceremony-terms-wrong`, with a pointer into `{threshold, shares}` for each fault
 */
export function checkTerms({ threshold, holders }: { threshold: number; holders: readonly string[] }): void {
  const errors: FieldError[] = holders.flatMap((holder, at) =>
    holders.indexOf(holder) === at ? [] : [{ pointer: `/shares/${at}/holder`, code: 'holder-repeated' }],
  );
  const { threshold: least, holders: most } = ceremonyLimits;
  if (holders.length > most) errors.push({ pointer: '/shares', code: 'out-of-range' });
  if (!Number.isInteger(threshold) || threshold < least || threshold > holders.length) {
    errors.push({ pointer: '/threshold', code: 'out-of-range' });
  }
  if (errors.length > 0) throw new DomainError('rule', 'ceremony-terms-wrong', { least, most }, errors);
}

/** What a holder, or the opening, knows of one share of a ceremony. */
export function termsOf(tender: string, { publicKey, shares }: CeremonyFacts, holder: string): ShareTerms | undefined {
  const share = shares.find((one) => one.holder === holder);
  return share && { tender, holder, ceremony: publicKey.kid, commitment: share.commitment };
}

/**
 * Makes the key of a ceremony in the purchaser's own client (生成开标密钥): a P-256 pair, whose private scalar is split
 * among the holders by Shamir's scheme (Shamir, How to share a secret, CACM 22(11), 1979) and is then forgotten. Each
 * share is sealed to its holder's key, with a commitment to it.
 * @throws `ceremony-terms-wrong`, `sealing-key-invalid`
 */
export async function newCeremony(input: {
  readonly tender: string;
  readonly threshold: number;
  readonly holders: readonly { readonly holder: string; readonly key: JWK }[];
}): Promise<Ceremony> {
  const { tender, threshold } = input;
  checkTerms({ threshold, holders: input.holders.map(({ holder }) => holder) });
  const holders: Holder[] = await Promise.all(
    input.holders.map(async ({ holder, key }) => ({ holder, key: await readPublicKey(key) })),
  );
  const { publicKey, secret } = await newPair();
  const parts = await split(secret, holders.length, threshold);
  secret.fill(0);
  const shares = await Promise.all(
    holders.map(async ({ holder, key }, at) => {
      const share = parts[at] as Uint8Array;
      const terms = { tender, holder, ceremony: publicKey.kid };
      const commitment = shareCommitment(terms, share);
      const sealed = await sealShare(share, { ...terms, commitment }, key);
      return { holder, kid: key.kid, sealed, commitment };
    }),
  );
  for (const part of parts) part.fill(0);
  return { publicKey, threshold, shares };
}

async function newPair(): Promise<{ publicKey: PublicKey; secret: Uint8Array }> {
  const pair = await generateKeyPair(alg, { crv: 'P-256', extractable: true });
  const { x = '', y = '' } = await exportJWK(pair.publicKey);
  const { d = '' } = await exportJWK(pair.privateKey);
  const bare = { kty: 'EC', crv: 'P-256', x, y } as const;
  const publicKey = await readPublicKey({ ...bare, kid: await calculateJwkThumbprint(bare) });
  return { publicKey, secret: new Uint8Array(fromBase64url(d)) };
}

/** Hands a share on after the deadline: sealed again, to the tender's key of the vault, which only `opening` unwraps. */
export async function resealShare(share: Share, terms: ShareTerms, vaultKey: JWK): Promise<string> {
  if (shareCommitment(terms, share) !== terms.commitment) throw new DomainError('rule', 'share-commitment-mismatch');
  return sealShare(share, terms, vaultKey);
}

/** A share that came back sealed to the vault's key. */
export interface HandedShare {
  readonly holder: string;
  readonly sealed: string;
}

/** The key that shares make, and whose shares were not what the dealer committed to, with the reason of each. */
export interface Combined {
  /** None while fewer than `threshold` of them are right, and where those that are make another key. */
  readonly privateKey?: CryptoKey;
  readonly right: readonly string[];
  readonly wrong: readonly { readonly holder: string; readonly reason: string }[];
}

/** Opens shares that were handed in and combines those that are right: a wrong one is named and does no harm. */
export async function combineHanded(
  tender: string,
  ceremony: CeremonyFacts,
  handed: readonly HandedShare[],
  vaultKey: CryptoKey | JWK,
): Promise<Combined> {
  const opened = await Promise.all(
    handed.map(async ({ holder, sealed }) => {
      const terms = termsOf(tender, ceremony, holder);
      try {
        if (terms === undefined) throw new DomainError('rule', 'share-header-mismatch');
        return { holder, share: await openShare(sealed, vaultKey, terms) };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { holder, reason: error.code };
      }
    }),
  );
  const shares = opened.flatMap(({ holder, share }) => (share === undefined ? [] : [{ holder, share }]));
  const wrong = opened.flatMap(({ holder, reason }) => (reason === undefined ? [] : [{ holder, reason }]));
  const combined = await combineShares(tender, ceremony, shares);
  for (const { share } of shares) share.fill(0);
  return { ...combined, wrong: [...wrong, ...combined.wrong] };
}

/**
 * Combines shares in memory (合成开标密钥). A share that is not the one committed to is left out and named. A dealer may
 * have committed to a share that fits no others, so that each choice of `threshold` right ones is tried until the key
 * belongs to the public one; there is none where the dealer made enough of them so.
 */
export async function combineShares(
  tender: string,
  ceremony: CeremonyFacts,
  shares: readonly { readonly holder: string; readonly share: Share }[],
): Promise<Combined> {
  const { publicKey, threshold } = ceremony;
  const isRight = ({ holder, share }: { holder: string; share: Share }) => {
    const terms = termsOf(tender, ceremony, holder);
    return terms !== undefined && shareCommitment(terms, share) === terms.commitment;
  };
  const right = [...new Map(shares.filter(isRight).map((one) => [one.holder, one.share]))];
  const wrong = shares
    .filter((one) => !isRight(one))
    .map(({ holder }) => ({ holder, reason: 'share-commitment-mismatch' }));
  const outcome = { right: right.map(([holder]) => holder), wrong };
  if (right.length < threshold) return outcome;
  for (const some of choices(right, threshold)) {
    const privateKey = await keyOf(
      some.map(([, share]) => share),
      publicKey,
    );
    if (privateKey !== undefined) return { ...outcome, privateKey };
  }
  return outcome;
}

/** Every choice of `size` of these, in order. */
function* choices<T>(from: readonly T[], size: number, start = 0): Generator<T[]> {
  if (size === 0) yield [];
  for (let at = start; size > 0 && at <= from.length - size; at += 1) {
    for (const rest of choices(from, size - 1, at + 1)) yield [from[at] as T, ...rest];
  }
}

const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** The private key of these shares, when it is the one of the public key: both agree with a third on one secret. */
async function keyOf(shares: Share[], { x, y }: PublicKey): Promise<CryptoKey | undefined> {
  try {
    const secret = await combine(shares);
    const bare = { kty: 'EC', crv: 'P-256', x, y } as const;
    const d = base64url(secret);
    secret.fill(0);
    const [privateKey, publicKey, third] = await Promise.all([
      crypto.subtle.importKey('jwk', { ...bare, d }, ecdh, false, ['deriveBits']),
      crypto.subtle.importKey('jwk', bare, ecdh, false, []),
      crypto.subtle.generateKey(ecdh, false, ['deriveBits']),
    ]);
    const [ours, theirs] = await Promise.all([
      crypto.subtle.deriveBits({ name: 'ECDH', public: third.publicKey }, privateKey, 256),
      crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, third.privateKey, 256),
    ]);
    return base64url(new Uint8Array(ours)) === base64url(new Uint8Array(theirs)) ? privateKey : undefined;
  } catch {
    // Shares with the same coordinate, or a scalar that is none of this point.
    return undefined;
  }
}
