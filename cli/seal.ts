import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from '../shared/kernel/errors.ts';
import type { JsonObject } from '../shared/kernel/json.ts';
import type { PlainAttachment } from '../shared/sealing/attachment.ts';
import { prepareBid } from '../shared/sealing/prepare.ts';
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

  const to = await readKey(values, lang);
  const { answers, ...offer } = readBid(values.bid);
  const files = readFiles(values.attach ?? []);
  const { body, attachments, kept } = await prepareBid({ ...to, offer, files, answers: answers as JsonObject });

  const sealedFiles = attachments.map(({ sealed, entry }) => {
    const file = join(dirname(out), `${entry.name}.sealed`);
    writeFileSync(file, sealed);
    return file;
  });
  rmSync(secretFile, { force: true });
  writeFileSync(secretFile, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  writeFileSync(out, `${JSON.stringify(body)}\n`);
  const { tender, documentsVersion: version, key, ceremonyKey } = to;
  console.log(text(lang, 'sealed', { out, lots: kept.disclosed.lots.length, version, kid: key.kid, tender }));
  if (ceremonyKey !== undefined) console.log(text(lang, 'sealed-twice', { kid: ceremonyKey.kid }));
  for (const file of sealedFiles) console.log(text(lang, 'sealed-attachment', { file }));
  console.log(text(lang, 'sealed-secret', { file: secretFile }));
  return 0;
}

/** What is no part of an offer would be sealed for nobody, or stand for another tender. */
const known = ['supplier', 'lots', 'packages', 'validUntil', 'answers'];

function readBid(file: string): Record<string, unknown> {
  const bid = readJson(file);
  if (typeof bid !== 'object' || bid === null || Array.isArray(bid)) throw usage('bid-not-object', { file });
  const unknown = Object.keys(bid).filter((member) => !known.includes(member));
  if (unknown.length === 0) return { ...bid };
  const errors = unknown.map((member) => ({ pointer: `/${member}`, code: 'unknown-field' }));
  throw new DomainError('rule', 'bid-content-invalid', {}, errors);
}

function readFiles(files: readonly string[]): readonly PlainAttachment[] {
  const names = files.map((file) => basename(file));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw usage('attachment-twice', { name: twice });
  return files.map((file, at) => {
    const name = names[at] ?? '';
    const mediaType = mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
    return { name, mediaType, content: readBytes(file) };
  });
}
