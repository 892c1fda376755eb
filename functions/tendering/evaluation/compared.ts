import { type Fen, money, yuan } from '../../../shared/kernel/money.ts';
import type { Ratio } from '../../../shared/kernel/ratio.ts';
import type { OfferedLot } from '../../../shared/sealing/bid.ts';
import type { OpenedBid } from '../bid-record.ts';
import type { Deduction } from '../draft.ts';
import { sumOf } from './arithmetic.ts';
import { type Correction, type EvaluatedBid, figure, type InvalidReason } from './evaluation.ts';
import type { FindingsIndex } from './findings.ts';
import { deduct, deductionOf } from './policy.ts';
import { type AskedLot, faultsOf } from './validity.ts';

/** A bid for a lot as it is compared, before it is ranked (详细评审). */
export interface Compared {
  readonly supplier: string;
  readonly price: Fen;
  /** Where brands count once. */
  readonly brand: string | undefined;
  readonly deduction: Deduction | undefined;
  readonly evaluated: Ratio;
  /** Whether it leaves out items, where it may. */
  readonly partial: boolean;
  /** Qualified and responsive: it counts towards the least number of bidders. */
  readonly responsive: boolean;
  readonly valid: boolean;
  /** Whether the bidder has still to confirm its corrected price. */
  readonly pending: boolean;
  readonly shown: Omit<EvaluatedBid, 'rank'>;
}

/** Looks at one bid: its sum and corrections, whether it is valid, and its price for the comparison. */
export function compareBid(asked: AskedLot, bid: OpenedBid, offer: OfferedLot, findings: FindingsIndex): Compared {
  const { lot, brandsCountOnce } = asked;
  const { supplier, name, uscc, sizeClass } = bid;
  const qualification = findings.qualification(supplier);
  const { lines, price, steps } = sumOf(asked, offer);
  const confirmed = findings.price('correction', lot.id, supplier);
  const low = findings.price('low-price', lot.id, supplier);

  const faults = faultsOf(asked, { bid, offer, lines, price, qualification });
  const correction: Correction | undefined = steps.length > 0 ? { steps, confirmation: answer(confirmed) } : undefined;
  const decided: InvalidReason[] = [];
  if (correction?.confirmation === 'refused') decided.push('correction-refused');
  if (low?.accepted === false) decided.push('abnormally-low');
  const invalid = [...faults, ...decided];

  const brand = brandsCountOnce ? qualification?.brands?.[lot.id] : undefined;
  const deduction = deductionOf(lot.deductions ?? [], {
    ...(sizeClass && { sizeClass }),
    consortium: qualification?.consortium === true,
  });
  const evaluated = deduct(yuan(price), deduction);
  const said: readonly (readonly [InvalidReason, readonly string[]])[] = [
    ['not-qualified', qualification?.reasons ?? []],
    ['correction-refused', confirmed ? [confirmed.reason] : []],
    ['abnormally-low', low ? [low.reason] : []],
  ];
  const reasons = said.flatMap(([reason, texts]) =>
    invalid.includes(reason) ? texts.map((text) => ({ for: reason, text })) : [],
  );
  return {
    supplier,
    price,
    brand,
    deduction,
    evaluated,
    partial: lines.length < asked.items.length,
    responsive: faults.length === 0,
    valid: invalid.length === 0,
    pending: invalid.length === 0 && correction?.confirmation === 'pending',
    shown: {
      supplier,
      name,
      uscc,
      lines,
      ...(correction && { correction }),
      price: money(price),
      ...(brand !== undefined && { brand }),
      ...(deduction && { deduction }),
      evaluated: figure(evaluated),
      invalid,
      ...(reasons.length > 0 && { reasons }),
    },
  };
}

const answer = (finding: { readonly accepted: boolean } | undefined): Correction['confirmation'] =>
  finding === undefined ? 'pending' : finding.accepted ? 'accepted' : 'refused';
