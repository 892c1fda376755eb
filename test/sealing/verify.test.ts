import { describe, expect, it } from 'vitest';
import { type Bundle, readBundle } from '../../shared/sealing/bundle.ts';
import { eventHash, verifyChain } from '../../shared/sealing/chain.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { headType, signHead } from '../../shared/sealing/heads.ts';
import { signJson } from '../../shared/sealing/jws.ts';
import { verifyReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../shared/sealing/tree.ts';
import { verifyBundle } from '../../shared/sealing/verify.ts';
import { event, honestBundle, sign, signed, tender } from './bundles.ts';
import { idFrom, pairOf, receiptKey, receiptOf, signer } from './fixtures.ts';

const honest = await honestBundle();
const codesOf = async (bundle: Bundle, keys = bundle.keys.receipts): Promise<string[]> =>
  (await verifyBundle(bundle, { keys })).findings.filter((finding) => !finding.ok).map((finding) => finding.code);
/** What is found of a bundle whose operator signed the end of its log anew. */
const broken = async (bundle: Bundle): Promise<string[]> => codesOf(await signed(bundle), honest.keys.receipts);

/** The honest log, as if these bids had been opened. */
const logging = (opened: Bundle['opened']) =>
  honest.events.map((text) => text.replace(/"records":"[0-9a-f]{64}"/, `"records":"${hashJson(opened)}"`));

describe('a bundle', () => {
  it('that is honest holds in every point', async () => {
    const { ok, findings } = await verifyBundle(readBundle(JSON.parse(JSON.stringify(honest))));
    expect(findings.filter((finding) => !finding.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(findings.map((finding) => finding.code)).toContain('receipts-in-time');
  });

  it('with a price changed after the deadline is found out', async () => {
    const [first, ...rest] = honest.opened;
    if (!first) throw new Error('no bid');
    const changed = { ...first, disclosed: { ...first.disclosed, validUntil: '2027-01-01' } };
    expect(await broken({ ...honest, opened: [changed, ...rest] })).toEqual(['bids-committed', 'bids-logged']);
  });

  it('with a bid that no receipt covers, or twice the same, is found out', async () => {
    expect(await broken({ ...honest, receipts: honest.receipts.slice(1) })).toEqual([
      'receipts-complete',
      'bids-receipted',
    ]);
    expect(await broken({ ...honest, opened: [...honest.opened, ...honest.opened] })).toEqual([
      'receipts-complete',
      'bids-receipted',
      'bids-logged',
      'bids-complete',
    ]);
  });

  it('that leaves out a bid that was frozen is found out', async () => {
    const opened = honest.opened.slice(1);
    expect(await broken({ ...honest, opened })).toEqual(['receipts-complete', 'bids-logged', 'bids-complete']);
    const events = logging(opened).map((text) => text.replace('"opened":2', '"opened":1'));
    expect(await broken({ ...honest, events, opened })).toEqual(['receipts-complete', 'bids-complete']);
    const receipts = honest.receipts.slice(1);
    expect(await broken({ ...honest, events, opened, receipts })).toEqual(['bids-complete']);
    const named = events.map((text) =>
      text.replace(
        '"unopened":[]',
        '"unopened":[{"reason":"x","supplier":"FIRST"}]'.replace('FIRST', honest.opened[0]?.supplier ?? ''),
      ),
    );
    expect(await broken({ ...honest, events: named, opened })).toEqual([]);
  });

  it('with a leaf slipped in after the freezing is found out', async () => {
    const leaves = [...honest.leaves, leafHash(receiptOf(9))];
    const slipped = { ...honest, leaves, root: root(leaves) };
    expect(await broken(slipped)).toEqual(['root-recomputed', 'count-recomputed']);
  });

  it('whose log was rewritten loses the anchors in the receipts', async () => {
    const [, ...rest] = honest.events;
    const rewritten = [event(1, 'TenderPublished', { documentsVersion: 3 }), ...rest];
    expect(await broken({ ...honest, events: rewritten })).toEqual(['receipts-anchored']);
    expect(await broken({ ...honest, events: rest })).toContain('chain-intact');
  });

  it('opened before it was frozen, or without a record, is found out', async () => {
    const [published = '', frozen = '', opened = ''] = honest.events;
    const swapped = [published, opened.replace('"seq":3', '"seq":2'), frozen.replace('"seq":2', '"seq":3')];
    expect(await broken({ ...honest, events: swapped })).toEqual(['frozen-before-opening']);
    expect(await broken({ ...honest, events: [published, frozen] })).toEqual(['frozen-before-opening']);
  });

  it('with a receipt too late, or of another key, or at another leaf, is found out', async () => {
    expect(await broken({ ...honest, tender: { ...tender, deadline: '2026-03-24T01:59:59.999Z' } })).toEqual([
      'receipts-in-time',
    ]);
    const other = pairOf('another key', { kid: 'test-receipts', alg: 'ES256', use: 'sig' });
    const receipts = { keys: [other.publicJwk] };
    expect(await codesOf({ ...honest, keys: { ...honest.keys, receipts } })).toEqual([
      'receipts-signed',
      'receipts-complete',
      'bids-receipted',
      'log-signed',
      'heads-signed',
    ]);
    const moved = honest.receipts.map(({ jws, leafIndex }) => ({ jws, leafIndex: 1 - leafIndex }));
    expect(await broken({ ...honest, receipts: moved })).toEqual(['receipts-in-tree']);
  });

  it('holds only with the heads of this chain, one for each day of it, and with its end signed', async () => {
    const { hashes } = verifyChain(honest.events);
    const daily = (more: object) =>
      signHead(
        { stream: tender.id, seq: 3, head: hashes[2] ?? '', day: '2026-03-24', ...more },
        signer(receiptKey.privateJwk),
        'test-receipts',
      );
    const withHeads = async (...more: object[]) =>
      codesOf(await signed(honest, undefined, await Promise.all(more.map(daily))));
    expect(await withHeads({})).toEqual([]);
    expect(await withHeads()).toEqual(['heads-complete']);
    expect(await withHeads({ seq: 2, head: hashes[1] })).toEqual(['heads-complete']);
    expect(await withHeads({ seq: 2, head: hashes[1] }, {})).toEqual([]);
    expect(await withHeads({}, { seq: 2, head: hashes[1] })).toEqual(['heads-signed']);
    expect(await withHeads({ head: hashes[1] }, {})).toEqual(['heads-signed']);
    expect(await withHeads({ day: '2026-03-25' }, {})).toEqual(['heads-signed']);
    expect(await withHeads({ stream: idFrom('tnd', 2) }, {})).toEqual(['heads-signed']);
    // A day that has just ended may wait for its head.
    expect(await codesOf(await signed(honest, '2026-03-25T15:59:00.000Z', []))).toEqual([]);
    expect(await codesOf({ ...honest, headSignatures: [] })).toEqual(['log-signed', 'heads-complete']);
    expect(await codesOf({ ...honest, head: honest.headSignatures[0] ?? '' })).toEqual(['log-signed']);
  });

  it('whose last event was changed is found out by the end that was signed', async () => {
    const events = [...honest.events.slice(0, 2), (honest.events[2] ?? '').replace('"clock"', '"clack"')];
    expect(await codesOf({ ...honest, events })).toEqual(['log-signed', 'heads-signed']);
    expect(await codesOf({ ...honest, events: honest.events.slice(0, 2) })).toContain('log-signed');
  });

  it('names the keys that were published, each once, and all that it was signed with', async () => {
    const [key] = honest.keys.receipts.keys;
    const own = (keys: object[]) => ({ ...honest, keys: { ...honest.keys, receipts: { keys: keys as never } } });
    const published = honest.keys.receipts;
    expect(await codesOf(honest, { keys: [...published.keys, { ...key, kid: 'newer' } as never] })).toEqual([]);
    expect(await codesOf(own([{ ...key, use: 'enc' }]), published)).toEqual(['keys-published']);
    expect(await codesOf(own([]), published)).toEqual(['keys-published']);
    expect(await codesOf(own([key ?? {}, key ?? {}]), published)).toEqual(['keys-published']);
  });

  it('may withhold a failed lot from all bids, never from some', async () => {
    const lot = idFrom('lot', 2);
    const part = (bid: Bundle['opened'][number]) => {
      const { nonce: _, ...disclosed } = { nonce: '', ...bid.disclosed };
      const lots = disclosed.lots.filter(({ lotId }) => lotId !== lot);
      return { ...bid, disclosed: { ...disclosed, lots }, part: true as const };
    };
    const [first, ...rest] = honest.opened.map(part);
    const [whole] = honest.opened;
    if (!first || !whole) throw new Error('no bid');
    const failed = (opened: Bundle['opened']) => ({
      ...honest,
      opened,
      events: logging(opened).map((text) => text.replace('"count":3', `"count":3,"failedLots":["${lot}"]`)),
    });
    expect(await broken(failed([first, ...rest]))).toEqual([]);
    expect(await broken(failed([whole, ...rest]))).toEqual(['bids-shown-in-part']);
    expect(await broken({ ...failed([first, ...rest]), events: logging([first, ...rest]) })).toEqual([
      'bids-shown-in-part',
    ]);
    const guessable = { ...first, disclosed: whole.disclosed };
    expect(() => readBundle({ ...honest, opened: [guessable] })).toThrow('bid-content-invalid');
  });

  it('takes the findings of a recomputed evaluation as its own', async () => {
    const recompute = () => [{ code: 'evaluation-recomputed', ok: false, params: {} }];
    expect((await verifyBundle(honest, { recompute })).ok).toBe(false);
  });

  it('that is none is refused with the place of the fault', () => {
    expect(() => readBundle({ ...honest, version: 2 })).toThrow('bundle-malformed');
    expect(() => readBundle({ ...honest, leaves: ['x'] })).toThrow('bundle-malformed');
    expect(() => readBundle({ ...honest, opened: [{ supplier: 'x' }] })).toThrow();
  });
});

describe('a receipt', () => {
  const keys = honest.keys.receipts;

  it('verifies only as it was signed', async () => {
    const jws = await sign(receiptOf(1));
    expect(await verifyReceipt(jws, keys)).toEqual(receiptOf(1));
    const [head, , signature] = jws.split('.');
    const [, payload] = (await sign(receiptOf(2))).split('.');
    const invalid = { code: 'receipt-invalid' };
    await expect(verifyReceipt([head, payload, signature].join('.'), keys)).rejects.toMatchObject(invalid);
  });

  it('is not what another kind of signature can stand for', async () => {
    const jws = await signJson(receiptOf(1), headType, signer(receiptKey.privateJwk), 'test-receipts');
    await expect(verifyReceipt(jws, keys)).rejects.toMatchObject({ code: 'receipt-invalid' });
  });

  it('has an envelope exactly when it is sealed, and a predecessor exactly when it is a revision', async () => {
    const contradictions = [{ state: 'withdrawn' as const }, { sha256: null }, { cmt: null }, { revision: 2 }];
    for (const change of contradictions) {
      const jws = await sign({ ...receiptOf(1), ...change });
      await expect(verifyReceipt(jws, keys)).rejects.toMatchObject({ code: 'receipt-invalid' });
    }
  });
});

it('an event hash stands on 32 zero bytes, then on the one before', () => {
  expect(eventHash(null, '{}')).toBe(eventHash('0'.repeat(64), '{}'));
  expect(eventHash(eventHash(null, '{}'), '{}')).not.toBe(eventHash(null, '{}'));
});
