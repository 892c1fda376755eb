import { day, decimal, id, money, paging, quantity, signedFen, text, unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { amounts, fraction, signed, steps } from './price-schemas.ts';
import { ages } from './settlement/payment.ts';
import { standingStates } from './statement-views.ts';

const moment = z.iso.datetime();
const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'not-a-month')
  .openapi({ example: '2026-05' });
export const ofAgreement = z.object({ id: id('agreement') });
export const ofStatement = z.object({ id: id('statement') });
export const ofDispute = ofStatement.extend({ dispute: id('dispute') });
export const ofSupplier = z.object({ id: id('organisation') });
export const pages = z.object(paging);
export const parties = z.object({ month, buyer: id('organisation'), supplier: id('organisation') });
export const statementsQuery = z.object({
  ...paging,
  month: month.optional(),
  as: z.enum(['buyer', 'supplier']).optional().openapi({ description: 'which side one is' }),
  state: z.enum(standingStates).optional(),
});
const side = z.enum(['buyer', 'supplier']);
export const payablesQuery = z.object({ ...paging, side });
export const payableAgesQuery = z.object({ side });
export const issueInput = z
  .strictObject({
    month,
    buyer: id('organisation').optional().openapi({ description: 'where the supplier issues it' }),
    supplier: id('organisation').optional().openapi({ description: 'where the buyer issues it' }),
  })
  .openapi('StatementInput');

const line = z
  .object({
    line: z.string().openapi({ example: 'dlv_…/itm_…' }),
    delivery: id('delivery'),
    callOff: id('callOff'),
    item: id('item'),
    category: z.string(),
    goods: z.string(),
    acceptedOn: day,
    ordered: quantity,
    limit: z.string(),
    accepted: quantity,
    settled: quantity,
    settledBy: z.string(),
    unit: z.string(),
    price: z.int().openapi({ description: 'which of `prices`' }),
    taxIncluded: z.boolean(),
    taxRate: z.string(),
    ...amounts,
  })
  .openapi('StatementLine');

export const contentView = z
  .object({ lines: z.array(line), prices: z.array(steps), before: z.array(steps) })
  .openapi('StatementContent');

const score = fraction.nullable();
const rating = z
  .object({
    onTime: score,
    quantity: score,
    quality: score,
    documents: score,
    response: score,
    total: score,
    facts: z.record(z.string(), z.int()),
  })
  .openapi('PerformanceRating');

const payment = z.object({
  days: z.int(),
  rule: z.string(),
  article: z.string(),
  interest: z.string(),
  interestArticle: z.string(),
});

export const previewView = z
  .object({
    head: z.object({ agreement: id('agreement'), ...parties.shape }),
    lines: z.array(line),
    prices: z.array(steps),
    ...amounts,
    rating,
    payment,
    finalAfter: day.optional().openapi({ description: 'the last day that its prices stand on, while it is to come' }),
    issued: id('statement').optional(),
  })
  .openapi('StatementPreview');

const due = z.object({ amount: signed, dueOn: day });
const paid = z.object({
  payment: id('payment'),
  amount: signed,
  interest: signed.optional(),
  paidOn: day,
  reference: z.string(),
});

const listed = {
  id: id('statement'),
  agreement: id('agreement'),
  ...parties.shape,
  corrects: id('statement').optional(),
  reason: z.enum(['index-corrected', 'dispute-accepted']).optional(),
  dispute: id('dispute').optional(),
  amount: signed,
  issuedAt: moment,
  rating: rating.optional(),
};

export const listedView = z
  .object({
    ...listed,
    left: signed,
    state: z
      .enum(standingStates)
      .openapi({ description: 'within its window, in dispute, confirmed and not paid, or paid' }),
  })
  .openapi('ListedStatement');

