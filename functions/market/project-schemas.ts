import type { ZodType } from 'zod';
import { id, paging, quantity, text } from '../../shared/http/schemas.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { z } from '../../shared/kernel/zod.ts';
import * as s from './schemas.ts';

const lineId = id('demandLine').openapi({ description: 'of a line that the project has; a new one gets its own' });
const goods = {
  category: s.code,
  attributes: s.spec,
  quantity: (quantity as ZodType<Quantity>).optional(),
  window: s.window,
};
const newLine = z.strictObject(goods).openapi('ProjectLineInput');
const line = z.strictObject({ id: lineId.optional(), ...goods }).openapi('ProjectLineChange');
const name = text(120);
const visibility = z.enum(['public', 'members']);
/** What a tender takes. */
const most = 100;

export const projectInput = z
  .strictObject({
    name,
    place: s.place,
    visibility: visibility.default('public'),
    quantityHidden: z.boolean().default(false),
    lines: z.array(newLine).min(1).max(most),
  })
  .openapi('ProjectInput');

export const projectChanges = z
  .strictObject({
    name: name.optional(),
    place: s.place.optional(),
    visibility: visibility.optional(),
    quantityHidden: z.boolean().optional(),
    lines: z.array(line).min(1).max(most).optional().openapi({ description: 'the whole list as it then is' }),
  })
  .openapi('ProjectChanges');

export const ofProject = z.object({ id: id('project') });
export const filter = z.object(paging);

const status = z.enum(['open', 'closed']);
export const project = z
  .object({
    id: id('project'),
    status,
    poster: z.object({ id: z.string(), name: z.string(), uscc: z.string() }),
    name: z.string(),
    place: s.place,
    visibility,
    quantityHidden: z.boolean(),
    lines: z.array(
      z.object({ id: lineId, ...goods, post: id('post').openapi({ description: 'the demand that stands for it' }) }),
    ),
    registeredAt: z.string(),
    changedAt: z.string(),
    closedAt: z.string().optional(),
  })
  .openapi('Project');

export const listed = z
  .object({ id: id('project'), name: z.string(), status, lines: z.int(), registeredAt: z.string() })
  .openapi('ProjectListed');
