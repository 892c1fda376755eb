import { canonical } from '../../shared/kernel/json.ts';
import { dayOf } from '../../shared/kernel/time.ts';
import { commit } from '../../shared/sealing/bid.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { eventHash, verifyChain } from '../../shared/sealing/chain.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { signHead, signLogHead } from '../../shared/sealing/heads.ts';
import { type Receipt, receiptHash, signReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../shared/sealing/tree.ts';
import { disclosed, idFrom, receiptKey, receiptOf, sealing, secret, signer } from './fixtures.ts';

const kid = 'test-receipts';
export const tender = { id: disclosed.tender, deadline: '2026-03-24T02:00:00.000Z' };
export const sign = (receipt: Receipt) => signReceipt(receipt, signer(receiptKey.privateJwk), kid);

export const event = (seq: number, type: string, data: object): string =>
  canonical({ seq, at: `2026-03-24T02:0${seq}:00.000Z`, type, v: 1, actor: { role: 'clock', id: 'clock' }, data });

/** An honest bundle of three bidders, of whom the third withdrew. */
export async function honestBundle(): Promise<Bundle> {
  const published = event(1, 'TenderPublished', { documentsVersion: 2 });
  const chainHead = eventHash(null, published);
  const bids = [1, 2].map((n) => {
    const own = { ...disclosed, supplier: idFrom('org', n) };
    return {
      supplier: own.supplier,
      name: `测试供应商${n}`,
      uscc: '91350404100000008Y',
      disclosed: own,
      cmt: commit(own, secret),
    };
  });
  const sealed = bids.map(({ cmt }, at): Receipt => ({ ...receiptOf(at + 1), cmt, chainHead }));
  const third = { ...receiptOf(3), chainHead };
  const withdrawn: Receipt = {
    ...third,
    receiptId: idFrom('rcp', 4),
    revision: 2,
    previous: receiptHash(third),
    state: 'withdrawn',
    sha256: null,
    cmt: null,
  };
  const leaves = [...sealed, withdrawn].map(leafHash);
  const events = [
    published,
    event(2, 'BidsFrozen', { root: root(leaves), count: 3, perLot: [{ lot: idFrom('lot', 1), bidders: 2 }] }),
    event(3, 'TenderOpened', {
      decryptedAt: '2026-03-24T02:03:00.000Z',
      opened: 2,
      unopened: [],
      records: hashJson(bids),
    }),
  ];
  return signed({
    version: 1,
    tender,
    events,
    revealed: [],
    leaves,
    receipts: await Promise.all(sealed.map(async (receipt, leafIndex) => ({ jws: await sign(receipt), leafIndex }))),
    root: root(leaves),
    opened: bids,
    evaluation: null,
    award: null,
    rulePack: null,
    keys: { receipts: { keys: [receiptKey.publicJwk] }, sealing: sealing.publicJwk },
    head: '',
    headSignatures: [],
  });
}

/** The end of a bundle's log signed anew, as whoever holds the receipt key could, some days after it. */
export async function signed(
  bundle: Bundle,
  signedAt = '2026-04-24T00:00:00.000Z',
  kept?: readonly string[],
): Promise<Bundle> {
  const { hashes } = verifyChain(bundle.events);
  const stream = bundle.tender.id;
  const es256 = signer(receiptKey.privateJwk);
  const days = new Map(bundle.events.map((text, at) => [dayOf(JSON.parse(text).at), at + 1]));
  const daily = () =>
    [...days].map(([day, seq]) => signHead({ stream, seq, head: hashes[seq - 1] ?? '', day }, es256, kid));
  const headSignatures = kept ?? (await Promise.all(daily()));
  const head = { stream, seq: hashes.length, head: hashes.at(-1) ?? '', heads: hashJson(headSignatures), signedAt };
  return { ...bundle, headSignatures, head: await signLogHead(head, es256, kid) };
}
