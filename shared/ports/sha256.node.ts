import { createHash } from 'node:crypto';

/** SHA-256 (FIPS 180-4) by Node's own, which takes a tenth of the time that JavaScript does. */
export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** SHA-256 in lower-case hex; a string is hashed as its UTF-8 bytes. */
export const sha256Hex = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');
