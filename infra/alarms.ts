import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface Watched {
  readonly clock: IFunction;
  readonly opening: IFunction;
  readonly openings: IQueue;
  readonly dead: Readonly<Record<string, IQueue>>;
}

const period = Duration.minutes(5);

/** What a person must look at; whoever should hear of it subscribes to the topic. */
export function alarms(scope: Construct, { clock, opening, openings, dead }: Watched): Topic {
  const topic = new Topic(scope, 'Alarms');
  const alarm = (id: string, alarmDescription: string, metric: IMetric, threshold: number) =>
    new Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));

  alarm('OpeningFails', 'An opening failed; it is tried again', opening.metricErrors({ period }), 1);
  alarm('OpeningLate', 'A tender waits to be opened', openings.metricApproximateAgeOfOldestMessage({ period }), 1800);
  alarm('ClockFails', 'The clock failed three times in five minutes', clock.metricErrors({ period }), 3);
  for (const [id, queue] of Object.entries(dead)) {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
    alarm(`${id}GivenUp`, 'A message was given up', metric, 1);
  }
  return topic;
}
