import {
  add,
  compare,
  equal,
  max,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
  toDecimal,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { Criterion, Factor, Lot, Scoring } from '../draft.ts';
import { type CheckInput, decimalOf, type Finding, finding, inconsistent, repeatedKeys } from './finding.ts';

const hundred = ratio(100n);

/** What makes the scores of a draft computable and lawful: weights, bands, criteria. */
export const scoringFindings = (input: CheckInput): readonly Finding[] => [
  ...repeatedKeys(input.draft.requirements ?? [], '/requirements'),
  ...input.draft.lots.flatMap((lot, at) => [
    ...presenceFindings(input, lot, `/lots/${at}`),
    ...(lot.scoring === undefined ? [] : weightFindings(input, lot.scoring, `/lots/${at}/scoring`)),
    ...(lot.scoring?.factors ?? []).flatMap((factor, place) =>
      bandFindings(input, factor, `/lots/${at}/scoring/factors/${place}`),
    ),
    ...(lot.criteria === undefined ? [] : criteriaFindings(lot.criteria, `/lots/${at}/criteria`)),
  ]),
];

function presenceFindings({ draft: { method } }: CheckInput, lot: Lot, pointer: string): readonly Finding[] {
  const found: Finding[] = [];
  if (method === 'scoring' && lot.scoring === undefined) {
    found.push(inconsistent('scoring-missing', `${pointer}/scoring`, { method }));
  }
  if (method !== 'scoring' && lot.scoring !== undefined) {
    found.push(inconsistent('scoring-not-used', `${pointer}/scoring`, { method }));
  }
  if (method === 'weighted-price' && lot.criteria === undefined) {
    found.push(inconsistent('criteria-missing', `${pointer}/criteria`, { method }));
  }
  if (method !== 'weighted-price' && lot.criteria !== undefined) {
    found.push(inconsistent('criteria-not-used', `${pointer}/criteria`, { method }));
  }
  return found;
}

/** A1 + A2 + … + An = 1, exactly (MOF Order 87 art. 55); the price no lighter than the pack says. */
function weightFindings({ pack, day }: CheckInput, scoring: Scoring, pointer: string): readonly Finding[] {
  const found: Finding[] = [...repeatedKeys(scoring.factors, `${pointer}/factors`)];
  const read = (text: string, place: string): Ratio | undefined => {
    const weight = decimalOf(text, place);
    if ('value' in weight) return weight.value;
    found.push(weight.fault);
    return undefined;
  };
  const price = read(scoring.priceWeight, `${pointer}/priceWeight`);
  const weights = scoring.factors.map(({ weight }, at) => {
    const place = `${pointer}/factors/${at}/weight`;
    const value = read(weight, place);
    if (value !== undefined && value.n <= 0n) found.push(inconsistent('weight-not-positive', place));
    return value;
  });
  if (price === undefined) return found;
  if (price.n < 0n) found.push(inconsistent('weight-not-positive', `${pointer}/priceWeight`));
  const rule = pack.priceWeight;
  if (compare(price, parseDecimal(rule.value, 4)) < 0) {
    const params = { min: rule.value };
    found.push(finding(day, 'price-weight-low', `${pointer}/priceWeight`, rule, 'refused', params));
  }
  const known = weights.filter((weight) => weight !== undefined);
  const total = sum([price, ...known]);
  if (known.length === weights.length && !equal(total, one)) {
    const { article, verified } = pack.scoringBands;
    const params = { sum: toDecimal(total) ?? '' };
    found.push(finding(day, 'weights-sum', pointer, { article, verified }, 'refused', params));
  }
  return found;
}

interface ReadBand {
  readonly from: Ratio;
  readonly to: Ratio;
  readonly at: number;
}

/**
 * Bands lie within 0 to 100, run upwards, do not overlap and leave no score out. A bound that two bands share belongs to
 * the higher; bands that end at 59 and begin at 60 leave nothing out where all bounds are whole, at 59.9 and 60 where
 * they have one decimal, and so on.
 */
function bandFindings({ pack, day }: CheckInput, factor: Factor, pointer: string): readonly Finding[] {
  const rule = pack.scoringBands;
  const { bands } = factor;
  if (bands.length === 0) return [finding(day, 'bands-missing', `${pointer}/bands`, rule, rule.value)];
  const found: Finding[] = [];
  const read = bands.flatMap((band, at): readonly ReadBand[] => {
    const place = `${pointer}/bands/${at}`;
    const [from, to] = [decimalOf(band.from, `${place}/from`), decimalOf(band.to, `${place}/to`)];
    for (const end of [from, to]) if ('fault' in end) found.push(end.fault);
    if (!('value' in from && 'value' in to)) return [];
    if (compare(from.value, to.value) > 0) found.push(inconsistent('band-reversed', place));
    if (compare(from.value, zero) < 0 || compare(to.value, hundred) > 0) {
      found.push(inconsistent('band-outside', place, { max: 100 }));
    }
    return [{ from: from.value, to: to.value, at }];
  });
  if (bands.every(({ title }) => !/[\p{Nd}零一二三四五六七八九十百千万两半]/u.test(title))) {
    found.push(finding(day, 'band-vague', `${pointer}/bands`, rule, 'advised'));
  }
  if (found.some(({ severity }) => severity === 'refused') || read.length < bands.length) return found;
  return [
    ...found,
    ...gapFindings(read, stepOf(factor), pointer, (from, to) =>
      finding(day, 'bands-gap', `${pointer}/bands`, rule, rule.value, { from, to }),
    ),
  ];
}

function gapFindings(
  bands: readonly ReadBand[],
  step: Ratio,
  pointer: string,
  gap: (from: string, to: string) => Finding,
): readonly Finding[] {
  const found: Finding[] = [];
  const [lowest, ...higher] = [...bands].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
  if (lowest === undefined) return found;
  if (compare(lowest.from, zero) > 0) found.push(gap(shown(zero), shown(lowest.from)));
  let reached = lowest;
  for (const band of higher) {
    const { from, to, at } = band;
    if (compare(from, add(reached.to, step)) > 0) found.push(gap(shown(reached.to), shown(from)));
    const shares = equal(from, reached.to) && (equal(from, to) || equal(reached.from, reached.to));
    if (shares || compare(from, reached.to) < 0) found.push(inconsistent('bands-overlap', `${pointer}/bands/${at}`));
    if (compare(to, reached.to) > 0) reached = band;
  }
  if (compare(reached.to, hundred) < 0) found.push(gap(shown(reached.to), shown(hundred)));
  return found;
}

/** One unit of the last decimal that any bound of a factor has. */
function stepOf({ bands }: Factor): Ratio {
  const places = bands.flatMap(({ from, to }) => [from, to]).map((text) => (text.split('.')[1] ?? '').length);
  return ratio(1n, 10n ** BigInt(Math.max(...places)));
}

const shown = (value: Ratio): string => toDecimal(value) ?? '';

/**
 * The best of each criterion sums to less than 1: the coefficient is 1 + Σ v ÷ (1 − Σ max), where `v` is what the
 * bidder's option is worth.
 */
function criteriaFindings(criteria: readonly Criterion[], pointer: string): readonly Finding[] {
  const found: Finding[] = [...repeatedKeys(criteria, pointer)];
  if (criteria.length === 0) found.push(inconsistent('criteria-missing', pointer, { method: 'weighted-price' }));
  const best = criteria.map(({ options }, at) => {
    if (options.length === 0) found.push(inconsistent('criterion-without-options', `${pointer}/${at}/options`));
    return options.reduce((most, { value }, place) => {
      const where = `${pointer}/${at}/options/${place}/value`;
      const worth = decimalOf(value, where);
      if ('fault' in worth) found.push(worth.fault);
      else if (worth.value.n < 0n) found.push(inconsistent('weight-not-positive', where));
      else return max(most, worth.value);
      return most;
    }, zero);
  });
  const total = sum(best);
  if (sub(one, total).n <= 0n) found.push(inconsistent('criteria-too-large', pointer, { sum: shown(total) }));
  return found;
}
