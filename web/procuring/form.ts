import type { AttributeValue } from '../../shared/commodity/model.ts';
import type { Answer, Body } from '../api/client.ts';
import { instantOf } from '../kit/format.ts';
import { typed } from '../kit/typed.ts';
import {
  type AllocationForm,
  allocationBody,
  allocationForm,
  count,
  type DeductionForm,
  type FreightForm,
  freightBody,
  freightForm,
  type IndexForm,
  indexBody,
  indexForm,
  noAllocation,
  noFreight,
  noIndex,
  type TermsForm,
  termsBody,
  termsForm,
} from './award-form.ts';

export type Tender = Answer<'GET /v1/tenders/{id}'>;
type Changes = Body<'PATCH /v1/tenders/{id}'>;
type Lot = NonNullable<Changes['lots']>[number];
type Item = Lot['items'][number];
export type Unit = Item['quantity']['unit'];
export type Basis = NonNullable<Item['quantity']['basis']>;
export type Requirement = NonNullable<Changes['requirements']>[number];
export type FairReview = NonNullable<Changes['fairReview']>;
export type Scoring = NonNullable<Lot['scoring']>;
export type Criterion = NonNullable<Lot['criteria']>[number];

/** An item as it is typed (货物清单行); `row` tells rows apart that have no id yet. */
export interface ItemForm {
  readonly row: string;
  readonly id?: string;
  readonly category: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly value: string;
  readonly unit: Unit | '';
  readonly basis: Basis | '';
  readonly division: string;
  readonly address: string;
  readonly deliverBy: string;
  readonly priceIndex: IndexForm;
  /** What was pasted and could not be read, for the purchaser to fill in. */
  readonly unread?: readonly string[];
  /** What the editor does not show, kept as it came. */
  readonly rest?: object;
}

/** A lot as it is typed (标段). Amounts are decimal strings in yuan. */
export interface LotForm {
  readonly row: string;
  readonly id?: string;
  readonly title: string;
  readonly estimate: string;
  readonly ceiling: string;
  readonly bidSecurity: string;
  readonly items: readonly ItemForm[];
  readonly allocation: AllocationForm;
  readonly freight: FreightForm;
  readonly deductions: readonly DeductionForm[];
  readonly scoring?: Scoring;
  readonly criteria?: readonly Criterion[];
  readonly rest?: object;
}

/** The documents as they are typed (招标文件草稿). */
export interface DraftForm {
  readonly title: string;
  readonly text: string;
  /** A second stage of a framework agreement is made by the platform, and stays one. */
  readonly regime: Tender['regime'];
  readonly method: NonNullable<Changes['method']>;
  readonly openingMode: NonNullable<Changes['openingMode']>;
  /** A minute on the clock of Shanghai: `2026-03-24T09:30`. */
  readonly deadline: string;
  readonly validity: string;
  readonly tieRule: NonNullable<Changes['tieRule']>;
  readonly requirements: readonly Requirement[];
  readonly lots: readonly LotForm[];
  /** None where the goods are bought once. */
  readonly agreement?: TermsForm | undefined;
  /** Whether the plan is of a year's purchases (年度采购), and of which; empty where it is not. */
  readonly year: string;
  /** The citation of a version of the procurement catalogue (集采目录); empty where none is cited. */
  readonly catalogue: string;
  readonly fairReview: FairReview;
  readonly justifications: NonNullable<Changes['justifications']>;
}

const row = (): string => crypto.randomUUID();

export const emptyItem = (like?: ItemForm): ItemForm => ({
  row: row(),
  category: like?.category ?? '',
  attributes: {},
  value: '',
  unit: like?.unit ?? '',
  basis: like?.basis ?? '',
  division: like?.division ?? '',
  address: like?.address ?? '',
  deliverBy: like?.deliverBy ?? '',
  priceIndex: like?.priceIndex ?? noIndex,
});

export const emptyLot = (): LotForm => ({
  row: row(),
  title: '',
  estimate: '',
  ceiling: '',
  bidSecurity: '',
  items: [emptyItem()],
  allocation: noAllocation,
  freight: noFreight,
  deductions: [],
});

const noReview: FairReview = { reviewer: '', reviewedOn: '', articles: [], conclusion: 'no-restriction' };

export const emptyForm = (): DraftForm => ({
  title: '',
  text: '',
  regime: 'bidding-compulsory',
  method: 'lowest-evaluated-price',
  openingMode: 'automatic',
  deadline: '',
  validity: '90',
  tieRule: 'draw',
  requirements: [],
  lots: [emptyLot()],
  year: '',
  catalogue: '',
  fairReview: noReview,
  justifications: [],
});

/** The minute of an instant on the clock of Shanghai, as a field of date and time wants it. */
export const wallTime = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);

