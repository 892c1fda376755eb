import { expect, test } from 'vitest';
import { countFacts } from '../../functions/facts.ts';
import type { MetricName } from '../../shared/ports/metrics.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';

test('the stream counts openings and matches of the whole platform, and nothing that names one', () => {
  const counted: [MetricName, number][] = [];
  const record = (name: MetricName, value: number) => void counted.push([name, value]);
  const events = [
    { aggregate: 'tender', type: 'TenderOpened', data: { opened: 3 } },
    { aggregate: 'tender', type: 'TenderPublished', data: {} },
    { aggregate: 'match-list', type: 'MatchesKept', data: { found: [{}, {}] } },
  ];
  for (const event of events) countFacts({ record }, event as unknown as StreamedEvent);
  expect(counted).toEqual([
    ['tendersOpened', 1],
    ['matchesFound', 2],
  ]);
});
