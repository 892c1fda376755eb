import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readKept } from '../shared/sealing/kept.ts';
import { readJson, usage } from './input.ts';
import { type Language, text } from './text.ts';

const options = {
  secret: { type: 'string' },
  out: { type: 'string', default: 'reveal.json' },
  force: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const;

/**
 * `jicai reveal`: where too few shares of a ceremony came, the bidder shows itself what it committed to: writes the
 * body of `PUT /v1/tenders/{id}/bid/reveal` from the `.secret.json`. The private part stays with the bidder.
 */
export async function reveal(args: readonly string[], lang: Language): Promise<number> {
  const { secret, out, force } = parseArgs({ args: [...args], options, strict: true }).values;
  if (!secret) throw usage('secret-file-required');
  if (!force && existsSync(out)) throw usage('file-exists', { file: out });
  const { disclosed } = readKept(readJson(secret), 'secret-unreadable');
  writeFileSync(out, `${JSON.stringify({ disclosed })}\n`, { mode: 0o600 });
  console.log(text(lang, 'revealed', { out, tender: disclosed.tender, lots: disclosed.lots.length }));
  return 0;
}