const yuan = (amount: string) => (amount === '' ? undefined : ({ amount: fen(amount), currency: 'CNY' } as const));
/** `6700000` and `6,700,000.5` as the API wants them; what is no amount stays, and is refused there. */
function fen(amount: string): string {
  const [whole = '', fraction = ''] = typed(amount).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** A draft of the API, to be edited. */
export function formOf(tender: Tender): DraftForm {
  const { title, text = '', regime, method, deadline, bidValidityDays, tieRule = 'draw', lots } = tender;
  return {
    title,
    text,
    regime,
    method: method as DraftForm['method'],
    openingMode: tender.openingMode as DraftForm['openingMode'],
    deadline: wallTime(deadline),
    validity: String(bidValidityDays),
    tieRule: tieRule as DraftForm['tieRule'],
    requirements: (tender.requirements ?? []) as readonly Requirement[],
    lots: lots.map((lot) => lotForm(lot as unknown as Lot)),
    agreement: termsForm(tender.agreementTerm),
    catalogue: tender.procurementCatalogue ?? '',
    year: tender.annual === undefined ? '' : String(tender.annual.year),
    fairReview: (tender.fairReview as FairReview | undefined) ?? noReview,
    justifications: tender.justifications ?? [],
  };
}

function lotForm(lot: Lot): LotForm {
  const { id, title, items, estimate, ceiling, bidSecurity, allocation, freight, deductions = [], ...others } = lot;
  const { scoring, criteria, ...rest } = others;
  return {
    row: id ?? row(),
    ...(id === undefined ? {} : { id }),
    title,
    estimate: estimate?.amount ?? '',
    ceiling: ceiling?.amount ?? '',
    bidSecurity: bidSecurity?.amount ?? '',
    items: items.map(itemForm),
    allocation: allocationForm(allocation),
    freight: freightForm(freight),
    deductions,
    ...(scoring === undefined ? {} : { scoring }),
    ...(criteria === undefined ? {} : { criteria }),
    rest,
  };
}

function itemForm(item: Item): ItemForm {
  const { id, category, attributes, quantity, deliveryPoint, deliverBy, priceIndex, ...rest } = item;
  const { division, address, ...where } = deliveryPoint;
  return {
    row: id ?? row(),
    ...(id === undefined ? {} : { id }),
    category,
    attributes: attributes as ItemForm['attributes'],
    value: quantity.value,
    unit: quantity.unit,
    basis: quantity.basis ?? '',
    division,
    address,
    deliverBy: deliverBy ?? '',
    priceIndex: indexForm(priceIndex),
    rest: { ...rest, where },
  };
}

/**
 * What was typed, as the API takes it. What is optional and was left empty is `null`, which takes it out of what was saved
 * before; `newBody` is without.
 */
export function bodyOf(form: DraftForm): Changes & Pick<Body<'POST /v1/tenders'>, 'lots'> {
  const { title, text, regime, method, openingMode, tieRule, requirements, lots, fairReview, justifications } = form;
  const reviewed = fairReview.reviewer !== '' || fairReview.articles.length > 0;
  return {
    title,
    // The API takes no regime of its own making: a draft of the second stage keeps it.
    ...(regime === 'framework-second-stage' ? {} : { regime }),
    method,
    openingMode,
    tieRule,
    deadline: instantOf(form.deadline),
    bidValidityDays: count(form.validity),
    lots: lots.map((lot) => lotBody(lot, form)),
    requirements,
    justifications,
    text: text === '' ? null : text,
    agreementTerm: form.agreement === undefined ? null : termsBody(form.agreement),
    procurementCatalogue: form.catalogue === '' ? null : form.catalogue,
    annual: form.year === '' ? null : { year: count(form.year) },
    fairReview: reviewed ? { ...fairReview, articles: fairReview.articles.filter((each) => each.trim() !== '') } : null,
  };
}

export const newBody = (form: DraftForm): Body<'POST /v1/tenders'> =>
  Object.fromEntries(Object.entries(bodyOf(form)).filter(([, value]) => value !== null)) as never;

function lotBody(lot: LotForm, { method, agreement }: DraftForm): Lot {
  const { id, title, items, deductions, scoring, criteria, rest } = lot;
  const freight = freightBody(lot.freight);
  const followed = agreement !== undefined && agreement.rule !== 'fixed';
  const amounts = { estimate: yuan(lot.estimate), ceiling: yuan(lot.ceiling), bidSecurity: yuan(lot.bidSecurity) };
  return {
    ...rest,
    ...(id === undefined ? {} : { id }),
    title,
    items: items.map((item) => itemBody(item, followed)),
    allocation: allocationBody(lot.allocation),
    ...(freight === undefined ? {} : { freight }),
    ...(deductions.length === 0 ? {} : { deductions: deductions.map((each) => ({ ...each, rate: typed(each.rate) })) }),
    ...(Object.fromEntries(Object.entries(amounts).filter(([, each]) => each !== undefined)) as object),
    ...(method === 'scoring' && scoring !== undefined ? { scoring } : {}),
    ...(method === 'weighted-price' && criteria !== undefined ? { criteria } : {}),
  } as Lot;
}

/** With fixed prices an index is none of the documents'; it is kept while one chooses. */
function itemBody(item: ItemForm, followed: boolean): Item {
  const { id, category, attributes, value, unit, basis, division, address, deliverBy, rest } = item;
  const { where, ...others } = { where: {}, ...rest };
  const priceIndex = followed ? indexBody(item.priceIndex) : undefined;
  return {
    ...others,
    ...(id === undefined ? {} : { id }),
    category,
    attributes,
    quantity: { value: typed(value), unit, ...(basis === '' ? {} : { basis }) },
    deliveryPoint: { ...where, division, address },
    ...(deliverBy === '' ? {} : { deliverBy }),
    ...(priceIndex === undefined ? {} : { priceIndex }),
  } as Item;
}
