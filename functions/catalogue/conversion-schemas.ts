import { day, decimal, unitCode } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { attributes, basis, code } from './category-schemas.ts';

/** Finer than a traded quantity, so that an answer can be asked back. */
const quantity = z
  .strictObject({ value: decimal(12, '168'), unit: unitCode, basis: basis.optional() })
  .openapi('ConvertedQuantity', { description: 'a quantity of up to 12 decimals; only a mass has a basis' });

export const conversion = z
  .strictObject({
    category: code.openapi({ example: 'steel.rebar' }),
    attributes,
    quantity: quantity.openapi({ example: { value: '168', unit: 'H87' } }),
    to: unitCode.openapi({ example: 'TNE' }),
    on: day
      .optional()
      .openapi({ description: 'the day whose edition of the standard gives the tolerance; else the newest' }),
  })
  .openapi('ConversionInput');

const percent = z.string().openapi({ example: '4.5', description: 'percent' });

export const conversionView = z
  .object({
    quantity,
    basis,
    formula: z.string().openapi({ example: 'piece-length+bar-mass-table', description: 'of each step, joined by +' }),
    formulaVersion: z.string().openapi({ example: '1+1' }),
    standard: z.string().optional().openapi({ example: 'GB 1499.2-2024' }),
    tolerance: z
      .object({ minus: percent.optional(), plus: percent.optional(), standard: z.string(), verified: z.boolean() })
      .optional()
      .openapi({ description: '允许偏差, percent of the result' }),
    approximate: z
      .literal(true)
      .optional()
      .openapi({ description: 'by an approximate formula; a table of the standard goes before' }),
    excludes: z
      .array(z.object({ part: z.string(), massPerPiece: z.string().optional(), verified: z.boolean().optional() }))
      .optional()
      .openapi({ description: 'what the mass leaves out; the mass of a socket in kg a pipe' }),
    exact: z.string().openapi({ example: '15561/3125', description: 'the exact value as p/q' }),
    steps: z.array(
      z.object({
        formula: z.string(),
        formulaVersion: z.string(),
        from: unitCode,
        to: unitCode,
        factor: z.string().openapi({ description: 'one `from` in `to`, as p/q' }),
        standard: z.string().optional(),
        verified: z.boolean(),
      }),
    ),
  })
  .openapi('Conversion');
