import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Files } from '../../shared/ports/files.ts';
import { mayAsk, mayRun, maySee, maySeeAskers, seesDrafts } from './access.ts';
import type { KeptAnswer, KeptQuestion } from './annexes.ts';
import { checkUploaded } from './check-uploaded.ts';
import * as s from './document-schemas.ts';
import type { DraftChanges } from './draft.ts';
import { withIds } from './draft-ids.ts';
import { fileKey, fileLimits } from './files.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import type { ExistingTender } from './tender-state.ts';
import * as view from './view-schemas.ts';

export interface DocumentRouteDeps {
  readonly tenders: TenderStore;
  readonly config: { readonly operatorAffiliates: readonly string[] };
  readonly files: Files;
  id(kind: IdKind): string;
}

const tag = '招标文件 Documents';
const one = '/v1/tenders/{id}';
const answers = { 200: { schema: view.tender, description: 'the tender' } };

/** Files, questions, clarifications and amendments: what happens to the documents. */
export function documentRoutes(app: Router, http: HttpDeps, deps: DocumentRouteDeps, steps: Steps): void {
  const { tenders, files } = deps;
  const forUsers = { tag, access: 'user', params: tenderParams } as const;

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/documents`,
      summary: '上传招标文件 · Attach a file to the documents',
      description:
        'PUT the content to `upload.url` with its headers: another size or hash is refused there. In a draft it is published with the tender; later it waits for the clarification or the amendment that names it. Never executed, never shown inline.',
      body: s.fileInput,
      answers: { 201: { schema: s.attached, description: 'where to upload' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await steps.stateOf(id));
      const file = { id: deps.id('document'), ...ask.body };
      checkType(file);
      const upload = await files.presignUpload(fileKey(id, file.id), file, ask.at);
      const answer = () => ({ status: 201, body: { document: file, upload } });
      return steps.carryOut(id, { type: 'attachFile', file }, as, ask, { answer });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      method: 'get',
      path: `${one}/documents/{document}`,
      access: 'public',
      params: s.fileParams,
      summary: '下载招标文件 · Where to download a file',
      description: 'An address that is good for fifteen minutes; the file is saved, not shown.',
      answers: { 200: { schema: s.download, description: 'where to download' } },
    },
    async ({ actor, at, params: { id, document } }) => {
      const tender = maySee(actor, await steps.stateOf(id));
      const file = tender.files.find((each) => each.id === document);
      if (file === undefined || (file.version === null && !seesDrafts(actor, tender))) {
        throw new DomainError('not-found', 'not-found');
      }
      return { status: 200, body: await files.presignDownload(fileKey(id, file.id), file.name, at) };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'delete',
      path: `${one}/documents/{document}`,
      params: s.fileParams,
      summary: '删除未发布的文件 · Remove a file that is not published',
      answers,
    },
    async (ask) => {
      const { id, document: file } = ask.params;
      const as = mayRun(ask.actor, await steps.stateOf(id));
      return steps.carryOut(id, { type: 'removeFile', file }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/questions`,
      summary: '提问 · Ask about the documents',
      description: 'A verified supplier. Who asks is shown to nobody before the opening, the buyer included.',
      body: s.questionInput,
      answers: { 201: { schema: s.question, description: 'asked' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const asker = mayAsk(ask.actor, await steps.stateOf(id), deps.config.operatorAffiliates);
      const by = { org: asker.organisation, name: asker.name };
      const asked = { id: deps.id('question'), text: ask.body.text, askedAt: ask.at };
      const command = { type: 'askQuestion', at: ask.at, question: asked.id, text: asked.text, by } as const;
      const answer = () => ({ status: 201, body: { ...asked, mine: true } });
      return steps.carryOut(id, command, 'sales', ask, { answer, retries: 4 });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      method: 'get',
      path: `${one}/questions`,
      access: 'public',
      params: tenderParams,
      query: s.listQuery,
      summary: '答疑 · Questions and answers',
      description: 'Answered ones are for all; those that wait are for the buyer and for whoever asked.',
      answers: { 200: { schema: pageOf(s.question), description: 'a page, oldest first' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      const tender = maySee(actor, await steps.stateOf(id));
      const kinds = { kind: 'question', ended: 'answer' };
      const page = await tenders.annexPage<KeptQuestion, object, KeptAnswer>(id, kinds, query, (kept, given) =>
        questionView(actor, tender, kept, given),
      );
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${one}/questions/{question}/answer`,
      params: s.questionParams,
      summary: '答复提问 · Answer a question',
      description: 'For all to read. What changes or explains the documents is a clarification beside it.',
      body: s.answerInput,
      answers: { 200: { schema: s.question, description: 'answered' } },
    },
    async (ask) => {
      const { id, question } = ask.params;
      const as = mayRun(ask.actor, await steps.stateOf(id));
      const { answer: text } = ask.body;
      const kept = await tenders.annex<KeptQuestion>(id, 'question', question);
      const body = { id: question, text: kept?.text ?? '', askedAt: kept?.askedAt, answer: text, answeredAt: ask.at };
      const command = { type: 'answerQuestion', at: ask.at, question, answer: text } as const;
      return steps.carryOut(id, command, as, ask, { answer: () => ({ status: 200, body }) });
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/clarifications`,
      summary: '澄清 · Issue a clarification',
      description:
        'To all. One that may affect bids and comes later than the rules allow moves the deadline; bids stay valid.',
      body: s.clarificationInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await steps.stateOf(id);
      const as = mayRun(ask.actor, state);
      await checkUploaded(files, id, state as ExistingTender, ask.body.files);
      const calendar = await steps.calendarAt(ask.at);
      const clarification = deps.id('clarification');
      const command = { type: 'issueClarification', at: ask.at, calendar, clarification, ...ask.body } as const;
      return steps.carryOut(id, command, as, ask);
    },
  );

  for (const [path, kind, schema, summary] of [
    ['clarifications', 'clarification', s.clarification, '澄清列表 · Clarifications'],
    ['amendments', 'amendment', s.amendment, '修改列表 · Amendments'],
  ] as const) {
    endpoint(
      app,
      http,
      {
        tag,
        method: 'get',
        path: `${one}/${path}`,
        access: 'public',
        params: tenderParams,
        query: s.listQuery,
        summary,
        answers: { 200: { schema: pageOf(schema), description: 'a page, oldest first' } },
      },
      async ({ actor, params: { id }, query, url }) => {
        maySee(actor, await steps.stateOf(id));
        return pageAnswer(await tenders.annexPage(id, { kind }, query, (kept: object) => kept), url);
      },
    );
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/amendments`,
      summary: '修改招标文件 · Amend the documents',
      description:
        'Makes the next version of the documents: bids on the one before are stale until they are sealed and sent again. Comes later than the rules allow: the deadline moves.',
      body: s.amendmentInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { state } = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, state);
      await checkUploaded(files, id, state as ExistingTender, ask.body.files);
      const { lots, ...rest } = ask.body.changes;
      const changes = { ...rest, ...(lots === undefined ? {} : { lots: withIds(lots, deps.id) }) } as DraftChanges;
      const calendar = await steps.calendarAt(ask.at, rest.deadline);
      const { reason, files: named } = ask.body;
      const command = { type: 'amendTender', at: ask.at, calendar, changes, reason, files: named } as const;
      return steps.carryOut(id, command, as, ask);
    },
  );
}

/** @throws `file-type` unless the name's ending and the media type are of one kind that is allowed */
function checkType({ name, mediaType }: { readonly name: string; readonly mediaType: string }): void {
  const ending = name.slice(name.lastIndexOf('.')).toLowerCase();
  if (fileLimits.types[ending] === mediaType) return;
  throw fieldError('file-type', '/mediaType', { allowed: Object.keys(fileLimits.types).join(' ') });
}

/** A question as its reader may see it; undefined where it waits and is neither theirs to answer nor to ask. */
function questionView(actor: Actor, tender: ExistingTender, kept: KeptQuestion, given: KeptAnswer | undefined) {
  const { by, ...question } = kept;
  const mine = actor.kind === 'user' && actor.membership?.organisation === by.org;
  if (given === undefined && !mine && !seesDrafts(actor, tender)) return undefined;
  const answered = given === undefined ? {} : { answer: given.answer, answeredAt: given.answeredAt };
  const asker = maySeeAskers(tender) ? { by: by.name } : {};
  return { ...question, ...answered, ...asker, ...(mine ? { mine } : {}) };
}
