import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { DecryptCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';
import type { Kms } from './keys.aws.ts';
import type { UnsealingKeys } from './keys.ts';

/** Unwraps tenders' private keys; a file of its own, so that only the opening's bundle carries it. */
export function kmsUnsealingKeys(client: Kms, vaultKey: string): UnsealingKeys {
  return {
    async unwrap(tender, wrapped) {
      const { Plaintext } = await client.send(
        new DecryptCommand({
          KeyId: vaultKey,
          CiphertextBlob: Buffer.from(wrapped, 'base64'),
          EncryptionContext: { tender },
        }),
      );
      if (Plaintext === undefined) throw new Error('KMS left out a part of its answer');
      const key = createPrivateKey({ key: Buffer.from(Plaintext), format: 'der', type: 'pkcs8' });
      return key.export({ format: 'jwk' }) as JsonWebKey as JWK;
    },
  };
}
