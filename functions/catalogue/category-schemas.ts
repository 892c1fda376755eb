import { attributesDocumented } from '../../shared/commodity/openapi.ts';
import { quantity, unitCode } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

export const basis = quantity.shape.basis.unwrap();
export const code = z.string().min(1).max(60);
export const attributeValue = z.union([z.string(), z.int(), z.boolean()]);
const valuesByName = z.record(z.string(), z.array(attributeValue));

/** Held to the category by the domain, which names every fault. */
export const attributes = z
  .record(z.string().max(60), z.unknown())
  .refine((given) => Object.keys(given).length <= 40, 'out-of-range')
  .openapi('Attributes', attributesDocumented);

export const ofCategory = z.object({ code: code.openapi({ example: 'steel.rebar' }) });

const words = z.object({ zh: z.string(), en: z.string() });
const categoryStatus = z.enum(['active', 'listed']);
const leaf = z.object({ code, status: categoryStatus, name: words });

/** A family and its categories. */
export const categoryNode = z
  .object({ ...leaf.shape, children: z.array(leaf.extend({ children: z.array(z.unknown()).max(0) })) })
  .openapi('CategoryNode');

const conversionRule = z
  .object({
    formula: z.string(),
    from: unitCode,
    to: unitCode,
    basis: basis.optional(),
    standard: z.string().optional(),
    when: valuesByName.optional(),
    unless: z.object({ attributes: valuesByName, reason: z.string() }).optional(),
    defaults: z.record(z.string(), attributeValue).optional(),
    tolerances: z
      .array(
        z.object({
          standard: z.string(),
          by: z.string().optional(),
          bands: z.array(
            z.object({ max: z.int().optional(), minus: z.string().optional(), plus: z.string().optional() }),
          ),
          verified: z.boolean(),
          source: z.string(),
        }),
      )
      .optional(),
  })
  .openapi({ description: 'there and back: one `from` is so many `to`; without a basis the quantity keeps its own' });

const formula = z.object({
  version: z.string(),
  name: words,
  expression: z.string(),
  approximate: z.boolean().optional(),
  verified: z.boolean(),
  source: z.string(),
});

export const categoryView = z
  .object({
    code,
    parent: code.optional(),
    status: categoryStatus,
    name: words,
    attributes: z.array(
      z.object({
        name: z.string(),
        label: words,
        type: z.enum(['enum', 'integer', 'decimal', 'text', 'boolean']),
        unit: z.string().optional(),
        values: z
          .array(
            z.object({
              value: z.union([z.string(), z.int()]),
              label: words.optional(),
              note: z.string().optional(),
            }),
          )
          .optional(),
        min: z.int().optional(),
        max: z.int().optional(),
        required: z.boolean(),
        note: z.string().optional(),
      }),
    ),
    constraints: z
      .array(
        z.object({
          when: valuesByName,
          allow: valuesByName.optional(),
          forbid: z.array(z.string()).optional(),
          note: words,
          verified: z.boolean(),
          source: z.string(),
        }),
      )
      .optional(),
    schema: z.record(z.string(), z.unknown()).openapi({ description: 'the attributes as a JSON Schema 2020-12' }),
    standards: z.array(
      z.object({
        number: z.string(),
        edition: z.string().optional(),
        title: words,
        from: z.string().optional().openapi({ description: 'the first day in force' }),
        to: z.string().optional().openapi({ description: 'the last' }),
        replaces: z.string().optional(),
        mandatory: z.boolean().optional(),
        verified: z.boolean(),
        source: z.string(),
        note: z.string().optional(),
      }),
    ),
    tradingUnits: z.array(unitCode),
    weighingBases: z.array(basis),
    conversions: z.array(conversionRule).optional(),
    formulas: z.record(z.string(), formula).openapi({ description: 'those that the conversions name' }),
    certificates: z.array(
      z.object({ type: z.string(), label: words, verified: z.boolean(), note: z.string().optional() }),
    ),
  })
  .openapi('Category');
