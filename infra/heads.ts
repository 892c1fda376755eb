import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { daysKept } from '../shared/ports/write-once.ts';
import { acknowledge, whyNoAccessLog } from './acknowledge.ts';
import type { Settings } from './settings.ts';

/**
 * The bucket of the daily signed heads. In production nobody, the account's owner included, replaces or deletes one
 * before its time; a stack of development locks nothing, or it could not go.
 */
export function headsBucket(scope: Construct, { locks, keepsData }: Settings): Bucket {
  const bucket = new Bucket(scope, 'HeadsBucket', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    objectLockEnabled: true,
    removalPolicy: keepsData || locks ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(locks ? { objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(daysKept)) } : {}),
  });
  acknowledge(bucket, 'S1', whyNoAccessLog);
  return bucket;
}
