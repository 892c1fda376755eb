import type { Annex } from '../../shared/kernel/annex.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Envelope } from '../../shared/sealing/envelope.ts';
import type { ClarificationIssued, Interested, TenderAmended } from './document-events.ts';
import { evaluationAnnexes } from './evaluation-annexes.ts';
import type { TenderEvent } from './events.ts';
import type { Subject } from './remedy-events.ts';

/** A question as it is kept, and its answer. */
export interface KeptQuestion {
  readonly id: string;
  readonly text: string;
  readonly by: Interested;
  readonly askedAt: Instant;
}
export interface KeptAnswer {
  readonly id: string;
  readonly answer: string;
  readonly answeredAt: Instant;
}

/** A clarification and an amendment as they are kept. */
export type KeptClarification = ClarificationIssued['data'];
export type KeptAmendment = Omit<TenderAmended['data'], 'draft'>;

/** An objection as it is kept, and what became of it. */
export interface KeptObjection {
  readonly id: string;
  readonly about: Subject;
  readonly lot: string | null;
  readonly text: string;
  readonly by: Interested;
  readonly filedAt: Instant;
  readonly answerBy: Instant;
  readonly article: string;
}

/** A complaint as it is kept. */
export interface KeptComplaint {
  readonly id: string;
  readonly objection: string;
  readonly about: Subject;
  readonly text: string;
  readonly by: Interested;
  readonly filedAt: Instant;
  readonly decideBy: Instant;
  readonly article: string;
}

/** A share sealed to its holder, and one handed in, sealed to the tender's key. */
export interface KeptShare {
  readonly holder: string;
  readonly ceremony: string;
  readonly sealed: string;
}
export interface KeptHandedShare extends Omit<KeptShare, 'ceremony'> {
  readonly handedAt: Instant;
}

/** What a bidder revealed, sealed to the tender's key. */
export interface KeptReveal {
  readonly supplier: string;
  readonly revealedAt: Instant;
  readonly sealed: Envelope;
}

/** Numbers as keys that stand in their order. */
const inOrder = (n: number): string => String(n).padStart(6, '0');

/**
 * What the events of a tender bring that is kept beside it: texts of people, which the log knows by their salted
 * hashes only, and everything that grows with the number of bidders.
 */
export function annexesOf(event: TenderEvent): readonly Annex[] {
  switch (event.type) {
    case 'QuestionAsked': {
      const { question: id, askedAt } = event.data;
      return [{ kind: 'question', id, value: { id, askedAt, ...event.private } }];
    }
    case 'QuestionAnswered': {
      const { question: id, answer, answeredAt } = event.data;
      return [{ kind: 'answer', id, value: { id, answer, answeredAt } }];
    }
    case 'ClarificationIssued':
      return [{ kind: 'clarification', id: inOrder(event.data.number), value: event.data }];
    case 'TenderAmended': {
      const { draft: _, ...amendment } = event.data;
      return [{ kind: 'amendment', id: inOrder(amendment.documentsVersion), value: amendment }];
    }
    case 'ObjectionFiled': {
      const { objection: id, ...filed } = event.data;
      return [{ kind: 'objection', id, value: { id, ...filed, ...event.private } }];
    }
    case 'ObjectionAnswered':
      return [{ kind: 'objection-end', id: event.data.objection, value: event.data }];
    case 'ObjectionWithdrawn':
      return [{ kind: 'objection-end', id: event.data.objection, value: { ...event.data, decision: 'withdrawn' } }];
    case 'ComplaintFiled': {
      const { complaint: id, ...filed } = event.data;
      return [{ kind: 'complaint', id, value: { id, ...filed, ...event.private } }];
    }
    case 'ComplaintDecided':
      return [{ kind: 'complaint-end', id: event.data.complaint, value: event.data }];
    case 'SecurityRecorded': {
      const { supplier, lot } = event.data.security;
      return [{ kind: 'security', id: `${supplier}#${lot}`, value: event.data }];
    }
    case 'SecurityReturned': {
      const { supplier, lot } = event.data;
      return [{ kind: 'security-return', id: `${supplier}#${lot}`, value: event.data, once: 'security-returned' }];
    }
    case 'CeremonyArranged':
      return Object.entries(event.private?.sealed ?? {}).map(([holder, sealed]) => ({
        kind: 'share',
        id: holder,
        value: { holder, ceremony: event.data.publicKey.kid, sealed },
      }));
    case 'ShareHandedIn': {
      const { holder } = event.data;
      return [{ kind: 'handed-share', id: holder, value: { ...event.data, ...event.private } }];
    }
    case 'BidRevealed': {
      const { supplier, revealedAt } = event.data;
      const value = { supplier, revealedAt, ...event.private };
      return [{ kind: 'revealed', id: supplier, value, once: 'already-revealed' }];
    }
    default:
      return evaluationAnnexes(event);
  }
}
