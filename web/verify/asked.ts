import type { Verification } from '../../functions/tendering/verification.ts';
import type { Jwks } from '../../shared/sealing/jws.ts';

/** What the page gives its verifier to check. */
export interface Asked {
  readonly id: number;
  readonly bundle: unknown;
  readonly keys: Jwks | undefined;
  /** A bidder's own, as a compact JWS. */
  readonly receipt: string | undefined;
}

/** What was found, or why it is no bundle, with the places that are wrong. */
export type Answered = { readonly id: number } & (
  | { readonly found: Verification }
  | { readonly code: string; readonly places: readonly string[] }
);

export type { Verification, WordedFinding } from '../../functions/tendering/verification.ts';
