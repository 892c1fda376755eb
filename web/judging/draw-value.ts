import { base64url, hashJson } from '../../shared/sealing/hash.ts';
import { useDraft } from '../kit/draft.ts';

export type Drawer = 'buyer' | 'supervisor';

/** What is published of a value before anybody's is known (docs/tendering.md): SHA-256 of the JCS of all three. */
export const commitmentOf = (tender: string, role: Drawer, value: string): string => hashJson({ tender, role, value });

/** 32 random bytes, as a draw takes them. */
export const freshValue = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** One's own value of a draw: in this browser alone until it is revealed. */
export function useDrawValue(tender: string, role: Drawer) {
  return useDraft(`draw-${tender}-${role}`, '');
}
