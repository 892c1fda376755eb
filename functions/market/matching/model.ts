import type { Attributes } from '../../../shared/commodity/model.ts';
import type { ErrorParams } from '../../../shared/kernel/errors.ts';
import type { Quantity } from '../../../shared/kernel/quantity.ts';
import type { Ratio } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import type { PostPrice } from '../events.ts';
import type { Kind, Side } from '../goods.ts';
import type { Spec } from '../spec.ts';

/** A point in degrees, as decimal text. */
export interface Degrees {
  readonly lon: string;
  readonly lat: string;
}

/**
 * A post as the matcher sees it (撮合要素). There is no address, no division, no label of origin and no registered place in
 * it: a place counts through distance and cost alone (公平竞争审查条例 art. 8, 9; 优化营商环境条例 art. 13). `party` tells one's
 * own posts from others' and whose record it is.
 */
export interface Candidate {
  readonly id: string;
  readonly party: string;
  readonly kind: Kind;
  readonly side: Side;
  /** The category or the process. */
  readonly subject: string;
  readonly spec: Spec;
  readonly quantity?: Quantity | undefined;
  readonly minimumOrder?: Quantity | undefined;
  readonly price?: PostPrice | undefined;
  /** The first and the last day of delivery. */
  readonly window: { readonly from: Day; readonly to: Day };
  readonly point: Degrees;
  /** How far it delivers, or from how far it takes deliveries. */
  readonly radiusKm?: number | undefined;
  /** Asked for, or held: then to the last day. */
  readonly certificates: readonly { readonly type: string; readonly validTo?: Day | undefined }[];
  /** Machine hours that the work takes. */
  readonly hours?: string | undefined;
  /** Machine hours that are free, by ISO week (空闲产能). */
  readonly freeHours?: readonly { readonly week: string; readonly hours: string }[] | undefined;
  /** The day on which the poster last said that it stands. */
  readonly confirmedOn: Day;
  /** The party's record of performance (履约记录), from 0 to 1 as `p/q`; none where nobody has rated it. */
  readonly record?: string | undefined;
}

/** Whoever posted what, who wants and who offers. */
export interface Pair {
  readonly wanted: Candidate;
  readonly offered: Candidate;
}

/** Something said of a pair, in no language yet: a code and what fills its places. */
export interface Reason {
  readonly code: string;
  readonly params: ErrorParams;
}

/** The conditions that a match must meet, in the order in which they are looked at. */
export type ConditionName =
  | 'kind'
  | 'party'
  | 'category'
  | 'attributes'
  | 'quantity'
  | 'window'
  | 'capacity'
  | 'distance'
  | 'certificates';

/** A condition that is not met (不匹配原因). */
export interface Failure extends Reason {
  readonly condition: ConditionName;
}

/** One value that stands in for another (替代). */
export interface Substitution {
  readonly attribute: string;
  readonly offered: Attributes[string];
  readonly asked: Attributes[string];
}

/** What a score is made of. */
export type FactorName = 'cost' | 'time' | 'quantity' | 'spec' | 'record' | 'freshness';

/** One factor (评分因素): from 0 to 1, exact, with its weight and its reason. */
export interface Factor extends Reason {
  readonly name: FactorName;
  readonly weight: Ratio;
  readonly score: Ratio;
}

/** A match (匹配结果): the score from 0 to 100, exact, is the factors' weighted sum. */
export interface Match {
  readonly id: string;
  readonly score: Ratio;
  readonly factors: readonly Factor[];
  readonly substitutions: readonly Substitution[];
}
