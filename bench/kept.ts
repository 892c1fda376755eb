import { keepMatches } from '../functions/market/keep-matches.ts';
import { matchListStore } from '../functions/market/match-list-store.ts';
import type { Candidate } from '../functions/market/matching/model.ts';
import { postStore } from '../functions/market/store.ts';
import type { Written } from '../functions/market/terms.ts';
import { DomainError } from '../shared/kernel/errors.ts';
import { instant } from '../shared/kernel/time.ts';
import { type DbConfig, localRegion, openDb } from '../shared/table/client.ts';
import { createTables, localDynamoDb } from '../shared/table/local.ts';
import { counting } from '../test/support/counting.ts';
import { postAt, today } from './posts.ts';
import { report } from './report.ts';

/** How long does it take from a new post to all its matches kept, on a real table? `node bench/kept.ts [posts] [new]`; results/kept.json. The emulator takes a tenth of a second for a post, so few stand; units at larger sizes are in results/matching.json. */

const standing = Number(process.argv[2] ?? 700);
const fresh = Number(process.argv[3] ?? 60);
const begins = Date.parse(`${today}T01:00:00.000Z`);

/** A post of the invented market as somebody would write it. */
function written({
  side,
  subject,
  spec,
  point,
  confirmedOn: _,
  id: __,
  party: ___,
  record: ____,
  ...post
}: Candidate): Written {
  const of = post.kind === 'processing' ? { process: subject, side } : { category: subject };
  return {
    ...post,
    ...of,
    attributes: spec,
    place: { division: '350404', ...point, datum: 'GCJ-02' },
    visibility: 'public',
    quantityHidden: false,
    expiresAt: instant(begins + 80 * 86_400_000),
  };
}

const { endpoint, stop } = await localDynamoDb();
const config: DbConfig = { region: localRegion, endpoint, main: 'main-kept', vault: 'vault-kept' };
await createTables(config);
const db = counting(openDb(config));
const aggregates = { db, random: () => 'salt', pseudonym: (sub: string) => sub };
const [posts, matchLists] = [postStore(aggregates), matchListStore(aggregates)];
const deps = { posts, matchLists, now: () => begins };

/** Publishes the post of that number, a second after the one before; false for what the rules of posts refuse. */
async function publish(n: number): Promise<string | undefined> {
  const candidate = postAt(n, standing);
  const at = instant(begins - (standing + fresh - n) * 1000);
  const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;
  const poster = { id: candidate.party, name: '三明市某某钢铁贸易有限公司', uscc: '91350404100001289W' };
  const record = candidate.record === undefined ? {} : { record: candidate.record };
  try {
    await posts.handle(candidate.id, { type: 'publishPost', at, poster, post: written(candidate), ...record }, cause);
    return candidate.id;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'rule') return undefined;
    throw error;
  }
}

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0;
const spread = (values: readonly number[]) => ({
  p50: quantile(values, 0.5),
  p99: quantile(values, 0.99),
  most: Math.max(...values),
});

let stand = 0;
for (let n = 0; n < standing; n += 8) {
  const made = await Promise.all(Array.from({ length: Math.min(8, standing - n) }, (_, at) => publish(n + at)));
  stand += made.filter((id) => id !== undefined).length;
}
const each: { readonly ms: number; readonly reads: number; readonly writes: number }[] = [];
for (let n = standing; n < standing + fresh; n += 1) {
  const began = performance.now();
  const id = await publish(n);
  if (id === undefined) continue;
  db.reset();
  await keepMatches(deps, id);
  each.push({ ms: Math.round(performance.now() - began), reads: db.reads, writes: db.formula });
}
await stop();

report('kept', 'From a new post to its matches kept: how long, and at what cost on the table?', {
  standing: stand,
  fresh: each.length,
  milliseconds: spread(each.map(({ ms }) => ms)),
  readUnits: spread(each.map(({ reads }) => reads)),
  writeUnits: spread(each.map(({ writes }) => writes)),
});
