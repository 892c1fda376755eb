import type { Instant } from '../../shared/kernel/time.ts';
import type { Draft } from './draft.ts';
import type { Event } from './event.ts';

/** Somebody with an interest in a tender (利害关系人): shown to nobody before the opening. */
export interface Interested {
  readonly org: string;
  readonly name: string;
}

/** A file of the documents (招标文件附件): kept as it was uploaded, never executed or shown inline. */
export interface TenderFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** In hex, of the whole file. */
  readonly sha256: string;
  /** The documents' version that brought it; null while it waits to be published. */
  readonly version: number | null;
}

export type FileAttached = Event<'FileAttached', { readonly file: TenderFile }>;
export type FileRemoved = Event<'FileRemoved', { readonly file: string }>;

/** A question about the documents (对招标文件的提问): who asks is withheld until the opening. */
export type QuestionAsked = Event<
  'QuestionAsked',
  { readonly question: string; readonly askedAt: Instant },
  { readonly text: string; readonly by: Interested }
>;
export type QuestionAnswered = Event<
  'QuestionAnswered',
  { readonly question: string; readonly answer: string; readonly answeredAt: Instant }
>;

/** A clarification (澄清) to all: one that may affect bids and comes too late moves the deadline. */
export type ClarificationIssued = Event<
  'ClarificationIssued',
  {
    readonly clarification: string;
    readonly number: number;
    readonly text: string;
    readonly affectsBids: boolean;
    /** The deadline as it stands after it, and what moved it. */
    readonly deadline: Instant;
    readonly moved: { readonly from: Instant; readonly article: string; readonly days: number } | null;
    readonly files: readonly string[];
    readonly issuedAt: Instant;
  }
>;

/** The documents changed (招标文件修改): bids on the version before are stale until they are sealed again. */
export type TenderAmended = Event<
  'TenderAmended',
  {
    readonly documentsVersion: number;
    readonly draft: Draft;
    readonly reason: string;
    readonly moved: { readonly from: Instant; readonly article: string; readonly days: number } | null;
    readonly files: readonly string[];
    readonly amendedAt: Instant;
  },
  { readonly estimates: Readonly<Record<string, { amount: string; currency: 'CNY' }>> }
>;

export type DocumentEvent =
  | FileAttached
  | FileRemoved
  | QuestionAsked
  | QuestionAnswered
  | ClarificationIssued
  | TenderAmended;
