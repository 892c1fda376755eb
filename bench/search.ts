import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Document } from 'flexsearch';
import MiniSearch from 'minisearch';
import { createApp } from '../functions/app.ts';
import { buildIndex } from '../functions/catalogue/search/build.ts';
import { documentTerms } from '../functions/catalogue/search/document.ts';
import { searchIn } from '../functions/catalogue/search/search.ts';
import { openIndex } from '../functions/catalogue/search/segment.ts';
import { queryOf } from '../functions/catalogue/search-routes.ts';
import { search as parameters } from '../functions/catalogue/search-schemas.ts';
import { buildDeps } from '../functions/deps.ts';
import { terms } from '../shared/kernel/text.ts';
import { memoryKeys } from '../shared/ports/keys.local.ts';
import type { Db } from '../shared/table/client.ts';
import { listings, queries } from './listings.ts';
import { report } from './report.ts';

/** How fast is search over 100,000 listings? `node bench/search.ts [listings]`; figures go to results/search.json. */

const count = Number(process.argv[2] ?? 100_000);
const at = '2026-03-02T01:00:00.000Z';
const rounds = 5;
/** A container that serves has been compiled to machine code. */
const warmUps = 1;

const documents = listings(1, count);
const asked = queries(2, 200);
const parsed = asked.map((query) => queryOf(parameters.parse(query), at));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const memory = (): number => {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const started = performance.now();
  const result = work();
  return { ms: rounded(performance.now() - started), result };
}

/** Of each query the median of its rounds, as others use the machine too; then the percentiles over the queries. */
async function latencies(runs: readonly (() => unknown)[]) {
  for (let round = 0; round < warmUps; round += 1) for (const run of runs) await run();
  const times = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const started = performance.now();
      await run();
      times[index]?.push(performance.now() - started);
    }
  }
  const medians = times.map((each) => each.toSorted((a, b) => a - b)[rounds >> 1] ?? 0).toSorted((a, b) => a - b);
  const percentile = (p: number): number => rounded(medians[Math.floor((medians.length - 1) * p)] ?? 0);
  return { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), max: percentile(1) };
}

const built = timed(() => buildIndex(documents, { generation: 1, watermark: Date.parse(at) - 60_000 }));
const snapshot = built.result;
const emptied = memory();
const loaded = timed(() => openIndex(snapshot.slice()));
const segment = loaded.result;
if (segment === undefined) throw new Error('the snapshot cannot be opened');
const resident = memory() - emptied;
const inProcess = await latencies(parsed.map((query) => () => searchIn([segment], query)));
const understanding = await latencies(parsed.map((query) => () => searchIn([], query)));

/** The whole application on a table that is empty and a snapshot that is whole. */
async function overHttp() {
  const keys = await memoryKeys();
  const current = { generation: 1, watermark: Date.parse(at) - 60_000, count };
  const kept = new Map<string, Uint8Array>([
    ['search/products/current', new TextEncoder().encode(JSON.stringify(current))],
    ['search/products/1', snapshot],
  ]);
  const files = { get: async (key: string) => kept.get(key), put: async () => {} };
  const empty = { main: 'none', vault: 'none', send: async () => ({ Items: [] }) };
  const nothing = { send: async () => {}, presign: async () => ({}), info: () => {}, error: () => {} };
  const deps = await buildDeps({
    config: { operators: [], supervisors: [], operatorAffiliates: [] },
    db: empty as unknown as Db,
    now: () => Date.parse(at),
    verify: async (sub: string) => ({ sub }),
    sealingKeys: keys,
    receiptKey: keys,
    secrets: keys,
    uploads: nothing,
    files,
    openings: nothing,
    jobs: nothing,
    work: nothing,
    log: nothing,
  } as unknown as Parameters<typeof buildDeps>[0]);
  const app = createApp(deps);
  return latencies(
    asked.map((query) => async () => {
      const response = await app.request(`/v1/products?${new URLSearchParams(query)}`);
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      await response.arrayBuffer();
    }),
  );
}
const http = await overHttp();

/** The others find words only: no filters, facets, specifications or prices; they are given the same terms. */
const texts = documents.map((document, id) => ({
  id,
  text: [...documentTerms(document)].filter((term) => !term.startsWith('\u0001')).join(' '),
}));
const words = asked.map(({ q, category = '' }) => [...terms(q ?? category)].join(' '));

async function miniSearch() {
  const before = memory();
  const index = new MiniSearch({ fields: ['text'], tokenize: (text) => text.split(' '), processTerm: (term) => term });
  const { ms: buildMs } = timed(() => index.addAll(texts));
  const json = JSON.stringify(index);
  const options = {
    fields: ['text'],
    tokenize: (text: string) => text.split(' '),
    processTerm: (term: string) => term,
  };
  const { ms: loadMs } = timed(() => MiniSearch.loadJSON(json, options));
  const memoryBytes = memory() - before;
  return {
    buildMs,
    loadMs,
    memoryBytes,
    snapshotBytes: Buffer.byteLength(json),
    ms: await latencies(words.map((q) => () => index.search(q, { combineWith: 'AND' }).slice(0, 20))),
  };
}

async function flexSearch() {
  const before = memory();
  const index = new Document({
    document: { id: 'id', index: [{ field: 'text', tokenize: 'strict', encode: (text: string) => text.split(' ') }] },
  });
  const { ms: buildMs } = timed(() => {
    for (const each of texts) index.add(each);
  });
  const memoryBytes = memory() - before;
  return { buildMs, memoryBytes, ms: await latencies(words.map((q) => () => index.search(q, { limit: 20 }))) };
}

report('search', 'How long does a search take, and in how much memory, beside MiniSearch and FlexSearch?', {
  listings: count,
  queries: asked.length,
  ours: {
    buildMs: built.ms,
    loadMs: loaded.ms,
    snapshotBytes: snapshot.length,
    memoryBytes: resident,
    inProcessMs: inProcess,
    ofThatReadingTheQueryMs: understanding,
    overHttpMs: http,
  },
  miniSearch: await miniSearch(),
  flexSearch: await flexSearch(),
});
