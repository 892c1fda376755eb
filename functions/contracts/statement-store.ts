import { byText } from '../../shared/kernel/text.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import type { GoodsSum } from './settlement/sums.ts';
import { statement } from './statement.ts';
import { type StatementContent, statementAnnexes } from './statement-annexes.ts';
import type { InvoiceMatched } from './statement-events.ts';
import { type Existing, interestOwed, lastPaidOn, leftOf, type Side, type Statement } from './statement-state.ts';
import { type Listed, listedOf, type Payable, payableOf, type Standing } from './statement-views.ts';

export type { Snapshot };
export type StatementStore = ReturnType<typeof statementStore>;

/** The scope of a year's statements (年度), of everybody. */
export const ofYear = (year: string | number): string => `year#${year}`;

/** Statements and their corrections, where they are listed, and what of them is unpaid. */
export function statementStore(deps: AggregateDeps) {
  const { db } = deps;
  const kind = {
    name: 'statement',
    decider: statement,
    rows,
    annexes: statementAnnexes,
    due: (state: Statement): Instant | undefined => (state.status === 'issued' ? state.disputeUntil : undefined),
  };

  const chunks = async <T>(id: string, name: string): Promise<T[]> =>
    (await listAll(db, id, keys.annexPrefix(name))).flatMap(
      ({ annex }) => (JSON.parse(annex as string) as { of: T[] }).of,
    );

  return {
    ...aggregateStore(kind, deps),

    /** Lines, prices, and what a correction's prices were before. */
    async content(id: string): Promise<StatementContent> {
      const [lines, prices, before] = await Promise.all([
        chunks(id, 'line'),
        chunks(id, 'price'),
        chunks(id, 'before'),
      ]);
      return { lines, prices, before } as StatementContent;
    },

    /** Sums by goods. */
    async sums(id: string): Promise<GoodsSum[]> {
      const item = await getItem(db, keys.annex(id, 'sums', '@'), { consistent: true });
      return item === undefined ? [] : (JSON.parse(item.annex as string) as { sums: GoodsSum[] }).sums;
    },

    /** Invoices with what differs in each. */
    async invoices(id: string): Promise<InvoiceMatched['data'][]> {
      const items = await listAll(db, id, keys.annexPrefix('invoice'));
      return items.map(({ annex }) => JSON.parse(annex as string) as InvoiceMatched['data']);
    },

    /** Statements of an agreement, a party, or a year, by month, the newest first; of one month where it is named. */
    page: <T>(
      scope: string,
      { month, ...request }: PageRequest & { readonly month?: string | undefined },
      pick: (each: Standing) => T | undefined,
    ): Promise<Page<T>> =>
      listPage(db, request, {
        partitions: [keys.statementList(scope)],
        ...(month === undefined ? {} : { prefix: month }),
        descending: true,
        pick: ({ listed }) => pick(listed as Standing),
      }),

    /** The first month that a statement is of, of a party or of all; none until one was issued. */
    async firstMonth(party: string | undefined, at: Instant): Promise<string | undefined> {
      const years = Math.max(0, Number(dayOf(at).slice(0, 4)) - firstYear + 1);
      const all = Array.from({ length: years }, (_, n) => ofYear(firstYear + n));
      const partitions = (party === undefined ? all : [party]).map(keys.statementList);
      const pick = ({ listed }: Readonly<Record<string, unknown>>) => (listed as Listed).month;
      return (await listPage(db, { limit: 1 }, { partitions, pick })).items[0];
    },

    /** All of them, of some months such as `2026` or `2026-05` where they are named. */
    async all(scope: string, months?: string): Promise<Listed[]> {
      return (await listAll(db, keys.statementList(scope), months)).map(({ listed }) => listed as Listed);
    },

    /** Corrections of a statement, in the order in which they were issued. */
    async corrections(id: string): Promise<Standing[]> {
      const found = (await listAll(db, keys.statementList(id))).map(({ listed }) => listed as Standing);
      return found.sort((a, b) => byText(a.issuedAt, b.issuedAt) || byText(a.id, b.id));
    },

    /** Statements whose prices may stand on these days of a series. */
    async settledBy(index: string, from: string, to: string): Promise<string[]> {
      const items = await listAll(db, keys.statementList(index));
      return items.flatMap((item) =>
        (item.from as string) <= to && from <= (item.to as string) ? [item.id as string] : [],
      );
    },

    /** What one side has to pay or to get, what falls due first first. */
    payables: (side: Side, organisation: string, request: PageRequest): Promise<Page<Payable>> =>
      listPage(db, request, {
        partitions: [keys.payables(side, organisation)],
        pick: ({ payable }) => payable as Payable,
      }),

    /** All that one side has to pay or to get. */
    async unpaid(side: Side, organisation: string): Promise<Payable[]> {
      return (await listAll(db, keys.payables(side, organisation))).map(({ payable }) => payable as Payable);
    },

    /** A supplier's ratings, of months between two where they are named. */
    async ratings(supplier: string): Promise<Pick<Listed, 'month' | 'rating'>[]> {
      return (await listAll(db, keys.ratings(supplier))).map(({ rated }) => rated as Pick<Listed, 'month' | 'rating'>);
    },
  };
}

function rows({ id, state }: Snapshot<Statement>): Row[] {
  if (state.status === 'none') return [];
  const { agreement, buyer, supplier, month, corrects, windows } = state;
  const listed = listedOf(id, state);
  const sk = `${month}#${id}`;
  const scopes = [agreement, buyer, supplier, ofYear(month.slice(0, 4)), ...(corrects === undefined ? [] : [corrects])];
  return [
    ...scopes.map((scope) => ({ key: { pk: keys.statementList(scope), sk }, item: { listed } })),
    ...(corrects === undefined
      ? windows.map(({ index, from, to }) => ({ key: { pk: keys.statementList(index), sk }, item: { id, from, to } }))
      : []),
    ...payableRows(id, state),
    ...(state.rating === undefined
      ? []
      : [{ key: { pk: keys.ratings(supplier), sk }, item: { rated: { month, rating: state.rating } } }]),
    ...state.invoices.map(({ number, invoice }) => ({
      key: keys.invoice(supplier, number),
      item: { invoice, statement: id },
      unique: 'invoice-number-used',
    })),
  ];
}

function payableRows(id: string, state: Existing): Row[] {
  if (leftOf(state) === 0n && interestOwed(state, lastPaidOn(state)) <= 0n) return [];
  const payable = payableOf(id, state);
  const first = payable.dues.map(({ dueOn }) => dueOn).sort()[0] ?? state.disputeUntil.slice(0, 10);
  return (['buyer', 'supplier'] as const).map((side) => ({
    key: { pk: keys.payables(side, state[side]), sk: `${first}#${id}` },
    item: { payable },
  }));
}
