import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExistingAgreement } from '../../functions/contracts/agreement-state.ts';
import {
  callOffTimePassed,
  cancelCallOff,
  changeCallOff,
  refuseCallOff,
} from '../../functions/contracts/answer-call-off.ts';
import { callOffStore } from '../../functions/contracts/call-off-store.ts';
import { contractOf } from '../../functions/contracts/contract.ts';
import { follow } from '../../functions/contracts/follow-call-off.ts';
import { accounts, millionthsOf, withTolerance } from '../../functions/contracts/ledger.ts';
import { moveQuota } from '../../functions/contracts/move-quota.ts';
import { type OrderDeps, placeCallOff } from '../../functions/contracts/place-call-off.ts';
import type { Share } from '../../functions/contracts/shares.ts';
import { agreementStore } from '../../functions/contracts/store.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Db } from '../../shared/table/client.ts';
import { freshDb } from '../support/db.ts';
import { everyFault, faulty, type Plan, ProcessDeath, seeded } from '../support/faulty.ts';
import { cast, framework, itemOf, lots, named } from './framework.ts';

const at = '2026-03-02T01:00:00.000Z';
const later = '2026-03-10T01:00:00.000Z';
const afterTerm = '2027-01-05T01:00:00.000Z';
const by = (moment: string) => ({ actor: { kind: 'system', process: 'clock' }, as: 'system', at: moment }) as const;

const depsOn = (db: Db): OrderDeps => {
  const aggregates = { db, random: () => 'salt', pseudonym: (sub: string) => sub };
  return { agreements: agreementStore(aggregates), callOffs: callOffStore(aggregates) };
};

interface Op {
  readonly kind: 'place' | 'confirm' | 'change' | 'refuse' | 'cancel' | 'lapse' | 'expire' | 'activate';
  readonly n: number;
  readonly county: number;
  readonly winner: number;
  readonly kg: number;
}

const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.constantFrom(
    ...(['place', 'place', 'place', 'confirm', 'change', 'refuse', 'cancel', 'lapse', 'expire', 'activate'] as const),
  ),
  n: fc.nat(11),
  county: fc.nat(1),
  winner: fc.nat(1),
  kg: fc.integer({ min: 1, max: 70_000 }),
});

const ordered = (kind: Op['kind']): Op => ({ kind, n: 0, county: 0, winner: 0, kg: 10_000 });

const buyerOf = (county: number): string => cast.buyers[county]?.id ?? '';
const lineOf = ({ county, kg }: Op) => ({
  itemId: itemOf('rebar', county),
  quantity: { value: String(kg), unit: 'KGM' as const, basis: 'theoretical' as const },
  deliverBy: '2026-06-30',
});

/** Carries out one step; what a rule refuses changes nothing. */
async function carryOut(deps: OrderDeps, id: string, key: string, step: Op): Promise<void> {
  const callOff = named('callOff', key, step.n);
  const cause = by(step.kind === 'lapse' ? later : step.kind === 'expire' ? afterTerm : at);
  const { state } = (await deps.agreements.load(id, { consistent: true })) as { state: ExistingAgreement };
  switch (step.kind) {
    case 'place': {
      const share = (await deps.agreements.share(id, buyerOf(step.county))) as Share;
      const supplier = cast.winners[step.winner]?.id ?? '';
      await placeCallOff(deps, callOff, { id, state, share, supplier, lines: [lineOf(step)], at }, cause);
      return;
    }
    case 'confirm':
      await deps.callOffs.handle(callOff, { type: 'confirm', at }, cause);
      return;
    case 'change':
      await changeCallOff(deps, callOff, [lineOf(step)], cause, {});
      return;
    case 'refuse':
      await refuseCallOff(deps, callOff, '产能不足', cause, {});
      return follow(deps, callOff, cause);
    case 'cancel':
      await cancelCallOff(deps, callOff, '项目停工', cause, {});
      return;
    case 'lapse':
    case 'expire':
      await callOffTimePassed(deps, callOff, cause);
      return follow(deps, callOff, cause);
    case 'activate': {
      const [from, to] = [cast.winners[step.winner]?.id ?? '', cast.reserve.id];
      const command = { type: 'activate', at, lot: lots.rebar, from, to, reason: '停产' } as const;
      await deps.agreements.handle(id, command, cause, { retries: 2 });
      return moveQuota(deps, id, cause);
    }
  }
}

