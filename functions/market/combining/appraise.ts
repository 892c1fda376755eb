import { type Fen, toFenHalfUp } from '../../../shared/kernel/money.ts';
import { add, compare, div, isZero, mul, type Ratio, ratio, sub, sum, zero } from '../../../shared/kernel/ratio.ts';
import type { Link, Need, Part, Problem } from './model.ts';

/** One line of a combination or a plan (供应明细): how much of which offer for which demand, and what that comes to. */
export interface Line {
  readonly need: string;
  readonly offer: string;
  readonly quantity: Ratio;
  readonly trucks: number;
  readonly link: Link;
  /** Landed, to the fen, half up. */
  readonly amount: Fen;
}

/** What parts come to, exactly (核算). */
export interface Appraisal {
  readonly lines: readonly Line[];
  /** By demand, in its unit. */
  readonly covered: ReadonlyMap<string, Ratio>;
  /** Over all demands, in tonnes. */
  readonly coverage: Ratio;
  readonly cost: Ratio;
  readonly amount: Fen;
}

/** A rule that parts do not keep, for what must never be shown. */
export interface Breach {
  readonly rule: 'unknown' | 'repeated' | 'loads' | 'rest' | 'below-minimum' | 'above-quantity' | 'too-many-suppliers';
  readonly of: string;
}

export const quantityOf = ({ load, rest }: Need, part: Pick<Part, 'loads' | 'rest'>): Ratio =>
  add(mul(load, ratio(BigInt(part.loads))), part.rest ? rest : zero);

/** A problem with its parts at hand by their ids. */
export function indexOf({ needs, offers, links }: Problem) {
  const [need, offer] = [new Map(needs.map((each) => [each.id, each])), new Map(offers.map((each) => [each.id, each]))];
  const link = new Map(links.map((each) => [`${each.need} ${each.offer}`, each]));
  return { need, offer, link: (of: { need: string; offer: string }) => link.get(`${of.need} ${of.offer}`) };
}

/** What parts that keep every rule come to. @throws Error when they break one: such a result is refused */
export function appraise(problem: Problem, parts: readonly Part[]): Appraisal {
  const breaches = breachesOf(problem, parts);
  if (breaches.length > 0) throw new Error(`what was found breaks ${JSON.stringify(breaches)}`);
  const index = indexOf(problem);
  const lines = parts.flatMap((part): Line[] => {
    const [need, link] = [index.need.get(part.need), index.link(part)];
    if (need === undefined || link === undefined) return [];
    const quantity = quantityOf(need, part);
    const trucks = part.loads * need.trucks + (part.rest ? need.restTrucks : 0);
    const amount = toFenHalfUp(mul(link.cost.total, quantity));
    return [{ need: part.need, offer: part.offer, quantity, trucks, link, amount }];
  });
  const of = (id: string) => sum(lines.filter(({ need }) => need === id).map(({ quantity }) => quantity));
  const covered = new Map(problem.needs.map(({ id }) => [id, of(id)]));
  return {
    lines: lines.sort((a, b) => (`${a.need} ${a.offer}` < `${b.need} ${b.offer}` ? -1 : 1)),
    covered,
    coverage: sum(problem.needs.map(({ id, weight }) => mul(weight, covered.get(id) ?? zero))),
    cost: sum(lines.map(({ quantity, link }) => mul(link.cost.total, quantity))),
    amount: lines.reduce((all, { amount }) => all + amount, 0n),
  };
}

/** Every rule that parts break. */
export function breachesOf(problem: Problem, parts: readonly Part[]): readonly Breach[] {
  const index = indexOf(problem);
  const broken: Breach[] = [];
  const breaks = (rule: Breach['rule'], of: string) => void broken.push({ rule, of });
  const used = new Map<string, Ratio>();
  const suppliers = new Set<string>();
  const seen = new Set<string>();
  for (const part of parts) {
    const [need, offer, link] = [index.need.get(part.need), index.offer.get(part.offer), index.link(part)];
    const name = `${part.need} ${part.offer}`;
    if (need === undefined || offer === undefined || link === undefined) {
      breaks('unknown', name);
      continue;
    }
    if (seen.has(name)) breaks('repeated', name);
    seen.add(name);
    suppliers.add(offer.party);
    const quantity = quantityOf(need, part);
    if (!Number.isInteger(part.loads) || part.loads < 0 || isZero(quantity)) breaks('loads', name);
    if (compare(quantity, link.least) < 0) breaks('below-minimum', name);
    used.set(offer.id, add(used.get(offer.id) ?? zero, mul(quantity, div(offer.has, link.most))));
  }
  for (const { id, has } of problem.offers) {
    if (compare(used.get(id) ?? zero, has) > 0) breaks('above-quantity', id);
  }
  for (const need of problem.needs) {
    const own = parts.filter((part) => part.need === need.id);
    if (own.reduce((all, { loads }) => all + loads, 0) > need.loads) breaks('loads', need.id);
    if (own.filter(({ rest }) => rest).length > 1 || (isZero(need.rest) && own.some(({ rest }) => rest))) {
      breaks('rest', need.id);
    }
  }
  if (suppliers.size > (problem.maxSuppliers ?? suppliers.size)) breaks('too-many-suppliers', String(suppliers.size));
  return broken;
}

/** More coverage before less, and of the same the less cost. */
export const better = (a: Appraisal, b: Appraisal): number =>
  compare(b.coverage, a.coverage) || compare(a.cost, b.cost);

/** What of a demand is not covered. */
export const missingOf = ({ id, asked }: Need, { covered }: Pick<Appraisal, 'covered'>): Ratio =>
  sub(asked, covered.get(id) ?? zero);
