import { describe, expect, test } from 'vitest';
import { entries, limits } from '../../infra/limits.ts';
import { settingsOf } from '../../infra/settings.ts';
import { reactingContexts } from '../../infra/stack.ts';
import { stages } from '../../jicai.config.ts';
import { metricNames } from '../../shared/ports/metrics.ts';
import { ofType, type Resource, resources } from './template.ts';

const consoleOrigin = 'https://jicai.example.cn';
const all = resources({
  stage: 'prod',
  consoleOrigin,
  alarmEmail: 'ops@jicai.example',
  monthlyBudget: 20,
  cloudFront: true,
});
const bare = resources({ stage: 'prod' });
const one = (type: string, of = all): Resource => {
  const [only, ...others] = ofType(of, type);
  if (only === undefined || others.length > 0) throw new Error(`one ${type} was expected`);
  return only;
};

describe('who looks after it is told', () => {
  const alarms = ofType(all, 'AWS::CloudWatch::Alarm');
  const named = alarms.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''));

  test.each([
    'OpeningFails',
    'OpeningLate',
    'BidsUnopened',
    'ClockFails',
    'ApiFails',
    'StreamFails',
    'WorkFails',
    'StreamLate',
    'FunctionsThrottled',
    'MainThrottled',
    'VaultThrottled',
    'CalendarRunsOut',
  ])('by an alarm %s', (name) => {
    expect(named).toContain(name);
  });

  test('every alarm goes to the topic, and the topic to who is named', () => {
    const { id } = one('AWS::SNS::Topic');
    for (const { properties } of alarms) expect(properties.AlarmActions).toEqual([{ Ref: id }]);
    expect(one('AWS::SNS::Subscription').properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@jicai.example',
    });
    expect(ofType(bare, 'AWS::SNS::Subscription')).toEqual([]);
  });

  test('alarms of facts look where the functions count them', () => {
    const facts = alarms.filter(({ properties }) => properties.Namespace === 'Jicai');
    expect(facts).toHaveLength(2);
    for (const { properties } of facts) expect(Object.values(metricNames)).toContain(properties.MetricName);
  });

  test('before a month costs more than it may', () => {
    const { Budget: budget, NotificationsWithSubscribers: told } = one('AWS::Budgets::Budget').properties;
    expect(budget).toMatchObject({ BudgetLimit: { Amount: 20, Unit: 'USD' }, TimeUnit: 'MONTHLY', BudgetType: 'COST' });
    expect(told).toHaveLength(3);
    expect(ofType(bare, 'AWS::Budgets::Budget')).toEqual([]);
  });

  test('on one page', () => {
    expect(ofType(all, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
  });
});

describe('browsers', () => {
  test('call the API from the console’s address only, or from nowhere', () => {
    expect(one('AWS::ApiGatewayV2::Api').properties.CorsConfiguration.AllowOrigins).toEqual([consoleOrigin]);
    expect(one('AWS::ApiGatewayV2::Api', bare).properties.CorsConfiguration).toBeUndefined();
    for (const { properties } of ofType(all, 'AWS::S3::Bucket')) {
      for (const { AllowedOrigins: origins } of properties.CorsConfiguration?.CorsRules ?? [])
        expect(origins).toEqual([consoleOrigin]);
    }
    for (const { properties } of ofType(bare, 'AWS::S3::Bucket')) expect(properties.CorsConfiguration).toBeUndefined();
  });

  test('use buckets from the one distribution where the console has no name of its own, and from nowhere until it is told', () => {
    const rules = ofType(resources({ stage: 'dev', cloudFront: true }), 'AWS::S3::Bucket').flatMap(
      ({ properties }) => properties.CorsConfiguration?.CorsRules ?? [],
    );
    expect(rules.map(({ AllowedOrigins: origins }) => origins)).toEqual([
      [{ Ref: 'ConsoleOrigin' }],
      [{ Ref: 'ConsoleOrigin' }],
    ]);
  });
});

describe('what is kept', () => {
  test('no bucket is public, and each takes TLS 1.2 at the least', () => {
    const policies = ofType(all, 'AWS::S3::BucketPolicy');
    for (const { id, properties } of ofType(all, 'AWS::S3::Bucket')) {
      expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      const policy = policies.find((each) => each.properties.Bucket.Ref === id);
      const conditions = policy?.properties.PolicyDocument.Statement.map(
        ({ Condition }: { Condition: object }) => Condition,
      );
      expect(conditions).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
      expect(conditions).toContainEqual({ NumericLessThan: { 's3:TlsVersion': 1.2 } });
    }
  });

  test('logs of production are encrypted under a key of their own, and kept as long as the stage says', () => {
    const groups = ofType(all, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(entries.length + 1);
    for (const { properties } of groups) {
      expect(properties.KmsKeyId['Fn::GetAtt'][0]).toMatch(/^LogKey/);
      expect(properties.RetentionInDays).toBe(stages.prod.logDays);
    }
    for (const { properties } of ofType(resources({ stage: 'dev' }), 'AWS::Logs::LogGroup'))
      expect(properties.KmsKeyId).toBeUndefined();
  });

  test('keys that can be rotated are', () => {
    const keys = ofType(all, 'AWS::KMS::Key').filter(
      ({ properties }) => (properties.KeySpec ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT',
    );
    expect(keys).toHaveLength(2);
    for (const { properties } of keys) expect(properties.EnableKeyRotation).toBe(true);
  });
});

describe('settings', () => {
  test.each(entries)('%s has its limits in one place, with their reason', (entry) => {
    expect(limits[entry].why.length).toBeGreaterThan(10);
    const fn = ofType(all, 'AWS::Lambda::Function').find(({ id }) => id.toLowerCase().startsWith(entry));
    expect(fn?.properties).toMatchObject({
      MemorySize: limits[entry].memorySize,
      Timeout: limits[entry].timeout.toSeconds(),
    });
    expect(fn?.properties.ReservedConcurrentExecutions).toBeUndefined();
  });

  test('concurrency can be kept for a function', () => {
    const kept = resources({ reservedConcurrency: { opening: 2 } });
    const of = ofType(kept, 'AWS::Lambda::Function').flatMap(
      ({ properties }) => properties.ReservedConcurrentExecutions ?? [],
    );
    expect(of).toEqual([2]);
  });

  test('a rush of reactions leaves the others their concurrency', () => {
    const most = (changed: object) =>
      ofType(resources(changed), 'AWS::Lambda::EventSourceMapping').flatMap(
        ({ properties }) => (properties.ScalingConfig as { MaximumConcurrency?: number })?.MaximumConcurrency ?? [],
      );
    expect(most({})).toEqual(reactingContexts.map(() => 2));
    expect(most({ reactionConcurrency: 40 })).toEqual(reactingContexts.map(() => 40));
  });

  test.each([
    [{ consoleOrigin: 'https://jicai.example.cn/console' }, 'consoleOrigin'],
    [{ consoleOrigin: 'http://jicai.example.cn' }, 'consoleOrigin'],
    [{ monthlyBudget: 0, alarmEmail: 'a@b.cn' }, 'monthlyBudget'],
    [{ monthlyBudget: 20 }, 'alarmEmail'],
  ])('%j is refused, naming what is wrong', (changed, name) => {
    expect(() => settingsOf({ ...stages, dev: { ...stages.dev, ...changed } }, 'dev')).toThrow(name);
  });

  test('there is no other stage', () => {
    expect(() => settingsOf(stages, 'live')).toThrow('dev or prod');
  });
});
