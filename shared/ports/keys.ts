import type { JWK } from 'jose';

/** A tender's public sealing key, and its private half wrapped under the vault's key. */
export interface SealingKey {
  readonly kid: string;
  /** P-256, for ECDH-ES. */
  readonly publicJwk: JWK;
  /** Opaque; only the opening process can unwrap it. */
  readonly wrapped: string;
}

/** Makes sealing keys without ever seeing a private half (密封公钥). */
export interface SealingKeys {
  create(tender: string): Promise<SealingKey>;
}

/** Unwraps a tender's private sealing key: the opening process alone has this port. */
export interface UnsealingKeys {
  unwrap(tender: string, wrapped: string): Promise<JWK>;
}

/** The key that signs receipts (回执签名), ES256. */
export interface ReceiptKey {
  kid(): Promise<string>;
  /** The raw 64-byte signature r‖s of the signing input. */
  sign(signingInput: Uint8Array): Promise<Uint8Array>;
  jwks(): Promise<{ readonly keys: readonly JWK[] }>;
}

/** Keys derived from the platform's secret, one for each purpose: the same purpose gives the same 32 bytes. */
export interface Secrets {
  derive(purpose: string): Promise<Uint8Array>;
}