/** How often a reserve was asked: the runs come there. */
let asked = 0;
const live = new Set(['placed', 'confirmed']);

/** Every tonne of an item is on an account or in a call-off that stands; no account is below nothing. */
async function conserved(db: Db, id: string, key: string): Promise<void> {
  const { agreements, callOffs } = depsOn(db);
  const ledger = await agreements.ledger(id);
  for (const amount of ledger.values()) expect(amount >= 0n).toBe(true);
  const taken = new Map<string, bigint>();
  const ids = Array.from({ length: 12 }, (_, n) => named('callOff', key, n));
  const all = await Promise.all(ids.map(async (each) => (await callOffs.load(each, { consistent: true })).state));
  const next = all.flatMap((state) => (state.status === 'none' ? [] : (state.next ?? [])));
  asked += next.length;
  const followed = await Promise.all(
    next.map(async ({ callOff }) => (await callOffs.load(callOff, { consistent: true })).state),
  );
  for (const state of [...all, ...followed]) {
    if (state.status === 'none' || !live.has(state.status)) continue;
    for (const { item, canonical } of state.lines) {
      taken.set(item, (taken.get(item) ?? 0n) + millionthsOf(canonical.value));
    }
  }
  for (const county of [0, 1]) {
    const item = itemOf('rebar', county);
    const opening = (decimal: string) => millionthsOf(withTolerance(decimal, '5'));
    const accountsOfItem = [
      ...[...cast.winners, cast.reserve].map((supplier, rank) => ({
        account: accounts.quota(buyerOf(county), supplier.id, item, 1),
        opens: opening(['60', '30', '0'][rank] ?? '0'),
      })),
      { account: accounts.free(item, 1), opens: opening('10') },
    ];
    const total = accountsOfItem.reduce((sum, { opens }) => sum + opens, 0n);
    const left = accountsOfItem.reduce((sum, { account, opens }) => sum + (ledger.get(account) ?? opens), 0n);
    expect(left + (taken.get(item) ?? 0n)).toBe(total);
  }
}

const refused = (error: unknown): void => {
  if (!(error instanceof DomainError) && !(error instanceof ProcessDeath)) throw error;
};

/** An agreement whose reserve may be asked: both counties have signed with it. */
async function signed({ agreements }: OrderDeps, id: string): Promise<void> {
  const cause = by(at);
  const data = framework(cast, { agreement: id });
  const { state } = (await agreements.handle(id, { type: 'make', at, framework: data }, cause)).snapshot;
  for (const share of await agreements.shares(id)) {
    const { hash, amount } = contractOf(id, state as ExistingAgreement, share, cast.reserve.id);
    const signature = { buyer: share.buyer, supplier: cast.reserve.id, hash, amount, signedAt: at };
    for (const side of ['buyer', 'supplier'] as const) {
      await agreements.handle(id, { type: 'sign', current: hash, ...signature, by: side }, cause);
    }
  }
}

it('any interleaving of orders conserves every tonne, whatever fails before or after a write', async () => {
  const db = await freshDb();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(op, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.integer(),
      async (rounds, seed) => {
        run += 1;
        const key = `run ${run}`;
        const id = named('agreement', key);
        await signed(depsOn(db), id);
        const plan: Plan = seeded(seed, 0.08, everyFault());
        for (const steps of rounds) {
          // Each step is a process of its own, and those of a round run at the same time.
          await Promise.all(steps.map((step) => carryOut(depsOn(faulty(db, plan)), id, key, step).catch(refused)));
          await conserved(db, id, key);
        }
        // What a dead process left half done goes on with the clock, and is conserved too.
        await moveQuota(depsOn(db), id, by(at));
        await conserved(db, id, key);
      },
    ),
    // Whatever chance brings, some runs come to the reserve.
    { numRuns: 30, examples: [1, 2, 3].map((seed) => [[[ordered('place')], [ordered('refuse')]], seed]) },
  );
  expect(asked).toBeGreaterThan(0);
}, 240_000);
