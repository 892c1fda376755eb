import { derivedId } from '../../shared/kernel/id.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { type Ratio, sub, sum, toDecimal } from '../../shared/kernel/ratio.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { reservesOf } from './award.ts';
import type { Item } from './draft.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import type { Award, Candidate, CompetitionAwarded, FrameworkAwarded, FrameworkSupplier } from './events.ts';
import { buyersOf, goneByLot, type In } from './tender-state.ts';

type Awarded = In<'awarded'>;
type FrameworkLot = FrameworkAwarded['data']['lots'][number];
type Line = FrameworkSupplier['lines'][number];

const v = 1;

/** What an award, or a change of one, brings for those who contract by it. */
export function agreementsOf(
  id: string,
  at: Instant,
  tender: Awarded,
  evaluation: Evaluation,
): (FrameworkAwarded | CompetitionAwarded)[] {
  const { competition, agreementTerm: terms } = tender.draft;
  if (competition !== undefined) {
    const { agreement } = competition;
    return [{ type: 'CompetitionAwarded', v, data: { agreement, tender: id, awardedAt: at, awards: tender.awards } }];
  }
  if (terms === undefined) return [];
  return [{ type: 'FrameworkAwarded', v, data: { ...frameworkOf(id, tender, evaluation), terms, awardedAt: at } }];
}

/** The agreement that comes of a tender: one, whatever becomes of its award. */
export const agreementOf = (tender: string): string =>
  derivedId('agreement', sha256(new TextEncoder().encode(`agreement ${tender}`)));

/**
 * The framework agreement (框架协议) of an awarded tender: its awarded lots with what each item is for, winners at the
 * prices and quantities of their awards, and the ranked reserves at the prices of their bids. A lot without an award is
 * no part of it.
 */
export function frameworkOf(
  id: string,
  tender: Awarded,
  evaluation: Evaluation,
): Omit<FrameworkAwarded['data'], 'terms' | 'awardedAt'> {
  const { draft, buyer: lead, awards, candidates, dropped, framework } = tender;
  const reserves = new Map(
    reservesOf(draft.lots, candidates, goneByLot(dropped)).map((lot) => [lot.lot, lot.candidates]),
  );
  const lots = draft.lots.flatMap((lot): FrameworkLot[] => {
    const won = awards.filter((award) => award.lot === lot.id);
    if (won.length === 0) return [];
    const ranks = candidates.find((one) => one.lot === lot.id)?.candidates ?? [];
    const bids = evaluation.lots.find((one) => one.lot === lot.id)?.bids ?? [];
    const offered = (who: { readonly supplier: string }) =>
      (bids.find(({ supplier }) => supplier === who.supplier)?.lines ?? []).map((line) => priceOf(line, '0'));
    const next = (reserves.get(lot.id) ?? []).filter((one) => !won.some(({ supplier }) => supplier === one.supplier));
    return [
      {
        id: lot.id,
        title: lot.title,
        rule: lot.allocation.rule,
        items: lot.items.map((item) => itemOf(item, won, lead.id)),
        suppliers: [
          ...won.map((award) => winnerOf(award, ranks, offered(award))),
          ...next.map((one) => reserveOf(one, offered(one))),
        ].sort((a, b) => a.rank - b.rank),
      },
    ];
  });
  return {
    agreement: agreementOf(id),
    tender: id,
    revision: (framework?.revision ?? 0) + 1,
    title: draft.title,
    lead,
    buyers: buyersOf(tender),
    lots,
  };
}

/** An item, whose it is, and what of it no winner is awarded: any of them may be asked for that. */
function itemOf({ demand, ...item }: Item, won: readonly Award[], buyer: string): FrameworkLot['items'][number] {
  const awarded = won.flatMap(({ lines }) => lines.filter((line) => line.item === item.id));
  const free = sub(parseQuantity(item.quantity), sum(awarded.map(({ quantity }) => parseQuantity(quantity))));
  return { ...item, buyer: demand?.buyer ?? buyer, free: exactly(free) };
}

/** @throws RangeError for what no quantity is: an award of more than was asked for is a fault of ours */
function exactly(quantity: Ratio): string {
  const text = quantity.n < 0n ? undefined : toDecimal(quantity, 6);
  if (text === undefined) throw new RangeError('awards are not parts of what was asked for');
  return text;
}

/** Its awarded lines, and the prices of what it offers beside them. */
function winnerOf(award: Award, candidates: readonly Candidate[], offered: readonly Line[]): FrameworkSupplier {
  const { supplier, name, uscc, rank, lines } = award;
  return {
    supplier,
    name,
    uscc,
    rank: rank ?? candidates.find((one) => one.supplier === supplier)?.rank ?? 1,
    role: 'winner',
    lines: [
      ...lines.map((line) => priceOf(line, line.quantity.value)),
      ...offered.filter(({ item }) => !lines.some((line) => line.item === item)),
    ],
  };
}

const reserveOf = ({ supplier, name, uscc, rank }: Candidate, lines: readonly Line[]): FrameworkSupplier => ({
  supplier,
  name,
  uscc,
  rank,
  role: 'reserve',
  lines,
});

const priceOf = (
  { item, unitPrice, taxIncluded, taxRate, freight }: Omit<Line, 'quantity'>,
  quantity: string,
): Line => ({
  item,
  quantity,
  unitPrice,
  ...(freight === undefined ? {} : { freight }),
  taxIncluded,
  taxRate,
});
