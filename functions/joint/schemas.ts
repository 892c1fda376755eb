import { attributes, degrees, place, someQuantity } from '../../shared/http/goods.ts';
import { day, decimal, id, instant, money, paging, sha256, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { most } from './round-state.ts';

const category = z.string().max(60).openapi({ example: 'steel.rebar' });
const reason = text(300);

const deliveryPoint = z
  .strictObject({ division: place, address: text(120), lon: degrees.optional(), lat: degrees.optional() })
  .openapi('DemandPoint');

const zone = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'key-malformed'),
  title: text(60),
  divisions: z.array(place).min(1).max(20),
});

export const roundInput = z
  .strictObject({
    title: text(120),
    category: category.openapi({ description: '大类或品类 · a family (steel) or a category (steel.rebar)' }),
    lead: id('organisation').optional().openapi({ description: 'the caller’s organisation, where it is named' }),
    participants: z.array(id('organisation')).min(1).max(most.participants),
    opensAt: instant,
    closesAt: instant,
    deliveryWindow: z.strictObject({ from: day, to: day }),
    zones: z
      .array(zone)
      .min(1)
      .max(most.lots)
      .optional()
      .openapi({ description: 'without zones each division is one' }),
    previousRound: id('round').optional().openapi({ description: 'its locked lines are last year’s figures' }),
  })
  .openapi('DemandRoundInput');

export const windowInput = z
  .strictObject({ opensAt: instant, closesAt: instant })
  .partial()
  .refine((given) => Object.values(given).some((each) => each !== undefined), 'required')
  .openapi('DemandWindow');

const goods = { category: category.optional(), attributes, quantity: someQuantity };

const report = {
  lines: z
    .array(
      z.strictObject({
        lineId: id('demandLine').optional().openapi({ description: 'keeps the id of a line that was there' }),
        ...goods,
        commitment: decimal(4, '0.8').refine((value) => /^(0(\.\d+)?|1(\.0+)?)$/.test(value), 'out-of-range'),
        deliveryPoint,
        month: z
          .string()
          .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month-malformed')
          .openapi({ example: '2026-05' }),
        reason: reason.optional().openapi({ description: '偏差说明 · why it lies far from last year’s' }),
      }),
    )
    .max(most.lines),
  omissions: z
    .array(z.strictObject({ category: category.optional(), attributes, reason }))
    .max(most.lines)
    .default([])
    .openapi({ description: '上年有、今年不报的货物及原因 · goods of last year that are not reported, and why' }),
};
export const reportInput = z.strictObject(report).openapi('DemandReportInput');

export const historyInput = z
  .strictObject({ figures: z.array(z.strictObject(goods)).max(most.lines) })
  .openapi('DemandHistoryInput');

export const signatureInput = z.strictObject({ hash: sha256 }).openapi('DemandSignature');

export const reasonInput = z.strictObject({ reason: text(500) }).openapi('DemandReason');
export const lockInput = z
  .strictObject({
    without: z
      .array(z.strictObject({ participant: id('organisation'), reason: text(500) }))
      .max(most.participants)
      .default([])
      .openapi({
        description:
          '截止后仍未签署、不计入的单位及原因 · units that reported and never signed, and why their lines do not count',
      }),
  })
  .openapi('DemandLock');
export const lateChangeInput = z.strictObject({ ...report, reason: text(500) }).openapi('LateChangeInput');

export const jointTenderInput = z
  .strictObject({
    title: text(200),
    regime: z.enum(['bidding-compulsory', 'government-procurement', 'soe-voluntary']),
    deadline: instant,
    bidValidityDays: z.int().min(1).max(365),
    estimates: z
      .record(id('lot'), money)
      .default({})
      .openapi({ description: 'by the ids of the locked lots; private until the opening' }),
  })
  .openapi('JointTenderInput');

export const ofRound = z.object({ id: id('round') });
export const ofUnit = z.object({ id: id('round'), org: id('organisation') });
export const ofChange = z.object({ id: id('round'), cid: id('lateChange') });
export const listQuery = z.object({
  ...paging,
  scope: z
    .enum(['own', 'locked'])
    .default('locked')
    .openapi({ description: 'own: those you lead or are invited to; locked: those whose sums are public' }),
});
export const effectQuery = z.object({ participant: id('organisation').optional() });
