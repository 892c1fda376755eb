import { derivedId } from '../../shared/kernel/id.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import type { OrderIds } from './enquiry-state.ts';

/** What the order of an accepted quote will be called: the same however often it is asked. */
export function orderIds(quote: string): OrderIds {
  const of = (kind: 'agreement' | 'callOff' | 'lot' | 'item'): string =>
    derivedId(kind, sha256(new TextEncoder().encode(canonical([kind, quote]))));
  return { agreement: of('agreement'), callOff: of('callOff'), lot: of('lot'), item: of('item') };
}
