import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { isOwn } from './access.ts';
import { type After, conduct, type MarketDeps, posterOf } from './conduct.ts';
import { mayEnd, mayEnquire, mayKnow, mayListEnquiries, mayListOwnEnquiries } from './enquiry-access.ts';
import * as s from './enquiry-schemas.ts';
import { type Enquiry, hasEnded } from './enquiry-state.ts';
import { enquiryView, listedView } from './enquiry-views.ts';
import { messageRoutes } from './message-routes.ts';
import { type ExistingPost, type Post, statusAt } from './post.ts';
import { quoteRoutes } from './quote-routes.ts';
import { orTooMany } from './rates.ts';
import { ofPost } from './schemas.ts';

const tag = '询价与报价 Enquiries';
const ofOnePost = '/v1/posts/{id}/enquiries';
const one = '/v1/enquiries/{id}';
const forUsers = { tag, access: 'user' } as const;
const answers = { 200: { schema: s.enquiry, description: 'the enquiry' } };
const page = { 200: { schema: pageOf(s.listed), description: 'a page' } };

/** From an enquiry about a post to a quote that is accepted (询价、报价、成交). */
export function enquiryRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { posts, enquiries, standing } = deps;
  const { present, carryOut } = conduct(enquiries);
  const postOf = async (id: string): Promise<Post> => (await posts.load(id, { consistent: true })).state;

  const shown = (at: Instant, party: boolean, extra = {}) => {
    return ({ id, state, version }: After<Enquiry>) => {
      // Once it has ended the clock's word is still to come: no version to match.
      const tagged = hasEnded(state, at) ? { ETag: `W/"${version}"` } : etag(version);
      return { status: 200, body: enquiryView(id, state, party, at), headers: tagged, ...extra };
    };
  };

  /** Its own open post from the other side of the same market. */
  async function checkFrom(actor: Actor, id: string, other: ExistingPost, at: Instant): Promise<void> {
    const from = await postOf(id);
    if (from.status !== 'none' && isOwn(actor, from) && statusAt(from, at) === 'open') {
      const { side, subject } = from.terms;
      if (side !== other.terms.side && subject === other.terms.subject) return;
    }
    throw fieldError('from-post-unfit', '/fromPost');
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: ofOnePost,
      params: ofPost,
      summary: '询价 · Ask about a post',
      description:
        'By the buying or selling staff of another verified organisation. One enquiry of an organisation about a post is open at a time: a second is 409 `enquiry-open`, which names the first. More than the limits of an organisation is 429 with `Retry-After`.',
      body: s.enquiryInput,
      answers: { 201: { schema: s.enquiry, description: 'asked' } },
    },
    async (ask) => {
      const { at, actor, params, body } = ask;
      const { post, membership, as } = mayEnquire(actor, await postOf(params.id), at);
      await standing.check('enquiries', membership.organisation, at);
      if (body.fromPost !== undefined) await checkFrom(actor, body.fromPost, post, at);
      const { kind, subject, side } = post.terms;
      const enquirer = posterOf(membership);
      const wanted = side === 'wanted';
      const parties = wanted ? { buyer: post.poster, supplier: enquirer } : { buyer: enquirer, supplier: post.poster };
      const { fromPost, via, text } = body;
      const led = { ...(fromPost === undefined ? {} : { fromPost }), ...(via === undefined ? {} : { via }) };
      const about = { post: params.id, kind, subject, parties, by: enquirer.id, ...led };
      const id = deps.id('enquiry');
      const command = { type: 'openEnquiry', at, ...about, text } as const;
      const extra = { status: 201, headers: { Location: `/v1/enquiries/${id}` } };
      try {
        return await carryOut(id, command, as, ask, shown(at, true, extra)).catch(orTooMany('enquiries', at));
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'enquiry-open') throw error;
        const enquiry = (await enquiries.standing(params.id, enquirer.id)) ?? '—';
        throw new DomainError('conflict', 'enquiry-open', { enquiry });
      }
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: ofOnePost,
      params: ofPost,
      query: s.ofPostQuery,
      summary: '信息收到的询价 · Enquiries about a post',
      description: "For the poster's organisation, newest first.",
      answers: page,
    },
    async ({ actor, at, params: { id }, query: { status, ...request }, url }) => {
      mayListEnquiries(actor, await postOf(id), at);
      const found = await enquiries.ofPost(id, status, at, request);
      return pageAnswer({ ...found, items: found.items.map(listedView) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/enquiries',
      query: s.ownQuery,
      summary: '本单位的询价 · Enquiries of one’s organisation',
      description: 'Those that it was sent, or with `role=enquirer` those that it made, newest first.',
      answers: page,
    },
    async ({ actor, at, query: { role, status, ...request }, url }) => {
      const found = await enquiries.ofOrganisation(mayListOwnEnquiries(actor), role, status, at, request);
      return pageAnswer({ ...found, items: found.items.map(listedView) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: one,
      params: s.ofEnquiry,
      summary: '查看询价 · Read an enquiry',
      description:
        'For the two that it is between. Who supervises reads that it exists, between whom, and how it ended; a quote only once it is accepted; never a message. For others there is none.',
      answers,
    },
    async ({ actor, at, params: { id } }) => {
      const snapshot = await enquiries.load(id, { consistent: true });
      return shown(at, mayKnow(actor, snapshot.state).party)(snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/closure`,
      params: s.ofEnquiry,
      summary: '结束询价 · End an enquiry',
      description: 'The poster declines, the enquirer withdraws. A quote that stands can then not be accepted.',
      body: s.closureInput,
      bodyOptional: true,
      answers,
    },
    async (ask) => {
      const { at, params, body } = ask;
      const { membership, as } = mayEnd(ask.actor, await present(params.id));
      const command = { type: 'closeEnquiry', at, by: membership.organisation, ...body } as const;
      return carryOut(params.id, command, as, ask, shown(at, true));
    },
  );

  messageRoutes(app, http, deps);
  quoteRoutes(app, http, deps);
}
