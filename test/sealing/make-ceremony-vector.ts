/**
 * Writes `vectors/ceremony.json`: `node test/sealing/make-ceremony-vector.ts`. A key is split at random, so that
 * each run writes another one; what it holds can be checked with any JOSE library and thirty lines of arithmetic.
 */
import { writeFileSync } from 'node:fs';
import { CompactEncrypt } from 'jose';
import { newCeremony } from '../../shared/sealing/ceremony.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { disclosed } from './fixtures.ts';

const { tender } = disclosed;
const pairs = await Promise.all([1, 2, 3].map(() => generateSealingKey()));
const holders = pairs.map(({ publicJwk }, n) => ({ holder: `user-${n + 1}`, key: publicJwk }));
const ceremony = await newCeremony({ tender, threshold: 2, holders });
const probe = await new CompactEncrypt(new TextEncoder().encode('opened'))
  .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
  .encrypt({ ...ceremony.publicKey });
const vector = { tender, holderKeys: pairs.map(({ privateJwk }) => privateJwk), ceremony, probe };
writeFileSync(new URL('vectors/ceremony.json', import.meta.url), `${JSON.stringify(vector, null, 1)}\n`);
