import { createHash } from 'node:crypto';

/** SHA-256 (FIPS 180-4) by Node's own, which takes a tenth of the time that JavaScript does. */
export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
