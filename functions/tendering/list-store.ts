import type { Instant } from '../../shared/kernel/time.ts';
import { millis } from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import type { Committee } from './committee/state.ts';
import type { TenderSummary } from './summary.ts';

export interface TenderFilter {
  readonly category?: string | undefined;
  readonly buyer?: string | undefined;
  readonly drafts?: boolean;
  /** Those alone in which an objection or a complaint is open. */
  readonly disputed?: boolean;
  readonly closingAfter?: Instant | undefined;
  matches(summary: TenderSummary): boolean;
}

/** A tender in whose committee somebody sits or sat, and the seat (我的席位). */
export interface HeldSeat extends TenderSummary {
  readonly seat: Committee['seats'][number];
}

export const disputed = 'disputed';
export const seatsOf = (sub: string): string => `seats:${sub}`;

/** The years of deadlines, the latest first: nothing is tendered further ahead. */
function yearsOf(now: Instant, from?: Instant): readonly number[] {
  const last = new Date(millis(now)).getUTCFullYear() + 2;
  const first = Math.max(firstYear, from === undefined ? firstYear : new Date(millis(from)).getUTCFullYear());
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => last - at);
}

/** The lists that tenders stand in. */
export function tenderLists(db: Db) {
  return {
    list(request: PageRequest, filter: TenderFilter, now: Instant): Promise<Page<TenderSummary>> {
      const { closingAfter, category } = filter;
      const scope = scopeOf(filter) ?? category ?? 'all';
      const descending = closingAfter === undefined;
      const years = yearsOf(now, closingAfter);
      return listPage(db, request, {
        partitions: (descending ? years : [...years].reverse()).map((year) => keys.tenderList(scope, year)),
        descending,
        from: closingAfter,
        pick: (item) => {
          const summary = item.summary as TenderSummary;
          return filter.matches(summary) ? summary : undefined;
        },
      });
    },

    /** The seats of a subject, of the latest deadlines first. */
    seats: (sub: string, request: PageRequest, now: Instant): Promise<Page<HeldSeat>> =>
      listPage(db, request, {
        partitions: yearsOf(now).map((year) => keys.tenderList(seatsOf(sub), year)),
        descending: true,
        pick: (item) => item.summary as HeldSeat,
      }),
  };
}

function scopeOf({ buyer, drafts = false, disputed: open = false }: TenderFilter): string | undefined {
  if (drafts) return `drafts:${buyer}`;
  if (open) return disputed;
  return buyer && `buyer:${buyer}`;
}
