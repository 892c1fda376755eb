import { type Ask, endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { checkedBy } from '../../shared/http/validation.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Uploads } from '../../shared/ports/objects.ts';
import { readEnvelope } from '../../shared/sealing/envelope.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { mayBid, mayHoldReceipts, maySee } from './access.ts';
import * as s from './schemas.ts';
import {
  type BidDeps,
  ownReceipt,
  type Sending,
  type SignedReceipt,
  sendBid,
  throughGate,
  withdrawBid,
} from './send-bid.ts';
import { ceremonyOf } from './tender-state.ts';
import * as view from './view-schemas.ts';

export interface BidRouteDeps extends BidDeps {
  readonly uploads: Uploads;
}

const tag = '投标 Bids';
const bid = '/v1/tenders/{id}/bid';
const maxEnvelope = 256 * 1024;
/** The longest envelope and the members around it. */
const maxBody = maxEnvelope + 4 * 1024;
const answers = { 200: { schema: view.signedReceipt, description: 'the signed receipt' } };

/** The sealing key, and a bidder's own bid. Nothing here can open one. */
export function bidRoutes(app: Router, http: HttpDeps, deps: BidRouteDeps): void {
  const ofTender = { tag, access: 'user', params: s.tenderParams } as const;

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/tenders/{id}/key',
      summary: '密封公钥 · The key that bids are sealed to',
      description:
        'With a `ceremonyKey` a bid is sealed twice: to `key`, and the envelope again to that one, under the same header with `cty` `JWE`.',
      tag,
      access: 'public',
      params: s.tenderParams,
      answers: { 200: { schema: view.sealingKey, description: 'a P-256 JWK' } },
    },
    async ({ actor, params: { id } }) => {
      const { state } = await deps.tenders.load(id);
      const tender = maySee(actor, state);
      if (!('sealingKey' in tender) || tender.sealingKey === undefined) throw new DomainError('not-found', 'not-found');
      const { documentsVersion, sealingKey } = tender;
      const ceremonyKey = ceremonyOf(tender)?.publicKey;
      const keys = { key: sealingKey.publicJwk, ...(ceremonyKey === undefined ? {} : { ceremonyKey }) };
      return { status: 200, body: { tender: id, documentsVersion, ...keys } };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'put',
      path: bid,
      summary: '投标 · Send a sealed bid',
      description:
        'Sealed in the client: `jicai seal` or any JWE library. Again is the next revision. Received strictly before the deadline.',
      ...ofTender,
      body: s.bidInput,
      answers,
      maxBody,
      keepsItsOwnAnswer: true,
    },
    async ({ actor, params, body, at, claim, ifMatch, cause }) => {
      const bidder = mayBid(actor);
      const { envelope, documentsVersion } = await sealedBody(body);
      const once = claim === undefined ? { body: hashJson(body) } : { key: claim.scope, body: claim.body };
      return answer(
        await sendBid(deps, {
          tender: params.id,
          bidder,
          at,
          ifMatch,
          ...once,
          ...originOf(cause),
          envelope,
          documentsVersion,
        }),
      );
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'delete',
      path: bid,
      summary: '撤回投标 · Withdraw a bid',
      description: 'Before the deadline. A revision too: it leaves a tombstone with a receipt.',
      ...ofTender,
      answers,
      keepsItsOwnAnswer: true,
    },
    async ({ actor, params, at, claim, ifMatch, cause }) => {
      const bidder = mayBid(actor);
      const once = claim === undefined ? { body: 'withdrawal' } : { key: claim.scope, body: claim.body };
      return answer(await withdrawBid(deps, { tender: params.id, bidder, at, ifMatch, ...once, ...originOf(cause) }));
    },
  );

  endpoint(
    app,
    http,
    { method: 'get', path: bid, summary: '投标回执 · Your own receipt', ...ofTender, answers },
    async ({ actor, params }) => answer(await ownReceipt(deps, params.id, mayHoldReceipts(actor).organisation)),
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: `${bid}/attachments`,
      summary: '上传密封附件 · Upload a sealed attachment',
      description: 'Answers where to PUT the ciphertext, of the size and hash named here.',
      ...ofTender,
      body: s.attachmentInput,
      answers: { 201: { schema: view.upload, description: 'where to upload' } },
      keepsItsOwnAnswer: true,
    },
    async ({ actor, params: { id }, body, at }) => {
      const sending: Sending = { tender: id, bidder: mayBid(actor), at, body: '' };
      const { deadline } = await throughGate(deps, sending, () => {});
      const upload = await deps.uploads.presign({ key: `${id}/${body.sha256}`, ...body }, at, deadline);
      return { status: 201, body: upload };
    },
  );
}

/** Who sends it, and from where. */
function originOf(cause: Ask<unknown, unknown, unknown>['cause']): Pick<Sending, 'sub' | 'address'> {
  const { actor, address } = cause('sales');
  return { address, ...(actor.kind === 'user' ? { sub: actor.sub } : {}) };
}

function answer({ receipt, jws, replayed }: SignedReceipt): Answer {
  const headers = { ETag: `"${receipt.revision}"`, ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}) };
  return { status: 200, body: { receipt, jws }, headers };
}

/** That it is sealed comes before every fault but its size. @throws `body-too-large`, `bid-not-sealed`, and the schema's codes */
async function sealedBody(body: unknown): Promise<{ envelope: unknown; documentsVersion: number }> {
  const { envelope = null } = (body ?? {}) as { envelope?: unknown };
  if (Buffer.byteLength(JSON.stringify(envelope)) > maxEnvelope) {
    const code = 'body-too-large';
    throw new DomainError('too-large', code, { max: maxEnvelope }, [
      { pointer: '/envelope', code, params: { max: maxEnvelope } },
    ]);
  }
  readEnvelope(envelope);
  return checkedBy(s.bidRest, () => body);
}
