import { type Ask, endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { maySeeContract, maySign } from './access.ts';
import type { Agreement } from './agreement-state.ts';
import { contractOf, isSigned } from './contract.ts';
import * as s from './schemas.ts';
import type { AgreementStore } from './store.ts';
import * as v from './view-schemas.ts';

const tag = '框架协议 Framework agreements';
const contractPath = '/v1/agreements/{id}/contracts/{buyer}/{supplier}';

type Signing = Pick<
  Ask<{ readonly hash: string }, unknown, unknown>,
  'actor' | 'body' | 'cause' | 'claim' | 'ifMatch' | 'at'
>;

/** The contracts under an agreement, one of each buyer with each of its suppliers: read and signed by both. */
export function contractRoutes(
  app: Router,
  http: HttpDeps,
  { agreements }: { readonly agreements: AgreementStore },
): void {
  const load = (id: string) => agreements.load(id, { consistent: true });

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: contractPath,
      summary: '查看分签合同 · Read the contract of a buyer and a supplier',
      description:
        "For its two sides, the lead and the supervisor. A supplier's award in a lot is rounded to the fen once and split over its buyers exactly (largest remainder).",
      tag,
      access: 'user',
      params: s.ofContract,
      answers: { 200: { schema: v.contractView, description: 'the contract' } },
    },
    async ({ actor, params: { id, buyer, supplier } }) => {
      const { state, version } = await load(id);
      maySeeContract(actor, state, buyer, supplier);
      return { status: 200, body: await paper(id, state, buyer, supplier), headers: etag(version) };
    },
  );

  /** The contract, and who has signed it. */
  async function paper(id: string, state: Agreement, buyer: string, supplier: string) {
    const share = await agreements.share(id, buyer);
    if (state.status === 'none' || share === undefined) throw new DomainError('not-found', 'not-found');
    const contract = contractOf(id, state, share, supplier);
    const signatures = await agreements.signatures(id, buyer, supplier);
    const shown = signatures.map(({ by, hash, signedAt, sizeClass }) => ({ by, hash, signedAt, sizeClass }));
    return { ...contract, signatures: shown, signed: isSigned(contract, signatures) };
  }

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: `${contractPath}/signatures`,
      summary: '签订分签合同 · Sign the contract',
      description:
        'By an admin of either side, naming the hash that it saw; another one is 409 `contract-changed`. The size that the firm has declared is recorded with the signature (保障中小企业款项支付条例 (2025) art. 3). Signing the same again changes nothing.',
      tag,
      access: 'user',
      params: s.ofContract,
      body: s.signatureInput,
      answers: { 201: { schema: v.contractView, description: 'signed' } },
    },
    async (ask) => {
      const { id, buyer, supplier } = ask.params;
      return whileRaced(() => signed(ask, id, buyer, supplier));
    },
  );

  async function signed(ask: Signing, id: string, buyer: string, supplier: string): Promise<Answer> {
    const { state, version } = await load(id);
    const by = maySign(ask.actor, state, buyer, supplier);
    const contract = await paper(id, state, buyer, supplier);
    const { hash } = ask.body;
    if (contract.signatures.some((each) => each.by === by && each.hash === hash && hash === contract.hash)) {
      return { status: 201, body: contract, headers: etag(version) };
    }
    const { sizeClass } = membershipOf(ask.actor);
    const signature = {
      ...{ buyer, supplier, by, hash, amount: contract.amount, signedAt: ask.at },
      ...(sizeClass === undefined ? {} : { sizeClass }),
    };
    const command = { type: 'sign', current: contract.hash, ...signature } as const;
    const signatures = [
      ...contract.signatures.filter((each) => each.by !== by),
      { by, hash, signedAt: ask.at, sizeClass },
    ];
    const body = {
      ...contract,
      signatures,
      signed: signatures.length === 2 && signatures.every((each) => each.hash === hash),
    };
    const answer = (after: { version: number }): Answer => ({ status: 201, body, headers: etag(after.version) });
    const options = { claim: ask.claim, ifMatch: ask.ifMatch, asOf: version, answer };
    const outcome = await agreements.handle(id, command, ask.cause('admin'), options);
    return outcome.answer;
  }
}
