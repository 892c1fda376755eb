import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayAmend, mayReadDrawing, mayRequestRelease } from './access.ts';
import { conduct, type MarketDeps, posterOf } from './conduct.ts';
import type { ExistingPost, Post } from './post.ts';
import * as s from './schemas.ts';
import * as view from './view-schemas.ts';

const tag = '供需图纸 Drawings';
const one = '/v1/posts/{id}';
const forUsers = { tag, access: 'user', params: s.ofPost } as const;
/** The version of the promise that is made by asking. */
const undertaking = '1';

const fileKey = (post: string, drawing: string): string => `drawings/${post}/${drawing}`;

/** Drawings under confidentiality (保密图纸): asked for, released to one organisation at a time, and read by address. */
export function drawingRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { files } = deps;
  const { present, carryOut } = conduct(deps.posts);

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/drawings`,
      summary: '上传图纸 · Attach a drawing',
      description:
        'PUT the content to `upload.url` with its headers: another size or hash is refused there. Nobody else reads it, or its name, before it is released.',
      body: s.drawingInput,
      answers: { 201: { schema: view.attached, description: 'where to upload' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayAmend(ask.actor, await present(id), ask.at);
      const drawing = { id: deps.id('drawing'), ...ask.body };
      const upload = await files.presignUpload(fileKey(id, drawing.id), drawing, ask.at);
      const answer = () => ({ status: 201, body: { drawing, upload } });
      return carryOut(id, { type: 'attachDrawing', at: ask.at, drawing }, as, ask, answer);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/release-requests`,
      summary: '申请查看图纸 · Ask for the drawings',
      description:
        'With a promise of confidentiality, by a verified organisation; the poster decides whom it releases them to.',
      body: s.requestInput,
      answers: { 201: { schema: view.requested, description: 'asked' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const { membership, as } = mayRequestRelease(ask.actor, await present(id), ask.at);
      const organisation = posterOf(membership);
      const command = { type: 'requestRelease', at: ask.at, organisation, undertaking } as const;
      return carryOut(id, command, as, ask, ({ state }) => {
        const asked = releasesOf(state).find((each) => each.organisation.id === organisation.id);
        return { status: 201, body: { organisation: organisation.id, requestedAt: asked?.requestedAt ?? ask.at } };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/releases`,
      summary: '释放图纸 · Release the drawings to an organisation',
      description: 'To one that has asked. Each release is an event in the log of the post, for this post alone.',
      body: s.releaseInput,
      answers: { 200: { schema: view.released, description: 'what that organisation may read' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayAmend(ask.actor, await present(id), ask.at);
      const { organisation } = ask.body;
      const command = { type: 'releaseDrawings', at: ask.at, ...ask.body } as const;
      return carryOut(id, command, as, ask, ({ state }) => {
        const release = releasesOf(state).find((each) => each.organisation.id === organisation);
        return { status: 200, body: { organisation, drawings: release?.drawings ?? [] } };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: `${one}/drawings/{drawing}`,
      params: s.ofDrawing,
      summary: '下载图纸 · Where to download a drawing',
      description: 'An address that is good for fifteen minutes, for the poster and those to whom it was released.',
      answers: { 200: { schema: view.download, description: 'where to download' } },
    },
    async ({ actor, at, params: { id, drawing } }) => {
      const post = mayReadDrawing(actor, await present(id), drawing);
      const { name, size } = drawingOf(post, drawing);
      const key = fileKey(id, drawing);
      if ((await files.size(key)) !== size) throw new DomainError('conflict', 'drawing-not-uploaded');
      return { status: 200, body: await files.presignDownload(key, name, at) };
    },
  );
}

const releasesOf = (state: Post): ExistingPost['releases'] => (state.status === 'none' ? [] : state.releases);

function drawingOf({ drawings }: ExistingPost, id: string): ExistingPost['drawings'][number] {
  const found = drawings.find((each) => each.id === id);
  if (found === undefined) throw new DomainError('not-found', 'not-found');
  return found;
}
