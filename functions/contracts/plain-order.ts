import { goods } from '../../shared/commodity/process.ts';
import type { SizeClass } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { addDays, dayOf } from '../../shared/kernel/time.ts';
import type { QuoteAccepted } from '../market/events.ts';
import { agreement } from './agreement.ts';
import type { ContractSigned, Framework, Quoted } from './agreement-events.ts';
import type { ExistingAgreement } from './agreement-state.ts';
import { contractOf } from './contract.ts';
import rules from './data/plain-order.json' with { type: 'json' };
import { counted, type Order } from './order.ts';
import { paymentTerms, type Sizes } from './settlement/payment.ts';
import { sharesOf } from './shares.ts';

/** What an acceptance says. */
export type Accepted = QuoteAccepted['data'];

/** A plain order: the agreement, its signatures, and the one call-off under it. */
export interface PlainOrder {
  readonly framework: Framework;
  readonly signatures: readonly ContractSigned['data'][];
  readonly order: Order;
}

/**
 * A quote that was accepted, as a plain order (直接订购): an agreement of one buyer, one supplier and one item at a fixed
 * price, which both have signed by offering and accepting (民法典 art. 471, 483), and a call-off of all of it. What the
 * quote does not say is in data/plain-order.json. Days of payment beyond what the payment rules allow are cut to these.
 */
export function plainOrder(enquiry: string, accepted: Accepted): PlainOrder {
  const { acceptedAt, parties, item, terms: quoted } = accepted;
  const framework = frameworkOf(enquiry, accepted);
  const made = { type: 'AgreementMade', v: 1, data: framework } as const;
  const state = fold(agreement, [made]) as ExistingAgreement;
  const [share = { buyer: parties.buyer.id, lots: [] }] = sharesOf(framework, {});
  const { hash, amount } = contractOf(accepted.agreement, state, share, parties.supplier.id);
  const sizes = sizesOf(accepted);
  const [buyer, supplier] = [parties.buyer.id, parties.supplier.id];
  const signatures = (['supplier', 'buyer'] as const).map((by) => {
    const sizeClass = sizes[by];
    const size = sizeClass === undefined ? {} : { sizeClass };
    return { buyer, supplier, by, hash, amount, signedAt: acceptedAt, ...size };
  });
  return {
    framework,
    signatures,
    order: {
      ...{ id: accepted.agreement, state, share, supplier, at: acceptedAt },
      lines: [{ itemId: item, quantity: quoted.quantity, deliverBy: quoted.deliverBy }],
      quoted: quotedIn(enquiry, accepted),
    },
  };
}

const quotedIn = (enquiry: string, { quote, post, via }: Accepted): Quoted => ({
  ...{ enquiry, quote, post },
  ...(via === undefined ? {} : { via }),
});

function frameworkOf(enquiry: string, accepted: Accepted): Framework {
  const { agreement: id, lot, item, acceptedAt, parties, buyerDivision: division, terms } = accepted;
  const { subject, attributes, quantity, deliverBy, deliverTo: deliveryPoint } = terms;
  const title = goods(subject)?.name.zh ?? subject;
  const { unitPrice, freight, taxIncluded, taxRate } = terms;
  const buyer = { ...parties.buyer, division };
  const { id: supplier, ...named } = parties.supplier;
  const priced = { unitPrice, ...(freight === undefined ? {} : { freight }), taxIncluded, taxRate };
  const goodsAsked = { category: subject, attributes: attributes as JsonObject, quantity, deliveryPoint, deliverBy };
  return {
    agreement: id,
    quoted: quotedIn(enquiry, accepted),
    revision: 1,
    awardedAt: acceptedAt,
    title,
    lead: buyer,
    buyers: [buyer],
    terms: termsOf(accepted),
    lots: [
      {
        id: lot,
        title,
        rule: 'winner-takes-all',
        items: [{ id: item, ...goodsAsked, buyer: buyer.id, free: '0' }],
        suppliers: [
          { supplier, ...named, rank: 1, role: 'winner', lines: [{ item, quantity: quantity.value, ...priced }] },
        ],
      },
    ],
  };
}

function termsOf(accepted: Accepted): Framework['terms'] {
  const { acceptedAt, terms } = accepted;
  const { days, tolerance, late } = rules;
  const from = dayOf(acceptedAt);
  return {
    from,
    to: addDays([from, terms.deliverBy].sort().at(-1) ?? from, late.days),
    price: { rule: 'fixed' },
    tolerance: counted.includes(terms.quantity.unit) ? tolerance.counted : tolerance.measured,
    confirmDays: days.confirm,
    acceptDays: days.accept,
    disputeDays: days.dispute,
    paymentDays: paymentTerms(terms.paymentDays, sizesOf(accepted)).days,
  };
}

const sizeClasses: readonly SizeClass[] = ['large', 'medium', 'small', 'micro'];
const sizesOf = ({ sizes }: Accepted): Sizes => ({
  buyer: sizeClasses.find((each) => each === sizes.buyer),
  supplier: sizeClasses.find((each) => each === sizes.supplier),
});
