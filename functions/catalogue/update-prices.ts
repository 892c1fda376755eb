import type { Ask } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { mayAmend, maySee } from './access.ts';
import type { PriceChanges } from './price.ts';
import type { PriceStore } from './price-store.ts';
import { product, wasUpdatedBy } from './product.ts';
import type { ProductStore } from './store.ts';

export interface UpdateDeps {
  readonly products: ProductStore;
  readonly prices: PriceStore;
}

/** A supplier's new prices (批量调价): of each product what changes, and the version that it saw. */
export interface PriceUpdates {
  readonly updates: readonly {
    readonly product: string;
    readonly price: PriceChanges;
    readonly ifVersion?: number | undefined;
  }[];
  readonly validTo?: string | undefined;
}

interface Row {
  readonly product: string;
  readonly changes: PriceChanges;
  readonly ifVersion?: number | undefined;
}

interface RowResult {
  readonly product: string;
  readonly outcome: 'changed' | 'unchanged' | 'refused';
  readonly code?: string;
}

/** How many products are read or written at a time. */
const together = 10;
/** How often a lost race is decided again: no row is made twice. */
const retries = 3;

type UpdateAsk = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'at' | 'cause' | 'claim' | 'requestId'>;

/**
 * Changes many prices in one call. All of it is checked before the first write; then each product is changed by a
 * command of its own that carries the update's id, so that after a death the same Idempotency-Key goes on: what was
 * made already is known by the id. Throws `price-update-invalid`, or the one fault there is, each with its pointer.
 */
export async function updatePrices(deps: UpdateDeps, ask: UpdateAsk, given: PriceUpdates): Promise<Answer> {
  const { claim, at, requestId } = ask;
  const rows = rowsOf(given);
  const begun = claim && (await deps.prices.batch(claim, at));
  if (begun === undefined) await check(deps, ask, given, rows);
  const fresh = hashJson([claim?.scope ?? null, at, requestId]);
  const batch = begun ?? (claim && (await deps.prices.begin(claim, fresh, at)));
  if (claim !== undefined && batch?.body !== claim.body) throw new DomainError('rule', 'idempotency-key-reused');

  const items = await each(rows, (row) => apply(deps, ask, row, batch?.update ?? fresh));
  const count = (outcome: RowResult['outcome']) => items.filter((item) => item.outcome === outcome).length;
  const counts = { changed: count('changed'), unchanged: count('unchanged'), refused: count('refused') };
  const answer = { status: 200, body: { items, ...counts } };
  if (claim !== undefined) await deps.prices.keep(claim, answer, at);
  return answer;
}

const rowsOf = ({ updates, validTo }: PriceUpdates): Row[] =>
  updates.map(({ product: id, price, ifVersion }) => {
    const changes = validTo === undefined ? price : { ...price, validTo: price.validTo ?? validTo };
    return { product: id, changes, ifVersion };
  });

/** Every fault of every row, before anything is written. */
async function check({ products }: UpdateDeps, { actor, at }: UpdateAsk, given: PriceUpdates, rows: readonly Row[]) {
  const known = new Map<string, number>();
  const faults = await each(rows, async (row, index): Promise<readonly FieldError[]> => {
    const pointer = `/updates/${index}`;
    const first = known.get(row.product);
    known.set(row.product, first ?? index);
    if (first !== undefined) {
      return [{ pointer: `${pointer}/product`, code: 'product-repeated', params: { row: first + 1 } }];
    }
    const { state, version } = await products.load(row.product, { consistent: true });
    const stale = row.ifVersion !== undefined && row.ifVersion !== version;
    const command = { type: 'updatePrice', at, update: '', changes: row.changes } as const;
    const own = given.updates[index]?.price.validTo !== undefined;
    return [
      ...(stale ? [{ pointer: `${pointer}/ifVersion`, code: 'etag-mismatch', params: { version } }] : []),
      ...faultsOf(() => {
        allowed(actor, state);
        product.decide(command, state);
      }, '').map((fault) => ({ ...fault, pointer: placed(fault.pointer, pointer, own) })),
    ];
  });
  const errors = faults.flat();
  const [one, ...others] = errors;
  if (one === undefined) return;
  if (others.length === 0) throw new DomainError('rule', one.code, one.params, errors);
  throw new DomainError('rule', 'price-update-invalid', { count: errors.length }, errors);
}

/** Where a product's fault stands in the request. */
function placed(fault: string, row: string, ownValidTo: boolean): string {
  if (fault === '/price/validTo' && !ownValidTo) return '/validTo';
  return fault.startsWith('/price/') ? `${row}${fault}` : `${row}/product`;
}

function allowed(actor: Actor, state: Parameters<typeof maySee>[1]): void {
  maySee(actor, state);
  mayAmend(actor, state);
}

/** Changes one product, unless this update did; what came between and forbids it is told. */
async function apply({ products }: UpdateDeps, { cause, at }: UpdateAsk, row: Row, update: string): Promise<RowResult> {
  const { product: id, changes, ifVersion: ifMatch } = row;
  const made = (state: Parameters<typeof maySee>[1]) => state.status !== 'none' && wasUpdatedBy(state, update);
  try {
    const command = { type: 'updatePrice', at, update, changes } as const;
    const { snapshot } = await products.handle(id, command, cause('sales'), { ifMatch, retries });
    return { product: id, outcome: made(snapshot.state) ? 'changed' : 'unchanged' };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    const { state } = await products.load(id, { consistent: true });
    if (made(state)) return { product: id, outcome: 'changed' };
    if (error.code === 'concurrent-change') throw new DomainError('unavailable', 'try-again');
    return { product: id, outcome: 'refused', code: error.code };
  }
}

async function each<T, R>(list: readonly T[], act: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += together) {
    const some = list.slice(start, start + together);
    results.push(...(await Promise.all(some.map((item, index) => act(item, start + index)))));
  }
  return results;
}
