import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordEvent, RecordFact } from '../../functions/market/events.ts';
import { post } from '../../functions/market/post.ts';
import {
  type CountFact,
  type PerformanceRecord,
  performanceRecord,
  recordOf,
  recordRules,
  sharesOf,
} from '../../functions/market/record.ts';
import { factOf } from '../../functions/market/record-facts.ts';
import { recordView } from '../../functions/market/record-views.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { fraction, one, parseDecimal, sum } from '../../shared/kernel/ratio.ts';
import { given } from '../support/given.ts';
import { at, mill, supplyPost } from './fixtures.ts';

const organisation = mill.id;
const rated = (score: string, more: Partial<RecordFact> = {}): RecordFact => ({
  ...{ part: 'deliveries', source: 'stm_1', month: '2026-03', score, at: '2026-04-01T01:00:00.000Z' },
  ...more,
});
const count = (fact: RecordFact, before?: RecordFact): CountFact => ({
  type: 'countFact',
  at,
  organisation,
  fact,
  before,
});

/** What is left of facts in the order in which they are told, each beside what its source said before. */
function told(facts: readonly RecordFact[]) {
  const known = new Map<string, RecordFact>();
  const events: RecordEvent[] = [];
  for (const fact of facts) {
    const key = `${fact.part}#${fact.source}`;
    const found = performanceRecord.decide(count(fact, known.get(key)), fold(performanceRecord, events));
    events.push(...found);
    if (found.length > 0) known.set(key, fact);
  }
  return { events, state: fold(performanceRecord, events) };
}

describe('a record', () => {
  it('weighs its parts, one that nothing is known of in the middle', () => {
    expect(sum(sharesOf(performanceRecord.initial).map(({ weight }) => weight))).toEqual(one);
    expect(recordOf(performanceRecord.initial)).toBeUndefined();
    const { state } = told([rated('0.8')]);
    expect(fraction(recordOf(state) ?? one)).toBe('71/100');
    expect(recordView(organisation, state)).toMatchObject({
      record: { exact: '71/100', shown: '0.7100' },
      noted: { exact: '7/10' },
      parts: [
        { part: 'deliveries', weight: '0.7000', score: { exact: '4/5' }, count: 1 },
        { part: 'answers', score: { exact: '1/2' }, count: 0 },
        { part: 'quotes', count: 0 },
      ],
      months: [{ month: '2026-03', parts: [{ part: 'deliveries', count: 1 }] }],
    });
  });

  it('tells its posts when it moves by a step, and not of less', () => {
    const [first, changed] = told([rated('0.8')]).events;
    expect(changed).toMatchObject({ type: 'RecordChanged', data: { record: '7/10', change: 1 } });
    const past = [first, changed] as RecordEvent[];
    given(performanceRecord, ...past)
      .when(count(rated('0.82', { source: 'stm_2' })))
      .yields({ type: 'RecordCounted' });
    given(performanceRecord, ...past)
      .when(count(rated('0.2', { source: 'stm_2' })))
      .yields({ type: 'RecordCounted' }, { type: 'RecordChanged', data: { record: '1/2', change: 2 } });
  });

  it('takes what a source says last for what it said before', () => {
    const [before, after] = [rated('0.2'), rated('0.9', { at: '2026-04-09T01:00:00.000Z' })];
    expect(told([before, after]).state.months).toEqual(told([after]).state.months);
    given(performanceRecord, ...told([after]).events)
      .when(count(before, after))
      .changesNothing();
    given(performanceRecord, ...told([after]).events)
      .when(count(after, after))
      .changesNothing();
  });

  it('counts twelve months', () => {
    const [old, new_] = [rated('0', { source: 'stm_0', month: '2025-02' }), rated('1', { month: '2026-02' })];
    for (const facts of [
      [old, new_],
      [new_, old],
    ])
      expect(Object.keys(told(facts).state.months)).toEqual(['2026-02']);
    expect(told([rated('0', { source: 'stm_0', month: '2025-03' }), new_]).state.months).toHaveProperty('2025-03');
  });

  it('is the same in whatever order and however often its facts are told', () => {
    const fact = fc.record({
      part: fc.constantFrom('deliveries' as const, 'answers' as const, 'quotes' as const),
      source: fc.constantFrom('a', 'b', 'c'),
      month: fc.constantFrom('2025-01', '2025-11', '2026-02', '2026-03'),
      score: fc
        .integer({ min: 0, max: 1_000_000 })
        .map((n) => (n === 1_000_000 ? '1' : `0.${String(n).padStart(6, '0')}`)),
    });
    // A source speaks of one month, and no two facts of it at one moment.
    const facts = fc.array(fact, { maxLength: 12 }).map((all) =>
      all.map((each, n) => ({
        ...each,
        source: `${each.source}${each.month}`,
        at: `2026-04-${String(n + 1).padStart(2, '0')}T01:00:00.000Z`,
      })),
    );
    const orders = facts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(orders, ([all, shuffled]) => {
        const [once, often] = [told(all).state, told(shuffled).state];
        expect(counted(often)).toEqual(counted(once));
        expect(often.record).toBe(once.record);
        const exact = recordOf(once);
        if (exact !== undefined) expect(exact.n >= 0n && exact.n <= exact.d).toBe(true);
      }),
    );
  });
});

