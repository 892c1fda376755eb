import { describe, expect, it } from 'vitest';
import { agreement } from '../../functions/contracts/agreement.ts';
import { callOff } from '../../functions/contracts/call-off.ts';
import { contractOf, isSigned } from '../../functions/contracts/contract.ts';
import { canonicalOf, ordered } from '../../functions/contracts/order.ts';
import { plainOrder } from '../../functions/contracts/plain-order.ts';
import { ratingOf } from '../../functions/contracts/settlement/rating.ts';
import { categories } from '../../shared/commodity/category.ts';
import { orderable, processCodes } from '../../shared/commodity/process.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given, refusal } from '../support/given.ts';
import { cast, named } from './framework.ts';
import { accepted, bars } from './quote.ts';

const [mill, shop] = [cast.winners[0] ?? cast.reserve, cast.reserve];
const enquiry = named('enquiry', 1);
const shafts = accepted(mill, shop);
const of = (data = shafts) => plainOrder(enquiry, data);

/** An order as its call-off is placed. */
const placed = (data = shafts) => ordered(of(data).order, new Map());

describe('an accepted quote', () => {
  it('is an agreement that both have signed, with no tender behind it', () => {
    const { framework, signatures } = of();
    const at = '2026-03-02T01:00:01.000Z';
    const when = given(agreement).when({ type: 'make', at, framework, signatures });
    when.yields({ type: 'AgreementMade' }, { type: 'ContractSigned' }, { type: 'ContractSigned' });
    const { state, share, supplier } = of().order;
    const contract = contractOf(shafts.agreement, state, share, supplier);
    expect(isSigned(contract, signatures)).toBe(true);
    expect(contract.amount.amount).toBe('3840.00');
    expect(state).toMatchObject({ quoted: { enquiry, quote: shafts.quote, post: shafts.post }, title: '车削' });
    expect(state).not.toHaveProperty('tender');
    given(agreement, { type: 'AgreementMade', v: 1, data: framework })
      .when({ type: 'make', at, framework, signatures })
      .changesNothing();
  });

  it('orders the whole at once, and nobody is asked to confirm', () => {
    const order = placed();
    expect(order.lines).toMatchObject([{ quantity: { value: '40', unit: 'H87' }, deliverable: '40', fromFree: '0' }]);
    given(callOff)
      .when({ type: 'place', order })
      .yields({ type: 'CallOffPlaced' }, { type: 'CallOffConfirmed', data: { confirmedAt: shafts.acceptedAt } });
  });

  it('leaves room for what is weighed or measured, none for what is counted', () => {
    expect(placed(accepted(mill, shop, bars)).lines[0]?.deliverable).toBe('61.8');
    const { framework } = of(accepted(mill, shop, bars));
    expect(framework.terms).toMatchObject({ tolerance: '3', from: '2026-03-02', to: '2026-06-18' });
  });

  it('is placed as it was accepted, however late it is told', () => {
    const late = accepted(mill, shop, { deliverBy: '2026-03-01' });
    expect(placed(late)).toMatchObject({ placedAt: late.acceptedAt, until: '2026-05-31' });
  });

  it.each([
    ['small', undefined, 90, 60],
    ['small', undefined, 45, 45],
    ['large', undefined, 90, 90],
    ['micro', 'large', 90, 90],
    ['small', 'medium', 120, 120],
  ] as const)('of a %s supplier and a buyer that is %s: %i days of payment are %i', (supplier, buyer, asked, days) => {
    const sizes = buyer === undefined ? { supplier } : { supplier, buyer };
    expect(of(accepted(mill, shop, { paymentDays: asked }, { sizes })).framework.terms.paymentDays).toBe(days);
  });

  it('takes no further order and no competition', () => {
    const { quoted: _, ...order } = of().order;
    expect(refusal(() => ordered(order, new Map())).code).toBe('plain-order');
    const { framework } = of();
    const request = { requestedAt: shafts.acceptedAt, tender: named('tender', 9) } as never;
    given(agreement, { type: 'AgreementMade', v: 1, data: framework })
      .when({ type: 'requestCompetition', request })
      .refuses('plain-order');
  });

  it('is counted in whole pieces', () => {
    const { share } = of().order;
    const item = share.lots[0]?.items[0];
    if (item === undefined) throw new Error('no item');
    expect(refusal(() => canonicalOf(item, { value: '1.5', unit: 'H87' }, '/quantity')).code).toBe(
      'quantity-not-whole',
    );
    expect(refusal(() => canonicalOf(item, { value: '1', unit: 'MTR' }, '/quantity')).code).toBe('unit-not-traded');
  });
});

it('whatever is traded or worked is ordered in every unit and on every basis that it is counted in', () => {
  const masses: readonly string[] = ['TNE', 'KGM'];
  const tradable = categories().filter(({ parent, status }) => parent !== undefined && status === 'active');
  for (const { code, tradingUnits, weighingBases } of [...tradable, ...processCodes.map(orderable)]) {
    for (const unit of tradingUnits) {
      const bases = masses.includes(unit) && weighingBases.length > 0 ? weighingBases : [undefined];
      for (const basis of bases) {
        const quantity = { value: '12', unit, ...(basis === undefined ? {} : { basis }) };
        const terms = { subject: code, attributes: {}, quantity, per: unit };
        expect(placed(accepted(mill, shop, terms)).lines[0]?.canonical, `${code} ${unit} ${basis}`).toEqual(quantity);
      }
    }
  }
});

it('a rating counts no answer that nobody was asked for', () => {
  const state = fold(callOff, callOff.decide({ type: 'place', order: placed() }, { status: 'none' }));
  if (state.status === 'none') throw new Error('not placed');
  const { response, facts } = ratingOf('2026-03', {
    callOffs: [{ id: shafts.callOff, callOff: state }],
    deliveries: [],
  });
  expect([response, facts.asked, facts.due]).toEqual([null, 0, 1]);
});
