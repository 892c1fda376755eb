import type { Calendar } from '../../../shared/kernel/calendar.ts';
import { DomainError, type ErrorParams, type FieldError } from '../../../shared/kernel/errors.ts';
import { parseDecimal, type Ratio } from '../../../shared/kernel/ratio.ts';
import type { Day, Instant } from '../../../shared/kernel/time.ts';
import type { Draft, Justification } from '../draft.ts';
import platformRules from './data/platform.json' with { type: 'json' };
import { inForce, type Rule, type RulePack, type Severity } from './pack.ts';

/** What the check of a draft found (检查结果): how grave, where, and on what article. */
export interface Finding {
  readonly code: FindingCode;
  /** `refused` stands in the way of publication, `justify` until a reason is signed, `advised` never. */
  readonly severity: Severity;
  /** An RFC 6901 pointer into the draft; empty for the whole of it. */
  readonly pointer: string;
  readonly article: string;
  readonly verified: boolean;
  /** What the code's texts ask for, the article among it. */
  readonly params: ErrorParams;
  /** The signed reason (书面说明) that lifts a `justify`. */
  readonly justification?: string;
}

/** What a check must know beside the draft. */
export interface CheckFacts {
  readonly at: Instant;
  readonly calendar: Calendar;
  /** How many documents (招标文件附件) are uploaded, where that is known. */
  readonly documents?: number | undefined;
}

/** What each part of the check looks at. */
export interface CheckInput extends CheckFacts {
  readonly draft: Draft;
  readonly pack: RulePack;
  /** The day of the check: the day of publication, if it is published now. */
  readonly day: Day;
}

/** Every code that a check can give; each has its texts. */
export const findingCodes = [
  'deadline-past',
  'deadline-too-early',
  'deadline-too-far',
  'deadline-not-working-day',
  'deadline-provisional',
  'documents-period-short',
  'documents-none',
  'method-not-allowed',
  'allocation-not-allowed',
  'reserves-too-many',
  'winners-too-many',
  'several-winners',
  'shares-sum',
  'shares-rise',
  'committed-falls',
  'lot-units-differ',
  'step-unit-differs',
  'remainder-without-agreement',
  'optimised-method',
  'max-share-too-small',
  'too-many-award-lines',
  'freight-missing',
  'freight-zone-missing',
  'freight-zone-repeated',
  'scoring-missing',
  'scoring-not-used',
  'criteria-missing',
  'criteria-not-used',
  'criteria-too-large',
  'criterion-without-options',
  'standard-goods',
  'price-weight-low',
  'weights-sum',
  'weight-not-positive',
  'bands-missing',
  'band-reversed',
  'band-outside',
  'bands-overlap',
  'bands-gap',
  'band-vague',
  'key-repeated',
  'not-a-decimal',
  'qualification-scored',
  'unscorable',
  'words-origin',
  'words-address',
  'words-local-achievement',
  'words-brand',
  'words-local-branch',
  'words-local-tax',
  'words-ownership',
  'words-certification',
  'words-minimum-price',
  'ceiling-not-positive',
  'ceiling-above-estimate',
  'bid-security-high',
  'bid-security-unchecked',
  'deduction-not-allowed',
  'deduction-out-of-range',
  'deduction-repeated',
  'domestic-preference',
  'fair-review-missing',
  'fair-review-in-future',
  'fair-review-articles-missing',
  'fair-review-exception-missing',
  'fair-review-exception-expired',
  'fair-review-contradictory',
  'tie-draw',
  'tie-rule-missing',
  'committee-needed',
  'committee-pool',
  'compulsory-threshold',
  'splitting',
  'payment-days-long',
  'payment-days-unusual',
  'price-index-missing',
  'price-index-not-used',
  'agreement-over',
  'justification-unused',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** The platform's own rules: that documents can be computed with, and what it only reminds of. */
export const platform = platformRules as Readonly<Record<keyof typeof platformRules, Rule<unknown>>>;

/**
 * A finding on a rule. A rule whose article is not in force on that day, as far as the pack knows, only advises.
 */
export function finding(
  day: Day,
  code: FindingCode,
  pointer: string,
  rule: Pick<Rule<unknown>, 'article' | 'verified' | 'from' | 'to'>,
  severity: Severity,
  params: ErrorParams = {},
): Finding {
  const { article, verified } = rule;
  const told = inForce(rule, day) ? severity : 'advised';
  return { code, severity: told, pointer, article, verified, params: { ...params, article } };
}

/** A fault that makes documents contradict themselves: refused under any law. */
export function inconsistent(code: FindingCode, pointer: string, params: ErrorParams = {}): Finding {
  const { article, verified } = platform.consistency;
  return { code, severity: 'refused', pointer, article, verified, params: { ...params, article } };
}

/** A decimal of the draft, or the finding that it is none. */
export function decimalOf(text: string, pointer: string): { readonly value: Ratio } | { readonly fault: Finding } {
  try {
    return { value: parseDecimal(text, 12) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { fault: inconsistent('not-a-decimal', pointer, { text: text.slice(0, 40) }) };
  }
}

/** Each key that stands in a list before, at its second place. */
export function repeatedKeys(list: readonly { readonly key: string }[], pointer: string): readonly Finding[] {
  const seen = new Set<string>();
  return list.flatMap(({ key }, at) => {
    const again = seen.has(key);
    seen.add(key);
    return again ? [inconsistent('key-repeated', `${pointer}/${at}/key`, { key })] : [];
  });
}

/** Whether a finding stands in the way of publication. */
export const isBlocking = ({ severity, justification }: Finding): boolean =>
  severity === 'refused' || (severity === 'justify' && justification === undefined);

/**
 * The findings with the reasons that lift them: one justification lifts every `justify` of its code at its pointer. One
 * that lifts none is said to be of no use, so that nobody relies on it.
 */
export function withJustifications(
  findings: readonly Finding[],
  justifications: readonly Justification[],
  day: Day,
): readonly Finding[] {
  const lifts =
    ({ code, pointer }: Justification) =>
    (one: Finding) =>
      one.severity === 'justify' && one.code === code && one.pointer === pointer;
  const lifted = findings.map((one) => {
    const reason = justifications.find((each) => lifts(each)(one))?.reason;
    return reason === undefined ? one : { ...one, justification: reason };
  });
  const unused = justifications.flatMap((each, at) =>
    findings.some(lifts(each))
      ? []
      : [
          finding(day, 'justification-unused', `/justifications/${at}`, platform.advice, 'advised', {
            for: each.code,
            at: each.pointer,
          }),
        ],
  );
  return [...lifted, ...unused];
}

/** What stands in the way of publication, as field errors with the article in `params`; empty when nothing does. */
export const publicationErrors = (findings: readonly Finding[]): FieldError[] =>
  findings.filter(isBlocking).map(({ code, pointer, params }) => ({ pointer, code, params }));
