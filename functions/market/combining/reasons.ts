import { compare, isZero, type Ratio, roundHalfUp, sub, sum, toDecimal, zero } from '../../../shared/kernel/ratio.ts';
import type { Appraisal } from './appraise.ts';
import type { LeftOut, Link, Need, Problem } from './model.ts';
import { byCost } from './problem.ts';

/**
 * Why each offer that matches a demand is not in what serves it (未选原因), the cheapest first: it has less than a truck,
 * it is dearer than all that are in, it serves another demand, its minimum order is above what cheaper ones leave, there are as many suppliers as
 * may be, or it does not fit with the others' minimum orders.
 */
export function reasonsFor(problem: Problem, need: Need, { lines }: Pick<Appraisal, 'lines'>): readonly LeftOut[] {
  const inIt = lines.filter((line) => line.need === need.id);
  const dearest = inIt.map(({ link }) => link).reduce<Link | undefined>(dearer, undefined);
  const elsewhere = new Set(lines.filter((line) => line.need !== need.id).map(({ offer }) => offer));
  const parties = new Set(lines.map(({ link }) => link.party));
  const because = (link: Link): Omit<LeftOut, 'need' | 'offer'> => {
    const unit = need.basis === undefined ? need.unit : `${need.unit} ${need.basis}`;
    const least = isZero(need.rest) ? need.load : need.rest;
    if (compare(link.most, least) < 0) {
      return { code: 'combining-below-load', params: { offered: shown(link.most), load: shown(need.load), unit } };
    }
    const more = dearest && sub(link.cost.total, dearest.cost.total);
    if (more !== undefined && compare(more, zero) > 0) {
      return { code: 'combining-dearer', params: { more: roundHalfUp(more, 2), unit } };
    }
    if (elsewhere.has(link.offer)) return { code: 'combining-taken', params: {} };
    const cheaper = inIt.filter((line) => byCost(line.link, link) < 0);
    const left = sub(need.asked, sum(cheaper.map(({ quantity }) => quantity)));
    if (compare(link.least, left) > 0) {
      return {
        code: 'combining-minimum-above-left',
        params: { minimum: shown(link.least), left: shown(left), unit },
      };
    }
    if (parties.size === problem.maxSuppliers && !parties.has(link.party)) {
      return { code: 'combining-suppliers-full', params: { max: parties.size } };
    }
    if (more !== undefined && isZero(more)) return { code: 'combining-not-needed', params: {} };
    return { code: 'combining-does-not-fit', params: {} };
  };
  const served = new Set(inIt.map(({ offer }) => offer));
  return [
    ...problem.links
      .filter((link) => link.need === need.id && !served.has(link.offer))
      .sort(byCost)
      .map((link) => ({ need: need.id, offer: link.offer, ...because(link) })),
    ...problem.unusable.filter((each) => each.need === need.id),
  ];
}

const dearer = (a: Link | undefined, b: Link): Link => (a === undefined || byCost(a, b) < 0 ? b : a);

const shown = (amount: Ratio): string => toDecimal(amount, 6) ?? roundHalfUp(amount, 6);
