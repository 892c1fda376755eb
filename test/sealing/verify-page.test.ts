import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { verifyReceipt } from '../../shared/sealing/receipt.ts';
import { answer } from '../../web/verify/answer.ts';
import type { Verification } from '../../web/verify/asked.ts';
import { linked } from '../../web/verify/chain-state.ts';
import { readGiven } from '../../web/verify/given.ts';
import { stories } from '../tendering/audit/stories.ts';
import { honestBundle, signed } from './bundles.ts';
import { receiptKey } from './fixtures.ts';

const keys = { keys: [receiptKey.publicJwk] };
const folder = mkdtempSync(join(tmpdir(), 'jicai-verify-'));
const kept = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command line prints of a bundle, without its head and its verdict. */
async function printed(lang: 'zh' | 'en', bundle: unknown, ...more: string[]): Promise<string[]> {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  await main(['verify', kept('bundle.json', bundle), '--keys', kept('keys.json', keys), '--lang', lang, ...more]);
  const lines = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();
  return lines.filter((line) => /^[✓✗]/.test(line));
}

async function found(bundle: unknown, receipt?: string): Promise<Verification> {
  const answered = await answer({ id: 1, bundle, keys, receipt });
  if (!('found' in answered)) throw new Error(answered.code);
  return answered.found;
}

const listed = ({ findings }: Verification, lang: 'zh' | 'en') =>
  findings.map(({ ok, [lang]: { said } }) => `${ok ? '✓' : '✗'} ${said}`);

/** Each breaks another thing, and what finds it. */
const tampered: readonly [string, string, (bundle: Bundle) => object][] = [
  ['a price', 'bids-committed', (bundle) => ({ ...bundle, opened: dearer(bundle.opened) })],
  ['a leaf', 'root-recomputed', (bundle) => ({ ...bundle, leaves: ['0'.repeat(64), ...bundle.leaves.slice(1)] })],
  ['the award', 'award-shown', (bundle) => ({ ...bundle, award: [] })],
  ['the evaluation', 'evaluation-recomputed', (bundle) => ({ ...bundle, evaluation: {} })],
  [
    'the deadline',
    'documents-logged',
    (b) => ({ ...b, tender: { ...b.tender, deadline: '2026-01-01T00:00:00.000Z' } }),
  ],
  ['the end of the log', 'log-signed', (bundle) => ({ ...bundle, events: bundle.events.slice(0, -1) })],
];

const dearer = (opened: Bundle['opened']): unknown =>
  JSON.parse(JSON.stringify(opened).replace(/"amount":"3/, '"amount":"4'));

describe('the page and the command line say the same', () => {
  test.each(Object.entries(stories))('of the tender “%s”, in both languages', async (_, story) => {
    const bundle = await story();
    const verification = await found(bundle);
    expect(verification.ok).toBe(true);
    for (const lang of ['zh', 'en'] as const) expect(listed(verification, lang)).toEqual(await printed(lang, bundle));
  });

  test.each(tampered)('where %s was changed, and it is %s that fails', async (_, code, change) => {
    const changed = change(await stories.lowestPrice());
    const verification = await found(changed);
    expect(verification.ok).toBe(false);
    expect(verification.findings.filter(({ ok }) => !ok).map((each) => each.code)).toContain(code);
    expect(listed(verification, 'zh')).toEqual(await printed('zh', changed));
  });

  test('of what is no bundle: that it is none, and where', async () => {
    expect(await answer({ id: 7, bundle: { version: 1 }, keys, receipt: undefined })).toMatchObject({
      id: 7,
      code: 'bundle-malformed',
      places: expect.arrayContaining(['/events']),
    });
  });
});

describe('a bidder’s own receipt', () => {
  const codes = ({ findings }: Verification) =>
    findings.filter(({ about }) => about === 'own').map(({ code, ok }) => [code, ok]);

  test('is under the root, at its place', async () => {
    const bundle = await honestBundle();
    const jws = bundle.receipts[1]?.jws ?? '';
    const verification = await found(bundle, jws);
    expect(codes(verification)).toEqual([
      ['own-receipt-signed', true],
      ['own-receipt-in-tree', true],
      ['own-receipt-anchored', true],
    ]);
    const receipt = kept('receipt.json', { receipt: await verifyReceipt(jws, keys), jws });
    expect(await printed('zh', bundle, '--receipt', receipt)).toEqual(listed(verification, 'zh'));
  });

  test('that was left out of the tree is missed, though the bundle was signed anew', async () => {
    const bundle = await honestBundle();
    const jws = bundle.receipts[1]?.jws ?? '';
    const without = await signed({ ...bundle, leaves: bundle.leaves.filter((_, at) => at !== 1) });
    expect(codes(await found(without, jws))).toContainEqual(['own-receipt-in-tree', false]);
  });

  test('of another tender, or by another key, is none', async () => {
    const bundle = await honestBundle();
    const other = await stories.lowestPrice();
    expect(codes(await found(bundle, other.receipts[0]?.jws))).toEqual([['own-receipt-signed', false]]);
    expect(codes(await found(bundle, 'a.b.c'))).toEqual([['own-receipt-signed', false]]);
  });
});

/** A log as the API tells it. */
const told = (events: readonly string[]) => {
  const { hashes } = verifyChain(events);
  return events.map((json, at) => ({ json, hash: hashes[at] ?? '' }));
};

describe('the log', () => {
  test('hangs together, shows where it does not, and where something is not public yet', async () => {
    const { events } = await honestBundle();
    expect(linked(told(events)).map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'fits'],
      [2, 'fits'],
      [3, 'fits'],
    ]);
    const [first, second, third] = told(events);
    if (!first || !second || !third) throw new Error('three events');
    const changed = { ...second, json: second.json.replace('"count":3', '"count":2') };
    expect(linked([first, changed, third]).map(({ state }) => state)).toEqual(['fits', 'broken', 'fits']);
    expect(linked([first, third]).map(({ state }) => state)).toEqual(['fits', 'gap']);
  });
});

test('a file is what is in it', async () => {
  const file = (value: string) => new File([value], 'x.json');
  const kinds = ['{"events":[]}', '{"jws":"a.b.c"}', '{"keys":[]}', '{}', 'no'].map(file).map(readGiven);
  expect((await Promise.all(kinds)).map(({ kind }) => kind)).toEqual([
    'bundle',
    'receipt',
    'keys',
    'bundle',
    'unreadable',
  ]);
});
