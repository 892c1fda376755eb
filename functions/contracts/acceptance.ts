import { DomainError, type FieldError, faultsOf, fieldError } from '../../shared/kernel/errors.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { add, equal, isZero, max, parseDecimal, type Ratio, sub, zero } from '../../shared/kernel/ratio.ts';
import bagSample from './data/bag-sample.json' with { type: 'json' };
import type { AcceptedLine, DeliveredLine, DeliveryMade } from './delivery-events.ts';
import { cut, inItemUnit, isMass, massIn, sampleHolds, withinThreePerMille } from './weighing.ts';

/** What a buyer finds of a line (验收情况), in the unit ordered; `sampleGross` is the mass of 20 bags of a sample. */
export interface Finding {
  readonly itemId: string;
  readonly accepted: Quantity;
  readonly rejected?: Quantity | undefined;
  readonly received?: Quantity | undefined;
  readonly sampleGross?: Quantity | undefined;
  readonly reason?: string | undefined;
}

/** The findings in a word (验收结论); it must agree with them. */
export type Decision = 'accepted' | 'partly-rejected' | 'rejected';

type Made = Pick<DeliveryMade['data'], 'lines' | 'weighing'>;

/**
 * The findings, each line of the delivery once. Throws `acceptance-invalid` with every fault: `item-not-delivered`,
 * `item-repeated`, `item-missing`, `accepted-unit`, `acceptance-sum`, `reason-required`, `received-not-mass`,
 * `decision-differs`.
 */
export function findingsOf(made: Made, findings: readonly Finding[], decision: Decision): AcceptedLine[] {
  const faults: FieldError[] = [];
  const lines = findings.flatMap((finding, index): AcceptedLine[] => {
    const pointer = `/lines/${index}`;
    const found: AcceptedLine[] = [];
    faults.push(
      ...faultsOf(() => {
        const line = made.lines.find(({ item }) => item === finding.itemId);
        if (line === undefined) throw fieldError('item-not-delivered', `${pointer}/itemId`);
        if (findings.findIndex(({ itemId }) => itemId === line.item) !== index) {
          throw fieldError('item-repeated', `${pointer}/itemId`);
        }
        found.push(acceptedLine(line, finding, made.weighing, pointer));
      }, pointer),
    );
    return found;
  });
  for (const { item } of made.lines) {
    if (!findings.some(({ itemId }) => itemId === item)) {
      faults.push({ pointer: '/lines', code: 'item-missing', params: { item } });
    }
  }
  const meant = decisionOf(lines);
  if (faults.length === 0 && meant !== decision) {
    faults.push({ pointer: '/decision', code: 'decision-differs', params: { meant } });
  }
  if (faults.length > 0) throw new DomainError('rule', 'acceptance-invalid', { count: faults.length }, faults);
  return lines;
}

/**
 * Accepted as counted, when the days of acceptance have run out and nobody said anything (逾期视为验收合格; 保障中小企业款项
 * 支付条例 as revised 2025, where acceptance is a condition of payment).
 */
export const deemedLines = ({ lines, weighing }: Made): AcceptedLine[] =>
  lines.map((line) => acceptedLine(line, { itemId: line.item, accepted: line.counted }, weighing, ''));

function decisionOf(lines: readonly AcceptedLine[]): Decision {
  if (lines.every(({ rejected }) => isZero(parseQuantity(rejected)))) return 'accepted';
  return lines.every(({ accepted }) => isZero(parseQuantity(accepted))) ? 'rejected' : 'partly-rejected';
}

function acceptedLine(
  line: DeliveredLine,
  { itemId: item, accepted, rejected, received, sampleGross, reason }: Finding,
  weighing: Made['weighing'],
  pointer: string,
): AcceptedLine {
  const as = (given: Quantity, name: string): Ratio => {
    const { unit, basis } = line.counted;
    if (given.unit !== unit || (given.basis ?? basis) !== basis) {
      throw fieldError('accepted-unit', `${pointer}/${name}`, { unit, basis: basis ?? '—' });
    }
    return parseQuantity(given);
  };
  const taken = as(accepted, 'accepted');
  const refused = rejected === undefined ? zero : as(rejected, 'rejected');
  if (!equal(add(taken, refused), parseQuantity(line.counted))) {
    throw fieldError('acceptance-sum', `${pointer}/accepted`, { counted: line.counted.value });
  }
  if (!isZero(refused) && reason === undefined) throw fieldError('reason-required', `${pointer}/reason`);
  for (const [name, mass] of Object.entries({ received, sampleGross })) {
    if (mass !== undefined && !isMass(mass.unit)) throw fieldError('received-not-mass', `${pointer}/${name}`);
  }
  const { amount, settledBy } = settling(line, taken, received, weighing);
  const of = (value: Ratio): Quantity => ({ ...line.counted, value: cut(value) });
  const short = settledBy === 'received' ? max(sub(taken, amount), zero) : zero;
  return {
    item,
    accepted: of(taken),
    rejected: of(refused),
    ...(received === undefined ? {} : { received }),
    settled: inItemUnit(line.of, amount),
    settledBy,
    back: cut(add(refused, short)),
    limit: line.limit,
    ...(reason === undefined ? {} : { reason }),
    ...(sampleGross === undefined
      ? {}
      : { sample: { gross: sampleGross, holds: sampleHolds(sampleGross), verified: bagSample.verified } }),
  };
}

/**
 * What of an accepted amount is paid for. Bulk cement within 3 ‰ of the note by the note, beyond it by the buyer's scale
 * (散装水泥磅差, a term of the agreement); other weighed goods by the ticket, or by the buyer's scale where the agreement
 * says so; what counts by pieces, as counted.
 */
function settling(
  { countedBy, counted: { unit } }: DeliveredLine,
  accepted: Ratio,
  received: Quantity | undefined,
  weighing: Made['weighing'],
): { readonly amount: Ratio; readonly settledBy: AcceptedLine['settledBy'] } {
  const asCounted = countedBy === 'ticket' ? 'weighed' : 'counted';
  const byScale = countedBy === 'note' || (countedBy === 'ticket' && weighing === 'received');
  if (!byScale || received === undefined || isZero(accepted)) return { amount: accepted, settledBy: asCounted };
  const amount = massIn(unit, received);
  if (countedBy === 'note' && withinThreePerMille(accepted, amount)) {
    return { amount: accepted, settledBy: 'note-within-3-per-mille' };
  }
  return { amount, settledBy: 'received' };
}

/** What stays of a line with the buyer: neither rejected, nor short by its scale. */
export const keptOf = ({ accepted, rejected, back }: AcceptedLine): string =>
  cut(sub(add(parseQuantity(accepted), parseQuantity(rejected)), parseDecimal(back, 6)));
