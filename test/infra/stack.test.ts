import { describe, expect, test } from 'vitest';
import { reactions } from '../../functions/react.ts';
import { entries } from '../../infra/limits.ts';
import { reactingContexts } from '../../infra/stack.ts';
import { receiptAttributes } from '../../shared/table/definition.ts';
import { allowing, ofType, type Resource, resources, statements } from './template.ts';

const prod = resources({ stage: 'prod' });
const policies = statements(prod);

const one = (all: readonly Resource[]): Resource => {
  const [only, ...others] = all;
  if (only === undefined || others.length > 0) throw new Error(`one was expected, not ${all.length}`);
  return only;
};
const tables = ofType(prod, 'AWS::DynamoDB::Table');
const vault = one(tables.filter(({ properties }) => properties.StreamSpecification === undefined));
const functions = ofType(prod, 'AWS::Lambda::Function');
const fn = (name: string): Resource =>
  one(functions.filter(({ id }) => id.replace(/[0-9A-F]{8}$/, '').toLowerCase() === name));
const roleOf = (name: string): string => fn(name).properties.Role['Fn::GetAtt'][0];
const vaultKey = one(
  ofType(prod, 'AWS::KMS::Key').filter(({ id }) => id === fn('opening').properties.Environment.Variables.VAULT_KEY.Ref),
);
const vaultBucket = one(ofType(prod, 'AWS::S3::Bucket').filter(({ id }) => id.startsWith('VaultBucket')));
const whoMay = (action: string, resource: string): string[] => [
  ...new Set(allowing(policies, action, resource).flatMap(({ principals }) => principals)),
];

describe('sealed bids', () => {
  test('exactly one role may decrypt with the key of the vault, and it is the opening', () => {
    expect(whoMay('kms:Decrypt', vaultKey.id)).toEqual([roleOf('opening')]);
  });

  test('exactly one role may query the vault, and it is the opening', () => {
    expect(whoMay('dynamodb:Query', vault.id)).toEqual([roleOf('opening')]);
  });

  test.each(['kms:CreateGrant', 'kms:ReEncryptFrom', 'kms:GenerateDataKeyPair', 'kms:GenerateDataKey'])(
    'nobody has %s on the key of the vault',
    (action) => {
      expect(whoMay(action, vaultKey.id)).toEqual([]);
    },
  );

  test('no policy but the key’s own speaks of the key of the vault', () => {
    const others = policies.filter(
      ({ owner, actions }) => owner.type !== 'AWS::KMS::Key' && /\bkms:|^\*/.test(`${actions}`),
    );
    expect(others).toEqual([]);
  });

  test('the policy of the key denies decryption to whoever is not the opening', () => {
    const deny = policies.filter(({ owner, effect }) => owner.id === vaultKey.id && effect === 'Deny');
    expect(deny).toMatchObject([
      {
        actions: ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant'],
        condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [roleOf('opening'), 'Arn'] } } },
      },
    ]);
  });

  test('a key pair and its decryption are bound to a tender', () => {
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKeyPairWithoutPlaintext']) {
      for (const { condition } of allowing(policies, action, vaultKey.id)) {
        expect(condition).toMatchObject({ Null: { 'kms:EncryptionContext:tender': 'false' } });
      }
    }
  });

  test('the api puts bids and reads the attributes of receipts, nothing else of the vault', () => {
    const ofApi = policies.filter(
      ({ principals, resources: on }) =>
        principals.includes(roleOf('api')) && on.some((resource) => resource.includes(`"${vault.id}"`)),
    );
    expect(ofApi.map(({ actions }) => actions)).toEqual([['dynamodb:PutItem'], ['dynamodb:GetItem']]);
    expect(ofApi.map(({ condition }) => condition)).toEqual([
      { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } },
      {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...receiptAttributes] },
        Null: { 'dynamodb:Attributes': 'false' },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    ]);
    expect(receiptAttributes).not.toContain('envelope');
  });

  test.each([
    ['dynamodb:Scan', vault],
    ['dynamodb:DeleteItem', vault],
    ['dynamodb:BatchGetItem', vault],
    ['dynamodb:PartiQLSelect', vault],
  ])('nobody has %s on the vault', (action, { id }) => {
    expect(whoMay(action, id)).toEqual([]);
  });

  test('the api uploads attachments and cannot read them; the opening reads and cannot write', () => {
    const { id } = vaultBucket;
    expect(whoMay('s3:PutObject', id)).toEqual([roleOf('api')]);
    expect(whoMay('s3:GetObject', id)).toEqual([roleOf('opening')]);
    expect(whoMay('s3:DeleteObject', id)).toEqual([]);
  });

  test('attachments are never public, and travel by TLS only', () => {
    expect(Object.values(vaultBucket.properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    const policies = ofType(prod, 'AWS::S3::BucketPolicy');
    const ofVault = one(policies.filter(({ properties }) => properties.Bucket.Ref === vaultBucket.id));
    const refusal = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(ofVault.properties.PolicyDocument.Statement[0]).toMatchObject(refusal);
  });
});

