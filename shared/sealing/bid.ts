import { parseAmountWords } from '../kernel/amount-words.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Money } from '../kernel/money.ts';
import type { Quantity } from '../kernel/quantity.ts';
import { checkedBy } from '../kernel/shape.ts';
import { z } from '../kernel/zod-now.ts';
import { hashJson } from './hash.ts';
import { bytes, day, decimalFrom0, fractionDecimal, hex, id, positiveDecimal, readAs } from './shape.ts';
import { attachmentLimits } from './sizes.ts';

/** The offer for one item (分项报价): unit price with up to 4 decimals, and what it includes. */
export interface OfferedItem {
  readonly itemId: string;
  readonly unitPrice: { readonly amount: string; readonly currency: 'CNY' };
  readonly taxIncluded: boolean;
  /** A fraction such as `"0.13"`. */
  readonly taxRate: string;
  readonly quantityOffered?: Quantity;
  /** Yuan a unit to the item's delivery point, where the documents ask for freight apart (到站运费). */
  readonly freight?: { readonly amount: string; readonly currency: 'CNY' };
}

/**
 * Under which terms a lot is offered, where it is awarded in parts (供货条件): quantities are in the unit of the lot's
 * items. A tier's discount is of the goods' price of all that is awarded in the lot, from that quantity on (阶梯价).
 */
export interface LotTerms {
  readonly capacity?: Quantity;
  readonly minimumOrder?: Quantity;
  readonly tiers?: readonly { readonly from: Quantity; readonly discount: string }[];
  /** The division of the stock point that the documents' table of zones is read from. */
  readonly stockDivision?: string;
}

/** A discount (成套优惠) on the goods' price of these lots when something is awarded in each of them. */
export interface PackageOffer {
  readonly lots: readonly string[];
  /** A fraction such as `"0.02"`. */
  readonly discount: string;
}

/**
 * The offer for one lot (标段报价). A bidder may state its total as well, in figures and in words (大写金额): what
 * differs from the sum of the items is corrected by the order of MOF Order 87 art. 59.
 */
export interface OfferedLot {
  readonly lotId: string;
  readonly items: readonly OfferedItem[];
  /** Yuan with up to 2 decimals, tax included. */
  readonly total?: Money;
  /** The same in words, such as `叁拾伍万元整`. */
  readonly totalInWords?: string;
  readonly terms?: LotTerms;
}

/** The part of a bid that is published at the opening (开标公开部分), for lots that are opened. */
export interface Disclosed {
  readonly tender: string;
  readonly supplier: string;
  readonly documentsVersion: number;
  readonly lots: readonly OfferedLot[];
  readonly packages?: readonly PackageOffer[];
  /** A day of Asia/Shanghai, `2026-12-31`. */
  readonly validUntil: string;
  /** base64url of 32 random bytes, so that the commitment cannot be guessed from likely prices. */
  readonly nonce: string;
}

/**
 * What is shown of a bid of which a lot failed: the opened lots, and not the nonce, with which the prices that are
 * withheld could be guessed against the commitment.
 */
export type DisclosedPart = Omit<Disclosed, 'nonce'>;

/** A sealed attachment (附件) as the bid lists it: size and hash of the ciphertext, and its key. */
export interface SealedAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** base64url of the 32-byte AES-256-GCM key. */
  readonly key: string;
}

/** The part of a bid for the committee only (评标委员会专用部分). */
export interface Private {
  readonly answers?: JsonObject;
  readonly attachments?: readonly SealedAttachment[];
  readonly nonce: string;
}

/** What binds a bidder to its content (承诺值): SHA-256 of the JCS of each part. */
export interface Commitment {
  readonly disclosed: string;
  readonly private: string;
}

/** `{disclosed: SHA-256(JCS(disclosed)), private: SHA-256(JCS(private))}`, in hex. */
export function commit(disclosed: Disclosed, secret: Private): Commitment {
  return { disclosed: hashJson(disclosed), private: hashJson(secret) };
}

