import { parseQuantity, type Quantity } from '../../../shared/kernel/quantity.ts';
import { compare, div, equal, fraction, mul, one, ratio, sum } from '../../../shared/kernel/ratio.ts';
import type { Allocation } from '../allocation.ts';
import { placesOf } from '../allocation-shares.ts';
import type { Lot } from '../draft.ts';
import { limits } from '../limits.ts';
import { type CheckInput, decimalOf, type Finding, finding, inconsistent } from './finding.ts';

/** What the pack and the arithmetic say of a lot's award rule (授标规则) and of its freight. */
export function allocationFindings(input: CheckInput, lot: Lot, pointer: string): readonly Finding[] {
  const { pack, day } = input;
  const { allocation } = lot;
  const at = `${pointer}/allocation`;
  if (!pack.allocations.value.includes(allocation.rule)) {
    const params = { rule: allocation.rule, allowed: pack.allocations.value.join(', ') };
    return [finding(day, 'allocation-not-allowed', `${at}/rule`, pack.allocations, 'refused', params)];
  }
  return [
    ...winnersFindings(input, allocation, at),
    ...fractionFindings(allocation, at),
    ...stepFindings(input, lot, pointer),
    ...optimisedFindings(input, lot, at),
    ...freightFindings(lot, pointer),
  ];
}

/** Bidding Law Regulation art. 53 and 55: how many candidates there are, and that the first of them wins. */
function winnersFindings({ pack, day }: CheckInput, allocation: Allocation, at: string): readonly Finding[] {
  const max = pack.candidates.value;
  const tooMany = (member: string): Finding =>
    finding(day, 'winners-too-many', `${at}/${member}`, pack.candidates, 'refused', { max });
  const several = pack.severalWinners;
  const found: Finding[] =
    hasSeveral(allocation) && several.value !== 'allowed'
      ? [finding(day, 'several-winners', `${at}/rule`, several, several.value)]
      : [];
  switch (allocation.rule) {
    case 'winner-takes-all':
      return found;
    case 'reserves':
      if (allocation.reserves < max) return found;
      return [finding(day, 'reserves-too-many', `${at}/reserves`, pack.candidates, 'refused', { max: max - 1 })];
    case 'shares':
      return allocation.shares.length + (allocation.reserves ?? 0) > max ? [...found, tooMany('shares')] : found;
    case 'committed':
      return allocation.winners > max ? [...found, tooMany('winners')] : found;
    case 'optimised':
      return (allocation.maxWinners ?? max + 1) > max ? [...found, tooMany('maxWinners')] : found;
  }
}

const hasSeveral = (allocation: Allocation): boolean =>
  allocation.rule === 'shares' ||
  (allocation.rule === 'committed' && allocation.winners > 1) ||
  (allocation.rule === 'optimised' && allocation.maxWinners !== 1);

/** Shares sum to 1 and do not rise; what is committed does not fall with more winners. */
function fractionFindings(allocation: Allocation, at: string): readonly Finding[] {
  if (allocation.rule !== 'shares' && allocation.rule !== 'committed') return [];
  const [member, texts] =
    allocation.rule === 'shares' ? ['shares', allocation.shares] : ['committed', allocation.committed];
  const read = texts.map((text, place) => decimalOf(text, `${at}/${member}/${place}`));
  const faults = read.flatMap((each) => ('fault' in each ? [each.fault] : []));
  if (faults.length > 0) return faults;
  const values = read.flatMap((each) => ('value' in each ? [each.value] : []));
  const direction = allocation.rule === 'shares' ? 1 : -1;
  const wrong = values.flatMap((value, place) => {
    const before = values[place - 1];
    const turned = before !== undefined && compare(value, before) === direction;
    const code = allocation.rule === 'shares' ? 'shares-rise' : 'committed-falls';
    return value.n <= 0n || turned ? [inconsistent(code, `${at}/${member}/${place}`)] : [];
  });
  const all = sum(values);
  const whole = allocation.rule === 'committed' || equal(all, one);
  return whole ? wrong : [...wrong, inconsistent('shares-sum', `${at}/shares`, { sum: fraction(all) })];
}

