import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { Jobs } from '../../shared/ports/jobs.ts';
import { maySeeJob, mayUpload, ownerOf } from './access.ts';
import type { Job, JobProblem } from './job.ts';
import * as s from './schemas.ts';
import type { JobStore } from './store.ts';

export interface JobDeps {
  readonly jobs: Jobs;
  readonly jobStore: JobStore;
  readonly files: Files;
  /** The words of a problem's code. */
  words(): Promise<(code: string, params: JobProblem['params']) => { readonly zh: string; readonly en: string }>;
}

const tag = '任务与文件 Jobs and files';

/** Files that travel past the gateway, and work that takes longer than a request. */
export function jobRoutes(app: Router, http: HttpDeps, { jobs, jobStore, files, words }: JobDeps): void {
  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/uploads',
      summary: '申请上传 · Ask where to upload a file',
      description:
        "CSV or XLSX up to 10 MB, by a supplier's sales. PUT the content to `url` with the `headers`: another size or hash is refused there. The key is made of the hash, so that the same file is the same upload.",
      tag,
      access: 'user',
      body: s.upload,
      keepsItsOwnAnswer: true,
      answers: { 201: { schema: s.uploadView, description: 'where to' } },
    },
    async ({ actor, at, body: { name, size, sha256, purpose } }) => {
      const { organisation } = mayUpload(actor);
      const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
      const key = `uploads/${purpose}/${organisation}/${sha256}.${extension}`;
      return { status: 201, body: { key, ...(await files.presignUpload(key, { sha256, size }, at)) } };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/jobs/{id}',
      summary: '查看任务 · Read a job',
      description: 'Seen by those who act for the organisation that began it, for 90 days.',
      tag,
      access: 'user',
      params: s.ofJob,
      answers: { 200: { schema: s.jobView, description: 'the job' } },
    },
    async ({ actor, at, params }) => {
      const job = maySeeJob(actor, (await jobStore.load(params.id))?.job);
      return { status: 200, body: await viewOf(job, at) };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/exports',
      summary: '导出列表 · Export a list',
      description:
        'A list as CSV or XLSX, of what the list itself shows to whoever asks, up to 10,000 rows. What begins like a formula is preceded by an apostrophe.',
      tag,
      access: 'user',
      body: s.exportInput,
      keepsItsOwnAnswer: true,
      answers: { 202: { schema: s.startedJob, description: 'see the job' } },
    },
    async ({ actor, at, claim, body }) => {
      const owner = ownerOf(actor);
      const input = { ...body, ...owner };
      const { id } = await jobs.start('export', input, owner, { at, claim });
      return { status: 202, body: { job: id }, headers: { Location: `/v1/jobs/${id}` } };
    },
  );

  async function viewOf(job: Job, at: Instant) {
    const { id, kind, status, startedAt, progress } = job;
    const common = { id, kind, status, startedAt, progress };
    switch (job.status) {
      case 'queued':
      case 'running':
        return common;
      case 'succeeded':
        return { ...common, result: await fetched(job.result, at) };
      case 'failed':
        return { ...common, problem: await worded(job.problem) };
    }
  }

  const worded = async ({ code, params }: JobProblem) => ({ code, detail: (await words())(code, params) });

  /** The result with an address for each of its files. */
  async function fetched(result: JsonObject, at: Instant): Promise<object> {
    const { files: kept, ...rest } = result as { files?: Record<string, { key: string; name: string }> };
    if (kept === undefined) return rest;
    const addressed = Object.entries(kept).map(async ([which, { key, name }]) => {
      return [which, { name, ...(await files.presignDownload(key, name, at)) }] as const;
    });
    return { ...rest, files: Object.fromEntries(await Promise.all(addressed)) };
  }
}
