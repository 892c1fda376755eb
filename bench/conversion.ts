import { category } from '../shared/commodity/category.ts';
import { convertIn, factorOf } from '../shared/commodity/conversion.ts';
import type { Category } from '../shared/commodity/model.ts';
import type { Quantity, UnitCode } from '../shared/kernel/quantity.ts';
import { mul, type Ratio, ratio } from '../shared/kernel/ratio.ts';
import vectors from '../test/commodity/vectors/units.json' with { type: 'json' };
import { cpuSeconds, report } from './report.ts';

/** How many conversions a second one core does, over the published vectors: whole answers, and factors alone. */
const rounds = 5;
const perRound = 1_000_000;

interface Asked {
  readonly category: Category;
  readonly attributes: (typeof vectors.cases)[number]['attributes'];
  readonly quantity: Quantity;
  readonly to: UnitCode;
}

const cases: readonly Asked[] = vectors.cases
  .filter(({ refuse }) => refuse === undefined)
  .flatMap(({ category: code, attributes, quantity, to }) => {
    const found = category(code);
    if (found === undefined) return [];
    return [{ category: found, attributes, quantity: quantity as Quantity, to: to as UnitCode }];
  });

/** The best of the rounds, by time of the processor: what else the machine does only takes away. */
function perSecond(act: (at: number) => void): number {
  const times = Array.from({ length: rounds }, () => {
    const started = cpuSeconds();
    for (let at = 0; at < perRound; at++) act(at);
    return cpuSeconds() - started;
  });
  return Math.round(perRound / Math.min(...times));
}

const caseAt = (at: number): Asked => cases[at % cases.length] as Asked;

/** A different amount each time, so that no answer can be kept. */
const amounts = Array.from({ length: 997 }, (_, n) => `${n + 1}`);
const whole = perSecond((at) => {
  const { category: of, attributes, quantity, to } = caseAt(at);
  convertIn(of, { attributes, quantity: { ...quantity, value: amounts[at % amounts.length] ?? '1' }, to });
});

const factors = cases.map(({ category: of, attributes, quantity, to }) =>
  factorOf(of, attributes as never, quantity.unit, to),
);
const exact = perSecond((at) => {
  mul(ratio(BigInt(at)), factors[at % factors.length] as Ratio);
});

report('conversion', 'How many conversions a second does one core do?', {
  conversions: perRound,
  wholeAnswersPerSecond: whole,
  exactProductsPerSecond: exact,
});
