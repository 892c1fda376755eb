import { z } from '../../shared/kernel/zod.ts';
import { evaluation } from './evaluation-schemas.ts';
import { award, commitment, offeredLot, packageOffer, rulePack, tender } from './view-schemas.ts';

const jwk = z.looseObject({ kty: z.string(), kid: z.string() });
const said = (description: string) => ({ description });

/** A bid as it was published at the opening; without the nonce where lots of it failed. */
const opened = z
  .object({
    supplier: z.string(),
    name: z.string(),
    uscc: z.string(),
    sizeClass: z.string().optional(),
    disclosed: z.object({
      tender: z.string(),
      supplier: z.string(),
      documentsVersion: z.int(),
      lots: z.array(offeredLot),
      packages: z.array(packageOffer).optional(),
      validUntil: z.string(),
      nonce: z.string().optional(),
    }),
    cmt: commitment,
    part: z.literal(true).optional().openapi({ description: 'lots of this bid failed: only its bidder can hash it' }),
  })
  .openapi('OpenedBid');

/** The documents of a tender, as its log has them. */
const documents = tender.omit({
  status: true,
  documents: true,
  suspended: true,
  publishedAt: true,
  rules: true,
  failedLots: true,
  candidates: true,
  standstillUntil: true,
  objectionsUntil: true,
  dropped: true,
  failure: true,
  standstillProvisional: true,
  awards: true,
  unawarded: true,
  agreement: true,
  cancellation: true,
});

/** Everything that lets anyone check a tender offline. */
export const bundle = z
  .object({
    version: z.literal(1),
    tender: documents,
    events: z.array(z.string()).openapi(said('the log: each the exact JCS text that its hash covers')),
    revealed: z
      .array(z.object({ seq: z.int(), name: z.string(), salt: z.string(), value: z.unknown() }))
      .openapi(said('private values that are public by now: SHA-256(salt ‖ JCS(value)) is in the event `seq`')),
    leaves: z.array(z.string()).openapi(said('all leaves of the tree, in order')),
    receipts: z.array(z.object({ jws: z.string(), leafIndex: z.int() })),
    root: z.string(),
    opened: z.array(opened),
    evaluation: z.union([evaluation, z.null()]),
    award: z.array(award).nullable(),
    rulePack,
    keys: z.object({ receipts: z.object({ keys: z.array(jwk) }), sealing: jwk, ceremony: jwk.optional() }),
    head: z.string().openapi(said('a JWS over {stream, seq, head, heads, signedAt}: the end of the log')),
    headSignatures: z.array(z.string()).openapi(said('JWS over {stream, seq, head, day}, one a day of change')),
  })
  .openapi('Bundle');
