import { ancestors, checkAttributes, checkQuantity, tradable } from '../../shared/commodity/category.ts';
import type { SizeClass } from '../../shared/kernel/actor.ts';
import { type FieldError, faultsOf, refuseAll } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Allocation, Freight } from './allocation.ts';
import {
  type AgreementTerms,
  type Competition,
  type IndexLink,
  indexFaults,
  type JointDemand,
  termFaults,
} from './framework.ts';
import { limits } from './limits.ts';
import type { Regime } from './rules/pack.ts';

/** Where goods go (交货地点). */
export interface DeliveryPoint {
  readonly division: string;
  readonly address: string;
  readonly lon?: string | undefined;
  readonly lat?: string | undefined;
}

/** One line of a lot (标的): a kind of goods, how much of it, and where to. */
export interface Item {
  readonly id: string;
  readonly category: string;
  readonly attributes: JsonObject;
  readonly quantity: Quantity;
  readonly deliveryPoint: DeliveryPoint;
  readonly deliverBy?: Day | undefined;
  /** The demand line that it stands for, and who needs it (报量来源). */
  readonly demand?: { readonly line: string; readonly buyer: string } | undefined;
  /** The published price that settlement follows (价格指数), and what it stood at when bids were asked for. */
  readonly priceIndex?: IndexLink | undefined;
}

/** A policy deduction (价格扣除) of the evaluated price for small and micro firms, or for a consortium with them. */
export interface Deduction {
  readonly for: Extract<SizeClass, 'small' | 'micro'> | 'consortium';
  /** A fraction, `"0.10"`. */
  readonly rate: string;
}

/** How bids are compared (评标方法). */
export type Method = 'lowest-evaluated-price' | 'scoring' | 'weighted-price';

/** A band of a factor (评分区间): from `from` to `to` points, both included, of 100. */
export interface Band {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** A factor that experts score from 0 to 100 (评审因素). */
export interface Factor {
  /** The purchaser's own name for it, `delivery`; once a lot. */
  readonly key: string;
  readonly title: string;
  /** A fraction; the weights of a lot's factors and of its price sum to 1. */
  readonly weight: string;
  readonly bands: readonly Band[];
}

/** Comprehensive scoring (综合评分法) of a lot. */
export interface Scoring {
  readonly priceWeight: string;
  readonly factors: readonly Factor[];
}

/** A criterion that divides the price (加权价格): each option is worth a fraction of it, the best `max`. */
export interface Criterion {
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly title: string; readonly value: string }[];
}

/** A lot (标段): what is bid for and awarded as a whole. */
export interface Lot {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
  /** Private until the opening. */
  readonly estimate?: Money | undefined;
  /** The highest price that is accepted; public. */
  readonly ceiling?: Money | undefined;
  /** The bid security asked for (投标保证金); a letter of guarantee is always accepted. */
  readonly bidSecurity?: Money | undefined;
  readonly allocation: Allocation;
  /** The same basis for all bids of the lot; in the unit price where nothing is said. */
  readonly freight?: Freight | undefined;
  readonly deductions?: readonly Deduction[] | undefined;
  /** With the method `scoring`. */
  readonly scoring?: Scoring | undefined;
  /** With the method `weighted-price`. */
  readonly criteria?: readonly Criterion[] | undefined;
}

/** What a bidder must show (资格条件、实质性要求). */
export interface Requirement {
  readonly key: string;
  readonly kind: 'qualification' | 'substantive';
  readonly text: string;
  /** Whether what is missing may be completed after the opening (可补正). */
  readonly completable: boolean;
}

/** A fair-competition review (公平竞争审查): who reviewed the documents against what, and what came of it. */
export interface FairReview {
  readonly reviewer: string;
  readonly reviewedOn: Day;
  readonly articles: readonly string[];
  readonly conclusion: 'no-restriction' | 'exception';
  /** An exception's ground, and the day on which it ends (公平竞争审查条例 art. 12). */
  readonly exception?: { readonly ground: string; readonly until: Day } | undefined;
}

/** Why a finding of the check does not stand in the way (书面说明); who signs it is in the log. */
export interface Justification {
  readonly code: string;
  readonly pointer: string;
  readonly reason: string;
}

