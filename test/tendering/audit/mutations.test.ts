import { describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/tendering/recompute.ts';
import { type Bundle, readBundle } from '../../../shared/sealing/bundle.ts';
import { verifyReceipt } from '../../../shared/sealing/receipt.ts';
import { verifyBundle } from '../../../shared/sealing/verify.ts';
import { receiptKey } from '../../sealing/fixtures.ts';
import { mutations } from './mutations.ts';
import { stories } from './stories.ts';

const keys = { keys: [receiptKey.publicJwk] };

/** Whether a bundle is refused, or something in it does not hold. */
async function isFound(value: unknown): Promise<boolean> {
  let bundle: Bundle;
  try {
    bundle = readBundle(value);
  } catch {
    return true;
  }
  return !(await verifyBundle(bundle, { keys, recompute })).ok;
}

describe('whatever is changed in a bundle is found', () => {
  const seen = new Set<string>();
  let tried = 0;

  it.each(Object.entries(stories))('%s', async (_, story) => {
    const bundle = await story();
    expect(await isFound(bundle)).toBe(false);
    const missed: string[] = [];
    for (const { name, made } of mutations(bundle as never)) {
      if (seen.has(name)) continue;
      seen.add(name);
      tried += 1;
      if (!(await isFound(made()))) missed.push(name);
    }
    expect(missed).toEqual([]);
  });

  it('in every field, and within the events', () => {
    expect(tried).toBeGreaterThan(3000);
    for (const place of [
      '.events[]<TenderAwarded>.data.awards[].amount.amount last',
      '.opened[].disclosed.nonce last',
    ]) {
      expect(seen).toContain(place);
    }
  });
});

it('every character of a receipt’s signature counts, as every other', async () => {
  const { receipts } = await stories.neverOpened().then(() => stories.ceremony());
  const jws = receipts[0]?.jws ?? '';
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  const passed: number[] = [];
  for (let at = 0; at < jws.length; at += 1) {
    const next = alphabet[(alphabet.indexOf(jws[at] ?? '') + 1) % alphabet.length];
    const changed = `${jws.slice(0, at)}${next}${jws.slice(at + 1)}`;
    if (
      await verifyReceipt(changed, keys).then(
        () => true,
        () => false,
      )
    )
      passed.push(at);
  }
  expect(passed).toEqual([]);
});
