import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admission, isOverdue, reviewDue } from '../../functions/catalogue/admission.ts';
import type { AdmissionEvent } from '../../functions/catalogue/admission-events.ts';
import { instant, millis } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  admissionAfter,
  admitted,
  appealed,
  applied,
  complete,
  licence,
  listed,
  overturned,
  product,
  reasons,
  refused,
  standard,
  supplier,
  withdrawn,
} from './admission-fixtures.ts';
import { at } from './fixtures.ts';

const past = (...events: readonly AdmissionEvent[]) => given(admission, ...events);
const apply = (change: object = {}, more: object = {}) =>
  ({ type: 'apply', at, product, supplier, standard, now: listed(change), ...more }) as const;
const decide = (decision: 'admitted' | 'refused', more: object = {}) =>
  ({
    type: 'decide',
    at: '2026-03-10T01:00:00.000Z',
    now: listed(),
    by: 'usr_a',
    decision,
    reasons: decision === 'refused' ? reasons : [],
    ...more,
  }) as const;
const appeal = (when = '2026-03-12T01:00:00.000Z') =>
  ({ type: 'appeal', at: when, grounds: '许可证可在主管部门网站查询' }) as const;
const review = (when: string, change: object = {}, more: object = {}) =>
  ({ type: 'review', at: when, now: { ...listed(change), ...more } }) as const;

describe('an application', () => {
  it('is taken with its checklist, to be decided in 10 working days', () => {
    past().when(apply()).yields(applied);
    const overNewYear = past().when(
      apply(
        {},
        {
          at: '2026-12-28T01:00:00.000Z',
          now: listed({ certificates: [{ ...licence, validTo: undefined }, ...complete.certificates.slice(0, 1)] }),
        },
      ),
    );
    overNewYear.yields({ data: { decideBy: { provisional: true } } });
  });

  it('names every required criterion that is not met', () => {
    const bare = { certificates: undefined, capacityPerMonth: undefined, leadTimeDays: undefined, producer: undefined };
    const { errors } = past()
      .when(apply(bare, { standard: 'GB/T 1499.2-2018' }))
      .refuses('admission-incomplete');
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/checklist/standard', 'standard-superseded'],
      ['/checklist/capacity', 'not-stated'],
      ['/checklist/lead-time', 'not-stated'],
      ['/checklist/producer', 'not-stated'],
      ['/checklist/quality-certificate', 'certificate-missing'],
      ['/checklist/production-licence', 'certificate-missing'],
    ]);
  });

  it('is for a product that stands in public, once', () => {
    for (const status of ['draft', 'withdrawn', 'expired'])
      past()
        .when(apply({}, { now: { ...listed(), status } }))
        .refuses('admission-product-not-published');
    past(applied).when(apply()).refuses('admission-open');
  });
});

describe('a decision', () => {
  it('admits, or refuses with reasons and time to appeal', () => {
    past(applied).when(decide('admitted')).yields(admitted);
    past(applied).when(decide('refused')).yields(refused);
  });

  it('refuses by required criteria only', () => {
    past(applied)
      .when(decide('refused', { reasons: [] }))
      .refuses('refusal-without-reasons', '/reasons');
    const made = (criterion: string) => [...reasons, { criterion, text: '非本地产品' }];
    for (const criterion of ['origin', 'green-building-material'])
      past(applied)
        .when(decide('refused', { reasons: made(criterion) }))
        .refuses('reason-not-a-criterion', '/reasons/1/criterion');
  });

  it('is made once, on what the listing still says', () => {
    past(applied, admitted).when(decide('refused')).refuses('admission-decided');
    past(applied)
      .when(decide('admitted', { now: listed({ certificates: [] }) }))
      .refuses('admission-evidence-changed');
    past(applied)
      .when(decide('refused', { now: listed({ certificates: [] }) }))
      .yields(refused);
    past().when(decide('admitted')).refuses('not-found');
  });
});

describe('an appeal', () => {
  it('is made once, to the end of the fifth working day', () => {
    past(applied, refused).when(appeal()).yields(appealed);
    past(applied, refused).when(appeal('2026-03-17T15:59:59.999Z')).yields({ type: 'AdmissionAppealed' });
    past(applied, refused).when(appeal('2026-03-17T16:00:00.000Z')).refuses('appeal-too-late');
    past(applied).when(appeal()).refuses('appeal-not-open');
    const upheld = { ...overturned, data: { ...overturned.data, decision: 'refused', reasons } } as const;
    past(applied, refused, appealed, upheld).when(appeal()).refuses('appeal-not-open');
    past(applied, refused, appealed, upheld)
      .when(decide('admitted', { by: 'usr_b' }))
      .refuses('admission-decided');
  });

  it('is decided by another person', () => {
    past(applied, refused, appealed).when(decide('admitted')).refuses('same-decider');
    past(applied, refused, appealed)
      .when(decide('admitted', { by: 'usr_b' }))
      .yields({ ...overturned, data: { by: 'usr_b' } });
    expect(admissionAfter(applied, refused, appealed, overturned).status).toBe('admitted');
  });
});

