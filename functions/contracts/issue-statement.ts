import { DomainError } from '../../shared/kernel/errors.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { derived } from './derived.ts';
import type { PriceIndexStore } from './price-index-store.ts';
import { daysOf, isClosed, isOver } from './settlement/dates.ts';
import { linesOf, type Readings, readingKey, type Wanted, wantedFor } from './settlement/lines.ts';
import { paymentTerms } from './settlement/payment.ts';
import type { Reading } from './settlement/price.ts';
import { type Performance, ratingOf } from './settlement/rating.ts';
import type { SettledAgreement, SettlementSources } from './settlement/sources.ts';
import type { StatementHead } from './statement-events.ts';
import type { Side } from './statement-state.ts';
import type { StatementStore } from './statement-store.ts';

export interface SettleDeps {
  readonly statements: StatementStore;
  readonly priceIndices: PriceIndexStore;
  readonly settling: SettlementSources;
}

type Handling = Parameters<StatementStore['handle']>;

/** The one statement of a month, buyer and supplier under an agreement. */
export const statementId = (head: StatementHead): string =>
  derived('statement', head.agreement, head.buyer, head.supplier, head.month);
/** The n-th correction of a statement, from 1: each stands on those before it, so that none is decided beside another. */
export const correctionId = (statement: string, n: number): string => derived('statement', statement, String(n));

/** Readings of a series while it stands still: begun again when somebody records meanwhile. */
const tries = 4;

/** What is read of series: for each window its published days and the recording at which they were read. */
export async function readingsOf(
  { priceIndices }: Pick<SettleDeps, 'priceIndices'>,
  wanted: readonly Wanted[],
): Promise<Readings> {
  const read = async ({ index, from, to }: Wanted): Promise<Reading> => {
    const { state, version } = await priceIndices.load(index, { consistent: true });
    if (state.status === 'none') throw new DomainError('conflict', 'index-without-points', { index });
    const points = await priceIndices.settling(index, { from, to });
    const after = await priceIndices.load(index, { consistent: true });
    if (after.version !== version) throw new DomainError('conflict', 'concurrent-change');
    const { revision, unit, taxIncluded, taxRate } = state;
    const told = points.map(({ day, price }) => ({ day, price }));
    return { index, version: revision, unit, taxIncluded, taxRate, from, to, points: told };
  };
  const reading = async (each: Wanted) => [readingKey(each), await whileRaced(() => read(each), tries)] as const;
  return new Map(await Promise.all(wanted.map(reading)));
}

/** Whether these two deal with one another under the agreement. */
export function dealing(
  agreement: SettledAgreement | undefined,
  { buyer, supplier }: Pick<StatementHead, 'buyer' | 'supplier'>,
) {
  const isParty = agreement?.buyers.includes(buyer) && agreement.suppliers.includes(supplier);
  if (agreement === undefined || !isParty) throw new DomainError('not-found', 'not-found');
  return agreement;
}

/** What a month's statement says, or would (对账预览): priced, rated, and whether its prices may still move. */
export async function previewStatement(deps: SettleDeps, head: StatementHead, at: Instant) {
  const agreement = dealing(await deps.settling.agreement(head.agreement), head);
  const month = daysOf(head.month);
  const performance = await deps.settling.performance(head, month, at);
  const accepted = performance.deliveries.flatMap(acceptedIn(month));
  const wanted = wantedFor(agreement.terms.price, accepted);
  const priced = linesOf(agreement.terms.price, accepted, await readingsOf(deps, wanted));
  const open = [...(isClosed(month, at) ? [] : [month]), ...wanted.filter((window) => !isOver(window, at))];
  return {
    priced,
    rating: ratingOf(head.month, performance),
    payment: paymentTerms(agreement.terms.paymentDays, await deps.settling.sizes(head)),
    disputeDays: agreement.terms.disputeDays,
    finalAfter: open
      .map(({ to }) => to)
      .sort()
      .at(-1),
  };
}

const acceptedIn =
  ({ from, to }: { readonly from: string; readonly to: string }) =>
  ({ id, delivery, acceptance }: Performance['deliveries'][number]) =>
    acceptance !== undefined && from <= acceptance.day && acceptance.day <= to ? [{ id, delivery, acceptance }] : [];

/** Issues the statement of a month, once. @throws `period-open` while a day that its prices stand on is to come */
export async function issueStatement(
  deps: SettleDeps,
  head: StatementHead,
  by: Side,
  cause: Handling[2],
  options: Pick<NonNullable<Handling[3]>, 'claim' | 'answer'> = {},
) {
  const id = statementId(head);
  const { status } = (await deps.statements.load(id, { consistent: true })).state;
  if (status !== 'none') throw new DomainError('conflict', 'statement-issued', { statement: id });
  const { priced, rating, payment, disputeDays, finalAfter } = await previewStatement(deps, head, cause.at);
  if (finalAfter !== undefined) throw new DomainError('conflict', 'period-open', { until: finalAfter });
  const command = { type: 'issue', at: cause.at, head, by, priced, rating, payment, disputeDays } as const;
  return deps.statements.handle(id, command, cause, options);
}
