import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { NoSuchKey, NotFound, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { compactVerify, createLocalJWKSet } from 'jose';
import { describe, expect, test } from 'vitest';
import { type Kms, kmsReceiptKey, kmsSealingKeys, kmsSecrets, rawSignature } from '../../shared/ports/keys.aws.ts';
import { s3SealedObjects, s3Uploads } from '../../shared/ports/objects.aws.ts';
import { sqsQueue } from '../../shared/ports/queue.aws.ts';
import { kmsUnsealingKeys } from '../../shared/ports/unsealing.aws.ts';
import { s3WriteOnce } from '../../shared/ports/write-once.aws.ts';

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Record<string, unknown>;
}

/** A client that answers each command by its name. */
const answering = (answers: Record<string, (input: Record<string, never>) => unknown>) =>
  ({
    send: async (command: Command) => {
      const answer = answers[command.constructor.name];
      if (answer === undefined) throw new Error(`unexpected ${command.constructor.name}`);
      return answer(command.input as Record<string, never>);
    },
  }) as unknown as Kms;

const der = (r: readonly number[], s: readonly number[]): Uint8Array => {
  const integer = (bytes: readonly number[]) => [0x02, bytes.length, ...bytes];
  const body = [...integer(r), ...integer(s)];
  return Uint8Array.from([0x30, body.length, ...body]);
};
const filled = (length: number, byte: number): number[] => Array.from({ length }, () => byte);

