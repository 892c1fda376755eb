import type { Annex } from '../../shared/kernel/annex.ts';
import { readAmounts } from './settlement/amount.ts';
import type { Priceable } from './settlement/lines.ts';
import { sumsOf } from './settlement/sums.ts';
import type {
  CorrectionIssued,
  PriceSteps,
  StatementEvent,
  StatementIssued,
  StatementLine,
} from './statement-events.ts';

/** Lines or prices of one item. */
const chunk = 100;
type Issued = StatementIssued | CorrectionIssued;

/** What a statement has beside its snapshot: lines and prices in chunks, sums by goods, and invoices with their faults. */
export function statementAnnexes(event: StatementEvent): Annex[] {
  if (event.type === 'InvoiceMatched') return [{ kind: 'invoice', id: event.data.invoice, value: event.data }];
  if (event.type !== 'StatementIssued' && event.type !== 'CorrectionIssued') return [];
  return [
    ...chunks('line', event.data.lines),
    ...chunks('price', event.data.prices),
    ...('before' in event.data ? chunks('before', event.data.before) : []),
    { kind: 'sums', id: '@', value: { sums: sumsOf(pricedOf(event)) } },
  ];
}

const chunks = (kind: string, all: readonly object[]): Annex[] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_, at) => ({
    kind,
    id: String(at).padStart(4, '0'),
    value: { of: all.slice(at * chunk, (at + 1) * chunk) },
  }));

function pricedOf({ data }: Issued): Priceable & { readonly before?: readonly PriceSteps[] } {
  const { lines, prices } = data;
  return { lines, prices, total: readAmounts(data), ...('before' in data ? { before: data.before } : {}) };
}

/** The lines of a statement as they are read again. */
export interface StatementContent {
  readonly lines: readonly StatementLine[];
  readonly prices: readonly PriceSteps[];
  readonly before: readonly PriceSteps[];
}
