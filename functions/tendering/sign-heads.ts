import { dayOf, instant } from '../../shared/kernel/time.ts';
import { faultFields, type Log } from '../../shared/log.ts';
import type { ReceiptKey } from '../../shared/ports/keys.ts';
import type { WriteOnce } from '../../shared/ports/write-once.ts';
import { type SignedHead, signHead } from '../../shared/sealing/heads.ts';
import type { TenderStore } from './store.ts';

export interface SignHeadsDeps {
  readonly tenders: Pick<TenderStore, 'pendingHeads' | 'headSigned'>;
  readonly receiptKey: ReceiptKey;
  readonly heads: WriteOnce;
  readonly log: Log;
  now(): number;
}

/** A day is over when no request that began in it, on a clock that is a little behind, is still under way. */
const settledMs = 15 * 60_000;

/** Where a head is kept. */
const placeOf = ({ stream, day, seq }: SignedHead): string => `${day}/${stream}/${seq}`;

/**
 * Signs the heads that past days left (每日签名链头) until this time of the machine, in milliseconds, and returns how
 * many. Each is kept before it is taken off the list, and only where nothing is kept yet: it may die anywhere, run
 * twice at once, or come again by a clock that went back, and no head is kept twice. One that fails stays on the list.
 */
export async function signHeads(deps: SignHeadsDeps, until = Number.POSITIVE_INFINITY): Promise<number> {
  const { tenders, receiptKey, heads } = deps;
  const before = dayOf(instant(deps.now() - settledMs));
  let done = 0;
  for await (const head of tenders.pendingHeads(before)) {
    if (Date.now() > until) break;
    try {
      const place = placeOf(head);
      await heads.put(place, await signHead(head, (input) => receiptKey.sign(input), await receiptKey.kid()));
      await tenders.headSigned(head, place);
      done += 1;
    } catch (error) {
      deps.log.error('heads', faultFields(error));
    }
  }
  return done;
}
