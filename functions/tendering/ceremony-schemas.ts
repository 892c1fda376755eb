import { id } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { maxSealedShare } from '../../shared/sealing/sizes.ts';

/** The bounds of a ceremony's times, in minutes: a day for the shares and three for the remedy are usual. */
const shortest = 10;
const longest = { shares: 7 * 24 * 60, reveal: 14 * 24 * 60 };

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'not-a-hash');
const kid = z.string().min(1).max(256);
const holder = z
  .string()
  .regex(/^usr_[0-9a-f]{32}$/, 'id-malformed')
  .openapi({ example: 'usr_…', description: 'as PUT /v1/ceremony-keys answered the holder' });

/** A P-256 key, its `kid` the RFC 7638 thumbprint; what is in it is checked where it is used. */
const publicKey = z.record(z.string(), z.string()).openapi('PublicKey', {
  description: 'P-256 JWK for ECDH-ES+A256KW, `kid` its RFC 7638 thumbprint, no private half',
});
const keyShown = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.string(),
  use: z.string(),
});
const sealed = z
  .string()
  .max(maxSealedShare)
  .openapi({ description: 'compact JWE, `typ` `jicai-share+json`: `jicai ceremony`, or any JWE library' });

export const keyParams = z.object({ holder });
export const keyInput = z.strictObject({ key: publicKey }).openapi('CeremonyKeyInput');
export const registeredKey = z
  .object({ holder: z.string(), key: keyShown, registeredAt: z.string() })
  .openapi('CeremonyKey');
export const ownKey = z
  .object({
    holder: z.string(),
    key: keyShown,
    registeredAt: z.string(),
    organisation: z.string().nullable().openapi({ description: 'in whose inbox you hear when your share is awaited' }),
  })
  .openapi('OwnCeremonyKey');

export const ceremonyInput = z
  .strictObject({
    publicKey,
    threshold: z.int().min(2).max(15).openapi({ description: 'how many shares open' }),
    shares: z
      .array(z.strictObject({ holder, kid, sealed, commitment: hash }))
      .min(2)
      .max(15),
    sharesWithin: z
      .int()
      .min(shortest)
      .max(longest.shares)
      .openapi({ description: 'minutes in which shares are taken, from the freezing of the bids', example: 1440 }),
    revealWithin: z
      .int()
      .min(shortest)
      .max(longest.reveal)
      .openapi({ description: 'minutes after that in which bidders may reveal, if too few came', example: 4320 }),
  })
  .openapi('CeremonyInput');

export const confirmationInput = z.strictObject({ ceremony: kid, commitment: hash }).openapi('ShareConfirmation');
export const shareInput = z.strictObject({ sealed }).openapi('HandedShare');
export const revealInput = z
  .strictObject({ disclosed: z.record(z.string(), z.unknown()) })
  .openapi('Reveal', { description: 'the `disclosed` of your bid with its nonce, as `jicai reveal` writes it' });

const shareState = z.enum(['held', 'handed-in', 'right', 'wrong']);

/** A ceremony as the public sees it. */
export const ceremonyShown = z
  .object({
    tender: z.string(),
    publicKey: keyShown,
    threshold: z.int(),
    holders: z.int(),
    confirmed: z.int(),
    sharesWithin: z.int(),
    revealWithin: z.int(),
    sharesUntil: z.string().nullable().openapi({ description: 'null until the bids are frozen' }),
    revealUntil: z.string().nullable().openapi({ description: 'null unless too few shares came' }),
    way: z.enum(['shares', 'reveal']).nullable().openapi({ description: 'how the bids were opened' }),
    shares: z.array(
      z.object({
        holder: z.string(),
        kid: z.string(),
        commitment: z.string(),
        confirmed: z.boolean(),
        state: shareState,
        reason: z.string().optional(),
      }),
    ),
  })
  .openapi('Ceremony');

export const ownShare = z
  .object({
    tender: z.string(),
    holder: z.string(),
    ceremony: z.string(),
    commitment: z.string(),
    sealed: z.string(),
    confirmed: z.boolean(),
    state: shareState,
    reason: z.string().optional(),
  })
  .openapi('CeremonyShare');

export const revealed = z
  .object({ tender: id('tender'), supplier: id('organisation'), revealedAt: z.string() })
  .openapi('Revealed');
