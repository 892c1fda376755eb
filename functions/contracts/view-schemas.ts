import { day, id, money, quantity, signedMoney, unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

const moment = z.iso.datetime();
const decimal = z.string().openapi({ example: '100.5' });
const org = id('organisation');
const party = z.object({ id: org, name: z.string(), uscc: z.string(), division: z.string().optional() });
const attributes = z.record(z.string(), z.unknown());
const point = z.object({
  division: z.string(),
  address: z.string(),
  lon: z.string().optional(),
  lat: z.string().optional(),
});
const indexLink = z.object({ index: id('priceIndex'), base: unitPrice, surcharge: signedMoney.optional() });
const dates = z.enum(['order-day', 'delivery-day', 'week', 'ten-days', 'month']);

const terms = z
  .object({
    from: day,
    to: day,
    price: z.union([
      z.object({ rule: z.literal('fixed') }),
      z.object({ rule: z.enum(['index-premium', 'index-discount']), dates }),
      z.object({ rule: z.literal('band'), band: decimal, dates }),
    ]),
    tolerance: decimal.openapi({ description: 'per cent, on every quantity' }),
    confirmDays: z.int(),
    acceptDays: z.int(),
    disputeDays: z.int(),
    paymentDays: z.int(),
    weighing: z.enum(['received', 'note-within-3-per-mille']).optional(),
    rollOver: z.object({ until: day }).optional(),
  })
  .openapi('FrameworkTerms');

const priced = {
  unitPrice,
  freight: unitPrice.optional(),
  taxIncluded: z.boolean(),
  taxRate: decimal,
};
const quoted = z
  .object({ enquiry: id('enquiry'), quote: id('quote'), post: id('post'), via: z.string().optional() })
  .openapi('AcceptedQuote', { description: 'of a plain order (直接订购): the quote that it carries out' });
const role = z.enum(['winner', 'reserve']);
const status = z.enum(['running', 'ended', 'terminated']);

const shareLot = z.object({
  lot: id('lot'),
  title: z.string(),
  revision: z.int(),
  items: z.array(
    z.object({
      id: id('item'),
      buyer: org,
      category: z.string(),
      attributes,
      quantity,
      free: decimal.openapi({ description: 'what any winner may be asked for' }),
      deliveryPoint: point,
      deliverBy: day.optional(),
      priceIndex: indexLink.optional(),
    }),
  ),
  suppliers: z.array(
    z.object({
      supplier: org,
      rank: z.int(),
      role,
      amount: money,
      lines: z.array(z.object({ item: id('item'), quantity: decimal, ...priced })),
    }),
  ),
});

const behind = z.object({
  buyer: org,
  supplier: org,
  done: z.string().openapi({ description: 'the part of the value, `p/q`' }),
  elapsed: z.string().openapi({ description: 'the part of the term, `p/q`' }),
});

export const agreementView = z
  .object({
    id: id('agreement'),
    tender: id('tender').optional().openapi({ description: 'whose award it stands on' }),
    quoted: quoted.optional(),
    revision: z.int(),
    awardedAt: moment,
    title: z.string(),
    status,
    until: day,
    lead: party,
    buyers: z.array(party),
    suppliers: z.array(party),
    terms,
    lots: z.array(
      z.object({
        id: id('lot'),
        title: z.string(),
        rule: z.string(),
        revision: z.int(),
        suppliers: z.array(
          z.object({
            supplier: org,
            rank: z.int(),
            role,
            share: z.string().optional().openapi({ description: 'its part of the value of what is awarded, `p/q`' }),
          }),
        ),
      }),
    ),
    shares: z.array(z.object({ buyer: org, lots: z.array(shareLot) })),
    activations: z.array(
      z.object({
        lot: id('lot'),
        from: org,
        to: org,
        reason: z.string(),
        activatedAt: moment,
        moving: z.boolean().openapi({ description: 'whether something of the quota is still to be moved' }),
      }),
    ),
    competitions: z.array(
      z.object({
        tender: id('tender'),
        buyer: org,
        title: z.string(),
        requestedAt: moment,
        settled: z
          .object({
            callOffs: z.array(id('callOff')),
            unplaced: z.array(
              z.object({
                lot: id('lot'),
                supplier: org,
                reason: z.string().openapi({ description: 'the code of the rule that stood in the way' }),
                item: id('item').optional(),
                left: decimal.optional(),
              }),
            ),
            settledAt: moment,
          })
          .optional(),
      }),
    ),
    behind: z.array(behind).openapi({ description: "the last month's check, of what is the reader's" }),
    setAside: z.array(z.object({ revision: z.int(), at: moment })),
    rolledOver: z.object({ until: day, reason: z.string() }).optional(),
    closed: z.object({ at: moment, why: z.string().optional() }).optional(),
  })
  .openapi('FrameworkAgreement');

export const agreementListed = z
  .object({
    id: id('agreement'),
    title: z.string(),
    status,
    lead: z.object({ id: org, name: z.string() }),
    from: day,
    to: day,
    as: z.array(z.enum(['buyer', 'supplier', 'lead'])),
    behind: z.boolean(),
    quoted: quoted.optional(),
  })
  .openapi('FrameworkAgreementListed');

export const contractView = z
  .object({
    agreement: id('agreement'),
    title: z.string(),
    buyer: party,
    supplier: party,
    terms,
    lots: z.array(
      z.object({
        lot: id('lot'),
        title: z.string(),
        role,
        lines: z.array(
          z.object({
            item: id('item'),
            category: z.string(),
            attributes,
            quantity,
            ...priced,
            deliveryPoint: point,
            priceIndex: indexLink.optional(),
          }),
        ),
        amount: money,
      }),
    ),
    amount: money.openapi({ description: "the buyers' amounts sum to the supplier's award exactly" }),
    hash: z.string().openapi({ description: 'SHA-256 of the JCS (RFC 8785) of all but hash, signatures and signed' }),
    signatures: z.array(
      z.object({
        by: z.enum(['buyer', 'supplier']),
        hash: z.string(),
        signedAt: moment,
        sizeClass: z.enum(['large', 'medium', 'small', 'micro']).optional(),
      }),
    ),
    signed: z.boolean().openapi({ description: 'by both, as it stands' }),
  })
  .openapi('CountyContract');

const callOffStatus = z.enum(['placed', 'confirmed', 'refused', 'lapsed', 'cancelled', 'expired', 'fulfilled']);
const byItem = z.record(z.string(), decimal);

export const callOffView = z
  .object({
    id: id('callOff'),
    agreement: id('agreement'),
    buyer: org,
    supplier: org,
    status: callOffStatus,
    lines: z.array(
      z.object({
        item: id('item'),
        lot: id('lot'),
        category: z.string(),
        attributes,
        quantity: quantity.openapi({ description: 'as the buyer wrote it' }),
        canonical: quantity.openapi({ description: "in the unit of the agreement's item: what the ledger books" }),
        fromFree: decimal,
        holder: org.openapi({ description: 'whose quota it is taken from' }),
        deliverable: decimal.openapi({ description: 'what may be delivered, tolerance included, in the unit ordered' }),
        ...priced,
        priceIndex: indexLink.optional(),
        deliverTo: point,
        deliverBy: day,
      }),
    ),
    placedAt: moment,
    confirmBy: moment,
    until: day,
    confirmedAt: moment.optional(),
    endedAt: moment.optional(),
    reason: z.string().optional(),
    follows: id('callOff').optional(),
    competition: id('tender').optional(),
    quoted: quoted.optional(),
    next: z
      .array(z.object({ lot: id('lot'), supplier: org, callOff: id('callOff') }))
      .optional()
      .openapi({ description: 'the reserves that are asked instead' }),
    accepted: byItem.openapi({ description: 'by item, in the unit ordered' }),
    deliveries: z.int().openapi({ description: 'how many deliveries are counted' }),
    undelivered: byItem.openapi({ description: "what went back to the quota, in the unit of the agreement's item" }),
  })
  .openapi('CallOff');

export const callOffListed = z
  .object({
    id: id('callOff'),
    agreement: id('agreement'),
    buyer: org,
    supplier: org,
    status: callOffStatus,
    placedAt: moment,
    confirmBy: moment,
    lines: z.int(),
    quoted: quoted.optional(),
  })
  .openapi('CallOffListed');

const progressRow = z.object({
  buyer: org,
  supplier: org,
  lot: id('lot'),
  item: id('item'),
  unit: z.string(),
  basis: z.string().optional(),
  agreed: decimal,
  left: decimal.openapi({ description: 'what may still be called off, tolerance included' }),
  calledOff: decimal,
  done: decimal.openapi({ description: 'delivered and accepted' }),
  share: z.string().nullable().openapi({ description: 'done of agreed, `p/q`' }),
  behind: z.boolean(),
});

export const progressView = z
  .object({
    agreement: id('agreement'),
    at: moment,
    elapsed: z.string().openapi({ description: 'the part of the term gone by, `p/q`' }),
    rule: z.object({ alertBelow: decimal, source: z.string(), verified: z.boolean() }),
    rows: z.array(progressRow),
    pairs: z.array(behind.extend({ behind: z.boolean() })),
    free: z.array(z.object({ buyer: org, item: id('item'), left: decimal })),
  })
  .openapi('AgreementProgress');

export const competitionView = z.object({ tender: id('tender') }).openapi('MiniCompetitionRequested');
