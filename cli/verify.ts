import { parseArgs } from 'node:util';
import { verify as verifyTender } from '../functions/tendering/verification.ts';
import { type Jwks, readKeys } from '../shared/sealing/jws.ts';
import { readReceipt } from '../shared/sealing/own-receipt.ts';
import { fetchJson, readJson, usage } from './input.ts';
import { type Language, text } from './text.ts';

const options = {
  server: { type: 'string' },
  tender: { type: 'string' },
  keys: { type: 'string' },
  receipt: { type: 'string' },
  lang: { type: 'string' },
} as const;

/** `jicai verify`: says in plain words what a bundle proves. 0 where all of it holds, else 1. */
export async function verify(args: readonly string[], lang: Language): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  const { server, tender } = values;
  const [file] = positionals;
  if (!file && !(server && tender)) throw usage('bundle-required');
  const path = `/v1/tenders/${encodeURIComponent(tender ?? '')}/verification`;
  const bundle = file ? readJson(file) : await fetchJson(server ?? '', path, lang);
  const receipt = values.receipt === undefined ? undefined : readReceipt(readJson(values.receipt));
  const found = await verifyTender(bundle, { keys: await publishedKeys(values, lang), receipt });
  if (tender && found.tender.id !== tender) throw usage('bundle-of-another-tender', { tender: found.tender.id });

  console.log(text(lang, 'verify-title', { tender: found.tender.id }));
  for (const { ok, [lang]: words } of found.findings) console.log(`${ok ? '✓' : '✗'} ${words.said}`);
  for (const note of found.notes) console.log(`· ${text(lang, note)}`);
  console.log(text(lang, found.ok ? 'verify-holds' : 'verify-broken'));
  return found.ok ? 0 : 1;
}

/** The receipt keys as published, by file or by server, so that a bundle cannot vouch for itself. */
async function publishedKeys(
  from: { keys?: string | undefined; server?: string | undefined },
  lang: Language,
): Promise<Jwks | undefined> {
  if (!from.keys && !from.server) return undefined;
  return readKeys(
    from.keys ? readJson(from.keys) : await fetchJson(from.server ?? '', '/.well-known/jicai-receipts.json', lang),
  );
}
