import { report } from './report.ts';
import { benchTender } from './tender.ts';

/** How many sealed bids a second does one process take? `node bench/bidding.ts`; results in results/bidding.json. */

const bids = Number(process.argv[2] ?? 600);
const bench = await benchTender('bidding');
const { app, tender } = bench;

/** Envelopes of twenty lines by suppliers of their own, sealed before the clock runs. */
async function sealedBids(from: number, count: number) {
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const n = from + at;
      const supplier = bench.memberOf(n).organisation;
      const { envelope } = await bench.envelope(supplier, `${3300 + (n % 200)}`);
      return { n, body: JSON.stringify({ envelope, documentsVersion: 1 }) };
    }),
  );
}

async function rate(clients: number, from: number) {
  const waiting = await sealedBids(from, bids);
  const bytes = waiting[0]?.body.length ?? 0;
  const times: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const begun = performance.now();
        const response = await app.request(`/v1/tenders/${tender.id}/bid`, {
          method: 'PUT',
          headers: { Authorization: `Bearer ${next.n}`, 'Content-Type': 'application/json' },
          body: next.body,
        });
        if (response.status !== 200) throw new Error(await response.text());
        times.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (p: number) => Math.round((times[Math.floor((times.length - 1) * p)] ?? 0) * 10) / 10;
  return { clients, bids, perSecond: Math.round(bids / seconds), p50: at(0.5), p95: at(0.95), envelopeBytes: bytes };
}

await rate(8, 1_000_000);
const results = [];
for (const [at, clients] of [1, 8, 64].entries()) results.push(await rate(clients, 1 + at * bids));
await bench.stop();
report(
  'bidding',
  'How many sealed bids of 20 lines a second does one process take, on the embedded DynamoDB? Times in ms.',
  results,
);
