import { callOffStore } from '../functions/contracts/call-off-store.ts';
import { contractOf } from '../functions/contracts/contract.ts';
import { derived } from '../functions/contracts/derived.ts';
import type { Framework } from '../functions/contracts/events.ts';
import { mustBeSigned, placeCallOff } from '../functions/contracts/place-call-off.ts';
import { agreementStore } from '../functions/contracts/store.ts';
import { DomainError } from '../shared/kernel/errors.ts';
import { type DbConfig, localRegion, openDb } from '../shared/table/client.ts';
import { createTables, localDynamoDb } from '../shared/table/local.ts';
import { report } from './report.ts';

/** How many call-offs a second does the ledger take, on one account, on one agreement and on many? `node bench/ledger.ts`; results/ledger.json. */

const orders = Number(process.argv[2] ?? 600);
const clients = 16;
const counties = 11;
const itemsEach = 20;
const at = '2026-03-02T01:00:00.000Z';
const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;

/** Stores on tables of their own: the emulator slows down as its tables grow, and no case pays for those before it. */
async function fresh() {
  const { endpoint, stop } = await localDynamoDb();
  const config: DbConfig = { region: localRegion, endpoint, main: 'main-ledger', vault: 'vault-ledger' };
  await createTables(config);
  const aggregates = { db: openDb(config), random: () => 'salt', pseudonym: (sub: string) => sub };
  return { agreements: agreementStore(aggregates), callOffs: callOffStore(aggregates), stop };
}
type Deps = Awaited<ReturnType<typeof fresh>>;

const supplier = derived('organisation', 'supplier');
const county = (n: number): string => derived('organisation', 'county', n);
const itemOf = (n: number, i: number): string => derived('item', n, i);

function framework(agreement: string): Framework {
  const buyers = Array.from({ length: counties }, (_, n) => ({
    id: county(n),
    name: `第${n + 1}县`,
    uscc: `9135040410${String(n).padStart(8, '0')}`,
    division: '350404',
  }));
  const items = buyers.flatMap((buyer, n) =>
    Array.from({ length: itemsEach }, (_, i) => ({
      id: itemOf(n, i),
      category: 'steel.rebar',
      attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
      quantity: { value: '1000000', unit: 'TNE', basis: 'theoretical' } as const,
      deliveryPoint: { division: '350404', address: '项目部' },
      buyer: buyer.id,
      free: '0',
    })),
  );
  const lines = items.map(({ id: item }) => ({
    item,
    quantity: '1000000',
    unitPrice: { amount: '3400.00', currency: 'CNY' } as const,
    taxIncluded: true,
    taxRate: '0.13',
  }));
  const named = { supplier, name: '三明市闽岳钢铁有限公司', uscc: '91350404100001289W' };
  return {
    ...{ agreement, tender: derived('tender', agreement), revision: 1, awardedAt: at, title: '钢材框架协议' },
    lead: buyers[0] as Framework['lead'],
    buyers,
    terms: {
      ...{ from: '2026-03-01', to: '2026-12-31', price: { rule: 'fixed' }, tolerance: '0' },
      ...{ confirmDays: 3, acceptDays: 5, disputeDays: 7, paymentDays: 30 },
    },
    lots: [
      {
        ...{ id: derived('lot', agreement), title: '螺纹钢', rule: 'winner-takes-all', items },
        suppliers: [{ ...named, rank: 1, role: 'winner', lines }],
      },
    ],
  };
}

/** An agreement whose every county has signed. */
async function running(deps: Deps, name: string): Promise<string> {
  const id = derived('agreement', name);
  const { state } = (await deps.agreements.handle(id, { type: 'make', at, framework: framework(id) }, cause)).snapshot;
  if (state.status === 'none') throw new Error('no agreement');
  for (const share of await deps.agreements.shares(id)) {
    const { hash, amount } = contractOf(id, state, share, supplier);
    for (const by of ['buyer', 'supplier'] as const) {
      const signature = { buyer: share.buyer, supplier, by, hash, amount, signedAt: at };
      await deps.agreements.handle(id, { type: 'sign', current: hash, ...signature }, cause);
    }
  }
  return id;
}

/** One call-off as a request makes it: agreement, part and signatures are read, then the ledger is booked. */
async function place(deps: Deps, { agreement, buyer, items }: Target, callOff: string): Promise<number> {
  const [{ state }, share] = await Promise.all([
    deps.agreements.load(agreement, { consistent: true }),
    deps.agreements.shareForOrder(agreement, buyer),
  ]);
  if (state.status === 'none' || share === undefined) throw new Error('no agreement');
  await mustBeSigned(deps, agreement, state, share, supplier);
  const lines = items.map((itemId) => ({
    itemId,
    quantity: { value: '1', unit: 'TNE', basis: 'theoretical' } as const,
    deliverBy: '2026-06-30',
  }));
  for (let lost = 0; ; lost += 1) {
    try {
      await placeCallOff(deps, callOff, { id: agreement, state, share, supplier, lines, at }, cause);
      return lost;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'concurrent-change') throw error;
    }
  }
}

interface Target {
  readonly agreement: string;
  readonly buyer: string;
  readonly items: readonly string[];
}

type Case = (n: number, agreements: readonly string[]) => Target;

async function rate(name: string, count: number, target: Case) {
  const deps = await fresh();
  const agreements = await Promise.all(Array.from({ length: count }, (_, n) => running(deps, `agreement ${n}`)));
  // The first calls compile and connect.
  for (let n = 0; n < clients; n += 1) await place(deps, target(n, agreements), derived('callOff', 'warm', n));
  const times: number[] = [];
  let lost = 0;
  let next = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let n = next++; n < orders; n = next++) {
        const begun = performance.now();
        lost += await place(deps, target(n, agreements), derived('callOff', name, n));
        times.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  deps.stop();
  times.sort((a, b) => a - b);
  const part = (of: number): number => Math.round(times[Math.floor(times.length * of)] ?? 0);
  return {
    name,
    orders,
    perSecond: Math.round(orders / seconds),
    /** Of this process alone: what a busy machine does not change. */
    cpuMs: Math.round((user + system) / 1000 / orders),
    p50ms: part(0.5),
    p99ms: part(0.99),
    lostRaces: lost,
  };
}

const spread = (n: number) => ({ buyer: county(n % counties), items: [itemOf(n % counties, n % itemsEach)] });
const first = ([one = '']: readonly string[]): string => one;
const lead: Case = (_, all) => ({ agreement: first(all), buyer: county(0), items: [itemOf(0, 0)] });
const cases = [
  await rate('one account', 1, lead),
  await rate('one agreement, eleven counties', 1, (n, all) => ({ agreement: first(all), ...spread(n) })),
  await rate('one agreement, 20 lines each', 1, (n, all) => ({
    agreement: first(all),
    buyer: county(n % counties),
    items: Array.from({ length: itemsEach }, (_, i) => itemOf(n % counties, i)),
  })),
  // The table alone makes this slower than the first: it is what the next is to be held against.
  await rate('one account, beside 19 agreements', 20, lead),
  await rate('20 agreements', 20, (n, all) => ({ agreement: all[n % all.length] ?? '', ...spread(n) })),
];

report('ledger', 'How many call-offs a second does the use case do, on the local table in one process?', {
  clients,
  cases,
});
