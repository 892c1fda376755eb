import type { output } from 'zod';
import { z } from '../shared/kernel/zod.ts';
import { readAs } from '../shared/sealing/shape.ts';
import { fetchJson, readJson, usage } from './input.ts';
import type { Language } from './text.ts';

const publicKey = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string().min(1),
});

/** The answer of `GET /v1/tenders/{id}/key`. */
const tenderKey = z.object({
  tender: z.string(),
  documentsVersion: z.int().positive(),
  key: publicKey,
  ceremonyKey: publicKey.exactOptional(),
});

export type TenderKey = output<typeof tenderKey>;

/** The public key that a tender's bids are sealed to, by file or by server; the ceremony's beside it, if there is one. */
export async function readKey(
  from: { key?: string | undefined; server?: string | undefined; tender?: string | undefined },
  lang: Language,
): Promise<TenderKey> {
  if (!from.key && !(from.server && from.tender)) throw usage('key-required');
  const answer = from.key
    ? readJson(from.key)
    : await fetchJson(from.server ?? '', `/v1/tenders/${encodeURIComponent(from.tender ?? '')}/key`, lang);
  const key = readAs(tenderKey, answer, 'key-invalid', 'malformed');
  if (from.tender && key.tender !== from.tender) throw usage('key-of-another-tender', { tender: key.tender });
  return key;
}
