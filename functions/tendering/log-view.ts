import type { TenderEvent } from './events.ts';

/** What the log shows while an evaluation is under way (评标保密, Bidding Law art. 38): nothing of the evaluation. */
const shownWhileEvaluating: ReadonlySet<string> = new Set<TenderEvent['type']>([
  'TenderDrafted',
  'TenderRevised',
  'FileAttached',
  'FileRemoved',
  'TenderPublished',
  'QuestionAsked',
  'QuestionAnswered',
  'ClarificationIssued',
  'TenderAmended',
  'ObjectionFiled',
  'ObjectionAnswered',
  'ObjectionWithdrawn',
  'ComplaintFiled',
  'ComplaintDecided',
  'BidsFrozen',
  'TenderOpened',
  'LotsTenderedAgain',
]);

/** Whether an event stays out of sight until the result is published. */
export const isConfidential = (json: string): boolean =>
  !shownWhileEvaluating.has((JSON.parse(json) as { readonly type: string }).type);
