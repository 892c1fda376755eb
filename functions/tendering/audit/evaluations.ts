import type { Bundle } from '../../../shared/sealing/bundle.ts';
import { hashJson } from '../../../shared/sealing/hash.ts';
import type { OpenedBid } from '../bid-record.ts';
import { findingsOfLog } from '../committee/findings.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { TenderEvent } from '../events.ts';
import type { Closed } from '../tender-state.ts';
import type { Step } from './replay.ts';

/** The evaluation as it followed from what the log said before its event `seq`, and the hash of it. */
export type EvaluationAt = (seq: number) => { readonly evaluation: Evaluation; readonly hash: string };

/** What an evaluation hangs on beside documents, rules and bids, which are fixed by then. */
const deciding: ReadonlySet<string> = new Set<TenderEvent['type']>([
  'BidderJudged',
  'PriceJudged',
  'SheetSubmitted',
  'CommitteeEntered',
  'CommitteeDrawn',
  'MemberRecused',
  'MemberReplaced',
]);

/** Evaluates again, once for each state of the findings that is asked for. */
export function evaluations(bundle: Bundle, steps: readonly Step[], { draft, rules, frozen }: Closed): EvaluationAt {
  const bids = bundle.opened.map(openedBid);
  const made = new Map<number, ReturnType<EvaluationAt>>();
  return (seq) => {
    const events = steps.filter((step) => step.seq < seq && deciding.has(step.event.type)).map(({ event }) => event);
    const known = made.get(events.length);
    if (known !== undefined) return known;
    const found = { ...findingsOfLog(events), root: frozen.root };
    const evaluation = evaluate(draft, rules, frozen.failedLots, bids, found);
    const one = { evaluation, hash: hashJson(evaluation) };
    made.set(events.length, one);
    return one;
  };
}

function openedBid({ supplier, name, uscc, sizeClass, disclosed }: Bundle['opened'][number]): OpenedBid {
  const { lots, validUntil } = disclosed;
  const size = sizeClass as OpenedBid['sizeClass'];
  return { supplier, name, uscc, lots, validUntil, ...(size === undefined ? {} : { sizeClass: size }) };
}
