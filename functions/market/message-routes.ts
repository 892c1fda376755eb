import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError, type FieldError, fieldError } from '../../shared/kernel/errors.ts';
import { attachmentKey, checkType } from './attachments.ts';
import { conduct, type MarketDeps } from './conduct.ts';
import { mayRead, mayWrite } from './enquiry-access.ts';
import type { EnquiryFile } from './enquiry-events.ts';
import * as s from './enquiry-schemas.ts';

const tag = '询价与报价 Enquiries';
const one = '/v1/enquiries/{id}';
const forUsers = { tag, access: 'user' } as const;

/** What the two of an enquiry write to each other, and the files that go with it (留言与附件). */
export function messageRoutes(app: Router, http: HttpDeps, { enquiries, files }: MarketDeps): void {
  const { present, carryOut } = conduct(enquiries);

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/attachments`,
      params: s.ofEnquiry,
      summary: '上传附件 · Where to upload a file of a message',
      description:
        'PUT the content to `upload.url` with its headers: another size or hash is refused there. Then name it by its `sha256` in a message: until then nobody else can read it.',
      body: s.attachmentInput,
      answers: { 201: { schema: s.upload, description: 'where to upload' } },
      keepsItsOwnAnswer: true,
    },
    async ({ actor, at, params: { id }, body }) => {
      const { enquiry } = mayWrite(actor, await present(id));
      if (enquiry.status === 'closed') throw new DomainError('conflict', 'enquiry-closed');
      checkType(body);
      const upload = await files.presignUpload(attachmentKey(id, body.sha256), body, at);
      return { status: 201, body: { sha256: body.sha256, upload } };
    },
  );

  /** The files with their sizes. @throws `file-type`, `attachment-not-uploaded` */
  async function uploaded(
    id: string,
    attachments: readonly Omit<EnquiryFile, 'size'>[],
  ): Promise<readonly EnquiryFile[]> {
    for (const [at, file] of attachments.entries()) checkType(file, `/attachments/${at}`);
    const repeated = attachments.findIndex(
      ({ sha256 }, at) => attachments.findIndex((each) => each.sha256 === sha256) < at,
    );
    if (repeated >= 0) throw fieldError('attachment-repeated', `/attachments/${repeated}`);
    const sizes = await Promise.all(attachments.map(({ sha256 }) => files.size(attachmentKey(id, sha256))));
    const faults = attachments.flatMap(({ name }, at): FieldError[] =>
      sizes[at] === undefined
        ? [{ pointer: `/attachments/${at}`, code: 'attachment-not-uploaded', params: { name } }]
        : [],
    );
    const [first] = faults;
    if (first !== undefined) throw new DomainError('rule', first.code, first.params, faults);
    return attachments.map((file, at) => ({ ...file, size: sizes[at] ?? 0 }));
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/messages`,
      params: s.ofEnquiry,
      summary: '留言 · Write to the other side',
      description: 'By the staff of either, while verified. It is between the two: the log keeps its salted hash only.',
      body: s.messageInput,
      answers: { 201: { schema: s.message, description: 'sent' } },
    },
    async (ask) => {
      const { at, params, body } = ask;
      const { membership, as } = mayWrite(ask.actor, await present(params.id));
      const attachments = await uploaded(params.id, body.attachments);
      const by = membership.organisation;
      const { text } = body;
      const command = { type: 'sendMessage', at, by, text, attachments } as const;
      return carryOut(params.id, command, as, ask, ({ state }) => {
        const number = state.status === 'none' ? 0 : state.messages;
        return { status: 201, body: { number, by, sentAt: at, text, attachments } };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/messages`,
      params: s.ofEnquiry,
      query: s.pageQuery,
      summary: '留言记录 · What was written',
      description: 'For the two alone, the latest first.',
      answers: { 200: { schema: pageOf(s.message), description: 'a page' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      mayRead(actor, await present(id));
      return pageAnswer(await enquiries.messages(id, query), url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/messages/{number}/attachments/{sha256}`,
      params: s.ofAttachment,
      summary: '下载附件 · Where to download a file of a message',
      description: 'An address that is good for fifteen minutes, for the two alone.',
      answers: { 200: { schema: s.download, description: 'where to download' } },
    },
    async ({ actor, at, params: { id, number, sha256 } }) => {
      mayRead(actor, await present(id));
      const sent = await enquiries.message(id, number);
      const file = sent?.attachments.find((each) => each.sha256 === sha256);
      if (file === undefined) throw new DomainError('not-found', 'not-found');
      const key = attachmentKey(id, sha256);
      if ((await files.size(key)) === undefined)
        throw new DomainError('conflict', 'attachment-not-uploaded', { name: file.name });
      return { status: 200, body: await files.presignDownload(key, file.name, at) };
    },
  );
}
