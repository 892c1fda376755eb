import { derivedId, type IdKind } from '../../shared/kernel/id.ts';
import { canonical, type Json } from '../../shared/kernel/json.ts';
import { sha256 } from '../../shared/sealing/hash.ts';

/** The id of what follows from a cause, the same however often it is made. */
export const derived = (kind: IdKind, ...cause: readonly Json[]): string =>
  derivedId(kind, sha256(new TextEncoder().encode(canonical(cause))));
