import { productSearch } from '../functions/catalogue/load-index.ts';
import type { ProductSearch } from '../functions/catalogue/search/query.ts';
import { queryOf } from '../functions/catalogue/search-routes.ts';
import { search as parameters } from '../functions/catalogue/search-schemas.ts';
import type { ProductChange } from '../functions/catalogue/search-store.ts';
import { buildDeps } from '../functions/deps.ts';
import type { Membership } from '../shared/kernel/actor.ts';
import { instant } from '../shared/kernel/time.ts';
import { memoryKeys } from '../shared/ports/keys.local.ts';
import { type DbConfig, localRegion, openDb } from '../shared/table/client.ts';
import { createTables, localDynamoDb } from '../shared/table/local.ts';
import { listings } from './listings.ts';
import { report } from './report.ts';

/** How long until a listing is found, while 200 a second arrive? `node bench/freshness.ts`; results/freshness.json. */

const perSecond = 200;
const seconds = Number(process.argv[2] ?? 10);
const probeEach = 25;

const { endpoint, stop } = await localDynamoDb();
const config: DbConfig = { region: localRegion, endpoint, main: 'main-freshness', vault: 'vault-freshness' };
await createTables(config);
const keys = await memoryKeys();
const kept = new Map<string, Uint8Array>();
const nothing = { send: async () => {}, presign: async () => ({}), info: () => {}, error: () => {} };
const deps = await buildDeps({
  config: { operators: [], supervisors: [], operatorAffiliates: [] },
  db: openDb(config),
  now: Date.now,
  verify: async (sub: string) => ({ sub }),
  sealingKeys: keys,
  receiptKey: keys,
  secrets: keys,
  uploads: nothing,
  files: {
    get: async (key: string) => kept.get(key),
    put: async (key: string, content: Uint8Array) => void kept.set(key, content),
  },
  openings: nothing,
  jobs: nothing,
  work: nothing,
  log: nothing,
} as unknown as Parameters<typeof buildDeps>[0]);

const supplier = {
  id: deps.id('organisation'),
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
  division: '350404',
};
const membership: Membership = {
  organisation: supplier.id,
  name: supplier.name,
  uscc: supplier.uscc,
  division: '350404',
  status: 'verified',
  kinds: ['supplier'],
  affiliates: [],
  roles: ['sales'],
};
const actor = { kind: 'user', sub: 'bench', platform: [], membership } as const;

async function publish(n: number): Promise<void> {
  const at = instant(Date.now());
  const listing = {
    category: 'steel.rebar',
    title: `螺纹钢 批号${String(n).padStart(6, '0')}`,
    attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
    price: {
      unitPrice: { amount: `${3200 + (n % 300)}`, currency: 'CNY' as const },
      per: 'TNE' as const,
      taxIncluded: true,
      taxRate: '0.13',
      deliveryBasis: 'ex-works' as const,
      weighingBasis: 'theoretical' as const,
      validTo: '2099-12-31',
    },
  };
  const command = { type: 'draftProduct', at, supplier, listing, publish: true } as const;
  await deps.products.handle(deps.id('product'), command, { actor, as: 'sales', at });
}

/** Milliseconds from the end of its publication until a search finds it. */
async function untilFound(n: number, search: ProductSearch = deps.search): Promise<number> {
  const started = performance.now();
  for (;;) {
    const at = instant(Date.now());
    const query = queryOf(parameters.parse({ q: String(n).padStart(6, '0') }), at);
    const { items } = await search.search(query);
    if (items.length > 0) return performance.now() - started;
    if (performance.now() - started > 30_000) throw new Error(`${n} is not found`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const began = performance.now();
const publishing: number[] = [];
const probes: Promise<number>[] = [];
let next = 0;

/** Publishes at the rate asked for, or as fast as the emulator takes it, with a bounded number under way. */
async function publisher(): Promise<void> {
  while (next < perSecond * seconds) {
    const n = next;
    next += 1;
    const wait = (n * 1000) / perSecond - (performance.now() - began);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    await publish(n);
    publishing.push(n);
    if (n % probeEach === 0) probes.push(untilFound(n));
  }
}
await Promise.all(Array.from({ length: 16 }, publisher));
const rate = Math.round(publishing.length / ((performance.now() - began) / 1000));
const found = (await Promise.all(probes)).toSorted((a, b) => a - b);
await stop();

const spread = (times: readonly number[]) => {
  const percentile = (p: number): number => Math.round(times[Math.floor((times.length - 1) * p)] ?? 0);
  return { p50: percentile(0.5), p95: percentile(0.95), max: percentile(1) };
};

/** The same search at the whole rate, on changes that are kept in memory: the emulator takes fewer writes a second. */
async function searchAlone() {
  const changes: ProductChange[] = [];
  const products = {
    async *changes(from: string, until: string) {
      for (const change of changes) if (change.at >= from && change.at <= until) yield change;
    },
    async *published() {},
  };
  const files = {
    get: async (key: string) => memory.get(key),
    put: async (key: string, content: Uint8Array) => void memory.set(key, content),
  };
  const memory = new Map<string, Uint8Array>();
  const search = productSearch({ products, files, now: Date.now } as unknown as Parameters<typeof productSearch>[0]);
  const documents = listings(1, perSecond * seconds);
  const started = performance.now();
  const times: Promise<number>[] = [];
  for (const [n, document] of documents.entries()) {
    const wait = (n * 1000) / perSecond - (performance.now() - started);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const title = `${document.listed.title} 批号${String(n).padStart(6, '0')}`;
    const { id } = document.listed;
    const price = { ...document.listed.price, validTo: '2099-12-31' };
    const changed = { ...document, listed: { ...document.listed, title, price } };
    changes.push({ id, version: 1, at: instant(Date.now()), document: changed });
    if (n % probeEach === 0) times.push(untilFound(n, search));
  }
  const rate = Math.round(documents.length / ((performance.now() - started) / 1000));
  return { publishedPerSecond: rate, msUntilFound: spread((await Promise.all(times)).toSorted((a, b) => a - b)) };
}

report('freshness', 'How long after its publication is a product found, while many publish?', {
  listings: publishing.length,
  publishedPerSecond: rate,
  probes: found.length,
  msUntilFound: spread(found),
  searchAlone: await searchAlone(),
});
