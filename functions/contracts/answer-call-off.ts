import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { fromMillionths } from '../../shared/kernel/movement.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { dayOf, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import { keptOf } from './acceptance.ts';
import { lastDay, statusAt } from './agreement-state.ts';
import type { Held } from './call-off.ts';
import { contractOf, isSigned } from './contract.ts';
import { gateOf } from './delivery-account.ts';
import { derived } from './derived.ts';
import type { AcceptedLine, ExistingCallOff, Succession } from './events.ts';
import { lineBookings, millionthsOf } from './ledger.ts';
import { type AskedLine, accountsOf, linesOf } from './order.ts';
import type { OrderDeps } from './place-call-off.ts';
import { reserveOf } from './reserves.ts';

type Handle = OrderDeps['callOffs']['handle'];
type Cause = Parameters<Handle>[2];
type Options = NonNullable<Parameters<Handle>[3]>;

async function existing({ callOffs }: Pick<OrderDeps, 'callOffs'>, id: string) {
  const { state } = await callOffs.load(id, { consistent: true });
  if (state.status === 'none') throw new DomainError('not-found', 'not-found');
  return state;
}

async function agreementOf({ agreements }: Pick<OrderDeps, 'agreements'>, { agreement, buyer }: ExistingCallOff) {
  const [{ state }, share] = await Promise.all([
    agreements.load(agreement, { consistent: true }),
    agreements.share(agreement, buyer),
  ]);
  if (state.status === 'none' || share === undefined) throw new DomainError('not-found', 'not-found');
  return { state, share };
}

/** Changes lines, as the ledger holds: what the call-off itself has taken counts as there. */
export function changeCallOff(
  deps: OrderDeps,
  id: string,
  lines: readonly AskedLine[],
  cause: Cause,
  options: Options,
) {
  return whileRaced(async () => {
    const { state: before, version } = await deps.callOffs.load(id, { consistent: true });
    if (before.status === 'none') throw new DomainError('not-found', 'not-found');
    const { state, share } = await agreementOf(deps, before);
    const { agreement, supplier } = before;
    for (const [at, { itemId }] of lines.entries()) {
      if (!before.lines.some(({ item }) => item === itemId)) {
        throw fieldError('item-not-in-call-off', `/lines/${at}/itemId`, { item: itemId });
      }
    }
    const holders = Object.fromEntries(before.lines.map(({ item, holder }) => [item, holder]));
    const prices = Object.fromEntries(before.lines.map((line) => [line.item, line]));
    const order = { id: agreement, state, share, supplier, lines, at: cause.at, holders, prices };
    const held = withOwn(before, lines, await deps.agreements.balances(agreement, accountsOf(order)));
    const command = { type: 'change', at: cause.at, lines: linesOf(order, held) } as const;
    return deps.callOffs.handle(id, command, cause, {
      ...options,
      asOf: options.ifMatch === undefined ? version : undefined,
    });
  });
}

/** The reserves that are asked instead, by lot; none once the agreement is over. */
async function successionsOf(
  deps: OrderDeps,
  id: string,
  callOff: ExistingCallOff,
  at: Instant,
): Promise<Succession[]> {
  const { state, share } = await agreementOf(deps, callOff);
  if (statusAt(state, at) !== 'running') return [];
  const lots = [...new Set(callOff.lines.map(({ lot }) => lot))];
  const found = await Promise.all(
    lots.map(async (lot): Promise<Succession[]> => {
      const items = callOff.lines.filter((line) => line.lot === lot).map(({ item }) => item);
      for (const supplier of reserveOf(state, share, lot, callOff.supplier, items)) {
        const signatures = await deps.agreements.signatures(callOff.agreement, callOff.buyer, supplier);
        if (!isSigned(contractOf(callOff.agreement, state, share, supplier), signatures)) continue;
        return [{ lot, supplier, callOff: derived('callOff', 'succession', id, lot) }];
      }
      return [];
    }),
  );
  return found.flat();
}

export async function refuseCallOff(deps: OrderDeps, id: string, reason: string, cause: Cause, options: Options) {
  const next = await successionsOf(deps, id, await existing(deps, id), cause.at);
  return deps.callOffs.handle(id, { type: 'refuse', at: cause.at, reason, next }, cause, { ...options, retries: 2 });
}

/** What its accounts hold for deliveries. */
export async function heldOf(
  { callOffs }: Pick<OrderDeps, 'callOffs'>,
  id: string,
  { lines }: ExistingCallOff,
): Promise<Held> {
  const ledger = await callOffs.ledger(id);
  const items = lines.map(({ item, deliverable }) => {
    const held = ledger.get(item);
    return [item, held === undefined ? deliverable : fromMillionths(held)];
  });
  return { id, items: Object.fromEntries(items) as Record<string, string>, gate: String(gateOf(ledger)) };
}

export function cancelCallOff(deps: OrderDeps, id: string, reason: string, cause: Cause, options: Options) {
  return whileRaced(async () => {
    const held = await heldOf(deps, id, await existing(deps, id));
    return deps.callOffs.handle(id, { type: 'cancel', at: cause.at, held, reason }, cause, options);
  });
}

/** Counts what a buyer accepted of a delivery, once; what was rejected of one that has ended goes back. */
export function bookAcceptance(
  deps: OrderDeps,
  id: string,
  delivery: string,
  lines: readonly AcceptedLine[],
  cause: Cause,
) {
  return whileRaced(async () => {
    const { at } = cause;
    const held = await heldOf(deps, id, await existing(deps, id));
    const accepted = Object.fromEntries(lines.map((line) => [line.item, keptOf(line)]));
    await deps.callOffs.handle(id, { type: 'bookAcceptance', at, delivery, accepted, held }, cause, {});
    await deps.callOffs.handle(id, { type: 'sweep', at, held }, cause, {});
  });
}

/** What the clock does with a call-off: nobody answered, or the agreement's term is over; with a longer one it goes on. */
export function callOffTimePassed(deps: OrderDeps, id: string, cause: Cause) {
  return whileRaced(async () => {
    const state = await existing(deps, id);
    if (state.status === 'placed' && cause.at >= state.confirmBy) {
      const next = await successionsOf(deps, id, state, cause.at);
      await deps.callOffs.handle(id, { type: 'lapse', at: cause.at, next }, cause, {});
    }
    if (state.status !== 'confirmed' || cause.at < endOfDay(state.until)) return;
    const { state: agreement } = await agreementOf(deps, state);
    const until = lastDay(agreement);
    if (until > state.until) {
      await deps.callOffs.handle(id, { type: 'extend', at: cause.at, until }, cause, {});
      if (dayOf(cause.at) <= until) return;
    }
    const held = await heldOf(deps, id, state);
    await deps.callOffs.handle(id, { type: 'expire', at: cause.at, held }, cause, {});
  });
}

/** The ledger as if the lines that are changed had taken nothing yet. */
function withOwn(
  { buyer, agreement, lines }: ExistingCallOff,
  changed: readonly AskedLine[],
  held: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, bigint> {
  const all = new Map(held);
  for (const line of lines.filter(({ item }) => changed.some(({ itemId }) => itemId === item))) {
    for (const { account, quantity } of lineBookings({ agreement, buyer }, line)) {
      const now = all.get(account);
      if (now !== undefined) all.set(account, now + millionthsOf(quantity));
    }
  }
  return all;
}
