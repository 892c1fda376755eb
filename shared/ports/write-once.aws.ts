import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { WriteOnce } from './write-once.ts';

/** What S3 answers when an object is there. */
const isThere = 'PreconditionFailed';

/** A bucket of S3 with Object Lock: the bucket's own retention says for how long. */
export function s3WriteOnce(client: Pick<S3Client, 'send'>, bucket: string): WriteOnce {
  return {
    async put(key, text) {
      // S3 wants a checksum of whatever is put under a retention.
      const ChecksumSHA256 = createHash('sha256').update(text).digest('base64');
      const put = { Bucket: bucket, Key: key, Body: text, ContentType: 'application/jose', ChecksumSHA256 };
      try {
        await client.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' }));
      } catch (error) {
        if (!(error instanceof S3ServiceException) || error.name !== isThere) throw error;
      }
    },

    async get(key) {
      try {
        const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
