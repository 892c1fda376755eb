import { describe, expect, test } from 'vitest';
import { allowing, ofType, type Resource, resources, statements } from './template.ts';

const prod = resources({ stage: 'prod' });
const policies = statements(prod);
const named = (all: readonly Resource[], type: string, id: string): Resource => {
  const found = ofType(all, type).find((each) => each.id.startsWith(id));
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
const fn = (id: string): Resource => named(prod, 'AWS::Lambda::Function', id);
const roleOf = (id: string): string => fn(id).properties.Role['Fn::GetAtt'][0];
const whoMay = (action: string, resource: string): string[] => [
  ...new Set(allowing(policies, action, resource).flatMap(({ principals }) => principals)),
];

describe('the heads of logs', () => {
  const heads = named(prod, 'AWS::S3::Bucket', 'HeadsBucket');

  test('only the clock puts them, only the api reads them, and nobody deletes them or lifts their lock', () => {
    expect(whoMay('s3:PutObject', heads.id)).toEqual([roleOf('Clock')]);
    expect(whoMay('s3:GetObject', heads.id)).toEqual([roleOf('Api')]);
    for (const action of ['DeleteObject', 'DeleteObjectVersion', 'PutObjectRetention', 'BypassGovernanceRetention']) {
      expect(whoMay(`s3:${action}`, heads.id)).toEqual([]);
    }
  });

  test('in production they are locked for fifteen years against everybody, elsewhere for no time', () => {
    expect(heads.properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 15 * 366 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(Object.values(heads.properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    const dev = named(resources({ stage: 'dev' }), 'AWS::S3::Bucket', 'HeadsBucket');
    expect(dev.properties.ObjectLockEnabled).toBe(true);
    expect(dev.properties.ObjectLockConfiguration?.Rule).toBeUndefined();
  });

  test('those who sign with the receipt key are the api and the clock', () => {
    const key = fn('Clock').properties.Environment.Variables.RECEIPT_KEY.Ref;
    expect(whoMay('kms:Sign', key).sort()).toEqual([roleOf('Api'), roleOf('Clock')].sort());
  });
});
