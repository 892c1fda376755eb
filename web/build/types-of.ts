/** As much of an OpenAPI 3.1 document as types are made of. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly description?: string;
}

/**
 * TypeScript for an OpenAPI document: `Schemas` by name, and `Operations` by `GET /v1/tenders/{id}`, each with what its
 * path and query take, its body, and the answer of its success.
 */
export function typesOf({ paths, components }: Document): string {
  const schemas = Object.entries(components.schemas).map(([name, schema]) => member(name, schema, true));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => `  readonly '${method.toUpperCase()} ${path}': ${operationType(operation)};`,
    ),
  );
  return `/* Made by web/build/api-types.ts from the application's own OpenAPI document. */

export interface Schemas {
${schemas.join('\n')}
}

export interface Operations {
${operations.join('\n')}
}
`;
}

function operationType({ parameters = [], requestBody, responses }: Operation): string {
  const placed = (place: string) => {
    const found = parameters.filter((each) => each.in === place);
    const members = found.map(({ name, required = false, schema }) => member(name, schema, required));
    return `{ ${members.join(' ')} }`;
  };
  const body = requestBody?.content['application/json']?.schema;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content;
  const answer = success?.['application/json']?.schema;
  const told = answer === undefined ? (success === undefined ? 'undefined' : 'string') : typeOf(answer);
  const asked = body === undefined ? 'undefined' : `${typeOf(body)}${requestBody?.required ? '' : ' | undefined'}`;
  return `{ readonly path: ${placed('path')}; readonly query: ${placed('query')}; readonly body: ${asked}; readonly answer: ${told} }`;
}

function member(name: string, schema: Schema, required: boolean): string {
  const about = schema.description === undefined ? '' : `/** ${schema.description.replaceAll('*/', '*\\/')} */ `;
  return `  ${about}readonly ${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)};`;
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return `Schemas[${JSON.stringify(schema.$ref.split('/').at(-1))}]`;
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const parts = [
    ...(schema.type === undefined && schema.properties === undefined ? [] : [ownType(schema)]),
    ...[schema.anyOf, schema.oneOf].filter((each) => each?.length).map((each) => joined(each ?? [], ' | ')),
    // A part that only narrows a condition says nothing of the shape.
    ...(schema.allOf === undefined ? [] : schema.allOf.map(typeOf)),
  ].filter((each) => each !== 'unknown');
  if (parts.length === 0) return 'unknown';
  return parts.length === 1 ? (parts[0] ?? '') : parts.map((each) => `(${each})`).join(' & ');
}

const joined = (schemas: readonly Schema[], by: string): string => schemas.map((each) => `(${typeOf(each)})`).join(by);

function ownType(schema: Schema): string {
  const kinds = [schema.type ?? 'object'].flat();
  return kinds.map((kind) => kindType(kind, schema)).join(' | ');
}

function kindType(kind: string, schema: Schema): string {
  switch (kind) {
    case 'string':
    case 'boolean':
    case 'null':
      return kind;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${schema.items === undefined ? 'unknown' : typeOf(schema.items)})[]`;
    case 'object':
      return objectType(schema);
    default:
      throw new Error(`no type for ${kind}`);
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(([name, schema]) => member(name, schema, required.includes(name)));
  const open = members.length === 0 && additionalProperties === undefined;
  const more = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : open ? 'unknown' : undefined;
  const record = more === undefined ? [] : [`{ readonly [name: string]: ${more} }`];
  const closed = members.length > 0 || more === undefined ? [`{ ${members.join(' ')} }`] : [];
  return [...closed, ...record].join(' & ');
}
