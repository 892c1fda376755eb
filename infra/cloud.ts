import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DeleteObjectsCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** A stack as it is deployed: what it prints, and what it is made of. */
export interface Deployed {
  readonly outputs: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** One thing of a stack: `type` such as `AWS::S3::Bucket`. */
export interface Part {
  readonly type: string;
  readonly id: string;
}

/** A file of the console, as it is served. */
export interface SiteFile {
  readonly key: string;
  readonly content: Uint8Array | string;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** As much of an AWS account as deploying and destroying ask for; the rest is CDK's. */
export interface Cloud {
  readonly region: string;
  account(): Promise<string>;
  stack(name: string): Promise<Deployed | undefined>;
  parts(stack: string): Promise<readonly Part[]>;
  unprotect(stack: string): Promise<void>;
  /** The subject of the user of that address, who is invited by e-mail if there is none. */
  user(pool: string, email: string): Promise<string>;
  put(bucket: string, file: SiteFile): Promise<void>;
  /** Empties a bucket, versions and all; false when something in it is locked. */
  emptyBucket(bucket: string): Promise<boolean>;
}

/** The account that the environment's credentials are for. */
export function awsCloud(region: string): Cloud {
  const [formation, users] = [new CloudFormationClient({ region }), new CognitoIdentityProviderClient({ region })];
  const objects = new S3Client({ region });

  async function emptyBucket(bucket: string): Promise<boolean> {
    for (;;) {
      const { Versions: versions = [], DeleteMarkers: markers = [] } = await objects.send(
        new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: 1000 }),
      );
      const all = [...versions, ...markers].flatMap(({ Key, VersionId }) =>
        Key && VersionId ? [{ Key, VersionId }] : [],
      );
      if (all.length === 0) return true;
      const { Errors: errors = [] } = await objects.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: all, Quiet: true } }),
      );
      if (errors.length > 0) return false;
    }
  }

  return {
    region,
    emptyBucket,

    async account() {
      const sts = new STSClient({ region });
      return (await sts.send(new GetCallerIdentityCommand({}))).Account ?? '';
    },

    async stack(name) {
      const found = await formation
        .send(new DescribeStacksCommand({ StackName: name }))
        .catch((error: Error) => (error.name === 'ValidationError' ? undefined : Promise.reject(error)));
      const [stack] = found?.Stacks ?? [];
      if (stack === undefined) return undefined;
      const { Outputs: outputs = [], Parameters: parameters = [] } = stack;
      return {
        outputs: Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
        parameters: Object.fromEntries(
          parameters.map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
        ),
      };
    },

    async parts(stack) {
      const { StackResources: found = [] } = await formation.send(
        new DescribeStackResourcesCommand({ StackName: stack }),
      );
      return found.map(({ ResourceType: type = '', PhysicalResourceId: id = '' }) => ({ type, id }));
    },

    async put(Bucket, { key: Key, content: Body, contentType: ContentType, cacheControl: CacheControl }) {
      await objects.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl }));
    },

    async unprotect(stack) {
      await formation.send(
        new UpdateTerminationProtectionCommand({ StackName: stack, EnableTerminationProtection: false }),
      );
    },

    async user(UserPoolId, email) {
      const attributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ];
      const made = await users
        .send(new AdminCreateUserCommand({ UserPoolId, Username: email, UserAttributes: attributes }))
        .catch((error: unknown) => (error instanceof UsernameExistsException ? undefined : Promise.reject(error)));
      const kept =
        made?.User?.Attributes ??
        (await users.send(new AdminGetUserCommand({ UserPoolId, Username: email }))).UserAttributes;
      const sub = kept?.find(({ Name }) => Name === 'sub')?.Value;
      if (sub === undefined) throw new Error(`the user pool knows no subject of ${email}`);
      return sub;
    },
  };
}
