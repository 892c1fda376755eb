import { type Metrics, metricNames, metricNamespace } from './metrics.ts';

/**
 * Lines in the function's log that CloudWatch reads as metrics, one a fact (Embedded Metric Format, version 0: `_aws` says
 * where the figure beside it belongs).
 */
export function cloudWatchMetrics(now: () => number, write: (line: string) => void): Metrics {
  return {
    record: (name, value) => {
      const metric = metricNames[name];
      const directive = {
        Namespace: metricNamespace,
        Dimensions: [['service']],
        Metrics: [{ Name: metric, Unit: 'Count' }],
      };
      const line = { _aws: { Timestamp: now(), CloudWatchMetrics: [directive] }, service: 'jicai', [metric]: value };
      write(`${JSON.stringify(line)}\n`);
    },
  };
}
