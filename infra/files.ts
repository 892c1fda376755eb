import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, whyNoAccessLog } from './acknowledge.ts';
import { fromConsole } from './cors.ts';
import type { Settings } from './settings.ts';

/** What is kept for a while only: jobs are told of for 90 days. */
const passing = ['uploads/', 'reports/', 'exports/'];

/**
 * The bucket of imports, exports, snapshots and tender documents. The first three can be made again; a published
 * document cannot, so the bucket is kept where the stage keeps data, and each is locked when it is published.
 */
export function filesBucket(scope: Construct, settings: Settings): Bucket {
  const bucket = new Bucket(scope, 'FilesBucket', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectLockEnabled: settings.locks,
    versioned: settings.locks,
    removalPolicy: settings.keepsData || settings.locks ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...fromConsole(scope, settings, HttpMethods.PUT, HttpMethods.GET),
    lifecycleRules: passing.map((prefix) => ({
      prefix,
      expiration: Duration.days(90),
      abortIncompleteMultipartUploadAfter: Duration.days(1),
      ...(settings.locks ? { noncurrentVersionExpiration: Duration.days(1) } : {}),
    })),
  });
  acknowledge(bucket, 'S1', whyNoAccessLog);
  return bucket;
}
