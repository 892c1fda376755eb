import { type Ask, endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { checkDisclosed, type Disclosed } from '../../shared/sealing/bid.ts';
import { checkRevealed, sealRevealed } from '../../shared/sealing/reveal.ts';
import { leafHash } from '../../shared/sealing/tree.ts';
import { mayHoldReceipts, maySee, maySpeakForBid } from './access.ts';
import type { KeptReveal } from './annexes.ts';
import { checkRevealing } from './ceremony.ts';
import * as s from './ceremony-schemas.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';

type AnyAsk = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

export interface RevealRouteDeps {
  readonly tenders: TenderStore;
}

/** How often a lost race with other bidders is decided again. */
const retries = 8;

/** The remedy where too few shares of a ceremony came: each bidder shows its own bid. */
export function revealRoutes(app: Router, http: HttpDeps, deps: RevealRouteDeps, steps: Steps): void {
  const ofBid = {
    tag: '密钥仪式 Opening by ceremony',
    access: 'user',
    params: tenderParams,
    path: '/v1/tenders/{id}/bid/reveal',
  } as const;

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'get',
      summary: '本单位的揭示记录 · When you revealed your bid',
      description:
        'Your own organisation’s alone, and nothing of what was revealed; 404 until it has revealed its bid.',
      answers: { 200: { schema: s.revealed, description: 'it was revealed' } },
    },
    async ({ actor, params: { id } }) => {
      const { organisation: supplier } = mayHoldReceipts(actor);
      const kept = await keptReveal(deps, id, supplier);
      if (kept === undefined) throw new DomainError('not-found', 'not-found');
      return answered(id, kept);
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'put',
      summary: '自行揭示投标内容 · Reveal your bid yourself',
      description:
        'Only when too few shares came, and until the published time: what you committed to, checked against your receipt. Nobody sees it before that time.',
      body: s.revealInput,
      answers: { 200: { schema: s.revealed, description: 'kept until the time for revealing is over' } },
    },
    async (ask) => {
      const { organisation } = maySpeakForBid(ask.actor);
      return revealBid(deps, steps, { id: ask.params.id, supplier: organisation, disclosed: ask.body.disclosed }, ask);
    },
  );
}

const keptReveal = ({ tenders }: RevealRouteDeps, id: string, supplier: string): Promise<KeptReveal | undefined> =>
  tenders.annex<KeptReveal>(id, 'revealed', supplier);

const answered = (tender: string, { supplier, revealedAt }: Pick<KeptReveal, 'supplier' | 'revealedAt'>): Answer => ({
  status: 200,
  body: { tender, supplier, revealedAt },
});

/**
 * A bidder reveals what it committed to (自行揭示). It is checked against the receipt that was frozen and sealed at
 * once to the tender's key, so that nothing legible is stored; the same again is answered as before.
 * @throws `reveal-not-open`, `reveal-closed`, `not-found` without a frozen bid, `stale-documents-version`,
 * `bid-commitment-mismatch`, `bid-header-mismatch`, `bid-content-invalid`
 */
async function revealBid(
  deps: RevealRouteDeps,
  steps: Steps,
  { id, supplier, disclosed: given }: { readonly id: string; readonly supplier: string; readonly disclosed: unknown },
  ask: AnyAsk,
): Promise<Answer> {
  const { tenders } = deps;
  const tender = checkRevealing(maySee(ask.actor, await steps.stateOf(id)), ask.at);
  const receipt = (await tenders.receipts(id, supplier))?.revisions.at(-1)?.receipt;
  if (!receipt?.cmt || !(await tenders.isFrozenLeaf(id, leafHash(receipt)))) {
    throw new DomainError('not-found', 'not-found');
  }
  const disclosed = readDisclosed(given);
  checkRevealed(disclosed, { tnd: id, org: supplier, ver: disclosed.documentsVersion, cmt: receipt.cmt });
  const { documentsVersion: current } = tender;
  if (disclosed.documentsVersion !== current) throw new DomainError('rule', 'stale-documents-version', { current });

  const kept = await keptReveal(deps, id, supplier);
  if (kept !== undefined) return answered(id, kept);
  const sealed = await sealRevealed(disclosed, { ...tender.sealingKey.publicJwk });
  const command = { type: 'revealBid', at: ask.at, supplier, sealed } as const;
  try {
    return await steps.carryOut(id, command, 'sales', ask, {
      retries,
      answer: () => answered(id, { supplier, revealedAt: ask.at }),
    });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'already-revealed') throw error;
    return answered(id, (await keptReveal(deps, id, supplier)) ?? { supplier, revealedAt: ask.at });
  }
}

/** The value as `Disclosed`, its faults with pointers into the request's body. */
function readDisclosed(value: unknown): Disclosed {
  try {
    return checkDisclosed(value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = error.errors.map((one) => ({ ...one, pointer: `/disclosed${one.pointer}` }));
    throw new DomainError(error.kind, error.code, error.params, errors);
  }
}