describe('a DER signature as 64 raw bytes', () => {
  test('drops the zero that keeps an integer positive', () => {
    const raw = rawSignature(der([0, ...filled(32, 0xff)], filled(32, 0x7f)));
    expect([...raw]).toEqual([...filled(32, 0xff), ...filled(32, 0x7f)]);
  });

  test('puts back the zeros that DER leaves out', () => {
    const raw = rawSignature(der([0x01], [0, 0x80, ...filled(29, 0x22)]));
    expect([...raw]).toEqual([...filled(31, 0), 0x01, 0, 0, 0x80, ...filled(29, 0x22)]);
  });

  test('verifies whatever the lengths', () => {
    const { publicKey: key, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (let round = 0; round < 600; round += 1) {
      const input = Buffer.from(String(round));
      const raw = rawSignature(sign('sha256', input, privateKey));
      expect(verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
    }
  });

  test.each([
    ['cut short', der(filled(32, 1), filled(32, 1)).subarray(0, 60)],
    ['too long an integer', der(filled(34, 1), filled(32, 1))],
    ['trailing bytes', Uint8Array.from([...der([1], [1]), 0])],
    ['another type', Uint8Array.from([0x31, 6, 2, 1, 1, 2, 1, 1])],
    ['an empty integer', Uint8Array.from([0x30, 5, 2, 0, 2, 1, 1])],
  ])('refuses %s', (_, bytes) => {
    expect(() => rawSignature(bytes)).toThrow('DER');
  });
});

describe('keys in KMS', () => {
  test('a sealing key is bound to its tender, and only unwraps under the same one', async () => {
    const pair = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { format: 'der', type: 'spki' },
      privateKeyEncoding: { format: 'der', type: 'pkcs8' },
    });
    const bound = (input: Record<string, never>) => `${input.KeyId} ${JSON.stringify(input.EncryptionContext)}`;
    const client = answering({
      GenerateDataKeyPairWithoutPlaintextCommand: (input) => {
        expect(input.KeyPairSpec).toBe('ECC_NIST_P256');
        return { PublicKey: pair.publicKey, PrivateKeyCiphertextBlob: Buffer.from(bound(input)) };
      },
      DecryptCommand: (input) => {
        if (Buffer.from(input.CiphertextBlob ?? '').toString() !== bound(input)) throw new Error('InvalidCiphertext');
        return { Plaintext: pair.privateKey };
      },
    });
    const { kid, publicJwk, wrapped } = await kmsSealingKeys(client, 'vault').create('tnd_1');
    expect(publicJwk).toMatchObject({ kty: 'EC', crv: 'P-256', kid, alg: 'ECDH-ES+A256KW', use: 'enc' });
    expect(publicJwk).not.toHaveProperty('d');

    const unsealing = kmsUnsealingKeys(client, 'vault');
    const { d, x, y } = await unsealing.unwrap('tnd_1', wrapped);
    expect({ x, y }).toEqual({ x: publicJwk.x, y: publicJwk.y });
    expect(d).toHaveLength(43);
    await expect(unsealing.unwrap('tnd_2', wrapped)).rejects.toThrow('InvalidCiphertext');
  });

  test('a receipt signed by KMS verifies against the published key', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const input = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.${Buffer.alloc(6000).toString('base64url')}`;
    const client = answering({
      GetPublicKeyCommand: () => ({ PublicKey: publicKey.export({ format: 'der', type: 'spki' }) }),
      SignCommand: ({ Message, MessageType, SigningAlgorithm }) => {
        expect({ MessageType, SigningAlgorithm }).toEqual({ MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' });
        expect(Message).toEqual(createHash('sha256').update(input).digest());
        return { Signature: sign('sha256', Buffer.from(input), privateKey) };
      },
    });
    const key = await kmsReceiptKey(client, 'receipt');
    const signature = Buffer.from(await key.sign(Buffer.from(input))).toString('base64url');
    const published = createLocalJWKSet((await key.jwks()) as Parameters<typeof createLocalJWKSet>[0]);
    await expect(compactVerify(`${input}.${signature}`, published)).resolves.toBeDefined();
    expect((await key.jwks()).keys).toMatchObject([{ kid: await key.kid(), alg: 'ES256', use: 'sig' }]);
  });

  test('a secret is the MAC of its purpose', async () => {
    const client = answering({
      GenerateMacCommand: ({ KeyId, MacAlgorithm, Message }) => ({
        Mac: Buffer.from(`${KeyId} ${MacAlgorithm} ${Message}`),
      }),
    });
    const secret = await kmsSecrets(client, 'secret').derive('pseudonym');
    expect(Buffer.from(secret).toString()).toBe('secret HMAC_SHA_256 pseudonym');
  });
});

describe('objects in S3', () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
  const client = new S3Client({ region: 'cn-north-1', credentials, requestChecksumCalculation: 'WHEN_REQUIRED' });

  test('an upload is signed for its hash and length, and for nothing the client need not send', async () => {
    const sha256 = createHash('sha256').update('sealed').digest('hex');
    const uploads = s3Uploads(client, 'vault');
    const upload = await uploads.presign(
      { key: `tnd_1/${sha256}`, sha256, size: 65_564 },
      '2026-03-02T01:00:00.000Z',
      '2026-03-24T01:00:00.000Z',
    );
    const { pathname, searchParams } = new URL(upload.url);
    expect(pathname).toBe(`/tnd_1/${sha256}`);
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host;x-amz-checksum-sha256');
    expect(searchParams.get('X-Amz-Expires')).toBe('900');
    expect(searchParams.get('X-Amz-Date')).toBe('20260302T010000Z');
    expect([...searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
    expect(upload).toMatchObject({
      method: 'PUT',
      headers: { 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64') },
      expiresAt: '2026-03-02T01:15:00.000Z',
    });
  });

  test('a missing object has no size; any other fault is one', async () => {
    const head = (answer: () => unknown) => s3SealedObjects(answering({ HeadObjectCommand: answer }) as never, 'vault');
    const fault = (error: Error) => () => {
      throw error;
    };
    expect(await head(() => ({ ContentLength: 7 })).size('k')).toBe(7);
    expect(await head(fault(new NotFound({ message: '', $metadata: {} }))).size('k')).toBeUndefined();
    await expect(head(fault(new Error('AccessDenied'))).size('k')).rejects.toThrow('AccessDenied');
  });
});

describe('write-once storage in S3', () => {
  const refusing = (name: string) => () => {
    throw new S3ServiceException({ name, $fault: 'client', $metadata: {} });
  };

  test('an object is put with its checksum, only where there is none', async () => {
    const puts: unknown[] = [];
    const client = answering({ PutObjectCommand: (input) => puts.push(input) });
    await s3WriteOnce(client as never, 'heads').put('2026-03-02/tnd_1/2', 'jws');
    expect(puts).toMatchObject([
      {
        Bucket: 'heads',
        Key: '2026-03-02/tnd_1/2',
        Body: 'jws',
        IfNoneMatch: '*',
        ChecksumSHA256: createHash('sha256').update('jws').digest('base64'),
      },
    ]);
  });

  test('one that is there stays, and nothing is said of it; any other fault is one', async () => {
    const storage = (name: string) => s3WriteOnce(answering({ PutObjectCommand: refusing(name) }) as never, 'heads');
    await expect(storage('PreconditionFailed').put('k', 'jws')).resolves.toBeUndefined();
    await expect(storage('AccessDenied').put('k', 'jws')).rejects.toThrow();
    await expect(storage('ConditionalRequestConflict').put('k', 'jws')).rejects.toThrow();
  });

  test('an object is read as it was written, a missing one is undefined', async () => {
    const reading = (answer: () => unknown) => s3WriteOnce(answering({ GetObjectCommand: answer }) as never, 'heads');
    const missing = () => {
      throw new NoSuchKey({ message: '', $metadata: {} });
    };
    expect(await reading(() => ({ Body: { transformToString: async () => 'jws' } })).get('k')).toBe('jws');
    expect(await reading(missing).get('k')).toBeUndefined();
    await expect(reading(refusing('AccessDenied')).get('k')).rejects.toThrow();
  });
});

test('a message is sent as JSON to its queue', async () => {
  const sent: unknown[] = [];
  const client = answering({ SendMessageCommand: (input) => sent.push(input) });
  await sqsQueue(client as never, 'https://queue').send({ tender: 'tnd_1' });
  expect(sent).toEqual([{ QueueUrl: 'https://queue', MessageBody: '{"tender":"tnd_1"}' }]);
});
