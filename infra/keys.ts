import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What the account may do with a key by its own policies: look after it. The use of a key is granted by the key's
 * policy alone, so that no other policy of the account can grant it; changing this policy leaves a trace.
 */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
];

/** What a key's policy names as its own key. */
export const itself = ['*'];

export const administrators = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'Administration',
    principals: [new AccountRootPrincipal()],
    actions: administration,
    resources: itself,
  });
