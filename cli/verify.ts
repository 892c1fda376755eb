import { parseArgs } from 'node:util';
import { recompute } from '../functions/tendering/recompute.ts';
import { readBundle } from '../shared/sealing/bundle.ts';
import type { Jwks } from '../shared/sealing/jws.ts';
import { verifyBundle } from '../shared/sealing/verify.ts';
import { fetchJson, readJson, usage } from './input.ts';
import { type Language, text } from './text.ts';

const options = {
  server: { type: 'string' },
  tender: { type: 'string' },
  keys: { type: 'string' },
  lang: { type: 'string' },
} as const;

/** `jicai verify`: says in plain words what a bundle proves. 0 where all of it holds, else 1. */
export async function verify(args: readonly string[], lang: Language): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  const { server, tender } = values;
  const [file] = positionals;
  if (!file && !(server && tender)) throw usage('bundle-required');
  const path = `/v1/tenders/${encodeURIComponent(tender ?? '')}/verification`;
  const bundle = readBundle(file ? readJson(file) : await fetchJson(server ?? '', path, lang));
  if (tender && bundle.tender.id !== tender) throw usage('bundle-of-another-tender', { tender: bundle.tender.id });

  const published = await publishedKeys(values, lang);
  const { ok, findings } = await verifyBundle(bundle, { recompute, ...(published && { keys: published }) });
  console.log(text(lang, 'verify-title', { tender: bundle.tender.id }));
  for (const { code, ok: holds, params } of findings) {
    console.log(`${holds ? '✓' : '✗'} ${text(lang, `${code}.${holds ? 'ok' : 'broken'}`, params)}`);
  }
  if (!published) console.log(`· ${text(lang, 'keys-of-bundle')}`);
  if (bundle.evaluation === null) {
    console.log(`· ${text(lang, 'evaluation-not-recomputed')}`);
  }
  console.log(text(lang, ok ? 'verify-holds' : 'verify-broken'));
  return ok ? 0 : 1;
}

/** The receipt keys as published, by file or by server, so that a bundle cannot vouch for itself. */
async function publishedKeys(
  from: { keys?: string | undefined; server?: string | undefined },
  lang: Language,
): Promise<Jwks | undefined> {
  if (!from.keys && !from.server) return undefined;
  const answer = from.keys
    ? readJson(from.keys)
    : await fetchJson(from.server ?? '', '/.well-known/jicai-receipts.json', lang);
  if (!Array.isArray((answer as Jwks | null)?.keys)) throw usage('keys-invalid');
  return answer as Jwks;
}
