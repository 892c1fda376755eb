import type { Body } from '../api/client.ts';
import { typed, unitKey, unitOf } from '../kit/typed.ts';

type Lot = NonNullable<Body<'PATCH /v1/tenders/{id}'>['lots']>[number];
type Allocation = NonNullable<Lot['allocation']>;
type Freight = NonNullable<Lot['freight']>;
type Deduction = NonNullable<Lot['deductions']>[number];
type Terms = NonNullable<Body<'PATCH /v1/tenders/{id}'>['agreementTerm']>;
type IndexLink = NonNullable<Lot['items'][number]['priceIndex']>;
type Dates = Extract<Terms['price'], { dates: unknown }>['dates'];

/** How a lot is awarded, as it is typed (授标规则): what another rule asks for is kept while one chooses. */
export interface AllocationForm {
  readonly rule: Allocation['rule'];
  readonly reserves: string;
  /** Fractions by rank, or by the number of winners. */
  readonly shares: readonly string[];
  readonly committed: readonly string[];
  readonly winners: string;
  readonly step: string;
  /** `TNE/weighed`. */
  readonly stepUnit: string;
  readonly maxWinners: string;
  readonly maxShare: string;
  readonly gap: string;
  readonly nodes: string;
  readonly otherwise: 'best-found' | 'winner-takes-all';
}

export const noAllocation: AllocationForm = {
  rule: 'winner-takes-all',
  reserves: '',
  shares: ['', ''],
  committed: [''],
  winners: '',
  step: '',
  stepUnit: '',
  maxWinners: '',
  maxShare: '',
  gap: '0.0001',
  nodes: '100000',
  otherwise: 'best-found',
};

/** How goods get there (运费): rates a unit from a stock division to a delivery division. */
export interface FreightForm {
  readonly basis: Freight['basis'] | '';
  readonly origins: readonly string[];
  readonly zones: readonly { readonly from: string; readonly to: string; readonly perUnit: string }[];
}

export const noFreight: FreightForm = { basis: '', origins: [''], zones: [] };

export interface DeductionForm {
  readonly for: Deduction['for'];
  readonly rate: string;
}

/** What settlement follows (价格指数). */
export interface IndexForm {
  readonly index: string;
  readonly base: string;
  readonly surcharge: string;
}

export const noIndex: IndexForm = { index: '', base: '', surcharge: '' };

/** The terms of the framework agreement that follows the award (框架协议条款), as they are typed. */
export interface TermsForm {
  readonly from: string;
  readonly to: string;
  readonly rule: Terms['price']['rule'];
  readonly dates: Dates;
  readonly band: string;
  readonly tolerance: string;
  readonly confirmDays: string;
  readonly acceptDays: string;
  readonly disputeDays: string;
  readonly paymentDays: string;
  readonly weighing: NonNullable<Terms['weighing']> | '';
  readonly rollOver: string;
}

export const noTerms: TermsForm = {
  from: '',
  to: '',
  rule: 'fixed',
  dates: 'order-day',
  band: '',
  tolerance: '5',
  confirmDays: '3',
  acceptDays: '7',
  disputeDays: '15',
  paymentDays: '30',
  weighing: '',
  rollOver: '',
};

/** What was asked to be counted; what is no whole number is refused by the API beside its field. */
export const count = (text: string): number => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : -1);
const yuan = (text: string) => ({ amount: typed(text), currency: 'CNY' }) as const;

export function allocationForm(of: Allocation | undefined): AllocationForm {
  if (of === undefined) return noAllocation;
  const { rule } = of;
  const step = 'step' in of ? { step: of.step.value, stepUnit: unitKey(of.step) } : {};
  switch (rule) {
    case 'reserves':
      return { ...noAllocation, rule, reserves: String(of.reserves) };
    case 'shares':
      return { ...noAllocation, ...step, rule, shares: of.shares, reserves: String(of.reserves ?? '') };
    case 'committed':
      return { ...noAllocation, ...step, rule, committed: of.committed, winners: String(of.winners) };
    case 'optimised': {
      const { maxWinners = '', maxShare = '', gap, nodes, otherwise } = of;
      const ends = { gap, nodes: String(nodes), otherwise };
      return { ...noAllocation, ...step, ...ends, rule, maxWinners: String(maxWinners), maxShare };
    }
    default:
      return noAllocation;
  }
}

