import { derivedId } from '../../shared/kernel/id.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { sha256 } from '../../shared/sealing/hash.ts';

/** An id that the same cause makes once. */
export const idFrom = (kind: 'lot' | 'item' | 'tender', ...cause: readonly (string | number)[]): string =>
  derivedId(kind, sha256(new TextEncoder().encode(canonical([kind, ...cause]))));
