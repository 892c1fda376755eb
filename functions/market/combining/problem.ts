import { parseQuantity } from '../../../shared/kernel/quantity.ts';
import { compare, one, zero } from '../../../shared/kernel/ratio.ts';
import { amountIn, measureOf } from '../matching/amount.ts';
import { compatible, type Look } from '../matching/conditions.ts';
import { landedCost } from '../matching/cost.ts';
import type { Candidate, Reason } from '../matching/model.ts';
import { loadingOf, weightOf } from './loading.ts';
import type { LeftOut, Link, Need, Offer, Problem } from './model.ts';

/**
 * Demands and offers as a problem to solve: every pair that meets the matcher's hard conditions, counted exactly in the
 * demand's unit. A demand that states no quantity is none. The order in which posts come, and how often one stands among
 * them, make no difference.
 */
export function problemOf(wanted: Iterable<Candidate>, offered: Iterable<Candidate>, maxSuppliers?: number): Problem {
  const [demands, supplies] = [inOrder(wanted), inOrder(offered)];
  const needs = demands.flatMap((demand) => needOf(demand) ?? []);
  const links: Link[] = [];
  const unusable: LeftOut[] = [];
  for (const need of needs) {
    const demand = demands.find(({ id }) => id === need.id);
    for (const supply of supplies) {
      const look = demand && compatible(demand, supply);
      if (look === undefined) continue;
      const link = linkOf(need, look);
      if ('code' in link) unusable.push({ need: need.id, offer: supply.id, ...link });
      else links.push(link);
    }
  }
  const linked = new Set(links.map(({ offer }) => offer));
  const offers = supplies.filter(({ id }) => linked.has(id)).map(offerOf);
  return { needs, offers, links, unusable, ...(maxSuppliers === undefined ? {} : { maxSuppliers }) };
}

const inOrder = (posts: Iterable<Candidate>): readonly Candidate[] =>
  [...new Map([...posts].map((post) => [post.id, post])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));

const offerOf = ({ id, party, quantity }: Candidate): Offer => ({
  id,
  party,
  has: quantity === undefined ? zero : parseQuantity(quantity),
});

function needOf(wanted: Candidate): Need | undefined {
  const { id, party, quantity } = wanted;
  if (quantity === undefined) return undefined;
  const asked = parseQuantity(quantity);
  const { unit, basis } = quantity;
  const weight = weightOf(wanted, unit) ?? one;
  return { id, party, unit, ...(basis === undefined ? {} : { basis }), asked, weight, ...loadingOf(wanted, asked) };
}

function linkOf(need: Need, look: Look): Link | Reason {
  const { id: offer, party, quantity, minimumOrder } = look.offered;
  if (quantity === undefined) return { code: 'combining-no-quantity', params: {} };
  const cost = landedCost(look);
  if (cost === undefined) return { code: 'combining-no-price', params: {} };
  const measure = measureOf(look);
  const [most, least] = [quantity, minimumOrder].map((given) => given && amountIn(look, given, measure));
  if (most === undefined) return { code: 'not-comparable', params: { unit: measure.unit } };
  const { substitutions } = look.fit;
  return { need: need.id, offer, party, most, least: least ?? zero, cost, substitutions };
}

/** The least landed cost first; of equals the smaller id. */
export const byCost = (a: Link, b: Link): number => compare(a.cost.total, b.cost.total) || (a.offer < b.offer ? -1 : 1);