describe('the clock', () => {
  const reminded = { type: 'AdmissionReminded', v: 1, data: { decideBy: applied.data.decideBy, at } } as const;
  const escalated = { ...reminded, type: 'AdmissionEscalated' } as const;

  it('reminds three working days before, and escalates when the time is over, each once', () => {
    past(applied).when(review('2026-03-10T15:59:59.999Z')).changesNothing();
    past(applied).when(review('2026-03-10T16:00:00.000Z')).yields({ type: 'AdmissionReminded' });
    past(applied, reminded).when(review('2026-03-16T15:59:59.999Z')).changesNothing();
    past(applied, reminded).when(review('2026-03-16T16:00:00.000Z')).yields({ type: 'AdmissionEscalated' });
    past(applied, reminded, escalated).when(review('2026-03-18T00:00:00.000Z')).changesNothing();
    past(applied)
      .when(review('2026-03-18T00:00:00.000Z'))
      .yields({ type: 'AdmissionReminded' }, { type: 'AdmissionEscalated' });
    expect(isOverdue(admissionAfter(applied), '2026-03-16T16:00:00.000Z')).toBe(true);
    expect(isOverdue(admissionAfter(applied, admitted), '2026-03-16T16:00:00.000Z')).toBe(false);
  });

  it('begins anew with an appeal', () => {
    past(applied, reminded, escalated, refused, appealed)
      .when(review('2026-03-22T16:00:00.000Z'))
      .yields({ type: 'AdmissionReminded', data: { decideBy: { day: '2026-03-26' } } });
  });

  it('always moves on: after a review nothing is due any more at that time', () => {
    const moments = fc.integer({ min: millis(at), max: millis('2026-12-31T00:00:00.000Z') }).map(instant);
    const validTo = fc.constantFrom('2026-03-05', '2026-06-30', '2026-09-30');
    fc.assert(
      fc.property(
        moments,
        validTo,
        fc.constantFrom([applied], [applied, admitted], [applied, refused, appealed]),
        (when, end, events) => {
          const command = review(when, {
            certificates: [...complete.certificates.slice(0, 1), { ...licence, validTo: end }],
          });
          const after = admissionAfter(...events, ...admission.decide(command, admissionAfter(...events)));
          const due = reviewDue(after);
          expect(due === undefined || due > when).toBe(true);
          expect(admission.decide(command, after)).toEqual([]);
        },
      ),
    );
  });
});

describe('an admission ends', () => {
  const lapsed = (reason: string) => ({ type: 'AdmissionLapsed', data: { reason } });
  const may = '2026-05-06T01:00:00.000Z';

  it('when a required certificate does, on the day after its last', () => {
    expect(reviewDue(admissionAfter(applied, admitted))).toBe('2026-06-30T16:00:00.000Z');
    past(applied, admitted).when(review('2026-06-30T15:59:59.999Z')).changesNothing();
    past(applied, admitted).when(review('2026-06-30T16:00:00.000Z')).yields(lapsed('evidence-lapsed'));
  });

  it('not when the certificate was renewed', () => {
    const renewed = {
      certificates: [...complete.certificates, { ...licence, number: 'XK05-001-00002', validTo: '2031-06-30' }],
    };
    past(applied, admitted).when(review('2026-06-30T16:00:00.000Z', renewed)).yields({ type: 'EvidenceRenewed' });
  });

  it('when the product is withdrawn, ends or becomes other goods', () => {
    for (const events of [[applied], [applied, admitted], [applied, refused, appealed]]) {
      past(...events)
        .when(review(may, {}, { status: 'withdrawn' }))
        .yields(lapsed('product-withdrawn'));
      past(...events)
        .when(review(may, {}, { status: 'expired' }))
        .yields(lapsed('product-expired'));
      past(...events)
        .when(review(may, { attributes: { ...complete.attributes, diameter: 16 } }))
        .yields(lapsed('listing-changed'));
      past(...events)
        .when(review(may, { capacityPerMonth: undefined }))
        .yields(lapsed('evidence-lapsed'));
    }
    past(applied, refused)
      .when(review(may, {}, { status: 'withdrawn' }))
      .changesNothing();
  });

  it('when the supplier withdraws', () => {
    const withdraw = { type: 'withdraw', at: withdrawn.data.endedAt } as const;
    for (const events of [[applied], [applied, admitted], [applied, refused, appealed]])
      past(...events)
        .when(withdraw)
        .yields(withdrawn);
    past(applied, withdrawn).when(withdraw).changesNothing();
    past(applied, refused).when(withdraw).refuses('admission-ended');
  });
});
