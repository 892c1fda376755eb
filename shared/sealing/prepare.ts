import type { JWK } from 'jose';
import type { JsonObject } from '../kernel/json.ts';
import { checkAttachments, type PlainAttachment, sealAttachment } from './attachment.ts';
import { checkDisclosed, checkPrivate, commit, type Disclosed, type SealedAttachment } from './bid.ts';
import type { Envelope } from './envelope.ts';
import { base64url, hashJson } from './hash.ts';
import type { KeptBid } from './kept.ts';
import { sealBid } from './seal.ts';

/** What a bidder offers (报价), before it is bound to a tender and its documents. */
export type Offer = Omit<Disclosed, 'tender' | 'documentsVersion' | 'nonce'>;

/** What is to be sealed, and the answer of `GET /v1/tenders/{id}/key` that it is sealed to. */
export interface ToSeal {
  readonly tender: string;
  readonly documentsVersion: number;
  readonly key: JWK;
  readonly ceremonyKey?: JWK | undefined;
  /** An `Offer`, as somebody wrote it. */
  readonly offer: object;
  readonly answers?: JsonObject | undefined;
  readonly files?: readonly PlainAttachment[];
}

/** A bid that may leave the machine, and what must not. */
export interface PreparedBid {
  /** The body of `PUT /v1/tenders/{id}/bid`. */
  readonly body: { readonly envelope: Envelope; readonly documentsVersion: number };
  /** In the order of the files. */
  readonly attachments: readonly { readonly sealed: Uint8Array<ArrayBuffer>; readonly entry: SealedAttachment }[];
  readonly kept: KeptBid;
}

const nonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/**
 * Makes a sealed bid of what the bidder wrote (编制密封投标), on its own machine: attachments under a key each, both parts with
 * a nonce each, sealed to the tender's key and, where there is one, to the ceremony's.
 * @throws `bid-content-invalid`, `attachment-too-many`, `attachment-too-large`, and what `sealBid` throws
 */
export async function prepareBid(from: ToSeal): Promise<PreparedBid> {
  const { tender, documentsVersion, key, ceremonyKey, offer, answers, files = [] } = from;
  const disclosed = checkDisclosed({ ...offer, tender, documentsVersion, nonce: nonce() });
  const attachments: { sealed: Uint8Array<ArrayBuffer>; entry: SealedAttachment }[] = [];
  for (const file of files) {
    attachments.push(await sealAttachment(file));
    checkAttachments(attachments.map(({ entry }) => entry));
  }
  const secret = checkPrivate({
    ...(answers !== undefined && { answers }),
    ...(attachments.length > 0 && { attachments: attachments.map(({ entry }) => entry) }),
    nonce: nonce(),
  });
  const envelope = await sealBid({ disclosed, private: secret, key, ceremonyKey });
  const kept = { cmt: commit(disclosed, secret), envelopeSha256: hashJson(envelope), disclosed, private: secret };
  return { body: { envelope, documentsVersion }, attachments, kept };
}
