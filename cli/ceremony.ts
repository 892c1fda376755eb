import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from '../shared/kernel/zod.ts';
import { newCeremony, resealShare } from '../shared/sealing/ceremony.ts';
import { generateSealingKey, readPublicKey } from '../shared/sealing/keys.ts';
import { readAs } from '../shared/sealing/shape.ts';
import { openShare, type Share, type ShareTerms } from '../shared/sealing/share.ts';
import { fetchJson, readJson, usage } from './input.ts';
import { readKey } from './tender-key.ts';
import { type Language, text } from './text.ts';

type Step = (args: readonly string[], lang: Language) => Promise<number>;

/** `jicai ceremony …`: the key of an opening by ceremony, as its dealer and its holders make, check and hand it in. */
export async function ceremony([step = '', ...args]: readonly string[], lang: Language): Promise<number> {
  const steps: Readonly<Record<string, Step>> = { key, arrange, confirm, 'hand-in': handIn };
  const chosen = Object.hasOwn(steps, step) ? steps[step] : undefined;
  if (chosen === undefined) throw usage('ceremony-step', { step });
  return chosen(args, lang);
}

const common = { force: { type: 'boolean', default: false }, lang: { type: 'string' } } as const;

function writeBody(file: string, body: object): void {
  writeFileSync(file, `${JSON.stringify(body)}\n`);
}

/** `jicai ceremony key`: a holder's own pair. The private half is written for its owner alone, and sent nowhere. */
async function key(args: readonly string[], lang: Language): Promise<number> {
  const options = { ...common, out: { type: 'string', default: 'ceremony-key.json' } } as const;
  const { out, force } = parseArgs({ args: [...args], options, strict: true }).values;
  if (!force && existsSync(out)) throw usage('file-exists', { file: out });
  const { publicJwk, privateJwk } = await generateSealingKey();
  const body = `${out.replace(/\.json$/, '')}.public.json`;
  rmSync(out, { force: true });
  writeFileSync(out, `${JSON.stringify(privateJwk)}\n`, { mode: 0o600, flag: 'wx' });
  writeBody(body, { key: publicJwk });
  console.log(text(lang, 'ceremony-key-written', { out, body, kid: publicJwk.kid ?? '' }));
  return 0;
}

const registered = z.object({ key: z.unknown() });

/** `jicai ceremony arrange`: makes the key and deals its shares. Its private half never leaves the memory. */
async function arrange(args: readonly string[], lang: Language): Promise<number> {
  const options = {
    ...common,
    tender: { type: 'string' },
    server: { type: 'string' },
    threshold: { type: 'string' },
    holder: { type: 'string', multiple: true },
    'shares-within': { type: 'string', default: '1440' },
    'reveal-within': { type: 'string', default: '4320' },
    out: { type: 'string', default: 'ceremony.json' },
  } as const;
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const { tender, threshold = '', holder: named = [], out, server } = values;
  const [sharesWithin, revealWithin] = [values['shares-within'], values['reveal-within']];
  const whole = [threshold, sharesWithin, revealWithin].every((text) => /^\d+$/.test(text));
  if (!tender || !whole || named.length === 0) throw usage('ceremony-arrange-needs');
  const holders = [];
  for (const name of named) holders.push(await readHolder(name, server, lang));
  const { publicKey, shares } = await newCeremony({ tender, threshold: Number(threshold), holders });
  const within = { sharesWithin: Number(sharesWithin), revealWithin: Number(revealWithin) };
  writeBody(out, { publicKey, threshold: Number(threshold), shares, ...within });
  console.log(text(lang, 'ceremony-arranged', { out, tender, threshold, count: shares.length, kid: publicKey.kid }));
  for (const { holder, kid } of shares) console.log(text(lang, 'ceremony-holder', { holder, kid }));
  return 0;
}

/** A holder as `ID=file`, the key as it was given from hand to hand, or as `ID`, the key as the server has it. */
async function readHolder(name: string, server: string | undefined, lang: Language) {
  const [, holder = '', file] = /^([^=]+)(?:=(.+))?$/.exec(name) ?? [];
  if (!holder || (file === undefined && !server)) throw usage('ceremony-holder-needs', { holder: name });
  const path = `/v1/ceremony-keys/${encodeURIComponent(holder)}`;
  const answer = file === undefined ? await fetchJson(server ?? '', path, lang) : readJson(file);
  return { holder, key: await readPublicKey(readAs(registered, answer, 'ceremony-key-unreadable', 'malformed').key) };
}

/** What a holder got: the answer of `GET /v1/tenders/{id}/ceremony/share`. */
const ownShare = z.object({
  tender: z.string(),
  holder: z.string(),
  ceremony: z.string(),
  sealed: z.string(),
  commitment: z.string(),
});

const holderOptions = { ...common, key: { type: 'string' }, share: { type: 'string' } } as const;

async function openOwn(keyFile: string | undefined, shareFile: string | undefined) {
  if (!keyFile || !shareFile) throw usage('ceremony-share-needs');
  const { sealed, ...terms } = readAs(ownShare, readJson(shareFile), 'ceremony-share-unreadable', 'malformed');
  const share = await openShare(sealed, readJson(keyFile) as object, terms);
  return { share, terms } satisfies { share: Share; terms: ShareTerms };
}

/** `jicai ceremony confirm`: the share opens with the holder's key, and is the one committed to. */
async function confirm(args: readonly string[], lang: Language): Promise<number> {
  const options = { ...holderOptions, out: { type: 'string', default: 'confirmation.json' } } as const;
  const { key: keyFile, share: shareFile, out } = parseArgs({ args: [...args], options, strict: true }).values;
  const { share, terms } = await openOwn(keyFile, shareFile);
  share.fill(0);
  const { tender, ceremony: ceremonyKey, commitment } = terms;
  writeBody(out, { ceremony: ceremonyKey, commitment });
  console.log(text(lang, 'ceremony-confirmed', { out, tender, kid: ceremonyKey }));
  return 0;
}

/** `jicai ceremony hand-in`: the share, sealed to the tender's key so that only the opening can read it. */
async function handIn(args: readonly string[], lang: Language): Promise<number> {
  const options = {
    ...holderOptions,
    server: { type: 'string' },
    tender: { type: 'string' },
    'tender-key': { type: 'string' },
    out: { type: 'string', default: 'handed-share.json' },
  } as const;
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const { share, terms } = await openOwn(values.key, values.share);
  const from = { key: values['tender-key'], server: values.server, tender: terms.tender };
  const tenderKey = await readKey(from, lang);
  if (tenderKey.ceremonyKey?.kid !== terms.ceremony) throw usage('ceremony-of-another-tender');
  const sealed = await resealShare(share, terms, tenderKey.key);
  share.fill(0);
  writeBody(values.out, { sealed });
  console.log(text(lang, 'ceremony-handed-in', { out: values.out, tender: terms.tender, kid: tenderKey.key.kid }));
  return 0;
}
