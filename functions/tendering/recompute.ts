import { canonical } from '../../shared/kernel/json.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { parseEvent } from '../../shared/sealing/chain.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { Finding } from '../../shared/sealing/verify.ts';
import { awardsOf, type Evaluation } from './award.ts';
import type { OpenedBid } from './bid-record.ts';
import { findingsOfLog } from './committee/findings.ts';
import type { Draft } from './draft.ts';
import { evaluate } from './evaluation/evaluate.ts';
import type { LotCandidates } from './events.ts';
import type { RulePack } from './rules/pack.ts';

/**
 * Does the evaluation and the award of a bundle again from its opened bids (复算), and compares every step. The
 * candidates are those of the log: how ties were ordered is the purchaser's decision, with its reason there.
 */
export function recompute(bundle: Bundle): Finding[] {
  const data = (type: string) => logged(bundle, type);
  const frozen = data('BidsFrozen') as { root: string; failedLots?: readonly string[] } | undefined;
  const draft = data('TenderRevised') ?? data('TenderDrafted');
  const published = data('TenderPublished') as { rules: RulePack } | undefined;
  if (frozen === undefined || draft === undefined || published === undefined || bundle.evaluation === null) return [];
  const opened = bundle.opened.map(openedBid);
  const found = { ...findingsOfLog(eventsOf(bundle)), root: frozen.root };
  const evaluation = evaluate(draft.draft as Draft, published.rules, frozen.failedLots ?? [], opened, found);
  const candidates = data('CandidatesPublished') as { lots: readonly LotCandidates[]; evaluation: string } | undefined;
  const findings = [
    finding('documents-logged', canonical(documentsOf(bundle.tender)) === canonical(draft.draft)),
    finding('evaluation-recomputed', canonical(evaluation) === canonical(bundle.evaluation)),
  ];
  if (candidates !== undefined) {
    findings.push(
      finding(
        'candidates-follow',
        candidates.evaluation === hashJson(evaluation) && follow(evaluation, candidates.lots),
      ),
    );
  }
  if (candidates !== undefined && bundle.award !== null) {
    const awards = awardsOf(evaluation, candidates.lots);
    const said = (data('TenderAwarded') as { awards?: unknown } | undefined)?.awards;
    findings.push(
      finding(
        'award-recomputed',
        canonical(awards) === canonical(bundle.award) && canonical(awards) === canonical(said ?? null),
      ),
    );
  }
  return findings;
}

/** What the bundle says of the tender's documents, as its log has them: estimates stand beside the log. */
function documentsOf({ id: _, documentsVersion: __, buyer: ___, ...documents }: Bundle['tender']): object {
  const lots = (documents.lots as Draft['lots']).map(({ estimate: _, ...lot }) => lot);
  return { ...documents, lots };
}

const finding = (code: string, ok: boolean): Finding => ({ code, ok, params: {} });

/** The events of a bundle that are ones. */
const eventsOf = (bundle: Bundle) =>
  bundle.events.flatMap((json) => {
    const { type, data } = parseEvent(json) ?? {};
    return typeof type === 'string' && typeof data === 'object' && data !== null ? [{ type, data }] : [];
  });

/** The data of the newest event of a type. */
function logged(bundle: Bundle, type: string): Record<string, unknown> | undefined {
  const events = eventsOf(bundle).filter((event) => event.type === type);
  return events.at(-1)?.data as Record<string, unknown> | undefined;
}

function openedBid({ supplier, name, uscc, sizeClass, disclosed }: Bundle['opened'][number]): OpenedBid {
  const { lots, validUntil } = disclosed;
  const size = sizeClass as OpenedBid['sizeClass'];
  return { supplier, name, uscc, lots, validUntil, ...(size === undefined ? {} : { sizeClass: size }) };
}

/** Whether no candidate stands before one with a lower evaluated price. */
function follow(evaluation: Evaluation, lots: readonly LotCandidates[]): boolean {
  return lots.every(({ lot, candidates }) => {
    const bids = evaluation.lots.find((one) => one.lot === lot)?.bids ?? [];
    const ranks = candidates.map(({ supplier }) => bids.find((bid) => bid.supplier === supplier)?.rank ?? 0);
    return ranks[0] === 1 && ranks.every((rank, at) => rank > 0 && rank >= (ranks[at - 1] ?? 0));
  });
}
