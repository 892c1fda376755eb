import { expect, test } from 'vitest';
import { allowing, ofType, resources, statements } from './template.ts';

const prod = resources({ stage: 'prod' });
const policies = statements(prod);
const files = ofType(prod, 'AWS::S3::Bucket').find(({ id }) => id.startsWith('FilesBucket'));
const whoMay = (action: string): string[] => [
  ...new Set(allowing(policies, action, files?.id ?? '').flatMap(({ principals }) => principals)),
];
const named = (name: string) => expect.stringMatching(new RegExp(`^${name}Role`));

test('files are for the api and the work, the clock looks how old one is; nobody deletes one', () => {
  expect(whoMay('s3:PutObject').sort()).toEqual([named('Api'), named('Work')]);
  expect(whoMay('s3:GetObject').sort()).toEqual([named('Api'), named('Clock'), named('Work')]);
  expect(whoMay('s3:DeleteObject')).toEqual([]);
});

test('files are never public, and travel by TLS only', () => {
  expect(Object.values(files?.properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  const policies = ofType(prod, 'AWS::S3::BucketPolicy');
  const ofFiles = policies.find(({ properties }) => properties.Bucket.Ref === files?.id);
  const refusal = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  expect(ofFiles?.properties.PolicyDocument.Statement[0]).toMatchObject(refusal);
});

test('published documents are locked in production by the stream and the work, and by nobody shorter', () => {
  expect(files?.properties).toMatchObject({ ObjectLockEnabled: true, VersioningConfiguration: { Status: 'Enabled' } });
  expect(whoMay('s3:PutObjectRetention').sort()).toEqual([named('Stream'), named('Work')]);
  expect(whoMay('s3:BypassGovernanceRetention')).toEqual([]);
  const dev = ofType(resources({ stage: 'dev' }), 'AWS::S3::Bucket').find(({ id }) => id.startsWith('FilesBucket'));
  expect(dev?.properties.ObjectLockEnabled).not.toBe(true);
});

test('what passes goes by itself when its jobs do', () => {
  const rules = files?.properties.LifecycleConfiguration.Rules as { Prefix: string; ExpirationInDays: number }[];
  expect(rules.map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays])).toEqual([
    ['uploads/', 90],
    ['reports/', 90],
    ['exports/', 90],
  ]);
});
