import type { Instant } from '../../shared/kernel/time.ts';
import type { Interested } from './document-events.ts';
import type { Event } from './event.ts';

/** What an objection or a complaint is about: the documents, the opening, or the result. */
export type Subject = 'documents' | 'opening' | 'result';

/**
 * What follows when one is upheld: nothing more, the documents are to be amended, the evaluation is made again, or
 * the award of the lot is revoked.
 */
export type Remedy = 'none' | 'amend' | 'evaluate-again' | 'revoke-award';

/** An objection (异议、质疑), filed by somebody with an interest: until the opening nobody sees who. */
export type ObjectionFiled = Event<
  'ObjectionFiled',
  {
    readonly objection: string;
    readonly about: Subject;
    readonly lot: string | null;
    readonly filedAt: Instant;
    /** The day by which it is to be answered, whole; and the article. */
    readonly answerBy: Instant;
    readonly article: string;
  },
  { readonly text: string; readonly by: Interested }
>;
export type ObjectionAnswered = Event<
  'ObjectionAnswered',
  {
    readonly objection: string;
    readonly about: Subject;
    readonly decision: 'upheld' | 'dismissed';
    readonly answer: string;
    readonly remedy: Remedy;
    readonly lot: string | null;
    readonly answeredAt: Instant;
  }
>;
export type ObjectionWithdrawn = Event<'ObjectionWithdrawn', { readonly objection: string }>;

/** A complaint to the supervisor (投诉), after an objection. */
export type ComplaintFiled = Event<
  'ComplaintFiled',
  {
    readonly complaint: string;
    readonly objection: string;
    readonly about: Subject;
    readonly filedAt: Instant;
    readonly decideBy: Instant;
    readonly article: string;
  },
  { readonly text: string; readonly by: Interested }
>;
export type ComplaintDecided = Event<
  'ComplaintDecided',
  {
    readonly complaint: string;
    readonly decision: 'accepted' | 'rejected' | 'upheld' | 'dismissed';
    /** Whether the procedure pauses until the decision: said when it is accepted. */
    readonly suspends: boolean;
    readonly reasons: string;
    readonly remedy: Remedy;
    readonly lot: string | null;
    readonly decidedAt: Instant;
  }
>;

export type RemedyEvent = ObjectionFiled | ObjectionAnswered | ObjectionWithdrawn | ComplaintFiled | ComplaintDecided;