export function allocationBody(form: AllocationForm): Allocation {
  const { rule } = form;
  const step = { value: typed(form.step), ...unitOf(form.stepUnit) } as Extract<Allocation, { step: unknown }>['step'];
  const reserves = form.reserves.trim() === '' ? {} : { reserves: count(form.reserves) };
  switch (rule) {
    case 'winner-takes-all':
      return { rule };
    case 'reserves':
      return { rule, reserves: count(form.reserves) };
    case 'shares':
      return { rule, shares: form.shares.map(typed), step, ...reserves };
    case 'committed':
      return { rule, committed: form.committed.map(typed), winners: count(form.winners), step };
    case 'optimised':
      return {
        rule,
        step,
        ...(form.maxWinners.trim() === '' ? {} : { maxWinners: count(form.maxWinners) }),
        ...(form.maxShare.trim() === '' ? {} : { maxShare: typed(form.maxShare) }),
        gap: typed(form.gap),
        nodes: count(form.nodes),
        otherwise: form.otherwise,
      };
  }
}

export function freightForm(of: Freight | undefined): FreightForm {
  if (of?.basis !== 'zone-table') return { ...noFreight, basis: of?.basis ?? '' };
  const zones = of.zones.map(({ from, to, perUnit }) => ({ from, to, perUnit: perUnit.amount }));
  return { basis: of.basis, origins: [...new Set(zones.map(({ from }) => from))], zones };
}

export function freightBody({ basis, zones }: FreightForm): Freight | undefined {
  if (basis === '') return undefined;
  if (basis !== 'zone-table') return { basis };
  return { basis, zones: zones.map(({ from, to, perUnit }) => ({ from, to, perUnit: yuan(perUnit) })) };
}

export const indexForm = (of: IndexLink | undefined): IndexForm =>
  of === undefined ? noIndex : { index: of.index, base: of.base.amount, surcharge: of.surcharge?.amount ?? '' };

export const indexBody = ({ index, base, surcharge }: IndexForm): IndexLink | undefined =>
  index === ''
    ? undefined
    : { index, base: yuan(base), ...(surcharge.trim() === '' ? {} : { surcharge: yuan(surcharge) }) };

export function termsForm(of: Terms | undefined): TermsForm | undefined {
  if (of === undefined) return undefined;
  const { price } = of;
  const { from, to, tolerance, weighing = '', rollOver } = of;
  return {
    ...{ from, to, tolerance, weighing, rollOver: rollOver?.until ?? '', rule: price.rule },
    dates: 'dates' in price ? price.dates : noTerms.dates,
    band: 'band' in price ? price.band : '',
    confirmDays: String(of.confirmDays),
    acceptDays: String(of.acceptDays),
    disputeDays: String(of.disputeDays),
    paymentDays: String(of.paymentDays),
  };
}

export function termsBody(form: TermsForm): Terms {
  const { from, to, weighing, rollOver } = form;
  return {
    from,
    to,
    price: priceBody(form),
    tolerance: typed(form.tolerance),
    confirmDays: count(form.confirmDays),
    acceptDays: count(form.acceptDays),
    disputeDays: count(form.disputeDays),
    paymentDays: count(form.paymentDays),
    ...(weighing === '' ? {} : { weighing }),
    ...(rollOver === '' ? {} : { rollOver: { until: rollOver } }),
  };
}

function priceBody({ rule, dates, band }: TermsForm): Terms['price'] {
  if (rule === 'fixed') return { rule };
  return rule === 'band' ? { rule, band: typed(band), dates } : { rule, dates };
}
