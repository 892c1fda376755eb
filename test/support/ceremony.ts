import { CompactEncrypt, type JWK } from 'jose';
import { expect } from 'vitest';
import { type Ceremony, newCeremony, resealShare, termsOf } from '../../shared/sealing/ceremony.ts';
import { base64url } from '../../shared/sealing/hash.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { sealBid } from '../../shared/sealing/seal.ts';
import { openShare } from '../../shared/sealing/share.ts';
import type { Call, Reply } from './app.ts';
import { bidContent, type Party, type PublishedTender, tenderBody } from './world.ts';

/** A person who holds a share: by its account's subject, and by the opaque id that the platform names it by. */
export interface Holder {
  readonly sub: string;
  readonly holder: string;
  readonly privateJwk: JWK;
  readonly key: JWK;
}

/** Persons who registered a key of their own. */
export const holders = (call: Call, ...subs: string[]): Promise<Holder[]> =>
  Promise.all(
    subs.map(async (sub) => {
      const { publicJwk, privateJwk } = await generateSealingKey();
      const { status, body } = await call('PUT', '/v1/ceremony-keys', { key: publicJwk }, { as: sub });
      expect(status, JSON.stringify(body)).toBe(200);
      return { sub, holder: body.holder, privateJwk, key: publicJwk };
    }),
  );

export const within = { sharesWithin: 60, revealWithin: 120 };

/** The body of `PUT /v1/tenders/{id}/ceremony`, as the purchaser's client makes it. */
export async function dealt(tender: string, threshold: number, people: readonly Holder[]) {
  return { ...(await newCeremony({ tender, threshold, holders: people })), ...within };
}

/** A tender by ceremony: drafted, its shares dealt and confirmed, and published. */
export interface CeremonyTender extends PublishedTender {
  readonly ceremony: Ceremony;
  readonly ceremonyKey: JWK;
}

export async function publishedByCeremony(
  call: Call,
  buyer: Party,
  people: readonly Holder[],
  { threshold = 2, ...more }: { readonly threshold?: number } & Record<string, unknown> = {},
): Promise<CeremonyTender> {
  const body = tenderBody({ openingMode: 'ceremony', ...more });
  const drafted = await call('POST', '/v1/tenders', body, { as: buyer.sub });
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(201);
  const { id } = drafted.body;
  const ceremony = await dealt(id, threshold, people);
  const arranged = await call('PUT', `/v1/tenders/${id}/ceremony`, ceremony, { as: buyer.sub });
  expect(arranged.status, JSON.stringify(arranged.body)).toBe(200);
  for (const person of people) expect((await confirm(call, id, person)).status).toBe(200);
  const answer = await call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const { body: keys } = await call('GET', `/v1/tenders/${id}/key`);
  return { id, lots: answer.body.lots, key: keys.key, ceremony, ceremonyKey: keys.ceremonyKey };
}

/** A holder opens its share and says so. */
export async function confirm(call: Call, tender: string, { sub, privateJwk }: Holder): Promise<Reply> {
  const { body: own } = await call('GET', `/v1/tenders/${tender}/ceremony/share`, undefined, { as: sub });
  await openShare(own.sealed, privateJwk, own);
  const { ceremony, commitment } = own;
  return call('POST', `/v1/tenders/${tender}/ceremony/confirmations`, { ceremony, commitment }, { as: sub });
}

/** A holder's share, sealed again to the tender's key. */
export async function resealed({ id, ceremony, key }: CeremonyTender, { holder, privateJwk }: Holder): Promise<string> {
  const terms = termsOf(id, ceremony, holder);
  const sealed = ceremony.shares.find((share) => share.holder === holder)?.sealed;
  if (terms === undefined || sealed === undefined) throw new Error('no holder of a share');
  return resealShare(await openShare(sealed, privateJwk, terms), terms, key as JWK);
}

/** A share of the right form that is not the one that was dealt. */
export const wrongShare = (tender: CeremonyTender, { holder }: Holder) =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify({ share: base64url(new Uint8Array(33).fill(9)) })))
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      typ: 'jicai-share+json',
      kid: tender.key.kid,
      tnd: tender.id,
      hld: holder,
      cer: tender.ceremony.publicKey.kid,
    })
    .encrypt({ ...tender.key } as JWK);

/** A holder hands in its share, or whatever it is given. */
export async function handIn(call: Call, tender: CeremonyTender, person: Holder, sealed?: string): Promise<Reply> {
  const body = { sealed: sealed ?? (await resealed(tender, person)) };
  return call('POST', `/v1/tenders/${tender.id}/ceremony/shares`, body, { as: person.sub });
}

/** A bid that is sealed twice: the body of `PUT …/bid`, and what its bidder keeps. */
export async function sealedTwice(tender: CeremonyTender, bidder: Party, ...prices: (string | undefined)[]) {
  const { disclosed, private: secret } = bidContent(tender, bidder, prices);
  const keys = { key: tender.key as JWK, ceremonyKey: tender.ceremonyKey };
  const envelope = await sealBid({ disclosed, private: secret, ...keys });
  return { body: { envelope, documentsVersion: 1 }, disclosed, secret };
}