/** Steps are counted in one unit, and what is less than a step needs call-offs to be bought with. */
function stepFindings({ draft }: CheckInput, { items, allocation }: Lot, pointer: string): readonly Finding[] {
  const [first] = items;
  if (!('step' in allocation) || first === undefined) return [];
  const unit = unitOf(first.quantity);
  const differ = items.flatMap(({ quantity }, at) =>
    unitOf(quantity) === unit ? [] : [inconsistent('lot-units-differ', `${pointer}/items/${at}/quantity`, { unit })],
  );
  if (unitOf(allocation.step) !== unit) {
    return [...differ, inconsistent('step-unit-differs', `${pointer}/allocation/step`, { unit })];
  }
  const step = parseQuantity(allocation.step);
  const rest =
    allocation.rule === 'committed' || items.some(({ quantity }) => div(parseQuantity(quantity), step).d !== 1n);
  const callOffs = draft.agreementTerm !== undefined || draft.competition !== undefined;
  if (allocation.rule === 'optimised' || !rest || callOffs) return differ;
  return [...differ, inconsistent('remainder-without-agreement', `${pointer}/allocation/step`)];
}

const unitOf = ({ unit, basis }: Quantity): string => (basis === undefined ? unit : `${unit} ${basis}`);

function optimisedFindings({ draft }: CheckInput, { allocation, freight }: Lot, at: string): readonly Finding[] {
  if (allocation.rule !== 'optimised') return [];
  const { maxShare, maxWinners } = allocation;
  const found: Finding[] = [];
  if (draft.method !== 'lowest-evaluated-price') found.push(inconsistent('optimised-method', `${at}/rule`));
  if (freight === undefined) found.push(inconsistent('freight-missing', at.replace(/allocation$/, 'freight')));
  if (maxShare !== undefined && maxWinners !== undefined) {
    const share = decimalOf(maxShare, `${at}/maxShare`);
    if ('fault' in share) found.push(share.fault);
    else if (compare(mul(share.value, ratio(BigInt(maxWinners))), one) < 0) {
      found.push(inconsistent('max-share-too-small', `${at}/maxShare`, { winners: maxWinners, share: maxShare }));
    }
  }
  return found;
}

/** The lines of all awards stand in the tender itself: as many as there may be are counted before it is published. */
export function linesFindings({ draft }: CheckInput): readonly Finding[] {
  const lines = draft.lots.reduce((all, { items, allocation }) => all + items.length * mostWinners(allocation), 0);
  const max = limits.awardLines;
  return lines > max ? [inconsistent('too-many-award-lines', '/lots', { lines, max })] : [];
}

function mostWinners(allocation: Allocation): number {
  switch (allocation.rule) {
    case 'winner-takes-all':
    case 'reserves':
      return 1;
    case 'optimised':
      return allocation.maxWinners ?? 1;
    default:
      return placesOf(allocation);
  }
}

/** Every stock point of the table of zones has a rate to every delivery point of the lot, once. */
function freightFindings({ items, freight }: Lot, pointer: string): readonly Finding[] {
  if (freight?.basis !== 'zone-table') return [];
  const at = `${pointer}/freight/zones`;
  const seen = new Set<string>();
  const repeated = freight.zones.flatMap(({ from, to }, place) => {
    const key = `${from} ${to}`;
    const again = seen.has(key);
    seen.add(key);
    return again ? [inconsistent('freight-zone-repeated', `${at}/${place}`, { from, to })] : [];
  });
  const froms = [...new Set(freight.zones.map(({ from }) => from))];
  const missing = [...new Set(items.map(({ deliveryPoint }) => deliveryPoint.division))].flatMap((to) =>
    froms.flatMap((from) =>
      seen.has(`${from} ${to}`) ? [] : [inconsistent('freight-zone-missing', at, { from, to })],
    ),
  );
  return [...repeated, ...missing];
}
