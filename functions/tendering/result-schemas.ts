import { day, id, instant, money, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { tenderParams } from './schemas.ts';

export { candidatesInput } from './schemas.ts';

export const failureInput = z.strictObject({ reason: text(1000) }).openapi('FailureInput');
export const withdrawalInput = z.strictObject({ reason: text(1000) }).openapi('ResultWithdrawalInput');
export const successionInput = z
  .strictObject({
    lot: id('lot'),
    supplier: id('organisation').optional().openapi({ description: 'whose award, where the lot has several winners' }),
    ground: z.enum([
      'withdrew',
      'force-majeure',
      'no-performance-bond',
      'unlawful-conduct',
      'objection-upheld',
      'complaint-upheld',
    ]),
    reason: text(1000),
  })
  .openapi('SuccessionInput');
export const retenderInput = z
  .strictObject({ deadline: instant, title: text(200).optional() })
  .openapi('RetenderInput');

export const securityParams = tenderParams.extend({ bidder: id('organisation'), lot: id('lot') });
export const securityInput = z
  .strictObject({
    form: z.enum(['letter-of-guarantee', 'transfer', 'cheque', 'insurance']),
    issuer: text(100),
    number: text(100),
    amount: money,
    validTo: day,
  })
  .openapi('BidSecurityInput');
export const securityReturnInput = z
  .strictObject({ returnedOn: day, interest: money })
  .openapi('BidSecurityReturnInput');

const security = z
  .object({
    supplier: z.string(),
    lot: z.string(),
    form: z.string(),
    issuer: z.string(),
    number: z.string(),
    amount: z.object({ amount: z.string(), currency: z.literal('CNY') }),
    validTo: z.string(),
    recordedAt: z.string(),
    returnedOn: z.string().optional(),
    interest: z.object({ amount: z.string(), currency: z.literal('CNY') }).optional(),
  })
  .openapi('BidSecurity', { description: '投标保证金 · a bid security as it was recorded, and its return' });
export const securityAnswer = security;
export const securities = z.object({ items: z.array(security) });