/** What a purchaser writes (招标文件). */
export interface Draft {
  readonly title: string;
  /** What the documents say beside the rest (招标说明). */
  readonly text?: string | undefined;
  readonly regime: Regime;
  readonly method: Method;
  readonly openingMode: 'automatic' | 'ceremony';
  readonly deadline: Instant;
  readonly bidValidityDays: number;
  readonly requirements?: readonly Requirement[] | undefined;
  readonly lots: readonly Lot[];
  /** How exact ties are ordered (并列处理): by the committee or purchaser with a reason, or by a draw from the Merkle root. */
  readonly tieRule?: 'decision' | 'draw' | undefined;
  readonly fairReview?: FairReview | undefined;
  readonly justifications?: readonly Justification[] | undefined;
  readonly annual?: { readonly year: number } | undefined;
  /** A framework agreement follows the award; else it is bought once. */
  readonly agreementTerm?: AgreementTerms | undefined;
  readonly joint?: JointDemand | undefined;
  readonly competition?: Competition | undefined;
  /** The version of the procurement catalogue (采购目录) that the documents cite: `2026-03-02@sha256:<hash>`. */
  readonly procurementCatalogue?: string | undefined;
  /** The failed tender and its lots that this one repeats (重新招标). */
  readonly follows?: { readonly tender: string; readonly lots: readonly string[] } | undefined;
}

/** Changes of a draft: a member that is `null` is taken out of it (RFC 7396). */
export type DraftChanges = { readonly [Member in keyof Draft]?: Draft[Member] | null };

export function withChanges(draft: Draft, changes: DraftChanges): Draft {
  const members = Object.entries({ ...draft, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(members) as unknown as Draft;
}

/** Collects every fault of a draft: @throws `DomainError`, with a pointer for each. */
export function checkDraft(draft: Draft): Draft {
  const errors: FieldError[] = [
    ...repeated(draft.lots, 'duplicate-lot', (_, at) => `/lots/${at}/id`),
    ...repeated(
      draft.lots.flatMap((lot, at) => lot.items.map((item, place) => ({ id: item.id, at, place }))),
      'duplicate-item',
      ({ at, place }) => `/lots/${at}/items/${place}/id`,
    ),
    ...draft.lots.flatMap((lot, at) =>
      lot.items.flatMap((item, place) => itemErrors(item, `/lots/${at}/items/${place}`)),
    ),
    ...(draft.agreementTerm === undefined ? [] : termFaults(draft.agreementTerm)),
  ];
  const items = draft.lots.reduce((sum, lot) => sum + lot.items.length, 0);
  if (items > limits.items) errors.push({ pointer: '/lots', code: 'too-many-items', params: { max: limits.items } });
  if (categoriesOf(draft).length > limits.categories) {
    errors.push({ pointer: '/lots', code: 'too-many-categories', params: { max: limits.categories } });
  }
  refuseAll(errors, 'tender-invalid');
  return draft;
}

function itemErrors(item: Item, pointer: string): readonly FieldError[] {
  const unknown = faultsOf(() => tradable(item.category), `${pointer}/category`);
  if (unknown.length > 0) return unknown;
  return [
    ...faultsOf(
      () => checkAttributes(item.category, item.attributes, `${pointer}/attributes`),
      `${pointer}/attributes`,
    ),
    ...faultsOf(() => checkQuantity(item.category, item.quantity, `${pointer}/quantity`), `${pointer}/quantity`),
    ...(item.priceIndex === undefined ? [] : indexFaults(item.priceIndex, `${pointer}/priceIndex`)),
  ];
}

function repeated<T extends { readonly id: string }>(
  list: readonly T[],
  code: string,
  pointer: (thing: T, at: number) => string,
): FieldError[] {
  const seen = new Set<string>();
  return list.flatMap((thing, at) => {
    if (!seen.has(thing.id)) {
      seen.add(thing.id);
      return [];
    }
    return [{ pointer: pointer(thing, at), code }];
  });
}

/** The categories of a tender and their families, each once: by these it is listed. */
export function categoriesOf(draft: Draft): readonly string[] {
  const codes = draft.lots.flatMap((lot) => lot.items.flatMap((item) => ancestors(item.category)));
  return [...new Set(codes)].sort();
}

/** The divisions that goods go to. */
export function divisionsOf(draft: Draft): readonly string[] {
  return [...new Set(draft.lots.flatMap((lot) => lot.items.map((item) => item.deliveryPoint.division)))].sort();
}
