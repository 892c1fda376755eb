import { describe, expect, it } from 'vitest';
import { type Bundle, headType, readBundle } from '../../shared/sealing/bundle.ts';
import { eventHash, verifyChain } from '../../shared/sealing/chain.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { signJson } from '../../shared/sealing/jws.ts';
import { verifyReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../shared/sealing/tree.ts';
import { verifyBundle } from '../../shared/sealing/verify.ts';
import { event, honestBundle, sign, tender } from './bundles.ts';
import { idFrom, pairOf, receiptKey, receiptOf, signer } from './fixtures.ts';

const honest = await honestBundle();
const broken = async (bundle: Bundle): Promise<string[]> =>
  (await verifyBundle(bundle)).findings.filter((finding) => !finding.ok).map((finding) => finding.code);

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
    expect(await broken({ ...honest, receipts: honest.receipts.slice(1) })).toEqual(['bids-receipted']);
    expect(await broken({ ...honest, opened: [...honest.opened, ...honest.opened] })).toEqual([
      'bids-receipted',
      'bids-logged',
      'bids-complete',
    ]);
  });

  it('that leaves out a bid that was frozen is found out', async () => {
    const opened = honest.opened.slice(1);
    expect(await broken({ ...honest, opened })).toEqual(['bids-logged', 'bids-complete']);
    const events = logging(opened).map((text) => text.replace('"opened":2', '"opened":1'));
    expect(await broken({ ...honest, events, opened })).toEqual(['bids-complete']);
    const named = events.map((text) => text.replace('"unopened":[]', '"unopened":[{"reason":"x","supplier":"y"}]'));
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
    const keys = { receipts: { keys: [other.publicJwk] } };
    expect(await broken({ ...honest, keys })).toEqual(['receipts-signed', 'bids-receipted']);
    const moved = honest.receipts.map(({ jws, leafIndex }) => ({ jws, leafIndex: 1 - leafIndex }));
    expect(await broken({ ...honest, receipts: moved })).toEqual(['receipts-in-tree']);
  });

  it('with signed heads holds only if they are heads of this chain', async () => {
    const { hashes } = verifyChain(honest.events);
    const heads = (head: string | undefined) =>
      signJson(
        { stream: tender.id, seq: 2, head, signedAt: '2026-03-25T00:00:00Z' },
        headType,
        signer(receiptKey.privateJwk),
        'test-receipts',
      );
    expect(await broken({ ...honest, headSignatures: [await heads(hashes[1])] })).toEqual([]);
    expect(await broken({ ...honest, headSignatures: [await heads(hashes[0])] })).toEqual(['heads-signed']);
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
