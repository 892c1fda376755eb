import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { addDays, dayOf } from '../../shared/kernel/time.ts';
import type { Disclosed, Private } from '../../shared/sealing/bid.ts';
import type { Item, Lot, Tender } from './tender.ts';
import { percentOf } from './typed.ts';

/** What is typed for one item (分项报价), as it is typed. */
export interface LineDraft {
  readonly price: string;
  /** In percent. */
  readonly tax: string;
  readonly freight: string;
}

/** What is typed for one lot (标段报价). */
export interface LotDraft {
  readonly taxIncluded: boolean;
  /** Under which terms it is offered, where the lot is awarded in parts (供货条件). */
  readonly capacity: string;
  readonly minimumOrder: string;
  /** A division, where freight is read from the documents' table. */
  readonly stock: string;
  readonly tiers: readonly { readonly from: string; readonly discount: string }[];
}

/** An attachment (附件): its content is a record of its own in the vault. */
export interface FileDraft {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** A bid that is being written (投标草稿): texts, so that nothing that was typed is lost or changed. */
export interface BidDraft {
  /** The version of the documents that the bidder read: an amendment asks to be read before anything is sealed. */
  readonly version: number;
  readonly lots: Readonly<Record<string, LotDraft>>;
  readonly lines: Readonly<Record<string, LineDraft>>;
  readonly packages: readonly { readonly lots: readonly string[]; readonly discount: string }[];
  readonly validUntil: string;
  /** What is answered to the committee alone, by the words of what was asked (响应说明). */
  readonly answers: Readonly<Record<string, string>>;
  readonly files: readonly FileDraft[];
}

const blankLine: LineDraft = { price: '', tax: '13', freight: '' };
const blankLot: LotDraft = { taxIncluded: true, capacity: '', minimumOrder: '', stock: '', tiers: [] };

export const lineOf = ({ lines }: BidDraft, { id }: Pick<Item, 'id'>): LineDraft => lines[id] ?? blankLine;
export const lotOf = ({ lots }: BidDraft, { id }: Pick<Lot, 'id'>): LotDraft => lots[id] ?? blankLot;

/** Until when bids are asked to be valid (投标有效期). */
export const askedValidity = ({ deadline, bidValidityDays }: Tender): string =>
  addDays(dayOf(deadline), bidValidityDays);

export const versionOf = ({ documentsVersion = 1 }: Tender): number => documentsVersion;

export const blankDraft = (tender: Tender): BidDraft => ({
  version: versionOf(tender),
  lots: {},
  lines: {},
  packages: [],
  validUntil: askedValidity(tender),
  answers: {},
  files: [],
});

/** Whether anything was typed that would be lost. */
export const isBegun = ({ lines, answers, files }: BidDraft): boolean =>
  Object.values(lines).some(({ price }) => price !== '') ||
  Object.values(answers).some((each) => each !== '') ||
  files.length > 0;

export const withLine = (draft: BidDraft, item: Item, change: Partial<LineDraft>): BidDraft => ({
  ...draft,
  lines: { ...draft.lines, [item.id]: { ...lineOf(draft, item), ...change } },
});

export const withLot = (draft: BidDraft, lot: Lot, change: Partial<LotDraft>): BidDraft => ({
  ...draft,
  lots: { ...draft.lots, [lot.id]: { ...lotOf(draft, lot), ...change } },
});

/** A bid that was sealed, to be revised; its attachments are sealed files already and are added anew. */
export function draftFrom(disclosed: Disclosed, { answers = {} }: Pick<Private, 'answers'>): BidDraft {
  const lots = disclosed.lots.map(({ lotId, items, terms = {} }) => {
    const { capacity, minimumOrder, stockDivision, tiers = [] } = terms;
    const lot: LotDraft = {
      taxIncluded: items.every(({ taxIncluded }) => taxIncluded),
      capacity: capacity?.value ?? '',
      minimumOrder: minimumOrder?.value ?? '',
      stock: stockDivision ?? '',
      tiers: tiers.map(({ from, discount }) => ({ from: from.value, discount: percentOf(discount) })),
    };
    return [lotId, lot] as const;
  });
  const lines = disclosed.lots.flatMap(({ items }) =>
    items.map(({ itemId, unitPrice, taxRate, freight }) => {
      const line = { price: unitPrice.amount, tax: percentOf(taxRate), freight: freight?.amount ?? '' };
      return [itemId, line] as const;
    }),
  );
  const { documentsVersion: version, packages = [], validUntil } = disclosed;
  return {
    version,
    lots: Object.fromEntries(lots),
    lines: Object.fromEntries(lines),
    packages: packages.map(({ lots: of, discount }) => ({ lots: of, discount: percentOf(discount) })),
    validUntil,
    answers: Object.fromEntries(
      Object.entries(answers).map(([asked, answer]) => [
        asked,
        typeof answer === 'string' ? answer : JSON.stringify(answer),
      ]),
    ),
    files: [],
  };
}

/** What the documents ask a bidder to answer (招标文件的要求): conditions, and the factors that are scored. */
export function askedAnswers({ requirements = [], lots }: Tender): readonly string[] {
  const factors = lots.flatMap(({ scoring, criteria }) => [...titlesIn(scoring, 'factors'), ...titlesIn(criteria)]);
  return [...new Set([...requirements.map(({ text }) => text), ...factors])];
}

function titlesIn(value: unknown, member?: string): readonly string[] {
  const list = member === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[member];
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: { readonly title?: unknown } | null) =>
    typeof each?.title === 'string' ? [each.title] : [],
  );
}

export const quantityOf = ({ quantity }: Item) => parseQuantity(quantity as Parameters<typeof parseQuantity>[0]);
