import type { Instant, Month } from '../../shared/kernel/time.ts';

/**
 * What a record is made of (履约记录构成): monthly ratings of deliveries, enquiries answered in time, quotes that were not
 * taken back.
 */
export type RecordPart = 'deliveries' | 'answers' | 'quotes';

/** One fact (履约事实): of a statement or an enquiry, from 0 to 1 with six decimals. Told later, it stands for the earlier. */
export interface RecordFact {
  readonly part: RecordPart;
  readonly source: string;
  readonly month: Month;
  readonly score: string;
  readonly at: Instant;
}

/** A fact counts, instead of what the same source said before. */
export type RecordCounted = {
  readonly type: 'RecordCounted';
  readonly v: 1;
  readonly data: { readonly organisation: string; readonly fact: RecordFact; readonly before?: RecordFact };
};

/** The record that posts bear changed, from 0 to 1 as `p/q`, for the `change`-th time: a later change stands for all before it. */
export type RecordChanged = {
  readonly type: 'RecordChanged';
  readonly v: 1;
  readonly data: {
    readonly organisation: string;
    readonly record: string;
    readonly change: number;
    readonly at: Instant;
  };
};

export type RecordEvent = RecordCounted | RecordChanged;
