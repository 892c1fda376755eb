import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  base64url,
  CompactEncrypt,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { ReceiptKey, SealingKeys, Secrets, UnsealingKeys } from './keys.ts';

/** All keys of a platform on one machine. Whoever holds this object can open bids: the opening process alone does. */
export interface LocalKeys extends SealingKeys, UnsealingKeys, ReceiptKey, Secrets {}

interface KeyFile {
  /** 32 bytes under which tenders' private keys are wrapped. */
  readonly vault: string;
  /** The ES256 key that signs receipts. */
  readonly receipt: JWK;
  /** 32 bytes from which the other secrets are derived. */
  readonly secret: string;
}

/** Keys that live as long as the process. */
export async function memoryKeys(): Promise<LocalKeys> {
  return localKeys(await newKeyFile());
}

/** Keys kept in a file that only its owner may read; made when it is missing. */
export async function fileKeys(file: string): Promise<LocalKeys> {
  return localKeys(readKeyFile(file) ?? (await createKeyFile(file)));
}

function readKeyFile(file: string): KeyFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function createKeyFile(file: string): Promise<KeyFile> {
  const keys = await newKeyFile();
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600, flag: 'wx' });
  return keys;
}

async function newKeyFile(): Promise<KeyFile> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    vault: randomBytes(32).toString('base64url'),
    receipt: await exportJWK(privateKey),
    secret: randomBytes(32).toString('base64url'),
  };
}

async function localKeys({ vault, receipt, secret }: KeyFile): Promise<LocalKeys> {
  const wrapping = base64url.decode(vault);
  const kid = await calculateJwkThumbprint(receipt);
  const { d: _, ...publicReceipt } = receipt;
  const signing = (await importJWK(receipt, 'ES256')) as CryptoKey;
  return {
    kid: async () => kid,
    sign: async (input) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signing, Uint8Array.from(input))),
    jwks: async () => ({ keys: [{ ...publicReceipt, kid, alg: 'ES256', use: 'sig' }] }),
    derive: async (purpose) => createHmac('sha256', base64url.decode(secret)).update(purpose).digest(),

    async create(tender) {
      const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
      const [publicKey, privateKey] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)]);
      const wrapped = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(privateKey)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', tender })
        .encrypt(wrapping);
      const sealingKid = await calculateJwkThumbprint(publicKey);
      return {
        kid: sealingKid,
        publicJwk: { ...publicKey, kid: sealingKid, alg: 'ECDH-ES+A256KW', use: 'enc' },
        wrapped,
      };
    },

    async unwrap(tender, wrapped) {
      const { plaintext, protectedHeader } = await compactDecrypt(wrapped, wrapping);
      if (protectedHeader.tender !== tender) throw new Error('this key is wrapped for another tender');
      return JSON.parse(new TextDecoder().decode(plaintext)) as JWK;
    },
  };
}
