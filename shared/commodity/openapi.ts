import type { JsonObject } from '../kernel/json.ts';
import { jsonSchema } from './attributes.ts';
import { categories } from './category.ts';

const described = categories().filter(({ status, parent }) => status === 'active' && parent !== undefined);
const nameOf = (code: string): string => `Attributes.${code}`;

/** The attributes of each category that takes goods, as components of an OpenAPI 3.1 document, by name. */
export function attributeComponents(): readonly (readonly [name: string, schema: JsonObject])[] {
  return described.map((category) => {
    const { $schema: _, ...schema } = jsonSchema(category);
    return [nameOf(category.code), schema];
  });
}

/** What describes goods (规格参数) in an OpenAPI document: as one of {@link attributeComponents} says. */
export const attributesDocumented: {
  type: 'object';
  description: string;
  example: Record<string, string | number>;
  anyOf: { $ref: string }[];
} = {
  type: 'object',
  description: '规格参数, as the schema of the category says',
  example: { grade: 'HRB400E', diameter: 20, length: 12 },
  anyOf: described.map(({ code }) => ({ $ref: `#/components/schemas/${nameOf(code)}` })),
};
