import { type FieldError, refuseAll } from '../../../shared/kernel/errors.ts';
import { fold } from '../../../shared/kernel/text.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Requirement } from '../draft.ts';
import type { RulePack } from '../rules/pack.ts';

/** Who judges a bidder: the buyer or its agent, or the committee. */
export type Body = 'buyer' | 'committee';

/** Why a bidder is not qualified (否决理由): a requirement of the documents, or an article of the law. */
export interface Reason {
  readonly requirement?: string | undefined;
  readonly article?: string | undefined;
  readonly text: string;
}

/** What somebody finds of a bidder (审查意见). */
export interface Opinion {
  readonly qualified: boolean;
  readonly reasons: readonly Reason[];
  /** The brand offered in each lot, of its core product where it has several (核心产品品牌). */
  readonly brands: Readonly<Record<string, string>>;
  /** Whether the bidder is a consortium, or subcontracts, so that its deduction applies (联合体). */
  readonly consortium: boolean;
}

/** An opinion of a seat. */
export interface Vote extends Opinion {
  readonly seat: number;
}

/** What was decided of a bidder (资格审查、符合性审查结果). */
export interface Decision extends Omit<Opinion, 'reasons'> {
  readonly by: Body;
  readonly for: number;
  readonly against: number;
  /** The reasons of those who prevailed, each with its seat; the buyer has none. */
  readonly reasons: readonly (Reason & { readonly seat?: number })[];
}

/** A request to complete what is missing (补正), as far as it matters here. */
export interface Completion {
  readonly requirement: string;
  readonly due: Instant;
  readonly answered: boolean;
}

/** What an opinion is checked against. */
export interface OpinionContext {
  readonly requirements: readonly Requirement[];
  /** The kinds that this body judges. */
  readonly kinds: readonly Requirement['kind'][];
  /** The lots that the bidder bids for. */
  readonly lots: readonly string[];
  readonly completions: readonly Completion[];
  readonly at: Instant;
}

/**
 * Which requirements a body judges. In government procurement the buyer examines the qualification (资格审查, MOF
 * Order 87 art. 44) and the committee whether the bid responds to the documents (符合性审查, art. 50); under the
 * bidding law the committee does both. Where there is no committee the buyer does.
 */
export function kindsOf(
  { value }: RulePack['qualificationBy'],
  body: Body,
  hasCommittee: boolean,
): readonly Requirement['kind'][] {
  if (!hasCommittee) return body === 'buyer' ? ['qualification', 'substantive'] : [];
  if (value === 'buyer') return body === 'buyer' ? ['qualification'] : ['substantive'];
  return body === 'committee' ? ['qualification', 'substantive'] : [];
}

/**
 * Checks an opinion. Nobody is disqualified without a reason that stands on the documents or the law, nor for what
 * may be completed before it was asked for and answered, or the time for it was over.
 * @throws `reasons-required`, `reason-without-ground`, `requirement-unknown`, `requirement-of-others`,
 * `completion-first`, `lot-not-bid-for`; each with its pointer
 */
export function checkOpinion(opinion: Opinion, context: OpinionContext): void {
  const errors: FieldError[] = Object.keys(opinion.brands).flatMap((lot) =>
    context.lots.includes(lot) ? [] : [{ pointer: `/brands/${lot}`, code: 'lot-not-bid-for' }],
  );
  if (!opinion.qualified && opinion.reasons.length === 0) {
    errors.push({ pointer: '/reasons', code: 'reasons-required' });
  }
  if (!opinion.qualified) {
    errors.push(...opinion.reasons.flatMap((reason, at) => reasonErrors(reason, `/reasons/${at}`, context)));
  }
  refuseAll(errors, 'opinion-invalid');
}

function reasonErrors({ requirement: key, article }: Reason, pointer: string, context: OpinionContext): FieldError[] {
  if (key === undefined) return article === undefined ? [{ pointer, code: 'reason-without-ground' }] : [];
  const at = `${pointer}/requirement`;
  const requirement = context.requirements.find((one) => one.key === key);
  if (requirement === undefined) return [{ pointer: at, code: 'requirement-unknown' }];
  if (!context.kinds.includes(requirement.kind)) return [{ pointer: at, code: 'requirement-of-others' }];
  const asked = context.completions.some(
    ({ requirement: about, answered, due }) => about === key && (answered || due <= context.at),
  );
  if (requirement.completable && !asked) {
    return [{ pointer: at, code: 'completion-first', params: { requirement: key } }];
  }
  return [];
}

/** The decision of the buyer alone. */
export const decidedByBuyer = ({ qualified, reasons, brands, consortium }: Opinion): Decision => ({
  by: 'buyer',
  qualified,
  for: qualified ? 1 : 0,
  against: qualified ? 0 : 1,
  reasons,
  brands,
  consortium,
});

/**
 * The decision of a committee (少数服从多数): that of more than half of its seats, whatever the others say; none
 * while neither side has them. A brand, and whether there is a consortium, is what most of the votes say of it; where
 * as many say the one as the other, what the lowest seat among them says.
 */
export function decidedByVotes(votes: readonly Vote[], seats: number): Decision | undefined {
  const inOrder = [...votes].sort((a, b) => a.seat - b.seat);
  const [yes, no] = [inOrder.filter(({ qualified }) => qualified), inOrder.filter(({ qualified }) => !qualified)];
  const prevailing = [yes, no].find((side) => 2 * side.length > seats);
  if (prevailing === undefined) return undefined;
  const lots = [...new Set(inOrder.flatMap(({ brands }) => Object.keys(brands)))].sort();
  return {
    by: 'committee',
    qualified: prevailing === yes,
    for: yes.length,
    against: no.length,
    reasons: prevailing.flatMap(({ seat, reasons }) => reasons.map((reason) => ({ ...reason, seat }))),
    brands: Object.fromEntries(
      lots.map((lot) => [
        lot,
        most(
          inOrder.flatMap(({ brands }) => brands[lot] ?? []),
          brandKey,
        ),
      ]),
    ),
    consortium: most(
      inOrder.map(({ consortium }) => consortium),
      String,
    ),
  };
}

/** By what brands are the same: width, case and space aside. */
export const brandKey = (brand: string): string => fold(brand);

/** What stands in a list most often; of those that stand as often, the first. */
function most<T>(list: readonly T[], keyOf: (one: T) => string): T {
  const count = (one: T): number => list.filter((other) => keyOf(other) === keyOf(one)).length;
  return list.reduce((best, one) => (count(one) > count(best) ? one : best));
}
