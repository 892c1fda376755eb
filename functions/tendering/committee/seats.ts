import { DomainError, type FieldError, refuseAll } from '../../../shared/kernel/errors.ts';
import { parseMoney } from '../../../shared/kernel/money.ts';
import { compare, parseDecimal, type Ratio, ratio } from '../../../shared/kernel/ratio.ts';
import type { Lot } from '../draft.ts';
import type { RulePack } from '../rules/pack.ts';

/** Who sits (评委类别): an expert, or a representative of the buyer. */
export type SeatKind = 'expert' | 'buyer';

/** A seat as everybody sees it before the result (评委席位): never who. */
export interface Seat {
  readonly seat: number;
  readonly kind: SeatKind;
  readonly chair: boolean;
}

/** Who takes a seat; sealed until the result (名单保密; Bidding Law art. 37). */
export interface Member {
  readonly seat: number;
  readonly name: string;
  readonly sub: string;
  /** The opaque id: of the expert list where there was a draw. */
  readonly id: string;
}

/** A statutory pool (依法组建的专家库) and its number for the draw there (抽取编号). */
export interface PoolReference {
  readonly name: string;
  readonly reference: string;
}

type Rule = RulePack['committee'];

/** A seat as it is proposed. */
export interface Proposed {
  readonly kind: SeatKind;
  readonly chair: boolean;
}

/**
 * How many members a committee has at least: `members`, or `large` where the estimates sum to `largeFrom` or more
 * (以上 includes the number, MOF Order 87 art. 85). A lot without an estimate counts with its ceiling; 0 means that
 * the rules ask for no committee.
 */
export function membersNeeded({ value }: Rule, lots: readonly Pick<Lot, 'estimate' | 'ceiling'>[]): number {
  const { members, large, largeFrom } = value;
  if (large === null || largeFrom === null) return members;
  const total = lots.reduce((sum, { estimate, ceiling }) => {
    const amount = estimate ?? ceiling;
    return amount === undefined ? sum : sum + parseMoney(amount);
  }, 0n);
  return total >= parseMoney({ amount: largeFrom, currency: 'CNY' }) ? Math.max(members, large) : members;
}

/** How many of `members` are experts at least: the fraction exactly, rounded up. */
export function expertsNeeded({ value }: Rule, members: number): number {
  const { n, d } = parseFraction(value.experts);
  return Number((n * BigInt(members) + d - 1n) / d);
}

/**
 * Whether these may be a committee (评标委员会组成; Bidding Law art. 37, MOF Order 87 art. 47): odd, large enough,
 * experts at least the fraction, one chair, who is no representative of the buyer where the pack says so.
 * @throws with a field error at `/members` for each rule broken
 */
export function checkComposition(
  rule: Rule,
  lots: readonly Pick<Lot, 'estimate' | 'ceiling'>[],
  proposed: readonly Proposed[],
): void {
  const { article } = rule;
  const needed = membersNeeded(rule, lots);
  const members = proposed.length;
  const experts = proposed.filter(({ kind }) => kind === 'expert').length;
  const chairs = proposed.filter(({ chair }) => chair);
  const errors: FieldError[] = [];
  const broken = (code: string, params: Record<string, number>) =>
    errors.push({ pointer: '/members', code, params: { ...params, article } });
  if (members < needed) broken('committee-too-small', { needed, members });
  if (members % 2 === 0) broken('committee-even', { members });
  if (compare(ratio(BigInt(experts)), share(rule, members)) < 0) {
    broken('committee-experts-short', { needed: expertsNeeded(rule, members), experts });
  }
  if (chairs.length !== 1) broken('committee-one-chair', { chairs: chairs.length });
  if (!rule.value.buyerChairs && chairs.some(({ kind }) => kind === 'buyer')) broken('committee-buyer-chairs', {});
  refuseAll(errors, 'committee-invalid');
}

/** @throws `duplicate-member`: nobody takes two seats */
export function checkDistinct(members: readonly { readonly sub: string }[]): void {
  const subs = members.map(({ sub }) => sub);
  refuseAll(
    subs.flatMap((sub, at) =>
      subs.indexOf(sub) < at ? [{ pointer: `/members/${at}/sub`, code: 'duplicate-member' }] : [],
    ),
    'committee-invalid',
  );
}

/** Where a statutory pool is compulsory, members are entered by name with its reference. @throws `pool-reference-required` */
export function checkPool({ value, article }: Rule, pool: PoolReference | undefined): void {
  if (value.source !== 'statutory-pool' || pool !== undefined) return;
  const code = 'pool-reference-required';
  throw new DomainError('rule', code, { article }, [{ pointer: '/pool', code, params: { article } }]);
}

/** Where a statutory pool is compulsory, the platform draws nobody. @throws `draw-not-offered` */
export function checkDrawOffered({ value, article }: Rule): void {
  if (value.source === 'statutory-pool') throw new DomainError('rule', 'draw-not-offered', { article });
}

function share({ value }: Rule, members: number): Ratio {
  const { n, d } = parseFraction(value.experts);
  return ratio(n * BigInt(members), d);
}

/** `"2/3"`, or a decimal. */
function parseFraction(text: string): Ratio {
  const [n = '', d = '1'] = text.split('/');
  const [over, under] = [parseDecimal(n, 4), parseDecimal(d, 4)];
  return ratio(over.n * under.d, over.d * under.n);
}
