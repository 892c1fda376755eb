import { Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITable, Operation } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { metricNames, metricNamespace } from '../shared/ports/metrics.ts';
import type { Entry } from './limits.ts';
import type { Settings } from './settings.ts';

export interface Watched {
  readonly functions: Readonly<Record<Entry, IFunction>>;
  readonly tables: Readonly<Record<string, ITable>>;
  readonly openings: IQueue;
  readonly dead: Readonly<Record<string, IQueue>>;
}

const period = Duration.minutes(5);
const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD: atLeast, LESS_THAN_THRESHOLD: below } = ComparisonOperator;

/** A fact of the whole platform, as the functions count it. */
const fact = (name: keyof typeof metricNames, statistic: string, over = period): Metric =>
  new Metric({ namespace: metricNamespace, metricName: metricNames[name], statistic, period: over });

/** What a person must look at; whoever should hear of it subscribes to the topic. */
export function alarms(scope: Construct, watched: Watched, { alarmEmail }: Settings): Topic {
  const { functions, tables, openings, dead } = watched;
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));

  const alarm = (
    id: string,
    alarmDescription: string,
    metric: IMetric,
    threshold: number,
    { times = 1, comparisonOperator = atLeast } = {},
  ) =>
    new Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: times,
      comparisonOperator,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));

  alarm('OpeningFails', 'An opening failed; it is tried again', functions.opening.metricErrors({ period }), 1);
  alarm('OpeningLate', 'A tender waits to be opened', openings.metricApproximateAgeOfOldestMessage({ period }), 1800);
  alarm('BidsUnopened', 'A tender has been due for half an hour', fact('tendersDue', 'Minimum'), 1, { times: 6 });
  alarm('ClockFails', 'The clock failed three times in five minutes', functions.clock.metricErrors({ period }), 3);
  alarm('ApiFails', 'Five requests in five minutes ended in an error', functions.api.metricErrors({ period }), 5);
  alarm('StreamFails', 'A batch of events failed', functions.stream.metricErrors({ period }), 1, { times: 3 });
  alarm('WorkFails', 'Long work broke off', functions.work.metricErrors({ period }), 1, { times: 3 });
  alarm(
    'StreamLate',
    'Events wait ten minutes for their reactions',
    functions.stream.metric('IteratorAge', { period, statistic: 'Maximum' }),
    600_000,
  );
  alarm(
    'FunctionsThrottled',
    'Calls were turned away: the account’s concurrency is used up',
    new MathExpression({
      expression: Object.keys(functions)
        .map((name) => `m${name}`)
        .join(' + '),
      usingMetrics: Object.fromEntries(
        Object.entries(functions).map(([name, fn]) => [`m${name}`, fn.metricThrottles({ period })]),
      ),
      period,
    }),
    1,
  );
  for (const [id, table] of Object.entries(tables)) {
    const metric = table.metricThrottledRequestsForOperations({
      operations: [Operation.GET_ITEM, Operation.PUT_ITEM, Operation.QUERY, Operation.TRANSACT_WRITE_ITEMS],
      period,
    });
    alarm(`${id}Throttled`, 'The table turned requests away', metric, 10);
  }
  alarm(
    'CalendarRunsOut',
    'The next year’s holiday notice is not imported and its first working days draw near',
    fact('calendarDaysLeft', 'Maximum', Duration.hours(6)),
    45,
    { comparisonOperator: below },
  );
  for (const [id, queue] of Object.entries(dead)) {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
    alarm(`${id}GivenUp`, 'A message was given up', metric, 1);
  }
  return topic;
}

/** One page to look at: what is asked, how long it takes, what waits, what the platform did. */
export function dashboard(scope: Construct, { functions, tables, openings, dead }: Watched): Dashboard {
  const of = Object.values(functions);
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });
  return new Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph(
          'Invocations',
          of.map((fn) => fn.metricInvocations({ period })),
        ),
        graph(
          'Errors and throttles',
          of.flatMap((fn) => [fn.metricErrors({ period }), fn.metricThrottles({ period })]),
        ),
      ],
      [
        graph(
          'API, milliseconds',
          ['p50', 'p95', 'p99'].map((statistic) => functions.api.metricDuration({ period, statistic })),
        ),
        graph('Events wait, milliseconds', [functions.stream.metric('IteratorAge', { period, statistic: 'Maximum' })]),
      ],
      [
        graph(
          'Tables, units',
          Object.values(tables).flatMap((table) => [
            table.metricConsumedReadCapacityUnits({ period }),
            table.metricConsumedWriteCapacityUnits({ period }),
          ]),
        ),
        graph(
          'Queues',
          [openings, ...Object.values(dead)].map((queue) =>
            queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
          ),
        ),
      ],
      [
        graph('Bids, openings, matches', [
          fact('bidsReceived', 'Sum'),
          fact('tendersOpened', 'Sum'),
          fact('matchesFound', 'Sum'),
        ]),
      ],
    ],
  });
}

/** Tells when a month's cost is on the way to more than the stage allows, and when it is there. */
export function budget(scope: Construct, { stage, monthlyBudget, alarmEmail }: Settings): void {
  if (monthlyBudget === undefined || alarmEmail === undefined) return;
  const subscribers = [{ subscriptionType: 'EMAIL', address: alarmEmail }];
  const tell = (notificationType: 'FORECASTED' | 'ACTUAL', threshold: number) => ({
    notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
    subscribers,
  });
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetName: `jicai-${stage}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudget, unit: 'USD' },
    },
    notificationsWithSubscribers: [tell('FORECASTED', 100), tell('ACTUAL', 80), tell('ACTUAL', 100)],
  });
}
