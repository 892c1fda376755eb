import { parseDecimal } from '../../../shared/kernel/ratio.ts';
import { addDays, type Day, dayOf } from '../../../shared/kernel/time.ts';
import type { OfferedLot } from '../../../shared/sealing/bid.ts';
import { type BidRecord, type OpenedBid, openedBids } from '../bid-record.ts';
import type { Draft, Lot } from '../draft.ts';
import type { Competition } from '../framework.ts';
import type { RulePack } from '../rules/pack.ts';
import { askedItem } from './arithmetic.ts';
import { type Compared, compareBid } from './compared.ts';
import { bySupplier, type EvaluatedLot, type Evaluation, type Missing } from './evaluation.ts';
import { type Findings, type FindingsIndex, indexFindings, noFindings } from './findings.ts';
import { freightOf } from './freight.ts';
import { lowPrices } from './low-price.ts';
import { judgeOf } from './methods.ts';
import { type Contest, outcomeOf, rankedBids, withoutDeductions } from './outcome.ts';
import { drawOf, sameBrand } from './ranking.ts';
import type { AskedLot } from './validity.ts';

interface Context {
  readonly draft: Draft;
  readonly rules: RulePack;
  readonly findings: FindingsIndex;
  readonly validity: Day;
}

/** A bid for one lot. */
interface Entry {
  readonly bid: OpenedBid;
  readonly offer: OfferedLot;
}

/**
 * Evaluates the opened bids (评标), lot by lot: arithmetic correction, qualification and responsiveness, policy
 * deductions, one bid a brand, the documents' method, ties. The same documents, rules, bids and findings give the same
 * evaluation, in whatever order they come. What must still be found is in `incomplete`, and nothing is thrown for it.
 */
export function evaluate(
  draft: Draft,
  rules: RulePack,
  failedLots: readonly string[],
  bids: readonly OpenedBid[],
  findings: Findings,
): Evaluation {
  const validity = addDays(dayOf(draft.deadline), draft.bidValidityDays);
  const context = { draft, rules, findings: indexFindings(findings), validity };
  const entries = entriesByLot(bids);
  const evaluated = draft.lots
    .filter((lot) => !failedLots.includes(lot.id))
    .map((lot) => evaluateLot(context, lot, entries.get(lot.id) ?? []));
  const bidders = new Set(evaluated.flatMap(({ lot }) => lot.bids.map(({ supplier }) => supplier)));
  return {
    method: draft.method,
    lots: evaluated.map(({ lot }) => lot),
    incomplete: [...unexamined(context, bidders), ...evaluated.flatMap(({ missing }) => missing)],
  };
}

/** The evaluation of a tender from the records of its opening; ties are drawn from the root of its frozen bids. */
export const evaluateRecords = (
  tender: {
    readonly draft: Draft;
    readonly rules: RulePack;
    readonly frozen: { readonly failedLots: readonly string[]; readonly root: string };
  },
  records: readonly BidRecord[],
  findings: Findings = noFindings,
): Evaluation => {
  const { draft, rules, frozen } = tender;
  return evaluate(draft, rules, frozen.failedLots, openedBids(records), { ...findings, root: frozen.root });
};

function entriesByLot(bids: readonly OpenedBid[]): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const bid of [...bids].sort(bySupplier)) {
    for (const offer of bid.lots) {
      const known = entries.get(offer.lotId);
      if (known === undefined) entries.set(offer.lotId, [{ bid, offer }]);
      else known.push({ bid, offer });
    }
  }
  return entries;
}

/** Bidders whose qualification nobody has looked at, where the documents ask for one. */
function unexamined({ draft, findings }: Context, bidders: Iterable<string>): Missing[] {
  if ((draft.requirements ?? []).length === 0) return [];
  return [...bidders]
    .filter((supplier) => findings.qualification(supplier) === undefined)
    .sort()
    .map((supplier) => ({ kind: 'qualification', supplier }));
}

function evaluateLot(context: Context, lot: Lot, entries: readonly Entry[]): { lot: EvaluatedLot; missing: Missing[] } {
  const { draft, rules, findings, validity } = context;
  const asked: AskedLot = {
    lot,
    items: lot.items.map(askedItem),
    partial: lot.allocation.rule === 'optimised',
    freightOf: freightOf(lot),
    known: new Set(lot.items.map(({ id }) => id)),
    validity,
    agreed: draft.competition && agreedPrices(draft.competition),
    brandsCountOnce: rules.brandsCountOnce.value,
  };
  const compared = entries.map(({ bid, offer }) => compareBid(asked, bid, offer, findings));
  const responsive = compared.filter((one) => one.responsive);
  const valid = responsive.filter((one) => one.valid);
  const bidders = { counted: countBidders(responsive), needed: rules.minimumQualified.value };
  const failed = failureOf(bidders, valid);
  const judge = judgeOf(draft.method, lot, failed ? [] : valid.map(({ supplier }) => supplier), rules, findings);
  const contest: Contest = {
    method: draft.method,
    judge: judge.judge,
    // Without a root there is nothing to draw from.
    draw: draft.tieRule === 'draw' && findings.root !== '' ? drawOf(findings.root, lot.id) : undefined,
  };
  const ranked = failed === undefined && judge.missing.length === 0;
  const outcome = ranked ? outcomeOf(contest, valid) : undefined;
  const pending = responsive.flatMap(({ supplier, pending }): Missing[] =>
    pending ? [{ kind: 'correction', lot: lot.id, supplier }] : [],
  );
  return {
    missing: failed ? [] : [...pending, ...judge.missing],
    lot: {
      lot: lot.id,
      bidders,
      ...(failed && { failed }),
      bids: rankedBids(compared, draft.method, outcome),
      ties: outcome?.ranking.ties ?? [],
      draws: outcome?.ranking.draws ?? [],
      withoutDeductions: ranked ? withoutDeductions(contest, valid) : [],
      lowPrices: failed
        ? []
        : lowPrices(
            responsive.filter(({ partial }) => !partial),
            rules.abnormallyLow.value,
          ),
      spreads: judge.spreads,
    },
  };
}

const agreedPrices = ({ members }: Competition) =>
  new Map(
    members.map(({ supplier, prices }) => [
      supplier,
      new Map(prices.map(({ item, unitPrice }) => [item, parseDecimal(unitPrice.amount, 8)])),
    ]),
  );

/** Qualified and responsive bidders; those that offer one brand count as one, where the rules say so (MOF Order 87 art. 31). */
function countBidders(responsive: readonly Compared[]): number {
  const branded = responsive.flatMap(({ brand }) => (brand === undefined ? [] : [sameBrand(brand)]));
  return responsive.length - branded.length + new Set(branded).size;
}

/** Why a lot has no outcome (废标、流标; MOF Order 87 art. 43, 44; Bidding Law art. 42). */
function failureOf(bidders: EvaluatedLot['bidders'], valid: readonly Compared[]): EvaluatedLot['failed'] {
  if (bidders.counted === 0) return 'no-valid-bid';
  if (bidders.counted < bidders.needed) return 'too-few-qualified';
  return valid.length === 0 ? 'no-valid-bid' : undefined;
}
