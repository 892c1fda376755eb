import type { output } from 'zod';
import { paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { committeeSeat } from './committee-schemas.ts';
import { type Expert, expertLimits, tiesOf } from './experts.ts';
import { tenderSummary } from './view-schemas.ts';

const uscc = z
  .string()
  .max(100, 'too-long')
  .openapi({ example: '91350404100000008Y', description: '统一社会信用代码 (GB 32100-2015)' });
const code = z.string().min(1).max(60).openapi({ example: 'steel.rebar', description: 'a category or a family' });
const status = z.enum(['active', 'suspended']);
const ties = z
  .array(uscc)
  .max(expertLimits.ties)
  .openapi({ description: '有利害关系的单位, by USCC: the expert is never drawn where one of them buys or bids' });

export const ofSubject = z.object({
  sub: z
    .string()
    .max(255)
    .regex(/^(?!me$)[\x21-\x7e]+$/, 'not-allowed')
    .openapi({ example: 'zhang', description: "the `sub` of the expert's token" }),
});

export const expertEntry = z
  .strictObject({
    name: text(60),
    employer: uscc.optional(),
    specialties: z.array(code).min(1).max(expertLimits.specialties),
    ties: ties.default([]),
    status: status.default('active'),
  })
  .openapi('ExpertEntry');
export const tiesInput = z.strictObject({ ties }).openapi('TiesInput');
export const expertQuery = z.object({
  ...paging,
  status: status.default('active'),
  specialty: z.string().max(60).optional(),
});

export const seatsQuery = z.object(paging);
export const heldSeat = tenderSummary.extend({ seat: committeeSeat }).openapi('HeldSeat');

export const expertView = z
  .object({
    id: z.string().openapi({ example: 'exp_…', description: 'opaque: all that a draw names' }),
    sub: z.string(),
    name: z.string(),
    employer: z.string().optional(),
    specialties: z.array(z.string()),
    ties: z.array(z.string()).openapi({ description: 'those that the operator entered and those declared' }),
    enteredTies: z.array(z.string()).openapi({ description: 'those of them that the operator entered' }),
    declaredTies: z.array(z.string()),
    status,
    enteredAt: z.iso.datetime(),
  })
  .openapi('Expert');

export const shownExpert = (expert: Expert): output<typeof expertView> => ({
  ...expert,
  ties: [...tiesOf(expert)],
  enteredTies: [...expert.ties],
  specialties: [...expert.specialties],
  declaredTies: [...expert.declaredTies],
});