export const statementView = z
  .object({
    ...listed,
    status: z.enum(['issued', 'confirmed']),
    issuedBy: z.enum(['buyer', 'supplier']).optional(),
    ...amounts,
    lines: z.int(),
    payment,
    disputeUntil: moment,
    disputeDays: z.int(),
    agreedBy: z.array(z.enum(['buyer', 'supplier'])),
    disputes: z.array(
      z.object({
        dispute: id('dispute'),
        by: z.enum(['buyer', 'supplier']),
        lines: z.array(z.object({ line: z.string(), stated: signed, claimed: signed })),
        reason: z.string(),
        at: moment,
        settled: z.object({ outcome: z.enum(['withdrawn', 'accepted']), reason: z.string(), at: moment }).optional(),
      }),
    ),
    confirmed: z.object({ deemed: z.boolean(), at: moment }).optional(),
    dues: z.array(due),
    invoices: z.array(z.object({ invoice: id('invoice'), number: z.string(), amount: signed, faults: z.int() })),
    payments: z.array(paid),
    remarks: z.string().optional(),
    answer: z.string().optional(),
    invoiced: signed,
    paid: signed,
    left: signed,
    interest: signed,
    correction: id('statement').optional(),
  })
  .openapi('Statement');

export const disputeInput = z
  .strictObject({
    lines: z
      .array(z.strictObject({ line: z.string().max(120, 'too-long'), amount: money }))
      .min(1)
      .max(100),
    reason: text(2000),
  })
  .openapi('DisputeInput', { description: 'each line with the amount, VAT included, that would be right' });

export const settlementInput = z
  .strictObject({ outcome: z.enum(['withdrawn', 'accepted']), reason: text(2000) })
  .openapi('DisputeSettlementInput');

const signedAmount = signedFen.openapi('InvoiceAmount', { description: '红字发票 · a red-letter one is below zero' });

export const invoiceInput = z
  .strictObject({
    number: z
      .string()
      .regex(/^[0-9A-Za-z-]{4,40}$/, 'invoice-number-malformed')
      .openapi({ example: '26352000000012345678' }),
    amount: signedAmount,
    issuedOn: day,
    lines: z
      .array(
        z.strictObject({
          line: z.string().max(120, 'too-long'),
          quantity: decimal(6, '34.980'),
          unitPrice,
          taxRate: decimal(4, '0.13'),
          amount: signedAmount,
        }),
      )
      .min(1)
      .max(500)
      .optional(),
  })
  .openapi('InvoiceInput');

const faults = z.array(
  z.object({
    code: z.string(),
    line: z.string().optional(),
    expected: z.string().optional(),
    found: z.string().optional(),
  }),
);
export const invoiceFaultsView = z.object({ faults }).openapi('InvoiceFaults');

export const invoiceView = z
  .object({
    invoice: id('invoice'),
    number: z.string(),
    amount: signed,
    issuedOn: day,
    faults,
    at: moment,
  })
  .openapi('Invoice');
export const invoicesView = z.object({ items: z.array(invoiceView) }).openapi('Invoices');

export const paymentInput = z
  .strictObject({
    amount: money,
    interest: money.optional().openapi({ description: '逾期利息, beside the amount' }),
    paidOn: day,
    reference: text(100).openapi({ description: "the bank's, once a statement" }),
  })
  .openapi('PaymentInput');

export const ratingInput = z.strictObject({ text: text(2000) }).openapi('RatingTextInput');

const age = z.enum(ages);
export const payableView = z
  .object({
    id: id('statement'),
    agreement: id('agreement'),
    ...parties.shape,
    amount: signed,
    disputed: signed,
    left: signed,
    confirmed: z.boolean(),
    open: z.array(due.extend({ age })),
    interest: signed,
    rule: z.string(),
    article: z.string(),
  })
  .openapi('Payable');

export const payableAgesView = z
  .object({
    statements: z.int().openapi({ description: 'how many are not paid' }),
    ages: z.array(z.object({ age, amount: signed })),
    back: signed.openapi({ description: 'what is to be paid back: not netted against what is open' }),
    disputed: signed,
    interest: signed,
  })
  .openapi('PayableAges');

export const performanceView = z
  .object({
    supplier: id('organisation'),
    ratings: z.int(),
    ...rating.shape,
    months: z.array(z.object({ month, ratings: z.int(), total: score })),
  })
  .openapi('Performance');
