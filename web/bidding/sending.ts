import type { JWK } from 'jose';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { PlainAttachment } from '../../shared/sealing/attachment.ts';
import type { KeptBid } from '../../shared/sealing/kept.ts';
import type { Offer, PreparedBid } from '../../shared/sealing/prepare.ts';
import type { Receipt } from '../../shared/sealing/receipt.ts';
import { call } from '../api/client.ts';
import { ApiProblem, isPassing, offline, problemFrom } from '../api/problem.ts';
import { sealer } from './sealing.ts';

/** A sealed bid on its way: sent again as it is, with its key, until the platform says what became of it. */
export interface Pending {
  readonly tender: string;
  readonly body: PreparedBid['body'];
  readonly idempotencyKey: string;
  readonly ifMatch?: string | undefined;
  readonly kept: KeptBid;
}

/** A bid that the platform holds: its receipt was checked against the published keys, and is of exactly this bid. */
export interface Sent {
  readonly receipt: Receipt;
  readonly jws: string;
  readonly kept: KeptBid;
}

export type Stage = 'key' | 'sealing' | 'attachments' | 'sending' | 'checking';

/** How far it is: the stage, which attachment of how many, and how often it was tried in vain. */
export interface Progress {
  readonly stage: Stage;
  readonly at?: number;
  readonly of?: number;
  readonly again?: number;
}

export interface Sealing {
  readonly tender: string;
  readonly offer: Offer;
  readonly answers: JsonObject | undefined;
  readonly files: readonly PlainAttachment[];
  /** The version of the documents that the bidder read. */
  readonly documentsVersion: number;
  readonly ifMatch: string | undefined;
}

interface Watch {
  readonly tell: (progress: Progress) => void;
  readonly stop: AbortSignal;
}

/** The documents were amended since the bidder read them: what it is about to seal may be no answer to them. */
export class DocumentsAmended extends Error {
  readonly version: number;
  constructor(version: number) {
    super(`version ${version}`);
    this.version = version;
  }
}

/**
 * Seals a bid in this page (密封) and uploads its attachments, which are ciphertext too. Nothing is sent yet.
 * @throws `DocumentsAmended`, what `prepareBid` throws, `ApiProblem`
 */
export async function seal(from: Sealing, { tell, stop }: Watch): Promise<Pending> {
  const { tender, offer, answers, files } = from;
  const path = { id: tender };
  tell({ stage: 'key' });
  const found = await patiently(
    { stage: 'key' },
    { tell, stop },
    quick((signal) => call('GET /v1/tenders/{id}/key', { path }, { signal })),
  );
  if (found.documentsVersion !== from.documentsVersion) throw new DocumentsAmended(found.documentsVersion);
  tell({ stage: 'sealing' });
  const { documentsVersion, key, ceremonyKey } = found;
  const keys = { key: key as JWK, ceremonyKey: ceremonyKey as JWK | undefined };
  const { prepareBid } = await sealer();
  const { body, attachments, kept } = await prepareBid({ tender, documentsVersion, ...keys, offer, answers, files });
  for (const [at, { sealed, entry }] of attachments.entries()) {
    const progress = { stage: 'attachments', at: at + 1, of: attachments.length } as const;
    tell(progress);
    await patiently(progress, { tell, stop }, (signal) => upload(tender, sealed, entry, signal));
  }
  return { tender, body, idempotencyKey: crypto.randomUUID(), ifMatch: from.ifMatch, kept };
}

/**
 * Sends a sealed bid (投递) until it is answered, always with the same key, so that it counts once however often it arrives; and
 * says that it is held only when the receipt is the platform's, of exactly this bid.
 * @throws `ApiProblem` where it is refused, `DomainError` `receipt-invalid`, and what `stop` was aborted with
 */
export async function deliver({ tender, body, idempotencyKey, ifMatch, kept }: Pending, watch: Watch): Promise<Sent> {
  const path = { id: tender };
  watch.tell({ stage: 'sending' });
  const { jws } = await patiently(
    { stage: 'sending' },
    watch,
    quick((signal) =>
      call('PUT /v1/tenders/{id}/bid', { path, body: body as never }, { idempotencyKey, ifMatch, signal }),
    ),
  );
  watch.tell({ stage: 'checking' });
  const jwks = await patiently(
    { stage: 'checking' },
    watch,
    quick((signal) => call('GET /.well-known/jicai-receipts.json', {}, { signal })),
  );
  const { receiptOf } = await sealer();
  return { receipt: await receiptOf(kept, jws, jwks as { keys: JWK[] }), jws, kept };
}

async function upload(
  tender: string,
  sealed: Uint8Array<ArrayBuffer>,
  { sha256, size }: { readonly sha256: string; readonly size: number },
  signal: AbortSignal,
): Promise<void> {
  const asked = { path: { id: tender }, body: { sha256, size } };
  const conditions = { idempotencyKey: crypto.randomUUID(), signal };
  const { url, method, headers } = await call('POST /v1/tenders/{id}/bid/attachments', asked, conditions);
  const response = await fetch(url, { method, headers, body: sealed, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw offline();
  });
  if (!response.ok) throw await problemFrom(response);
}

type Ask<T> = (signal: AbortSignal) => Promise<T>;

/** What is small is answered soon; a line that says nothing for so long is taken for broken. */
const quick =
  <T>(ask: Ask<T>): Ask<T> =>
  async (signal) => {
    const late = AbortSignal.timeout(25_000);
    try {
      return await ask(AbortSignal.any([signal, late]));
    } catch (error) {
      if (late.aborted && !signal.aborted) throw offline();
      throw error;
    }
  };

/** Asks until there is an answer, after 1, 2, 4, 8 seconds and then every 10. */
async function patiently<T>(progress: Progress, { tell, stop }: Watch, ask: Ask<T>): Promise<T> {
  for (let again = 1; ; again += 1) {
    stop.throwIfAborted();
    try {
      return await ask(stop);
    } catch (error) {
      if (!isPassing(error)) throw error;
      tell({ ...progress, again });
      await pause(Math.min(1000 * 2 ** (again - 1), 10_000), stop);
    }
  }
}

const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(stop.reason);
    });
  });

/**
 * Whether the platform said no to this bid, which is then nowhere. Who is not known, or may not bid any more, is told so before
 * anybody looks whether the bid came already.
 */
export const isRefused = (error: unknown): boolean =>
  error instanceof ApiProblem && !isPassing(error) && ![401, 403].includes(error.status);
