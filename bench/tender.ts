import { createApp } from '../functions/app.ts';
import { buildDeps, type Deps } from '../functions/deps.ts';
import type { Router } from '../shared/http/router.ts';
import type { Membership } from '../shared/kernel/actor.ts';
import { memoryKeys } from '../shared/ports/keys.local.ts';
import { commit, type Disclosed, type Private } from '../shared/sealing/bid.ts';
import type { Envelope } from '../shared/sealing/envelope.ts';
import { base64url } from '../shared/sealing/hash.ts';
import { sealBid } from '../shared/sealing/seal.ts';
import { type Db, type DbConfig, localRegion, openDb } from '../shared/table/client.ts';
import { createTables, localDynamoDb } from '../shared/table/local.ts';

/** A platform on an embedded DynamoDB for benchmarks, with one tender of one lot and twenty lines. */
export interface BenchTender {
  readonly deps: Deps;
  readonly db: Db;
  readonly keys: Awaited<ReturnType<typeof memoryKeys>>;
  readonly app: Router;
  readonly clock: { now: number };
  readonly tender: { readonly id: string; readonly lot: string; readonly items: readonly string[] };
  /** A supplier's envelope for the tender, at a price. */
  envelope(
    supplier: string,
    price: string,
  ): Promise<{ envelope: Envelope; cmt: { disclosed: string; private: string } }>;
  /** The nth supplier, as the API knows it by the token `n`. */
  memberOf(n: number): Membership;
  stop(): Promise<void>;
}

const lines = 20;
const start = Date.parse('2026-03-02T09:00:00+08:00');
export const deadline = '2026-03-24T09:00:00.000+08:00';
const nonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

export async function benchTender(name: string): Promise<BenchTender> {
  const { endpoint, stop } = await localDynamoDb();
  const config: DbConfig = { region: localRegion, endpoint, main: `main-${name}`, vault: `vault-${name}` };
  await createTables(config);
  const db = openDb(config);
  const keys = await memoryKeys();
  const clock = { now: start };
  const nothing = { send: async () => {}, presign: async () => ({}), info: () => {}, error: () => {} };
  const deps = await buildDeps({
    config: { operators: ['operator'], supervisors: [], operatorAffiliates: [] },
    db,
    now: () => clock.now,
    verify: async (sub: string) => ({ sub }),
    sealingKeys: keys,
    receiptKey: keys,
    secrets: keys,
    uploads: nothing,
    files: { get: async () => undefined, put: async () => {}, size: async () => undefined },
    openings: nothing,
    work: nothing,
    log: nothing,
  } as unknown as Parameters<typeof buildDeps>[0]);
  const members = new Map<number, Membership>();
  const membership = (n: number): Membership => ({
    organisation: deps.id('organisation'),
    name: `三明市第${n}建材有限公司`,
    uscc: `9135040410${String(n).padStart(8, '0')}`,
    division: '350404',
    status: 'verified',
    kinds: n === 0 ? ['buyer'] : ['supplier'],
    affiliates: [],
    roles: n === 0 ? ['purchaser'] : ['sales'],
  });
  const memberOf = (n: number): Membership => {
    const known = members.get(n) ?? membership(n);
    members.set(n, known);
    return known;
  };
  const actorOf = async (token: string | undefined) =>
    token === undefined
      ? ({ kind: 'anonymous' } as const)
      : ({ kind: 'user', sub: token, platform: [], membership: memberOf(Number(token)) } as const);
  const app = createApp({ ...deps, http: { ...deps.http, actorOf } });
  const call = async (method: string, path: string, body?: object) => {
    const response = await app.request(path, {
      method,
      headers: { Authorization: 'Bearer 0', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status >= 400) throw new Error(await response.text());
    return (await response.json()) as never;
  };
  const item = {
    category: 'steel.rebar',
    attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
    quantity: { value: '100', unit: 'TNE', basis: 'theoretical' },
    deliveryPoint: { division: '350404', address: '三元区列东街项目部' },
  };
  const drafted: { id: string; lots: { id: string; items: { id: string }[] }[] } = await call('POST', '/v1/tenders', {
    title: '2026年度螺纹钢集中采购',
    regime: 'soe-voluntary',
    method: 'lowest-evaluated-price',
    deadline,
    bidValidityDays: 90,
    lots: [{ title: '螺纹钢', items: Array.from({ length: lines }, () => item) }],
  });
  await call('POST', `/v1/tenders/${drafted.id}/publication`);
  const { key }: { key: never } = await call('GET', `/v1/tenders/${drafted.id}/key`);
  const [lot] = drafted.lots;
  const items = lot?.items.map(({ id }) => id) ?? [];

  return {
    deps,
    db,
    keys,
    app,
    clock,
    tender: { id: drafted.id, lot: lot?.id ?? '', items },
    memberOf,
    stop,
    async envelope(supplier, amount) {
      const offered = { unitPrice: { amount, currency: 'CNY' as const }, taxIncluded: true, taxRate: '0.13' };
      const disclosed: Disclosed = {
        tender: drafted.id,
        supplier,
        documentsVersion: 1,
        lots: [{ lotId: lot?.id ?? '', items: items.map((itemId) => ({ itemId, ...offered })) }],
        validUntil: '2030-12-31',
        nonce: nonce(),
      };
      const secret: Private = { answers: { 交货: '十日内到货' }, nonce: nonce() };
      return { envelope: await sealBid({ disclosed, private: secret, key }), cmt: commit(disclosed, secret) };
    },
  };
}
