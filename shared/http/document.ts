import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import type * as zod from 'zod';
import { ZodType } from 'zod';
import { made } from '../kernel/zod.ts';
import { z } from '../kernel/zod-now.ts';
import type { Router } from './router.ts';
import { problem } from './schemas.ts';

// It takes no more of Zod than this, and a bundle that names it all carries it all.
extendZodWithOpenApi({ ZodType } as typeof zod);

export const info = {
  title: '集采 Jicai',
  version: '1',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  description:
    '大宗地产品物资集中采购平台的开放接口。Money, quantities and rates are decimal strings; ids are a prefix and a UUIDv7; errors are RFC 9457 problems in Chinese or English by Accept-Language.',
};

type Operation = Router['endpoints'][number];

/** What the routes of a router promise, as OpenAPI 3.1. */
export function documentOf({ endpoints, components }: Router) {
  const registry = new OpenAPIRegistry();
  for (const described of components) {
    for (const [name, schema] of described()) registry.registerComponent('schemas', name, schema);
  }
  for (const each of endpoints) registry.registerPath(pathOf(each));
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({ openapi: '3.1.0', info });
}

function pathOf(spec: Operation) {
  const { method, path, tag, summary, description, access, body, query, params } = spec;
  return made(
    {
      method,
      path,
      tags: [tag],
      summary,
      ...(description === undefined ? {} : { description }),
      security: access === 'public' ? [] : [{ bearer: [] }],
      request: {
        ...(body === undefined
          ? {}
          : { body: { required: !spec.bodyOptional, content: { 'application/json': { schema: body } } } }),
        ...(query === undefined ? {} : { query: query as never }),
        ...(params === undefined ? {} : { params: params as never }),
        headers: headersOf(spec) as never,
      },
      responses: responsesOf(spec),
    },
    'describe',
  );
}

const header = (description: string) => z.string().optional().openapi({ description });
const organisation = header('代表哪个单位：属于几个单位时必填 · whom you act for, where you belong to several');
const key = header('同一键与同一请求体只生效一次 · the same key and body take effect once; kept for 24 hours');
const version = header('所见的 ETag，过期为 412 · the ETag you saw; stale is 412');

/** The headers of a request, for the document alone: the door, `claimOf` and `ifMatchOf` read them. */
const headers = {
  public: z.object({}),
  read: z.object({ 'X-Organisation': organisation }),
  write: z.object({ 'X-Organisation': organisation, 'Idempotency-Key': key, 'If-Match': version }),
};

const headersOf = ({ access, method }: Operation) =>
  access === 'public' ? headers.public : method === 'get' ? headers.read : headers.write;

function responsesOf(spec: Operation) {
  const problems = { 'application/problem+json': { schema: problem } };
  const answers = Object.entries(spec.answers).map(
    ([status, { schema, mediaType = 'application/json', description }]) => [
      status,
      { description, ...(schema === undefined ? {} : { content: { [mediaType]: { schema } } }) },
    ],
  );
  return {
    ...Object.fromEntries(answers),
    default: { description: 'a problem (RFC 9457)', content: problems },
  };
}
