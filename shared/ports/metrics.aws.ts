import { Metrics as Powertools } from '@aws-lambda-powertools/metrics';
import { type Metrics, metricNames, metricNamespace } from './metrics.ts';

/** Lines in the function's log that CloudWatch reads as metrics (Embedded Metric Format), one a fact. */
export function cloudWatchMetrics(): Metrics {
  const metrics = new Powertools({ namespace: metricNamespace, serviceName: 'jicai' });
  return {
    record: (name, value) => {
      metrics.singleMetric().addMetric(metricNames[name], 'Count', value);
    },
  };
}
