import { HeadObjectCommand, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { instant, millis } from '../kernel/time.ts';
import { type SealedObjects, type Uploads, uploadSeconds } from './objects.ts';

const checksum = 'x-amz-checksum-sha256';

/** A checksum of the SDK's own would be signed into every address. */
export const s3 = (region: string): S3Client => new S3Client({ region, requestChecksumCalculation: 'WHEN_REQUIRED' });

/** Presigned uploads: hash and length are signed, so that S3 refuses any other content. */
export function s3Uploads(client: S3Client, bucket: string): Uploads {
  return {
    async presign({ key, sha256, size }, at, until) {
      const seconds = uploadSeconds(at, until);
      const hash = Buffer.from(sha256, 'hex').toString('base64');
      const url = await getSignedUrl(
        client,
        new PutObjectCommand({ Bucket: bucket, Key: key, ChecksumSHA256: hash, ContentLength: size }),
        { signingDate: new Date(at), expiresIn: seconds, unhoistableHeaders: new Set([checksum]) },
      );
      const expiresAt = instant(millis(at) + seconds * 1000);
      return { url, method: 'PUT', headers: { [checksum]: hash }, expiresAt };
    },
  };
}

export function s3SealedObjects(client: Pick<S3Client, 'send'>, bucket: string): SealedObjects {
  return {
    async size(key) {
      try {
        return (await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).ContentLength;
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
  };
}
