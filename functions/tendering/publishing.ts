import type { Calendar } from '../../shared/kernel/calendar.ts';
import { fieldError, refuseAll, unreachable } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Money } from '../../shared/kernel/money.ts';
import { addDays, dayOf, type Instant } from '../../shared/kernel/time.ts';
import { checkCeremony } from './ceremony.ts';
import { checkDraft, type Draft, type DraftChanges, type Lot, withChanges } from './draft.ts';
import type { Buyer, TenderCancelled, TenderDrafted, TenderEvent, TenderPublished, TenderRevised } from './events.ts';
import { keepFixed } from './fixed-items.ts';
import { checkUndisputed } from './remedies.ts';
import { type CheckFacts, checkTender, publicationErrors } from './rules/check.ts';
import type { FindingCode } from './rules/finding.ts';
import { type RulePack, rulePackOf } from './rules/pack.ts';
import { type Drafted, inStatus, type Published, type Tender, type TenderKey } from './tender-state.ts';

export type PublishingCommand =
  | { readonly type: 'draftTender'; readonly buyer: Buyer; readonly draft: Draft }
  | { readonly type: 'reviseDraft'; readonly changes: DraftChanges }
  | {
      readonly type: 'publishTender';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly sealingKey: TenderKey;
      readonly excluded: readonly string[];
    }
  | { readonly type: 'cancelTender'; readonly at: Instant; readonly reason: string };

export type PublishingEvent = TenderDrafted | TenderRevised | TenderPublished | TenderCancelled;

const v = 1;

/** From the draft to the publication, and the end before the award. */
export function decidePublishing(command: PublishingCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'draftTender': {
      inStatus(state, 'none');
      const { draft, estimates } = withoutEstimates(checkDraft(command.draft));
      return [{ type: 'TenderDrafted', v, data: { buyer: command.buyer, draft }, private: { estimates } }];
    }
    case 'reviseDraft': {
      const drafted = inStatus(state, 'draft');
      const revised = keepFixed(drafted.draft, withChanges(drafted.draft, command.changes));
      const { draft, estimates } = withoutEstimates(checkDraft(revised));
      return [{ type: 'TenderRevised', v, data: { draft }, private: { estimates } }];
    }
    case 'publishTender': {
      const drafted = inStatus(state, 'draft');
      const { draft, files } = drafted;
      checkCeremony(drafted);
      const rules = rulePackOf(draft.regime, dayOf(command.at));
      checkPublishable(draft, rules, { ...command, documents: files.length });
      const { kid, publicJwk, wrapped } = command.sealingKey;
      const { at: publishedAt } = command;
      const excluded = excludedFrom(draft, command.excluded);
      const data = { publishedAt, documentsVersion: 1, rules, sealingKey: { kid, publicJwk }, excluded };
      return [{ type: 'TenderPublished', v, data, private: { wrapped } }];
    }
    case 'cancelTender': {
      const tender = inStatus(state, 'draft', 'published', 'opened', 'standstill');
      if (tender.status !== 'draft') checkUndisputed(tender);
      return [{ type: 'TenderCancelled', v, data: { reason: command.reason, cancelledAt: command.at } }];
    }
    default:
      return unreachable(command);
  }
}

export function evolvePublishing(state: Tender, event: PublishingEvent): Tender {
  switch (event.type) {
    case 'TenderDrafted': {
      const { buyer, draft } = event.data;
      return { status: 'draft', buyer, draft: withEstimates(draft, event.private?.estimates), files: [] };
    }
    case 'TenderRevised': {
      const draft = withEstimates(event.data.draft, event.private?.estimates);
      return { ...(state as Drafted), status: 'draft', draft };
    }
    case 'TenderPublished': {
      const { sealingKey, ...data } = event.data;
      const { files, ...drafted } = state as Drafted;
      const key = { kid: sealingKey.kid, publicJwk: sealingKey.publicJwk as JsonObject };
      return {
        ...drafted,
        ...data,
        files: files.map((file) => ({ ...file, version: 1 })),
        status: 'published',
        sealingKey: { ...key, wrapped: event.private?.wrapped ?? '' },
        ...nothingAsked,
      };
    }
    case 'TenderCancelled':
      return { ...(state as Drafted), ...event.data, status: 'cancelled' };
    default:
      return unreachable(event);
  }
}

/** Who may not bid: the buyer's affiliates, and those of all who buy with it. */
const excludedFrom = ({ joint, competition }: Draft, affiliates: readonly string[]): readonly string[] => [
  ...new Set([...affiliates, ...(joint?.excluded ?? []), ...(competition?.excluded ?? [])]),
];

const nothingAsked: Pick<Published, 'clarifications' | 'questions' | 'objections' | 'complaints' | 'amendmentDue'> = {
  clarifications: 0,
  questions: [],
  objections: [],
  complaints: [],
  amendmentDue: false,
};

/** Refuses what the check of the documents refuses: @throws its only code, or `not-publishable`, each place named. */
export function checkPublishable(draft: Draft, rules: RulePack, facts: CheckFacts): void {
  refuseAll(publicationErrors(checkTender(draft, rules, facts)), 'not-publishable');
}

/** What is counted from the publication: of an amendment the days that are left to the deadline count instead. */
const ofPublication: ReadonlySet<string> = new Set<FindingCode>([
  'deadline-past',
  'deadline-too-early',
  'deadline-too-far',
  'documents-period-short',
]);

/**
 * Refuses what an amendment brings into the documents that the rules they were published under refuse. What stood in
 * them before was checked then, and stays. @throws as `checkPublishable`
 */
export function checkAmendment(before: Draft, after: Draft, rules: RulePack, facts: CheckFacts): void {
  const known = new Set(publicationErrors(checkTender(before, rules, facts)).map((one) => JSON.stringify(one)));
  const found = publicationErrors(checkTender(after, rules, facts));
  refuseAll(
    found.filter((one) => !ofPublication.has(one.code) && !known.has(JSON.stringify(one))),
    'not-publishable',
  );
}

/** @throws `deadline-too-far` for one beyond the reach of the rules, which the lists reach beyond */
export function checkReach({ latestDays }: RulePack, deadline: Instant, at: Instant): void {
  const latest = addDays(dayOf(at), latestDays.value);
  if (dayOf(deadline) > latest) throw fieldError('deadline-too-far', '/deadline', { latest });
}

/** Takes the estimates out of a draft: they stand beside the log until the opening. */
export function withoutEstimates(draft: Draft) {
  const estimates: Record<string, Money> = Object.fromEntries(
    draft.lots.flatMap(({ id, estimate }) => (estimate === undefined ? [] : [[id, estimate]])),
  );
  const lots = draft.lots.map(({ estimate: _, ...lot }): Lot => lot);
  return { draft: { ...draft, lots }, estimates };
}

export function withEstimates(draft: Draft, estimates: Readonly<Record<string, Money>> = {}): Draft {
  const lots = draft.lots.map((lot) => {
    const estimate = estimates[lot.id];
    return estimate === undefined ? lot : { ...lot, estimate };
  });
  return { ...draft, lots };
}
