import { drawCommitment, drawListHash } from '../../../functions/tendering/committee/draw.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { base64url } from '../../../shared/sealing/hash.ts';
import { bidders, marks, members, seated, substitute } from './cast.ts';
import { times } from './events.ts';
import { ids, type Setting } from './setting.ts';

const experts = ['expert-1', 'expert-2', 'expert-3', 'expert-5', 'expert-6', 'expert-7'];
export const drawValue = (role: 'buyer' | 'supervisor'): string =>
  base64url(new Uint8Array(32).fill(role === 'buyer' ? 1 : 2));
export const commitmentOf = (tender: string, role: 'buyer' | 'supervisor'): string =>
  drawCommitment({ tender, role, value: drawValue(role) });
/** A draw of five experts; `both` when the supervisor has committed to its value and revealed it. */
export function drawPrepared({ id, expert }: Setting, both: boolean): TenderEvent[] {
  const eligible = experts.map(expert);
  const committed = (role: 'buyer' | 'supervisor'): TenderEvent => ({
    type: 'DrawCommitted',
    v: 1,
    data: { draw: 1, role, commitment: commitmentOf(id, role), committedAt: times.evaluating },
  });
  const prepared: TenderEvent = {
    type: 'DrawPrepared',
    v: 1,
    data: {
      draw: 1,
      experts: 5,
      representatives: 0,
      list: drawListHash(eligible),
      count: eligible.length,
      preparedAt: times.evaluating,
    },
    private: { representatives: [], eligible },
  };
  const revealed: TenderEvent = {
    type: 'DrawRevealed',
    v: 1,
    data: { draw: 1, role: 'supervisor', revealedAt: times.evaluating },
    private: { value: drawValue('supervisor') },
  };
  return [prepared, committed('buyer'), ...(both ? [committed('supervisor'), revealed] : [])];
}

/** The committee; the fourth member left, and its place is taken again where it is `filled`. */
export function committee({ expert }: Setting, filled: boolean): TenderEvent[] {
  const entered: TenderEvent = {
    type: 'CommitteeEntered',
    v: 1,
    data: {
      seats: members.map(({ seat, kind, chair }) => ({ seat, kind, chair })),
      pool: { name: '福建省综合性评标专家库', reference: 'FJ-2026-000317' },
      enteredAt: times.evaluating,
    },
    private: { members: members.map(({ seat, name, sub }) => ({ seat, name, sub, id: expert(sub) })) },
  };
  const left: TenderEvent = {
    type: 'MemberRecused',
    v: 1,
    data: { seat: 4, ground: 'self-declared', recusedAt: times.evaluating },
    private: { reason: '亲属任职' },
  };
  const { seat, kind, chair, name, sub } = substitute;
  const replaced: TenderEvent = {
    type: 'MemberReplaced',
    v: 1,
    data: { left: 4, seat: { seat, kind, chair }, pool: null, replacedAt: times.evaluating },
    private: { member: { seat, name, sub, id: expert(sub) }, recused: [] },
  };
  return filled ? [entered, left, replaced] : [entered, left];
}

export function judged(seat: number | null, supplier: string, qualified = true): TenderEvent {
  const reasons = qualified ? [] : [{ requirement: 'delivery', text: marks.vote }];
  const data = { round: 1, seat, supplier, qualified, reasons, brands: {}, consortium: false };
  const event: TenderEvent = { type: 'BidderJudged', v: 1, data: { ...data, judgedAt: times.evaluating } };
  return seat === null ? event : { ...event, veiled: true };
}
/** Everybody finds everybody qualified, but for one vote. */
export const judgedAll = (): TenderEvent[] =>
  seated.flatMap((seat) => bidders.map(({ id }, at) => judged(seat, id, seat !== 2 || at !== 2)));
export const sheet = (seat: number, supplier: string, score: string = marks.sheet): TenderEvent => ({
  type: 'SheetSubmitted',
  v: 1,
  data: {
    round: 1,
    seat,
    supplier,
    lot: ids.lot,
    scores: [{ factor: 'delivery', score }],
    submittedAt: times.evaluating,
  },
  veiled: true,
});
export const sheets = (): TenderEvent[] => seated.flatMap((seat) => bidders.map(({ id }) => sheet(seat, id)));
export const bidderAsked = (due: Instant): TenderEvent => ({
  type: 'BidderAsked',
  v: 1,
  data: {
    round: 1,
    seat: 1,
    supplier: bidders[0].id,
    clarification: ids.clarification,
    kind: 'completion',
    lot: null,
    requirement: 'licence',
    due,
    askedAt: times.evaluating,
  },
  private: { text: '请补交营业执照副本' },
  veiled: true,
});
export const signed = (seat: number, evaluation: string): TenderEvent => ({
  type: 'ReportSigned',
  v: 1,
  data: { round: 1, seat, evaluation, dissent: null, signedAt: times.evaluating },
  veiled: true,
});
export const reported = (evaluation: string): TenderEvent => ({
  type: 'EvaluationReported',
  v: 1,
  data: { evaluation, reportedAt: times.evaluating },
  veiled: true,
});
