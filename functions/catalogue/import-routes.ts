import { category } from '../../shared/commodity/category.ts';
import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Jobs } from '../../shared/ports/jobs.ts';
import { mediaTypes, written } from '../../shared/sheet/write.ts';
import { mayDraft } from './access.ts';
import { templateOf } from './import-columns.ts';
import * as s from './import-schemas.ts';

export interface ImportRouteDeps {
  readonly jobs: Jobs;
}

const tag = '目录 Catalogue';

/** Many products from one file: a template, a preview that checks every row, and the commit of it. */
export function importRoutes(app: Router, http: HttpDeps, { jobs }: ImportRouteDeps): void {
  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/catalogue/categories/{code}/template',
      summary: '下载导入模板 · A template to fill in',
      description:
        "A list's heading for products of the category: its attributes in both languages, price, order and stock. `*` marks what is required.",
      tag,
      access: 'public',
      params: s.ofTemplate,
      query: s.templateFormat,
      answers: { 200: { description: 'the file' } },
    },
    async ({ params: { code }, query: { format } }) => {
      const found = category(code);
      if (found?.parent === undefined || found.status !== 'active') throw new DomainError('not-found', 'not-found');
      // As text a gateway would take its byte order mark away.
      const type = format === 'csv' ? 'application/octet-stream' : mediaTypes.xlsx;
      const name = encodeURIComponent(`${found.name.zh}.${format}`);
      return {
        status: 200,
        body: written(format, templateOf(found), found.name.zh),
        headers: {
          'Content-Type': type,
          'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
          'Cache-Control': 'public, max-age=300',
        },
      };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/products/import',
      summary: '批量导入商品 · Import products',
      description:
        "By a supplier's sales, from an uploaded CSV or XLSX of up to 10,000 rows. `preview` checks every row and writes nothing; its job's result counts the rows and names each fault with its cell. `commit` of a preview writes each row as one product: the same row of the same file is the same product, however often it is committed.",
      tag,
      access: 'user',
      body: s.importInput,
      keepsItsOwnAnswer: true,
      answers: { 202: { schema: s.startedJob, description: 'see the job' } },
    },
    async ({ actor, body, at, claim }) => {
      const { organisation, status } = mayDraft(actor);
      const owner = { sub: actor.kind === 'user' ? actor.sub : '', organisation };
      const begin = async (kind: string, input: object) => {
        const { id } = await jobs.start(kind, input as JsonObject, owner, { at, claim });
        return { status: 202, body: { job: id }, headers: { Location: `/v1/jobs/${id}` } };
      };
      if (body.mode === 'preview') {
        const { upload, format, sheet, category: code, defaults } = body;
        if (!upload.startsWith(`uploads/product-import/${organisation}/`))
          throw new DomainError('rule', 'upload-missing');
        const input = { upload, format, sheet, defaults: { ...defaults, category: code }, at, ...owner };
        return begin('product-import-preview', input);
      }
      const { preview, accept, publish } = body;
      const job = await jobs.load(preview);
      if (job?.kind !== 'product-import-preview' || job.owner.organisation !== organisation) {
        throw new DomainError('rule', 'import-preview-unknown');
      }
      if (job.status !== 'succeeded') throw new DomainError('conflict', 'import-preview-not-ready');
      const { invalid = 0 } = (job.result ?? {}) as { invalid?: number };
      if (invalid > 0 && accept === 'all-valid-required') {
        throw new DomainError('conflict', 'import-has-faults', { count: invalid });
      }
      if (publish && status !== 'verified') throw new DomainError('forbidden', 'organisation-not-verified');
      return begin('product-import', { ...job.input, accept, publish, at, ...owner });
    },
  );
}
