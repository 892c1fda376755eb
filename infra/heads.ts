import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, whyNoAccessLog } from './acknowledge.ts';
import type { Settings } from './settings.ts';

/** Procurement files are kept fifteen years at the least (政府采购法, Government Procurement Law, art. 42). */
export const headsKept = Duration.days(15 * 366);

/**
 * The bucket of the daily signed heads. In production nobody, the account's owner included, replaces or deletes one
 * before its time; a stack of development locks nothing, or it could not go.
 */
export function headsBucket(scope: Construct, { locksHeads, keepsData }: Settings): Bucket {
  const bucket = new Bucket(scope, 'HeadsBucket', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    objectLockEnabled: true,
    removalPolicy: keepsData || locksHeads ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(locksHeads ? { objectLockDefaultRetention: ObjectLockRetention.compliance(headsKept) } : {}),
  });
  acknowledge(bucket, 'S1', whyNoAccessLog);
  return bucket;
}
