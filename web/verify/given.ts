import { type Jwks, readKeys } from '../../shared/sealing/jws.ts';
import { readReceipt } from '../../shared/sealing/own-receipt.ts';

/** What a visitor gave to check with: by file, from anywhere. */
export type Given =
  | { readonly kind: 'bundle'; readonly name: string; readonly bundle: unknown }
  | { readonly kind: 'keys'; readonly name: string; readonly keys: Jwks }
  | { readonly kind: 'receipt'; readonly name: string; readonly receipt: string }
  | { readonly kind: 'unreadable'; readonly name: string };

/** A file by what is in it, whatever it is called: a bundle, published keys, a receipt. */
export async function readGiven(file: File): Promise<Given> {
  const { name } = file;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
    const has = (member: string) => typeof value === 'object' && value !== null && member in value;
    if (has('events')) return { kind: 'bundle', name, bundle: value };
    if (has('jws')) return { kind: 'receipt', name, receipt: readReceipt(value) };
    if (Array.isArray((value as { keys?: unknown } | null)?.keys)) return { kind: 'keys', name, keys: readKeys(value) };
    return { kind: 'bundle', name, bundle: value };
  } catch {
    return { kind: 'unreadable', name };
  }
}
