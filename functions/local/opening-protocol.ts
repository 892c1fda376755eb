import type { LogFields } from '../../shared/log.ts';
import type { SealingKey } from '../../shared/ports/keys.ts';
import type { DbConfig } from '../../shared/table/client.ts';

/** What the opening process is started with; nothing of it is secret. */
export interface OpeningSettings {
  readonly db: DbConfig;
  /** The file of the platform's keys; without one they live and die with the process. */
  readonly keyFile?: string | undefined;
  /** The folder of sealed attachments. */
  readonly objects: string;
}

/** All that the opening process does for others: there is no call that answers with a private key. */
export interface OpeningCalls {
  create(tender: string): Promise<SealingKey>;
  sign(input: Uint8Array): Promise<Uint8Array>;
  derive(purpose: string): Promise<Uint8Array>;
  open(tender: string): Promise<void>;
}

export type CallName = keyof OpeningCalls;

/** A call, with the time of the development clock. */
export interface OpeningRequest {
  readonly id: number;
  readonly now: number;
  readonly call: CallName;
  readonly argument: string | Uint8Array;
}

/** The public half of the receipt key, said once when the process is ready. */
export interface OpeningReady {
  readonly kid: string;
  readonly jwks: { readonly keys: readonly object[] };
}

/** What the opening process says. Of a failure only that it failed: the reason goes to the log. */
export type OpeningMessage =
  | { readonly ready: OpeningReady }
  | { readonly log: 'info' | 'error'; readonly message: string; readonly fields: LogFields }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failed: true };
