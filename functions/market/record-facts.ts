import { parseFraction, roundHalfUp } from '../../shared/kernel/ratio.ts';
import { dayOf, type Instant, monthOf } from '../../shared/kernel/time.ts';
import type { PerformanceRated } from '../contracts/events.ts';
import rules from './data/enquiry-rules.json' with { type: 'json' };
import type { EnquiryAnswered, EnquiryClosed, QuoteMade, QuoteWithdrawn } from './events.ts';
import type { RecordFact, RecordPart } from './record-events.ts';

/** A fact, and whose record it is of. */
export interface FactOf {
  readonly organisation: string;
  readonly fact: RecordFact;
}

interface Happened {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly data: object;
}

/**
 * What an event says of somebody's performance, if anything: the month's rating of a supplier; whether the poster answered
 * an enquiry in time, or left who asked without an answer for longer; that somebody quoted, or took its last quote in an
 * enquiry back.
 */
export function factOf({ aggregate, aggregateId: source, type, data }: Happened): FactOf | undefined {
  const of = (part: RecordPart, at: Instant, score: string, month = monthOf(dayOf(at))): RecordFact => ({
    ...{ part, source, month, score, at },
  });
  if (aggregate === 'statement' && type === 'PerformanceRated') {
    const { supplier, month, total, at } = data as PerformanceRated['data'];
    if (total === null) return undefined;
    return { organisation: supplier, fact: of('deliveries', at, roundHalfUp(parseFraction(total), 6), month) };
  }
  if (aggregate !== 'enquiry') return undefined;
  switch (type) {
    case 'EnquiryAnswered': {
      const { by, inTime, answeredAt } = data as EnquiryAnswered['data'];
      return { organisation: by, fact: of('answers', answeredAt, inTime ? '1' : '0') };
    }
    case 'EnquiryClosed': {
      const { asked, answered, waitedHours, closedAt } = data as EnquiryClosed['data'];
      if (answered || waitedHours < rules.answerWithinHours) return undefined;
      return { organisation: asked, fact: of('answers', closedAt, '0') };
    }
    case 'QuoteMade': {
      const { by, madeAt } = data as QuoteMade['data'];
      return { organisation: by, fact: of('quotes', madeAt, '1') };
    }
    case 'QuoteWithdrawn': {
      const { by, withdrawnAt } = data as QuoteWithdrawn['data'];
      return { organisation: by, fact: of('quotes', withdrawnAt, '0') };
    }
    default:
      return undefined;
  }
}
