import { ancestors, category } from '../../shared/commodity/category.ts';
import type { Attributes, AttributeValue, Standard, Words } from '../../shared/commodity/model.ts';
import { DomainError, type FieldError } from '../../shared/kernel/errors.ts';
import type { Day } from '../../shared/kernel/time.ts';
import data from './data/criteria.json' with { type: 'json' };
import type { Listing } from './listing.ts';

/** What of a listing is stated or not, whatever it says. */
type Statable = 'capacityPerMonth' | 'leadTimeDays' | 'producer';

/**
 * A criterion of admission (入库条件), public before anybody applies. One that is not `required` is shown and is no
 * ground for a refusal. `when` says for which goods it holds. `verified`: whether `source` was read.
 */
export type Criterion = {
  readonly code: string;
  readonly required: boolean;
  readonly name: Words;
  readonly source: string;
  readonly verified: boolean;
  readonly when?: Readonly<Record<string, readonly AttributeValue[]>>;
} & (
  | { readonly kind: 'certificate'; readonly types: readonly string[] }
  | { readonly kind: 'standard' }
  | { readonly kind: 'stated'; readonly member: Statable }
);

/**
 * All that admission reads of a listing (评审依据). `originLabel` is not among it and cannot be passed in: admission may not
 * turn on the origin of goods (优化营商环境条例 art. 13).
 */
export interface Evidence extends Pick<Listing, 'category' | 'attributes' | 'certificates' | Statable> {
  readonly originLabel?: never;
}

/** What a supplier's listing gives admission to read. */
export function evidenceOf(listing: Listing): Evidence {
  const { category, attributes, certificates, capacityPerMonth, leadTimeDays, producer } = listing;
  return { category, attributes, certificates, capacityPerMonth, leadTimeDays, producer };
}

export type Finding =
  | 'certificate-missing'
  | 'certificate-expired'
  | 'standard-unlisted'
  | 'standard-superseded'
  | 'standard-not-in-force'
  | 'not-stated';

/** How one criterion stands (审核项): met by `evidence`, to the end of `until` where that ends; or not, for `finding`. */
export type Checked = { readonly criterion: string; readonly required: boolean } & (
  | { readonly met: true; readonly evidence: readonly string[]; readonly until?: Day }
  | { readonly met: false; readonly finding: Finding }
);

export type Checklist = readonly Checked[];

/** Working days that admission takes (办理时限), a rule of the platform. */
export const rules = data.rules;

const published: Readonly<Record<string, readonly Criterion[] | undefined>> = data as unknown as Record<
  string,
  readonly Criterion[]
>;

/** The criteria of a category or family: those of all goods, of its family and its own; one of the same code replaces. */
export function criteriaOf(code: string): readonly Criterion[] {
  const general = [...ancestors(code)].reverse();
  const all = ['any', ...general].flatMap((each) => published[each] ?? []);
  return [...new Map(all.map((each) => [each.code, each])).values()];
}

/** Holds evidence to the criteria of its category on a day, with the standard that the supplier says it makes to (执行标准). */
export function checklistOf(evidence: Evidence, standard: string, day: Day): Checklist {
  return criteriaOf(evidence.category)
    .filter(({ when = {} }) => holdsFor(when, evidence.attributes))
    .map((criterion) => {
      const { code, required } = criterion;
      return { criterion: code, required, ...check(criterion, evidence, standard, day) };
    });
}

function holdsFor(when: NonNullable<Criterion['when']>, attributes: Attributes): boolean {
  return Object.entries(when).every(([name, values]) => values.some((value) => value === attributes[name]));
}

type Outcome = { met: true; evidence: readonly string[]; until?: Day } | { met: false; finding: Finding };

function check(criterion: Criterion, evidence: Evidence, standard: string, day: Day): Outcome {
  switch (criterion.kind) {
    case 'certificate':
      return certificateInForce(criterion.types, evidence, day);
    case 'standard':
      return standardInForce(category(evidence.category)?.standards ?? [], standard, day);
    case 'stated':
      return evidence[criterion.member] === undefined
        ? { met: false, finding: 'not-stated' }
        : { met: true, evidence: [] };
  }
}

/** A certificate without an end holds for good; of several that end, the last counts. */
function certificateInForce(types: readonly string[], { certificates = [] }: Evidence, day: Day): Outcome {
  const ofType = certificates.filter(({ type }) => types.includes(type));
  const held = ofType.filter(({ validTo }) => validTo === undefined || validTo >= day);
  if (held.length === 0) {
    return { met: false, finding: ofType.length === 0 ? 'certificate-missing' : 'certificate-expired' };
  }
  const ends = held.flatMap(({ validTo }) => validTo ?? []).sort();
  const until = ends.length < held.length ? undefined : ends.at(-1);
  return { met: true, evidence: held.map(({ number }) => number), ...(until === undefined ? {} : { until }) };
}

/** A standard of the category: in force since its first day where that is known, and until its last or until another replaces it. */
function standardInForce(standards: readonly Standard[], number: string, day: Day): Outcome {
  const found = standards.find((each) => each.number === number);
  const { from = day, to } = found ?? {};
  const replaced = standards.some((each) => each.replaces === number && (each.from ?? day) <= day);
  if (to === undefined ? replaced : to < day) return { met: false, finding: 'standard-superseded' };
  if (found === undefined) return { met: false, finding: 'standard-unlisted' };
  if (from > day) return { met: false, finding: 'standard-not-in-force' };
  return { met: true, evidence: [number], ...(to === undefined ? {} : { until: to }) };
}

/** The first day on which required evidence ends, if any does. */
export function endsAfter(checklist: Checklist): Day | undefined {
  return checklist.flatMap((each) => (each.required && each.met && each.until) || []).sort()[0];
}

/** `admission-incomplete` with each required criterion that is not met, or undefined. */
export function incomplete(checklist: Checklist): DomainError | undefined {
  const errors = checklist.flatMap((each): FieldError[] =>
    each.met || !each.required
      ? []
      : [
          {
            pointer: `/checklist/${each.criterion}`,
            code: each.finding,
            params: { criterion: each.criterion },
          },
        ],
  );
  return errors.length === 0
    ? undefined
    : new DomainError('rule', 'admission-incomplete', { count: errors.length }, errors);
}