const unique = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

const price = (places: number) =>
  z.strictObject({
    amount: positiveDecimal(places),
    currency: z.literal('CNY', { error: 'currency-unknown' }),
  });

const quantitySchema = z.strictObject({
  value: positiveDecimal(6),
  unit: z.enum(['TNE', 'KGM', 'MTR', 'MTK', 'MTQ', 'H87', 'BG'], { error: 'unit-unknown' }),
  basis: z.enum(['theoretical', 'weighed', 'declared'], { error: 'basis-unknown' }).exactOptional(),
});

const offeredItem = z.strictObject({
  itemId: id('item'),
  unitPrice: price(4),
  taxIncluded: z.boolean(),
  taxRate: fractionDecimal(4),
  quantityOffered: quantitySchema.exactOptional(),
  freight: z
    .strictObject({ amount: decimalFrom0(4), currency: z.literal('CNY', { error: 'currency-unknown' }) })
    .exactOptional(),
});

const terms = z.strictObject({
  capacity: quantitySchema.exactOptional(),
  minimumOrder: quantitySchema.exactOptional(),
  tiers: z
    .array(z.strictObject({ from: quantitySchema, discount: fractionDecimal(4) }))
    .min(1)
    .max(6)
    .exactOptional(),
  stockDivision: z
    .string()
    .regex(/^[1-9]\d{5}$/, 'division-unknown')
    .exactOptional(),
});

const offeredLot = z.strictObject({
  lotId: id('lot'),
  items: z.array(offeredItem).min(1),
  total: price(2).exactOptional(),
  totalInWords: z.string().superRefine(checkedBy(parseAmountWords)).exactOptional(),
  terms: terms.exactOptional(),
});

const disclosedSchema = z.strictObject({
  tender: id('tender'),
  supplier: id('organisation'),
  documentsVersion: z.int().positive(),
  lots: z
    .array(offeredLot)
    .min(1)
    .refine((lots) => unique(lots.map((lot) => lot.lotId)), { error: 'lot-repeated' })
    .refine((lots) => unique(lots.flatMap((lot) => lot.items.map((item) => item.itemId))), { error: 'item-repeated' }),
  packages: z
    .array(
      z.strictObject({
        lots: z.array(id('lot')).min(2).max(32).refine(unique, { error: 'lot-repeated' }),
        discount: fractionDecimal(4),
      }),
    )
    .min(1)
    .max(20)
    .exactOptional(),
  validUntil: day,
  nonce: bytes(32),
});

const attachmentSchema = z.strictObject({
  name: z.string().min(1).max(255),
  mediaType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, 'wrong-type'),
  size: z.int().positive(),
  sha256: hex,
  key: bytes(32),
});

const privateSchema = z.strictObject({
  answers: z
    .custom<JsonObject>((value) => z.record(z.string(), z.json()).safeParse(value).success, { error: 'wrong-type' })
    .exactOptional(),
  attachments: z.array(attachmentSchema).min(1).max(attachmentLimits.files).exactOptional(),
  nonce: bytes(32),
});

/**
 * The value as `Disclosed`, strictly: unknown fields, JSON numbers for decimals, full-width digits, more than
 * 4 places, zero or negative prices, and lots or items named twice are refused.
 * @throws `bid-content-invalid` with a pointer into the value for each field.
 */
export const checkDisclosed = (value: unknown): Disclosed => readAs(disclosedSchema, value, 'bid-content-invalid');

/** The value as `DisclosedPart`, as strictly. @throws `bid-content-invalid` */
export const checkDisclosedPart = (value: unknown): DisclosedPart =>
  readAs(disclosedSchema.omit({ nonce: true }), value, 'bid-content-invalid');

/** The value as `Private`. @throws `bid-content-invalid` */
export const checkPrivate = (value: unknown): Private => readAs(privateSchema, value, 'bid-content-invalid');