describe('least privilege', () => {
  /** Resources with a wildcard, each with its reason. */
  const justified = [
    { action: /^s3:(Get|Put)Object$/, resource: /VaultBucket.*"\/\*"/, why: 'every object of this one bucket' },
    { action: /^s3:(Get|Put)Object$/, resource: /FilesBucket.*"\/\*"/, why: 'every object of this one bucket' },
    { action: /^s3:(Get|Put)Object$/, resource: /HeadsBucket.*"\/\*"/, why: 'every object of this one bucket' },
    { action: /^s3:PutObjectRetention$/, resource: /FilesBucket.*"\/documents\/\*"/, why: 'published documents' },
    { action: /^dynamodb:ListStreams$/, resource: /Main.*"\/stream\/\*"/, why: 'the streams of this one table' },
  ];

  test('no action has a wildcard', () => {
    const wild = policies.filter(({ effect }) => effect === 'Allow').flatMap(({ actions }) => actions);
    expect(wild.filter((action) => /[*?]/.test(action))).toEqual([]);
  });

  test('no resource has one that is not justified, and each justification is needed', () => {
    const wild = policies
      .filter(({ owner, effect }) => effect === 'Allow' && owner.type !== 'AWS::KMS::Key')
      .flatMap(({ actions, resources: on }) =>
        on.flatMap((resource) => actions.map((action) => ({ action, resource }))),
      )
      .filter(({ resource }) => /[*?]/.test(resource));
    const by = wild.map((each) =>
      justified.find((why) => why.action.test(each.action) && why.resource.test(each.resource)),
    );
    expect(wild.filter((_, index) => by[index] === undefined)).toEqual([]);
    expect(new Set(by).size).toBe(justified.length);
  });

  test('no role carries a policy that is not written here', () => {
    const roles = ofType(prod, 'AWS::IAM::Role');
    expect(roles.map(({ properties }) => properties.ManagedPolicyArns).filter(Boolean)).toEqual([]);
    expect(roles).toHaveLength(entries.length);
  });

  test('the account as such may look after keys and use none', () => {
    const root = policies.filter(
      ({ owner, principals }) => owner.type === 'AWS::KMS::Key' && /:root/.test(`${principals}`),
    );
    expect(root).toHaveLength(4);
    for (const { actions } of root) {
      expect(actions.filter((action) => /Decrypt|Encrypt|Sign|Mac|Grant|Generate|Derive/.test(action))).toEqual([]);
    }
  });
});

