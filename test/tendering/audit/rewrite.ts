import { recompute } from '../../../functions/tendering/recompute.ts';
import { canonical } from '../../../shared/kernel/json.ts';
import { type Bundle, readBundle } from '../../../shared/sealing/bundle.ts';
import { verifyBundle } from '../../../shared/sealing/verify.ts';
import { signed } from '../../sealing/bundles.ts';
import { receiptKey } from '../../sealing/fixtures.ts';

export const keys = { keys: [receiptKey.publicJwk] };
// biome-ignore lint/suspicious/noExplicitAny: a log is rewritten as it comes
export type Data = any;
export type Told = { seq: number; type: string; data: Data } & Record<string, unknown>;
export type Rewrite = (events: Told[]) => Told[] | undefined;

/** What does not hold of a bundle whose operator rewrote its log, and signed all of it anew. */
export async function afterRewriting(bundle: Bundle, rewrite: Rewrite): Promise<string[]> {
  const told = bundle.events.map((text) => JSON.parse(text) as Told);
  const events = (rewrite(told) ?? told).map((event, at) => canonical({ ...event, seq: at + 1 }));
  const again = await signed({ ...bundle, events });
  const { findings } = await verifyBundle(readBundle(again), { keys, recompute });
  return findings.flatMap(({ code, ok }) => (ok ? [] : [code]));
}

/** Changes the data of the last event of a type. */
export const changing =
  (type: string, change: (data: Data) => object): Rewrite =>
  (events) => {
    const at = events.findLastIndex((event) => event.type === type);
    const event = events[at] as Told;
    return events.with(at, { ...event, data: { ...event.data, ...change(event.data) } } as never);
  };
