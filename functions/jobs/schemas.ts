import { id, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

/** The largest file that is taken: 10 MB. */
export const maxUpload = 10_000_000;

export const ofJob = z.object({ id: id('job') });

export const upload = z
  .strictObject({
    name: text(200)
      .regex(/\.([cC][sS][vV]|[xX][lL][sS][xX])$/, 'upload-extension-unknown')
      .openapi({ example: '报价单.xlsx' }),
    size: z.int().min(1).max(maxUpload, 'upload-too-large'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'hash-malformed')
      .openapi({ description: 'of the content, in hex' }),
    purpose: z.literal('product-import'),
  })
  .openapi('UploadInput');

export const uploadView = z
  .object({
    key: z.string().openapi({ description: 'names the file in the call that uses it' }),
    url: z.string(),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    expiresAt: z.iso.datetime(),
  })
  .openapi('Upload');

export const exportInput = z
  .strictObject({
    list: z
      .string()
      .max(200, 'too-long')
      .regex(/^[a-z][a-z-]*(\/[A-Za-z0-9][\w.-]*)*$/, 'not-allowed')
      .openapi({
        description:
          'any list of the API by its path under `/v1`: `products`, `tenders`, `organisations`, `admissions`, `procurement-catalogues/2026-03-02/entries`, `products/{id}/prices` …',
        example: 'products',
      }),
    query: z
      .record(z.string().max(60), z.string().max(200))
      .refine((given) => !('cursor' in given || 'limit' in given), 'export-pages')
      .default({})
      .openapi({ description: "the list's own query, without `limit` and `cursor`", example: { category: 'steel' } }),
    format: z.enum(['csv', 'xlsx']),
  })
  .openapi('ExportInput');

export const startedJob = z.object({ job: id('job') }).openapi('StartedExport');

const words = z.object({ zh: z.string(), en: z.string() });

export const jobView = z
  .object({
    id: id('job'),
    kind: z.string(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed']),
    startedAt: z.iso.datetime(),
    progress: z.object({ done: z.int(), total: z.int() }),
    result: z.record(z.string(), z.unknown()).optional().openapi({
      description: 'by the kind of job; `files` are `{name, url, expiresAt}`, each fetched from its `url`',
    }),
    problem: z.object({ code: z.string(), detail: words }).optional(),
  })
  .openapi('Job');
