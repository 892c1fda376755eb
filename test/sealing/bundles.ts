import { canonical } from '../../shared/kernel/json.ts';
import { commit } from '../../shared/sealing/bid.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { eventHash } from '../../shared/sealing/chain.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { type Receipt, receiptHash, signReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../shared/sealing/tree.ts';
import { disclosed, idFrom, receiptKey, receiptOf, secret, signer } from './fixtures.ts';

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
  return {
    version: 1,
    tender,
    events: [
      published,
      event(2, 'BidsFrozen', { root: root(leaves), count: 3, perLot: [{ lot: idFrom('lot', 1), bidders: 2 }] }),
      event(3, 'TenderOpened', {
        decryptedAt: '2026-03-24T02:03:00.000Z',
        opened: 2,
        unopened: [],
        records: hashJson(bids),
      }),
    ],
    leaves,
    receipts: await Promise.all(sealed.map(async (receipt, leafIndex) => ({ jws: await sign(receipt), leafIndex }))),
    root: root(leaves),
    opened: bids,
    evaluation: null,
    award: null,
    keys: { receipts: { keys: [receiptKey.publicJwk] } },
  };
}
