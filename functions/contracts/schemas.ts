import { day, division, id, instant, paging, quantity, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'hash-malformed');
const coordinate = z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, 'coordinate-malformed');
const deliverTo = z.strictObject({
  division,
  address: text(200),
  lon: coordinate.optional(),
  lat: coordinate.optional(),
});

export const ofAgreement = z.object({ id: id('agreement') });
export const ofContract = z.object({
  id: id('agreement'),
  buyer: id('organisation'),
  supplier: id('organisation'),
});
export const ofCallOff = z.object({ id: id('callOff') });

export const signatureInput = z.strictObject({ hash }).openapi('ContractSignatureInput');

const line = z.strictObject({
  itemId: id('item'),
  quantity: quantity.openapi({
    description: 'in any trading unit of the category: converted exactly, and kept as written',
  }),
  deliverTo: deliverTo.optional().openapi({ description: 'the delivery point of the item unless said' }),
  deliverBy: day,
});
const lines = z.array(line).min(1).max(30);

export const callOffInput = z
  .strictObject({
    supplier: id('organisation').optional().openapi({ description: 'where the items have several' }),
    lines,
  })
  .openapi('CallOffInput');
export const callOffChange = z.strictObject({ lines }).openapi('CallOffChange');
export const reasonInput = z.strictObject({ reason: text(1000) }).openapi('ContractReasonInput');

export const activationInput = z
  .strictObject({ lot: id('lot'), from: id('organisation'), to: id('organisation'), reason: text(1000) })
  .openapi('ReserveActivationInput');

export const agreementFilter = z.object({
  ...paging,
  as: z.enum(['buyer', 'supplier', 'lead']).optional(),
  status: z.enum(['running', 'ended', 'terminated']).optional(),
  behind: z.enum(['true', 'false']).optional(),
});
export const callOffFilter = z.object({
  ...paging,
  agreement: id('agreement').optional(),
  status: z.enum(['placed', 'confirmed', 'refused', 'lapsed', 'cancelled', 'expired', 'fulfilled']).optional(),
});
export const progressFilter = z.object({
  buyer: id('organisation').optional(),
  supplier: id('organisation').optional(),
});

export const competitionInput = z
  .strictObject({
    title: text(200),
    deadline: instant,
    lots: z
      .array(
        z.strictObject({
          title: text(200),
          items: z
            .array(z.strictObject({ itemId: id('item'), quantity, deliverTo: deliverTo.optional(), deliverBy: day }))
            .min(1)
            .max(200),
        }),
      )
      .min(1)
      .max(20),
  })
  .openapi('MiniCompetitionInput');
