import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { inclusionProof, leafHash } from '../../shared/sealing/tree.ts';
import { isPublic, mayHoldReceipts, mayReadFindings, mayReadLog, maySee, seesFindings } from './access.ts';
import type { BidRouteDeps } from './bid-routes.ts';
import { type BundleDeps, type BundledTender, verificationBundle } from './bundle.ts';
import { bundle } from './bundle-schemas.ts';
import { evaluationNow } from './gather-work.ts';
import { isConfidential } from './log-view.ts';
import { noticeOf } from './notices.ts';
import * as s from './schemas.ts';
import * as view from './view-schemas.ts';
import { isOver, type OverTender, openingView } from './views.ts';

/** How many bundles a process keeps. */
const bundlesKept = 4;

export type OpeningRouteDeps = BidRouteDeps & BundleDeps;

const tag = '开标与评标 Opening and evaluation';

/** What came out of the envelopes, and everything that lets anyone check it. */
export function openingRoutes(app: Router, http: HttpDeps, deps: OpeningRouteDeps): void {
  const { tenders, receiptKey } = deps;
  const open = { method: 'get', tag, access: 'public', params: s.tenderParams } as const;

  /** A tender whose opening is over: before that there is nothing to see, for nobody. */
  async function overTender(id: string, actor: Actor): Promise<{ tender: OverTender; version: number }> {
    const { state, version } = await tenders.load(id, { consistent: actor.kind === 'user' });
    const tender = maySee(actor, state);
    if (!isOver(tender)) throw new DomainError('conflict', 'tender-not-opened', { status: tender.status });
    return { tender, version };
  }

  /** The last bundles, as each costs a signature a bid: the same version of a tender has the same bundle. */
  const bundles = new Map<string, Promise<Bundle>>();
  function bundleOf(of: BundledTender, at: Instant): Promise<Bundle> {
    const key = `${of.id}@${of.version}`;
    const made = bundles.get(key) ?? verificationBundle(deps, of, at);
    bundles.delete(key);
    bundles.set(key, made);
    made.catch(() => bundles.delete(key));
    for (const oldest of [...bundles.keys()].slice(0, -bundlesKept)) bundles.delete(oldest);
    return made;
  }

  endpoint(
    app,
    http,
    {
      ...open,
      path: '/v1/tenders/{id}/opening',
      summary: '开标记录 · The opening record',
      description:
        'Bidders and prices of the opened lots, and what could not be opened and why. Failed lots are never shown.',
      answers: { 200: { schema: view.opening, description: 'the record' } },
    },
    async ({ actor, params: { id } }) => {
      const { tender } = await overTender(id, actor);
      return { status: 200, body: openingView(id, tender, await tenders.records(id)) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...open,
      access: 'user',
      path: '/v1/tenders/{id}/opening/proof',
      summary: '收录证明 · That your receipt is a leaf of the root',
      description: 'RFC 9162 §2.1.3: verify with any implementation.',
      answers: { 200: { schema: view.proof, description: 'the inclusion proof' } },
    },
    async ({ actor, params: { id } }) => {
      const bidder = mayHoldReceipts(actor).organisation;
      const {
        tender: { frozen },
      } = await overTender(id, actor);
      const [row, leaves] = await Promise.all([tenders.receipts(id, bidder), tenders.leaves(id, frozen.root)]);
      const receipt = row?.revisions.at(-1)?.receipt;
      const leaf = receipt && leafHash(receipt);
      const index = leaf === undefined ? -1 : leaves.indexOf(leaf);
      if (index < 0) throw new DomainError('not-found', 'not-found');
      const proof = inclusionProof(leaves, index);
      return { status: 200, body: { receipt, leaf, index, size: leaves.length, proof, root: frozen.root } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...open,
      path: '/v1/tenders/{id}/evaluation',
      summary: '评标 · Every step of the arithmetic',
      description: 'Exact fractions and published roundings; anyone can do it again from the opening record.',
      answers: { 200: { schema: view.evaluation, description: 'the evaluation' } },
    },
    async ({ actor, params: { id } }) => {
      const { tender } = await overTender(id, actor);
      mayReadFindings(actor, tender);
      if (tender.opening === undefined) {
        throw new DomainError('conflict', 'tender-not-opened', { status: tender.status });
      }
      return { status: 200, body: await evaluationNow(deps, id, tender) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...open,
      path: '/v1/tenders/{id}/events',
      summary: '招标日志 · The tender’s hash-chained log',
      description:
        'Public after the opening; what belongs to the evaluation, once the result is published. Each event is the exact text that its hash covers.',
      query: s.logQuery,
      answers: { 200: { schema: pageOf(view.loggedEvent), description: 'a page, oldest first' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      const tender = mayReadLog(actor, (await tenders.load(id, { consistent: actor.kind === 'user' })).state);
      const all = seesFindings(actor, tender);
      const page = await tenders.log(id, query, (event) => (all || !isConfidential(event.json) ? event : undefined));
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...open,
      path: '/v1/tenders/{id}/notices',
      summary: '公告 · The notices of a tender',
      description: 'What everybody must know, from the notice of tender to the award, each with its article.',
      query: s.logQuery,
      answers: { 200: { schema: pageOf(view.notice), description: 'a page, oldest first' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      const tender = maySee(actor, (await tenders.load(id, { consistent: actor.kind === 'user' })).state);
      if (!isPublic(tender)) throw new DomainError('not-found', 'not-found');
      return pageAnswer(await tenders.log(id, query, ({ json }) => noticeOf(json, tender)), url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...open,
      path: '/v1/tenders/{id}/verification',
      summary: '可验证数据包 · A bundle that checks offline',
      description: '`npx jicai verify bundle.json` says what holds.',
      answers: { 200: { schema: bundle, description: 'the bundle' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { tender, version } = await overTender(id, actor);
      mayReadFindings(actor, tender);
      return { status: 200, body: await bundleOf({ id, tender, version }, at), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/.well-known/jicai-receipts.json',
      summary: '回执公钥 · The keys that sign receipts',
      tag,
      access: 'public',
      answers: { 200: { schema: view.jwks, description: 'a JWK set' } },
    },
    async () => ({ status: 200, body: await receiptKey.jwks(), headers: { 'Cache-Control': 'public, max-age=300' } }),
  );
}