describe('functions', () => {
  test.each(entries)('%s runs on Node 24 on arm64, untraced, and its log is kept a year', (entry) => {
    const { properties } = fn(entry);
    expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(properties.TracingConfig).toBeUndefined();
    const log = prod.find(({ id }) => id === properties.LoggingConfig.LogGroup.Ref);
    expect(log?.properties.RetentionInDays).toBe(365);
  });

  test('there are no others', () => {
    expect(functions).toHaveLength(entries.length);
  });

  test('the api ends before the sixty seconds between a deadline and its freezing', () => {
    expect(fn('api').properties.Timeout).toBe(20);
  });

  test('the clock ends before it is called again', () => {
    expect(fn('clock').properties.Timeout).toBeLessThan(60);
    expect(one(ofType(prod, 'AWS::Events::Rule')).properties.ScheduleExpression).toBe('rate(1 minute)');
  });

  test('the gateway’s log names no path, address or person', () => {
    const { Format: format } = one(ofType(prod, 'AWS::ApiGatewayV2::Stage')).properties.AccessLogSettings;
    expect(format.match(/\$context\.[\w.]+/g)).toEqual([
      '$context.requestId',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.integrationStatus',
    ]);
  });

  test('each class of routes has a limit of its own, and a route that it speaks of', () => {
    const { RouteSettings: limits } = one(ofType(prod, 'AWS::ApiGatewayV2::Stage')).properties;
    const routes = ofType(prod, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties.RouteKey);
    expect(routes).toContain('$default');
    expect(routes.filter((route) => route !== '$default').sort()).toEqual(Object.keys(limits).sort());
    expect(Object.keys(limits)).toContain('PUT /v1/tenders/{id}/bid');
  });
});

describe('what fails is kept', () => {
  const queues = ofType(prod, 'AWS::SQS::Queue');
  const mappings = ofType(prod, 'AWS::Lambda::EventSourceMapping');
  const queue = (id: string): Resource => one(queues.filter((each) => each.id === id));

  test('each source of events reports the part that failed', () => {
    expect(mappings).toHaveLength(3 + reactingContexts.length);
    for (const { properties } of mappings)
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('each queue has a dead-letter queue, and hides a message longer than its function runs', () => {
    const sources = mappings.filter(({ properties }) => properties.EventSourceArn['Fn::GetAtt'][1] === 'Arn');
    expect(sources).toHaveLength(2 + reactingContexts.length);
    for (const { properties } of sources) {
      const { RedrivePolicy: redrive, VisibilityTimeout: hidden } = queue(
        properties.EventSourceArn['Fn::GetAtt'][0],
      ).properties;
      expect(queue(redrive.deadLetterTargetArn['Fn::GetAtt'][0]).properties.MessageRetentionPeriod).toBe(1_209_600);
      const runs = functions.find(({ id }) => id === properties.FunctionName.Ref)?.properties.Timeout;
      expect(hidden).toBeGreaterThan(runs);
    }
  });

  test('the stream delivers new events only, and has where to leave what it cannot', () => {
    const { properties } = one(mappings.filter((each) => each.properties.StartingPosition !== undefined));
    expect(queue(properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0])).toBeDefined();
    expect(JSON.parse(properties.FilterCriteria.Filters[0].Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: ['event'] } } },
    });
    expect(properties.MaximumRetryAttempts).toBeGreaterThan(0);
  });

  test('each context that reacts has a queue', () => {
    expect([...reactingContexts]).toEqual(reactions({} as never).map(({ context }) => context));
    for (const context of reactingContexts) {
      const variable = fn('stream').properties.Environment.Variables[`REACTIONS_${context.toUpperCase()}`];
      expect(queue(variable.Ref)).toBeDefined();
    }
  });

  test('a message that is given up raises an alarm', () => {
    const watched = ofType(prod, 'AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ properties }) => properties.Dimensions[0].Value['Fn::GetAtt'][0]);
    const dead = queues.filter(({ properties }) => properties.RedrivePolicy === undefined).map(({ id }) => id);
    expect(watched.sort()).toEqual(dead.sort());
  });
});
