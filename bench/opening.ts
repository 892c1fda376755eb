import { spawnSync } from 'node:child_process';
import { openingDeps } from '../functions/opening-deps.ts';
import { openTender } from '../functions/tendering/open.ts';
import type { TenderStore } from '../functions/tendering/store.ts';
import { canonical } from '../shared/kernel/json.ts';
import { instant } from '../shared/kernel/time.ts';
import { sha256Hex } from '../shared/sealing/hash.ts';
import { report } from './report.ts';
import { benchTender, deadline } from './tender.ts';

/**
 * How long does it take to freeze, open, evaluate and rank sealed bids of 20 lines, and in how much memory?
 * `node bench/opening.ts`: 1,000 and 10,000 bids, each in a process of its own; results in results/opening.json.
 */
const [size] = process.argv.slice(2);

if (size === undefined) {
  const results = [1000, 10_000].map((bids) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, String(bids)], {
      encoding: 'utf8',
      maxBuffer: 1 << 24,
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as { bids: number; perBidMs: number };
  });
  const [small, large] = results;
  const question = 'How long does one process take to freeze, open, evaluate and rank sealed bids of 20 lines?';
  const perBidLargeToSmall = Math.round(((large?.perBidMs ?? 0) / (small?.perBidMs ?? 1)) * 100) / 100;
  report('opening', question, { sizes: results, perBidLargeToSmall });
} else {
  await measure(Number(size));
}

async function measure(bids: number): Promise<void> {
  const bench = await benchTender('opening');
  const { deps, db, keys, clock, tender } = bench;
  const at = instant(clock.now);
  let sealed = 0;
  const putting = async () => {
    while (sealed < bids) {
      sealed += 1;
      const n = sealed;
      await put(deps.tenders, n);
    }
  };
  await Promise.all(Array.from({ length: 16 }, putting));

  clock.now = Date.parse(deadline) + 61_000;
  const log = { info: () => {}, error: () => {} };
  const opening = openingDeps({
    db,
    unsealingKeys: keys,
    objects: { size: async () => undefined },
    log,
    now: () => clock.now,
  });
  const started = performance.now();
  const before = process.cpuUsage();
  await openTender(opening, tender.id);
  const openedMs = performance.now() - started;
  const evaluating = performance.now();
  const reply = await bench.app.request(`/v1/tenders/${tender.id}/evaluation`);
  const { lots } = (await reply.json()) as { lots: { bids: { rank: number }[] }[] };
  const evaluatedMs = performance.now() - evaluating;
  if (lots[0]?.bids.length !== bids) throw new Error('a bid is missing');
  const { user, system } = process.cpuUsage(before);
  await bench.stop();
  console.log(
    JSON.stringify({
      bids,
      openedSeconds: Math.round(openedMs / 100) / 10,
      evaluatedSeconds: Math.round(evaluatedMs / 100) / 10,
      perBidMs: Math.round(((openedMs + evaluatedMs) / bids) * 100) / 100,
      cpuSeconds: Math.round((user + system) / 100_000) / 10,
      maxRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );

  async function put(tenders: TenderStore, n: number): Promise<void> {
    const { organisation: supplier, name, uscc } = bench.memberOf(n);
    const { envelope, cmt } = await bench.envelope(supplier, `${3000 + (n % 997)}.${n % 10}`);
    const text = canonical(envelope);
    const receipt = {
      receiptId: deps.id('receipt'),
      tender: tender.id,
      supplier,
      revision: 1,
      previous: null,
      state: 'sealed' as const,
      sha256: sha256Hex(text),
      cmt,
      receivedAt: at,
      chainHead: '00'.repeat(32),
    };
    const row = {
      supplier,
      receivedAt: at,
      lots: [tender.lot],
      documentsVersion: 1,
      revisions: [{ receipt, body: receipt.sha256 }],
      bidder: { name, uscc },
      marks: {},
      envelope: text,
    };
    if (!(await tenders.putBid(tender.id, row))) throw new Error('a bid is there twice');
  }
}
