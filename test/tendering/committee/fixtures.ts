import { drawCommitment } from '../../../functions/tendering/committee/draw.ts';
import type { Drawable } from '../../../functions/tendering/committee/drawable.ts';
import type { Parties } from '../../../functions/tendering/committee/recusal.ts';
import type { EnteredMember } from '../../../functions/tendering/committee-forming.ts';
import type { Draft } from '../../../functions/tendering/draft.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import { type Regime, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { type TenderCommand, tenderDecider } from '../../../functions/tendering/tender.ts';
import { fold } from '../../../shared/kernel/decider.ts';
import { base64url } from '../../../shared/sealing/hash.ts';
import { bidsFrozen, buyer, drafted, idFrom, lot, opened, published } from '../fixtures.ts';

export const now = '2026-03-24T02:00:00.000Z';
export const later = '2026-03-25T02:00:00.000Z';
export const tender = idFrom('tnd', 1);
export const bidder = (n: number): string => idFrom('org', 10 + n);
export const lots = [lot(1), lot(2)].map(({ id }) => id);
export const bidOf = (n: number) => ({ supplier: bidder(n), lots });

/** A tender whose bids are opened. */
export const openedUnder = (regime: Regime, more: Partial<Draft> = {}): TenderEvent[] => [
  drafted({ regime, ...more }),
  { ...published, data: { ...published.data, rules: rulePackOf(regime) } } as TenderEvent,
  bidsFrozen(),
  opened,
];

export const parties: Parties = {
  buyer: { uscc: buyer.uscc, affiliates: [] },
  bidders: [{ uscc: '913504041000003660', affiliates: ['914403006990676707'] }],
};

export const expertId = (n: number): string => `exp_${String(n).padStart(32, '0')}`;
export const member = (n: number, more: Partial<EnteredMember> = {}): EnteredMember => ({
  kind: 'expert',
  chair: n === 1,
  name: `评委${n}`,
  sub: `expert-${n}`,
  id: expertId(n),
  ties: [],
  ...more,
});
export const members = (count: number): EnteredMember[] => Array.from({ length: count }, (_, at) => member(at + 1));
export const pool = { name: '福建省综合性评标专家库', reference: 'FJ-2026-000317' };

/** Five experts from a pool. */
export const committeeEntered: TenderEvent = {
  type: 'CommitteeEntered',
  v: 1,
  data: {
    seats: members(5).map(({ kind, chair }, at) => ({ seat: at + 1, kind, chair })),
    pool,
    enteredAt: now,
  },
  private: { members: members(5).map(({ name, sub, id }, at) => ({ seat: at + 1, name, sub, id })) },
};

/** The list of a draw; those named are tied to a bidder, or gone. */
export const drawable = (count: number, { tied = [], gone = [] }: { tied?: number[]; gone?: number[] } = {}) =>
  Array.from({ length: count }, (_, at): Drawable => {
    const n = at + 1;
    if (gone.includes(n)) return { id: expertId(n), expert: null };
    const ties = tied.includes(n) ? ['914403006990676707'] : [];
    return { id: expertId(n), expert: { id: expertId(n), name: `评委${n}`, sub: `expert-${n}`, ties } };
  });

export const values = {
  buyer: base64url(new Uint8Array(32).fill(1)),
  supervisor: base64url(new Uint8Array(32).fill(2)),
};
export const commitmentOf = (role: 'buyer' | 'supervisor'): string =>
  drawCommitment({ tender, role, value: values[role] });

/** What has happened when commands were carried out one after the other. */
export function carriedOut(past: readonly TenderEvent[], ...commands: readonly TenderCommand[]): TenderEvent[] {
  const events = [...past];
  for (const command of commands) events.push(...tenderDecider.decide(command, fold(tenderDecider, events)));
  return events;
}
