import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { instant, millis } from '../kernel/time.ts';
import type { Files } from './files.ts';
import { s3Uploads } from './objects.aws.ts';

/** Seconds that a download's address is good for. */
const downloadSeconds = 900;

/** Files in a bucket of S3, which locks some where the stage does (Object Lock, compliance mode). */
export function s3Files(client: S3Client, bucket: string, { locks }: { readonly locks: boolean }): Files {
  const uploads = s3Uploads(client, bucket);
  return {
    async put(key, content, mediaType) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentType: mediaType }));
    },

    async get(key) {
      try {
        const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async size(key) {
      try {
        return (await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).ContentLength;
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },

    async lock(key, until) {
      if (!locks) return;
      const retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(until) } as const;
      await client.send(new PutObjectRetentionCommand({ Bucket: bucket, Key: key, Retention: retention }));
    },

    presignUpload: (key, { sha256, size }, at) => uploads.presign({ key, sha256, size }, at),

    async presignDownload(key, name, at) {
      const url = await getSignedUrl(
        client,
        new GetObjectCommand({ Bucket: bucket, Key: key, ResponseContentDisposition: attachmentNamed(name) }),
        { signingDate: new Date(at), expiresIn: downloadSeconds },
      );
      return { url, expiresAt: instant(millis(at) + downloadSeconds * 1000) };
    },
  };
}

/** Saved under that name, in whatever script (RFC 6266, RFC 8187). */
const attachmentNamed = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
