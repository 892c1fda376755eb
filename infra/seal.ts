import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, whyNoAccessLog } from './acknowledge.ts';
import { fromConsole } from './cors.ts';
import { administrators, itself } from './keys.ts';
import type { Settings } from './settings.ts';

export interface SealRoles {
  /** Makes sealing keys and signs receipts. */
  readonly api: IRole;
  /** Signs the heads of chains, day by day. */
  readonly clock: IRole;
  /** Alone unwraps sealing keys. */
  readonly opening: IRole;
  /** All that run the platform's code, the opening aside: they name people by pseudonyms. */
  readonly platform: readonly IRole[];
}

export interface Seal {
  readonly bucket: Bucket;
  readonly vaultKey: Key;
  readonly receiptKey: Key;
  readonly secretKey: Key;
}

const use = (
  sid: string,
  principals: readonly IRole[],
  actions: string[],
  conditions: Record<string, Record<string, string>> = {},
) => new PolicyStatement({ sid, principals: [...principals], actions, resources: itself, conditions });

/** Sealed bids' keys, receipts' key, pseudonyms' key, and the bucket of sealed attachments. */
export function seal(scope: Construct, { api, clock, opening, platform }: SealRoles, settings: Settings): Seal {
  const removalPolicy = settings.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  const tenderNamed = { Null: { 'kms:EncryptionContext:tender': 'false' } };

  const vaultKey = new Key(scope, 'VaultKey', {
    description: 'Wraps the private keys of tenders; only the opening function may decrypt',
    enableKeyRotation: true,
    removalPolicy,
    policy: new PolicyDocument({
      statements: [
        administrators(),
        use('MakeSealingKeys', [api], ['kms:GenerateDataKeyPairWithoutPlaintext'], {
          ...tenderNamed,
          StringEquals: { 'kms:DataKeyPairSpec': 'ECC_NIST_P256' },
        }),
        use('OpenBids', [opening], ['kms:Decrypt'], tenderNamed),
        new PolicyStatement({
          sid: 'NobodyElseOpensBids',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant'],
          resources: itself,
          conditions: { ArnNotEquals: { 'aws:PrincipalArn': opening.roleArn } },
        }),
      ],
    }),
  });

  const receiptKey = new Key(scope, 'ReceiptKey', {
    description: 'Signs the receipts of bids, and the heads of logs',
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    removalPolicy,
    policy: new PolicyDocument({
      statements: [
        administrators(),
        use('SignReceiptsAndHeads', [api, clock], ['kms:Sign'], {
          StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
        }),
        use('ReadPublicKey', platform, ['kms:GetPublicKey']),
      ],
    }),
  });

  const secretKey = new Key(scope, 'SecretKey', {
    description: 'Derives the keys of pseudonyms and invitations',
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    removalPolicy,
    policy: new PolicyDocument({
      statements: [administrators(), use('DeriveSecrets', platform, ['kms:GenerateMac'])],
    }),
  });

  const bucket = new Bucket(scope, 'VaultBucket', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy,
    ...fromConsole(scope, settings, HttpMethods.PUT),
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });

  acknowledge(bucket, 'S1', whyNoAccessLog);

  return { bucket, vaultKey, receiptKey, secretKey };
}
