import type { TestApp } from '../support/app.ts';

/** JSON Schema as the document has it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** An operation of the OpenAPI document, its references resolved where they stand. */
export interface Operation {
  /** `POST /v1/tenders`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly params: readonly string[];
  readonly query: Readonly<Record<string, { readonly schema: Schema; readonly required: boolean }>>;
  readonly param: Readonly<Record<string, Schema>>;
  readonly body: Schema | undefined;
  readonly bodyRequired: boolean;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

/** The document as it is served. */
export interface Document {
  readonly operations: readonly Operation[];
  /** The schema that a reference names. */
  resolve(schema: Schema): Schema;
}

export async function documentOf({ call }: Pick<TestApp, 'call'>): Promise<Document> {
  const { body } = await call('GET', '/openapi.json');
  const resolve = (schema: Schema): Schema =>
    typeof schema.$ref === 'string' ? resolve(body.components.schemas[schema.$ref.split('/').at(-1) ?? '']) : schema;
  const operations = Object.entries<Record<string, Record<string, never>>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security = [], parameters = [], requestBody }]): Operation => {
      const of = (place: string): readonly Parameter[] =>
        (parameters as readonly Parameter[]).filter((each) => each.in === place);
      const { content, required = false } = (requestBody ?? {}) as {
        content?: Record<string, { schema: Schema }>;
        required?: boolean;
      };
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        isPublic: (security as unknown[]).length === 0,
        params: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
        query: Object.fromEntries(
          of('query').map(({ name, schema, required: must = false }) => [name, { schema, required: must }]),
        ),
        param: Object.fromEntries(of('path').map(({ name, schema }) => [name, schema])),
        body: content?.['application/json']?.schema,
        bodyRequired: required,
      };
    }),
  );
  return { operations, resolve };
}

/** A path with these values in its places; each is encoded as one segment. */
export const filled = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? name));
