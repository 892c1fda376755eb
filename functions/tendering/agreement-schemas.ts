import { day, decimal, id, signedMoney, unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

export const priceIndex = z
  .strictObject({ index: id('priceIndex'), base: unitPrice, surcharge: signedMoney.optional() })
  .openapi('IndexLink', {
    description: '价格指数 · the series that settlement follows, and its value at the base day, a unit of the item',
  });

const fraction = decimal(4, '0.05').refine((value) => value.startsWith('0'), 'out-of-range');
const dates = z
  .enum(['order-day', 'delivery-day', 'week', 'ten-days', 'month'])
  .openapi({ description: '取价规则 · which published days settle a delivery' });
const days = (most: number) => z.int().min(1).max(most);

export const agreementTerm = z
  .strictObject({
    from: day,
    to: day,
    price: z.discriminatedUnion('rule', [
      z.strictObject({ rule: z.literal('fixed') }),
      z.strictObject({ rule: z.literal('index-premium'), dates }),
      z.strictObject({ rule: z.literal('index-discount'), dates }),
      z.strictObject({ rule: z.literal('band'), band: fraction, dates }),
    ]),
    tolerance: decimal(2, '5').openapi({ description: 'the one tolerance on quantities, in per cent, at most 20' }),
    confirmDays: days(30),
    acceptDays: days(60),
    disputeDays: days(60),
    paymentDays: days(365),
    weighing: z.enum(['received', 'note-within-3-per-mille']).optional(),
    rollOver: z.strictObject({ until: day }).optional(),
  })
  .openapi('AgreementTerms', {
    description: '框架协议条款 · a framework agreement follows the award; else it is bought once',
  });

export const demand = z
  .object({ line: z.string(), buyer: z.string() })
  .openapi({ description: '报量来源 · the demand line that it stands for, and whose it is' });

export const demandSaid = z
  .strictObject({ line: id('demandLine'), buyer: id('organisation') })
  .openapi({ description: '报量来源 · of a joint tender, as it is shown, or left out: the round alone sets it' });

export const buyer = z.object({ id: z.string(), name: z.string(), uscc: z.string(), division: z.string() });

export const joint = z
  .object({ round: z.string(), hash: z.string(), buyers: z.array(buyer) })
  .openapi({ description: '联合招标 · the locked round that it stands on, and all who buy' });

const agreedPrice = z.object({ amount: z.string(), currency: z.literal('CNY') });

export const competition = z
  .object({
    agreement: z.string(),
    members: z.array(
      z.object({ supplier: z.string(), prices: z.array(z.object({ item: z.string(), unitPrice: agreedPrice })) }),
    ),
  })
  .openapi({
    description:
      '二次竞价 · the agreement, its members, and the prices that each may not exceed: tax and freight included, exact',
  });
