import { type Money, money } from '../../shared/kernel/money.ts';
import { mul, type Ratio, roundHalfUp, sum } from '../../shared/kernel/ratio.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { costView, coverageView, lineView } from './combination-views.ts';
import type { LeftOut, Problem } from './combining/model.ts';
import type { Found } from './combining/solve.ts';
import type { Candidate } from './matching/model.ts';
import type { PlanScope } from './plan-events.ts';

/** A post as a plan counted it; `print` changes with anything that was counted. */
export interface PlannedPost {
  readonly post: string;
  readonly party: string;
  readonly name: string;
  readonly side: 'wanted' | 'offered';
  readonly version: number;
  readonly print: string;
  /** Whether its quantity is hidden from the public. */
  readonly hides: boolean;
}

export type PlannedNeed = { readonly post: string; readonly matching: number } & ReturnType<typeof coverageView>;
export type PlannedLine = { readonly demand: string; readonly offer: string } & ReturnType<typeof lineView>;

/** A plan as it is kept (调配方案内容): nobody is shown more of it than a part. */
export interface PlanContent {
  readonly scope: PlanScope;
  readonly madeAt: Instant;
  readonly solved: Found['status'];
  readonly solver: string;
  /** Whether there were more open posts than a plan takes. */
  readonly cut: boolean;
  readonly posts: readonly PlannedPost[];
  readonly needs: readonly PlannedNeed[];
  readonly lines: readonly PlannedLine[];
  readonly totals: Totals;
  /** Of one's own demands: the first that match each and are not taken. */
  readonly leftOut: readonly LeftOut[];
}

/** Sums over all demands; tonnes by weight. */
export interface Totals {
  readonly buyers: number;
  readonly suppliers: number;
  readonly askedTonnes: string;
  readonly coveredTonnes: string;
  readonly coverageBound: string;
  readonly amount: Money;
  readonly bound: Money;
  readonly gap: string;
  readonly byHand: { readonly coveredTonnes: string; readonly amount: Money };
}

const tonnes = (amount: Ratio): string => roundHalfUp(amount, 3);

/** What was counted of a post: all that the matcher knows but how fresh it is, and its poster's record. */
export function printOf({ confirmedOn: _, record: __, ...counted }: Candidate): string {
  return hashJson(counted);
}

export interface Made {
  readonly scope: PlanScope;
  readonly madeAt: Instant;
  readonly cut: boolean;
  readonly posts: readonly PlannedPost[];
  readonly problem: Problem;
  readonly found: Found;
  readonly leftOut: readonly LeftOut[];
}

export function contentOf({ problem, found, ...made }: Made): PlanContent {
  const { plan, byHand, coverageBound, bound, status: solved, solver } = found;
  const needs = new Map(problem.needs.map((need) => [need.id, need]));
  const partyOf = new Map(made.posts.map(({ post, party }) => [post, party]));
  const parties = (posts: readonly string[]): number => new Set(posts.map((post) => partyOf.get(post))).size;
  const matching = (id: string): number =>
    [...problem.links, ...problem.unusable].filter(({ need }) => need === id).length;
  return {
    ...made,
    solved,
    solver,
    needs: problem.needs.map((need) => ({
      post: need.id,
      matching: matching(need.id),
      ...coverageView(need, plan),
    })),
    lines: plan.lines.flatMap((line) => {
      const need = needs.get(line.need);
      return need === undefined ? [] : [{ demand: line.need, offer: line.offer, ...lineView(need, line) }];
    }),
    totals: {
      buyers: parties(plan.lines.map(({ need }) => need)),
      suppliers: parties(plan.lines.map(({ offer }) => offer)),
      askedTonnes: tonnes(sum(problem.needs.map(({ asked, weight }) => mul(asked, weight)))),
      coveredTonnes: tonnes(plan.coverage),
      coverageBound: tonnes(coverageBound),
      ...costView(plan, bound),
      byHand: { coveredTonnes: tonnes(byHand.coverage), amount: money(byHand.amount) },
    },
  };
}

/** One line as one side sees it: with the other's post. */
export interface PartLine extends Omit<PlannedLine, 'demand' | 'offer'> {
  readonly post: string;
  readonly poster: { readonly id: string; readonly name: string };
}

/** What of a plan is one party's own (本单位部分): its demands with who serves them, its offers with whom they serve. */
export interface PlanPart {
  readonly demands: readonly (PlannedNeed & { readonly lines: readonly PartLine[] })[];
  readonly offers: readonly { readonly post: string; readonly lines: readonly PartLine[] }[];
}

export function partOf({ posts, needs, lines }: PlanContent, party: string): PlanPart {
  const known = new Map(posts.map((each) => [each.post, each]));
  const own = posts.filter((each) => each.party === party);
  const seen = (post: string, line: PlannedLine): PartLine => {
    const { demand: _, offer: __, ...rest } = line;
    const { party: id = '', name = '' } = known.get(post) ?? {};
    return { post, poster: { id, name }, ...rest };
  };
  return {
    demands: needs
      .filter(({ post }) => own.some((each) => each.post === post))
      .map((need) => ({
        ...need,
        lines: lines.filter(({ demand }) => demand === need.post).map((line) => seen(line.offer, line)),
      })),
    offers: own
      .filter(({ side }) => side === 'offered')
      .map(({ post }) => ({
        post,
        lines: lines.filter(({ offer }) => offer === post).map((line) => seen(line.demand, line)),
      })),
  };
}

/** So few parties on a side that sums would tell what one of them asks or offers. */
const fewest = 3;

/** The sums, where they hide every party among others; with a hidden quantity in them for `members`, who may know that. */
export const sumsOf = ({ posts, totals }: PlanContent, members: boolean): Totals | undefined => {
  const among = totals.buyers >= fewest && totals.suppliers >= fewest;
  return among && (members || !posts.some(({ hides }) => hides)) ? totals : undefined;
};

/** The posts that a part names. */
export const postsIn = ({ demands, offers }: PlanPart): readonly string[] => [
  ...new Set([...demands, ...offers].flatMap(({ post, lines }) => [post, ...lines.map((line) => line.post)])),
];
