import {
  add,
  compare,
  mul,
  parseDecimal,
  parseFraction,
  type Ratio,
  ratio,
  roundHalfUp,
  zero,
} from '../../shared/kernel/ratio.ts';
import { byText } from '../../shared/kernel/text.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import rules from './data/meeting-value.json' with { type: 'json' };
import { type HeardPost, stands } from './heard-post.ts';
import type { Firm } from './live-events.ts';
import type { EventTerms, Pair, Pins } from './matchmaking-events.ts';
import { pairName, pairOf } from './pair.ts';
import type { Problem, Wanted } from './timetable/model.ts';

/** What is known of a firm that comes, for finding whom it meets. */
export interface Coming {
  readonly firm: Firm;
  readonly posts: readonly string[];
  readonly absent: readonly number[];
  readonly wishes: readonly string[];
  readonly vetoes: readonly string[];
}

/** Two posts that fit each other, the first of `a`. */
export interface Reason {
  readonly subject: string;
  readonly posts: readonly [string, string];
  readonly score: Ratio;
}

/** Two firms that may meet (拟对接), with the pairs of posts that say why, best first, and who of them wishes it. */
export interface Proposal extends Pair {
  readonly reasons: readonly Reason[];
  readonly wishedBy: readonly string[];
  readonly must: boolean;
}

const points = {
  wish: parseDecimal(rules.wish, 2),
  mutualWish: parseDecimal(rules.mutualWish, 2),
  pinned: parseDecimal(rules.pinned, 2),
};

/** What a meeting is worth, in points (对接价值): the best score among the posts of the two, and what their wishes add. */
export function meritOf({ reasons, wishedBy, must }: Proposal): Ratio {
  const wish = wishedBy.length === 0 ? zero : wishedBy.length === 1 ? points.wish : points.mutualWish;
  return add(add(reasons[0]?.score ?? zero, wish), must ? points.pinned : zero);
}

/**
 * Everyone who may meet: where posts of the two fit each other, where one of them wishes it, or where the organiser
 * fixed it; never where one of the two, or the organiser, will not have it. In the order of ids.
 */
export function proposalsOf(
  comings: readonly Coming[],
  heard: ReadonlyMap<string, HeardPost>,
  { must, never }: Pins,
  at: Instant,
): readonly Proposal[] {
  const firms = new Map(comings.map((coming) => [coming.firm.id, coming]));
  const ownerOf = new Map(comings.flatMap(({ firm, posts }) => posts.map((post) => [post, firm.id] as const)));
  const barred = new Set([
    ...never.map(({ a, b }) => pairName(a, b)),
    ...comings.flatMap(({ firm, vetoes }) => vetoes.map((other) => pairName(firm.id, other))),
  ]);
  const fixed = new Set(must.map(({ a, b }) => pairName(a, b)));
  const reasons = reasonsOf(ownerOf, heard, at);
  const wished = comings.flatMap(({ firm, wishes }) => wishes.map((other) => pairName(firm.id, other)));
  const names = new Set([...reasons.keys(), ...wished, ...fixed]);
  return [...names]
    .filter((name) => !barred.has(name))
    .toSorted(byText)
    .flatMap((name) => {
      const [one, other] = name.split('#').map((firm) => firms.get(firm));
      if (one === undefined || other === undefined) return [];
      const { a, b } = pairOf(one.firm.id, other.firm.id);
      const wishedBy = [one, other]
        .filter((each) => each.wishes.includes(each === one ? other.firm.id : one.firm.id))
        .map(({ firm }) => firm.id);
      return [{ a, b, reasons: reasons.get(name) ?? [], wishedBy, must: fixed.has(name) }];
    });
}

/** The pairs of posts of two firms each, from either post's list, best first. */
function reasonsOf(ownerOf: ReadonlyMap<string, string>, heard: ReadonlyMap<string, HeardPost>, at: Instant) {
  const found = new Map<string, Map<string, Reason>>();
  for (const [post, owner] of ownerOf) {
    const own = heard.get(post);
    if (own === undefined || !stands(own, at)) continue;
    for (const [other, { score }] of Object.entries(own.pairs)) {
      const counterpart = ownerOf.get(other);
      const theirs = heard.get(other);
      if (counterpart === undefined || counterpart === owner || (theirs !== undefined && !stands(theirs, at))) continue;
      const name = pairName(owner, counterpart);
      const posts = owner < counterpart ? ([post, other] as const) : ([other, post] as const);
      const reason = { subject: own.subject, posts, score: parseFraction(score) };
      const kept = found.get(name) ?? new Map<string, Reason>();
      const before = kept.get(posts.join());
      if (before === undefined || compare(before.score, reason.score) < 0) kept.set(posts.join(), reason);
      found.set(name, kept);
    }
  }
  return new Map(
    [...found].map(([name, kept]) => [
      name,
      [...kept.values()].toSorted((x, y) => compare(y.score, x.score) || byText(x.posts.join(), y.posts.join())),
    ]),
  );
}

/** The problem of the timetable: values in whole hundredths of a point, rounded half up. */
export function problemOf(
  { slots, tables, mostMeetings }: Pick<EventTerms, 'slots' | 'tables' | 'mostMeetings'>,
  comings: readonly Coming[],
  proposals: readonly Proposal[],
): Problem {
  const wanted = proposals.map((proposal): Wanted => {
    const hundredths = BigInt(roundHalfUp(mul(meritOf(proposal), ratio(100n)), 0));
    const { a, b, must } = proposal;
    return { a, b, value: Number(hundredths > 0n ? hundredths : 1n), must };
  });
  const attendees = comings.map(({ firm, absent }) => ({ id: firm.id, absent }));
  return { slots: slots.length, tables, most: mostMeetings, attendees, wanted };
}

/** Hundredths of a point as points with two decimals. */
export const pointsOf = (hundredths: number): string => roundHalfUp(ratio(BigInt(hundredths), 100n), 2);

/** What the timetable of these stands on: another afterwards means that it is stale. */
export const basisOf = (comings: readonly Coming[], pins: Pins): object => ({
  pins,
  comings: comings
    .map(({ firm, posts, absent, wishes, vetoes }) => ({ firm: firm.id, posts, absent, wishes, vetoes }))
    .toSorted((a, b) => byText(a.firm, b.firm)),
});