/** Facts as they count: a month that lost all of a part says as much as one that never had it. */
const counted = (state: PerformanceRecord) => recordView(organisation, state).parts;

describe('what happens is a fact', () => {
  const of = (aggregate: string, type: string, data: object) => factOf({ aggregate, aggregateId: 'id', type, data });
  const closed = { asked: 'org_b', answered: false, closedAt: '2026-03-31T16:00:00.000Z' };

  it.each([
    [
      'statement',
      'PerformanceRated',
      { supplier: 'org_s', month: '2026-02', total: '2/3', at },
      ['org_s', 'deliveries', '2026-02', '0.666667'],
    ],
    ['statement', 'PerformanceRated', { supplier: 'org_s', month: '2026-02', total: null, at }, undefined],
    ['enquiry', 'EnquiryAnswered', { by: 'org_b', inTime: true, answeredAt: at }, ['org_b', 'answers', '2026-03', '1']],
    [
      'enquiry',
      'EnquiryAnswered',
      { by: 'org_b', inTime: false, answeredAt: at },
      ['org_b', 'answers', '2026-03', '0'],
    ],
    ['enquiry', 'EnquiryClosed', { ...closed, waitedHours: 48 }, ['org_b', 'answers', '2026-04', '0']],
    ['enquiry', 'EnquiryClosed', { ...closed, waitedHours: 47 }, undefined],
    ['enquiry', 'EnquiryClosed', { ...closed, answered: true, waitedHours: 90 }, undefined],
    ['enquiry', 'QuoteMade', { by: 'org_s', madeAt: at }, ['org_s', 'quotes', '2026-03', '1']],
    ['enquiry', 'QuoteWithdrawn', { by: 'org_s', withdrawnAt: at }, ['org_s', 'quotes', '2026-03', '0']],
    ['enquiry', 'MessageSent', { by: 'org_s', sentAt: at }, undefined],
  ] as const)('%s %s %o', (aggregate, type, data, expected) => {
    const found = of(aggregate, type, data);
    const shown = found && [found.organisation, found.fact.part, found.fact.month, found.fact.score];
    expect(shown).toEqual(expected);
  });

  it('and the step divides the whole', () => {
    expect(parseDecimal(recordRules.step, 4).n).toBe(1n);
  });
});

it('a post that knows of a later change is told of an earlier one for nothing', () => {
  const [published] = post.decide(
    { type: 'publishPost', at, poster: mill, post: supplyPost, record: '1/2', recordChange: 2 },
    { status: 'none' },
  );
  if (published === undefined) throw new Error('not published');
  given(post, published).when({ type: 'noteRecord', at, record: '9/10', change: 2 }).changesNothing();
  given(post, published)
    .when({ type: 'noteRecord', at, record: '1/2', change: 3 })
    .yields({ type: 'RecordNoted', data: { record: '1/2', change: 3 } });
});
