import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from '../shared/kernel/errors.ts';
import { checkAttachments, sealAttachment } from '../shared/sealing/attachment.ts';
import { checkDisclosed, checkPrivate, commit, type Disclosed, type Private } from '../shared/sealing/bid.ts';
import { base64url, hashJson } from '../shared/sealing/hash.ts';
import { sealBid } from '../shared/sealing/seal.ts';
import { readBytes, readJson, usage } from './input.ts';
import { readKey } from './tender-key.ts';
import { type Language, text } from './text.ts';

const options = {
  key: { type: 'string' },
  server: { type: 'string' },
  tender: { type: 'string' },
  bid: { type: 'string' },
  attach: { type: 'string', multiple: true },
  out: { type: 'string', default: 'envelope.json' },
  force: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const;

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.ofd': 'application/ofd',
  '.zip': 'application/zip',
};

/**
 * `jicai seal`: writes the body of `PUT /v1/tenders/{id}/bid`, the sealed attachments, and beside them the
 * nonces and keys with which the bidder can prove later what it sealed. Where the tender is opened by ceremony, the
 * bid is sealed twice.
 */
export async function seal(args: readonly string[], lang: Language): Promise<number> {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const { out } = values;
  if (!values.bid) throw usage('bid-file-required');
  const secretFile = `${out.replace(/\.json$/, '')}.secret.json`;
  if (!values.force && existsSync(secretFile)) throw usage('secret-exists', { file: secretFile });

  const { tender, documentsVersion, key, ceremonyKey } = await readKey(values, lang);
  const { answers, ...offer } = readBid(values.bid);
  const disclosed = checkDisclosed({ ...offer, tender, documentsVersion, nonce: nonce() });
  const attachments = await sealFiles(values.attach ?? [], dirname(out));
  const secret = checkPrivate({
    ...(answers !== undefined && { answers }),
    ...(attachments.length > 0 && { attachments: attachments.map(({ entry }) => entry) }),
    nonce: nonce(),
  });
  const envelope = await sealBid({ disclosed, private: secret, key, ceremonyKey });

  for (const { file, sealed } of attachments) writeFileSync(file, sealed);
  writeSecret(secretFile, disclosed, secret, hashJson(envelope));
  writeFileSync(out, `${JSON.stringify({ envelope, documentsVersion })}\n`);
  const { lots } = disclosed;
  console.log(text(lang, 'sealed', { out, lots: lots.length, version: documentsVersion, kid: key.kid, tender }));
  if (ceremonyKey !== undefined) console.log(text(lang, 'sealed-twice', { kid: ceremonyKey.kid }));
  for (const { file } of attachments) console.log(text(lang, 'sealed-attachment', { file }));
  console.log(text(lang, 'sealed-secret', { file: secretFile }));
  return 0;
}

const nonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

function readBid(file: string): Record<string, unknown> {
  const bid = readJson(file);
  if (typeof bid !== 'object' || bid === null || Array.isArray(bid)) throw usage('bid-not-object', { file });
  const known = ['supplier', 'lots', 'validUntil', 'answers'];
  const unknown = Object.keys(bid).filter((member) => !known.includes(member));
  if (unknown.length === 0) return { ...bid };
  const errors = unknown.map((member) => ({ pointer: `/${member}`, code: 'unknown-field' }));
  throw new DomainError('rule', 'bid-content-invalid', {}, errors);
}

async function sealFiles(files: readonly string[], folder: string) {
  const names = files.map((file) => basename(file));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw usage('attachment-twice', { name: twice });
  const sealed = [];
  for (const [at, file] of files.entries()) {
    const name = names[at] ?? '';
    const mediaType = mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
    const attachment = await sealAttachment({ name, mediaType, content: readBytes(file) });
    sealed.push({ ...attachment, file: join(folder, `${name}.sealed`) });
  }
  checkAttachments(sealed.map(({ entry }) => entry));
  return sealed;
}

function writeSecret(file: string, disclosed: Disclosed, secret: Private, sha256: string): void {
  const proof = { cmt: commit(disclosed, secret), envelopeSha256: sha256, disclosed, private: secret };
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(proof, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}
