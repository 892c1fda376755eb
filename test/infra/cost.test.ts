import { expect, test } from 'vitest';
import usage from '../../infra/cost/data/usage.json' with { type: 'json' };
import { limits } from '../../infra/limits.ts';
import { metricNames } from '../../shared/ports/metrics.ts';
import { ofType, type Resource, resources } from './template.ts';

const prod = resources({ stage: 'prod' });
const count = (type: string): string => String(ofType(prod, type).length);

/** An alarm is billed by the metrics that it watches: one, or those of its expression. */
const watched = ({ properties: { Metrics: metrics } }: Resource): number =>
  metrics === undefined ? 1 : metrics.filter((each: { MetricStat?: object }) => each.MetricStat !== undefined).length;

test('what the cost model says runs while idle is what the template has', () => {
  const mappings = ofType(prod, 'AWS::Lambda::EventSourceMapping');
  const ofQueues = mappings.filter(({ properties }) => properties.StartingPosition === undefined);
  const alarmMetrics = ofType(prod, 'AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + watched(alarm), 0);
  const { keys, dashboards, queueMappings, alarmMetrics: billed, customMetrics } = usage.idle;
  expect({ keys, dashboards, queueMappings, alarmMetrics: billed, customMetrics }).toEqual({
    keys: count('AWS::KMS::Key'),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    queueMappings: String(ofQueues.length),
    alarmMetrics: String(alarmMetrics),
    customMetrics: String(Object.keys(metricNames).length),
  });
});

test('the model’s functions are as large as the template’s', () => {
  const { apiMb, clockMb } = usage.lambda;
  expect({ apiMb, clockMb }).toEqual({
    apiMb: String(limits.api.memorySize),
    clockMb: String(limits.clock.memorySize),
  });
});
