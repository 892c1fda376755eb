import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { DomainError } from '../shared/kernel/errors.ts';
import { checkDisclosed, commit } from '../shared/sealing/bid.ts';
import { readAs } from '../shared/sealing/shape.ts';
import { readJson, usage } from './input.ts';
import { type Language, text } from './text.ts';

const options = {
  secret: { type: 'string' },
  out: { type: 'string', default: 'reveal.json' },
  force: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const;

/** What `jicai seal` kept beside the envelope. */
const kept = z.object({ cmt: z.object({ disclosed: z.string() }), disclosed: z.unknown(), private: z.any() });

/**
 * `jicai reveal`: where too few shares of a ceremony came, the bidder shows itself what it committed to: writes the
 * body of `PUT /v1/tenders/{id}/bid/reveal` from the `.secret.json`. The private part stays with the bidder.
 */
export async function reveal(args: readonly string[], lang: Language): Promise<number> {
  const { secret, out, force } = parseArgs({ args: [...args], options, strict: true }).values;
  if (!secret) throw usage('secret-file-required');
  if (!force && existsSync(out)) throw usage('file-exists', { file: out });
  const proof = readAs(kept, readJson(secret), 'secret-unreadable', 'malformed');
  const disclosed = checkDisclosed(proof.disclosed);
  const { disclosed: sha256 } = commit(disclosed, proof.private);
  if (sha256 !== proof.cmt.disclosed) throw new DomainError('rule', 'bid-commitment-mismatch');
  writeFileSync(out, `${JSON.stringify({ disclosed })}\n`, { mode: 0o600 });
  console.log(text(lang, 'revealed', { out, tender: disclosed.tender, lots: disclosed.lots.length }));
  return 0;
}
