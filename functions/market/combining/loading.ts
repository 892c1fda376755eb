import { ancestors } from '../../../shared/commodity/category.ts';
import type { AttributeValue } from '../../../shared/commodity/model.ts';
import { div, max, mul, one, parseDecimal, type Ratio, ratio, sub } from '../../../shared/kernel/ratio.ts';
import data from '../data/trucks.json' with { type: 'json' };
import { tonnesIn } from '../matching/cost.ts';
import type { Candidate } from '../matching/model.ts';
import type { Loading } from './model.ts';

interface Truck {
  readonly category: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly tonnes: string;
}

const trucks: readonly Truck[] = data.tonnes;

/** Tonnes of one unit of what is asked for, where the demand itself says enough to know. */
export const weightOf = (wanted: Candidate, unit: NonNullable<Candidate['quantity']>['unit']): Ratio | undefined =>
  tonnesIn({ wanted, offered: wanted }, unit);

/**
 * How so much of a demand goes onto trucks: by weight what a truck of its category takes, of pieces, metres and the like
 * as many whole ones; a unit at a time where the weight is not known.
 */
export function loadingOf(wanted: Candidate, asked: Ratio): Loading {
  const truck = truckOf(wanted);
  const inAll = ceil(div(asked, truck));
  const convoy = ceil(ratio(inAll, BigInt(data.mostLoads)));
  const load = mul(truck, ratio(convoy));
  const loads = floor(div(asked, load));
  const rest = sub(asked, mul(load, ratio(loads)));
  return { load, trucks: Number(convoy), loads: Number(loads), rest, restTrucks: Number(ceil(div(rest, truck))) };
}

/** What one truck takes, in the demand's unit. */
function truckOf(wanted: Candidate): Ratio {
  const { unit } = wanted.quantity ?? { unit: 'TNE' };
  const weight = weightOf(wanted, unit);
  if (weight === undefined) return one;
  const units = div(tonnesOf(wanted), weight);
  return unit === 'TNE' || unit === 'KGM' ? units : max(one, ratio(floor(units)));
}

function tonnesOf({ subject, spec }: Candidate): Ratio {
  const families = ancestors(subject);
  const found = trucks.find(
    ({ category, attributes = {} }) =>
      families.includes(category) && Object.entries(attributes).every(([name, value]) => spec[name] === value),
  );
  if (found === undefined) throw new RangeError(`no truck for ${subject}`);
  return parseDecimal(found.tonnes, 3);
}

/** The whole part of what is not negative, and the least whole number that is no less. */
export const floor = ({ n, d }: Ratio): bigint => n / d;
export const ceil = ({ n, d }: Ratio): bigint => (n + d - 1n) / d;
