import type { AttributeValue } from '../../shared/commodity/model.ts';
import type { Answer, Body } from '../api/client.ts';
import { instantOf } from '../kit/format.ts';

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
  /** A minute on the clock of Shanghai: `2026-03-24T09:30`. */
  readonly deadline: string;
  readonly validity: string;
  readonly tieRule: NonNullable<Changes['tieRule']>;
  readonly requirements: readonly Requirement[];
  readonly lots: readonly LotForm[];
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
});

export const emptyLot = (): LotForm => ({
  row: row(),
  title: '',
  estimate: '',
  ceiling: '',
  bidSecurity: '',
  items: [emptyItem()],
});

const noReview: FairReview = { reviewer: '', reviewedOn: '', articles: [], conclusion: 'no-restriction' };

export const emptyForm = (): DraftForm => ({
  title: '',
  text: '',
  regime: 'bidding-compulsory',
  method: 'lowest-evaluated-price',
  deadline: '',
  validity: '90',
  tieRule: 'draw',
  requirements: [],
  lots: [emptyLot()],
  fairReview: noReview,
  justifications: [],
});

/** The minute of an instant on the clock of Shanghai, as a field of date and time wants it. */
export const wallTime = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);

const yuan = (amount: string) => (amount === '' ? undefined : ({ amount: fen(amount), currency: 'CNY' } as const));
/** `6700000` and `6,700,000.5` as the API wants them; what is no amount stays, and is refused there. */
function fen(amount: string): string {
  const [whole = '', fraction = ''] = amount.replaceAll(/[,，\s]/g, '').split('.');
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
    deadline: wallTime(deadline),
    validity: String(bidValidityDays),
    tieRule: tieRule as DraftForm['tieRule'],
    requirements: (tender.requirements ?? []) as readonly Requirement[],
    lots: lots.map((lot) => lotForm(lot as unknown as Lot)),
    fairReview: (tender.fairReview as FairReview | undefined) ?? noReview,
    justifications: tender.justifications ?? [],
  };
}

function lotForm({ id, title, items, estimate, ceiling, bidSecurity, scoring, criteria, ...rest }: Lot): LotForm {
  return {
    row: id ?? row(),
    ...(id === undefined ? {} : { id }),
    title,
    estimate: estimate?.amount ?? '',
    ceiling: ceiling?.amount ?? '',
    bidSecurity: bidSecurity?.amount ?? '',
    items: items.map(itemForm),
    ...(scoring === undefined ? {} : { scoring }),
    ...(criteria === undefined ? {} : { criteria }),
    rest,
  };
}

function itemForm({ id, category, attributes, quantity, deliveryPoint, deliverBy, ...rest }: Item): ItemForm {
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
    rest: { ...rest, where },
  };
}

/** What was typed, as the API takes it. */
export function bodyOf(form: DraftForm): Changes & Pick<Body<'POST /v1/tenders'>, 'lots'> {
  const { title, text, regime, method, tieRule, requirements, lots, fairReview, justifications } = form;
  const reviewed = fairReview.reviewer !== '' || fairReview.articles.length > 0;
  return {
    title,
    // The API takes no regime of its own making: a draft of the second stage keeps it.
    ...(regime === 'framework-second-stage' ? {} : { regime }),
    method,
    tieRule,
    deadline: instantOf(form.deadline),
    bidValidityDays: /^\d{1,3}$/.test(form.validity) ? Number(form.validity) : 0,
    lots: lots.map((lot) => lotBody(lot, method)),
    requirements,
    justifications,
    ...(text === '' ? {} : { text }),
    ...(reviewed
      ? { fairReview: { ...fairReview, articles: fairReview.articles.filter((each) => each.trim() !== '') } }
      : {}),
  };
}

function lotBody(lot: LotForm, method: DraftForm['method']): Lot {
  const { id, title, items, scoring, criteria, rest } = lot;
  const amounts = { estimate: yuan(lot.estimate), ceiling: yuan(lot.ceiling), bidSecurity: yuan(lot.bidSecurity) };
  return {
    ...rest,
    ...(id === undefined ? {} : { id }),
    title,
    items: items.map(itemBody),
    ...(Object.fromEntries(Object.entries(amounts).filter(([, each]) => each !== undefined)) as object),
    ...(method === 'scoring' && scoring !== undefined ? { scoring } : {}),
    ...(method === 'weighted-price' && criteria !== undefined ? { criteria } : {}),
  } as Lot;
}

function itemBody({
  id,
  category,
  attributes,
  value,
  unit,
  basis,
  division,
  address,
  deliverBy,
  rest,
}: ItemForm): Item {
  const { where, ...others } = { where: {}, ...rest };
  return {
    ...others,
    ...(id === undefined ? {} : { id }),
    category,
    attributes,
    quantity: { value: value.replaceAll(/[,，\s]/g, ''), unit, ...(basis === '' ? {} : { basis }) },
    deliveryPoint: { ...where, division, address },
    ...(deliverBy === '' ? {} : { deliverBy }),
  } as Item;
}
