import { describe, expect, it } from 'vitest';
import type { Draft, FairReview, Lot, Method } from '../../../functions/tendering/draft.ts';
import { checkTender, type Finding, publicationErrors } from '../../../functions/tendering/rules/check.ts';
import { type Regime, type RulePack, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { parseInstant } from '../../../shared/kernel/time.ts';
import { at, calendar, draft, lot, rebarItem } from '../fixtures.ts';

const review: FairReview = {
  reviewer: '法务部',
  reviewedOn: '2026-03-01',
  articles: ['公平竞争审查条例第九条'],
  conclusion: 'no-restriction',
};
/** A tender of goods that are no standard goods, which nothing stands against. */
const lawful = (more: Partial<Draft> = {}): Draft =>
  draft({ lots: [boards()], fairReview: review, tieRule: 'decision', ...more });
const boards = (more: Partial<Lot> = {}): Lot =>
  lot(1, { items: [{ ...rebarItem(1), category: 'board.formwork' }], estimate: yuan('3000000.00'), ...more });
const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;

const check = (tender: Draft, facts = {}, pack: RulePack = rulePackOf(tender.regime)) =>
  checkTender(tender, pack, { at, calendar, ...facts });
const said = (findings: readonly Finding[], severity?: string) =>
  findings
    .filter((one) => severity === undefined || one.severity === severity)
    .map(({ code, pointer }) => `${pointer} ${code}`);
const blocking = (tender: Draft, facts = {}) =>
  publicationErrors(check(tender, facts)).map(({ code, pointer }) => `${pointer} ${code}`);
const scored = (more: Partial<Lot> = {}): Lot =>
  boards({
    scoring: {
      priceWeight: '0.4',
      factors: [
        {
          key: 'delivery',
          title: '到货时间',
          weight: '0.6',
          bands: [
            { title: '24小时以内', from: '60', to: '100' },
            { title: '24至48小时', from: '0', to: '59' },
          ],
        },
      ],
    },
    ...more,
  });

describe('a lawful tender', () => {
  it.each(['bidding-compulsory', 'government-procurement', 'soe-voluntary'] as const)(
    'of %s may be published',
    (regime) => {
      expect(blocking(lawful({ regime }))).toEqual([]);
      for (const { article, params } of check(lawful({ regime })))
        expect([article, params.article]).toEqual([article, article]);
    },
  );

  it('is still advised of what comes', () => {
    expect(said(check(lawful({ regime: 'government-procurement' }), { documents: 0 }))).toEqual([
      ' documents-none',
      ' committee-needed',
      ' committee-pool',
      ' domestic-preference',
    ]);
    expect(said(check(lawful()))).toEqual([' committee-needed', ' committee-pool']);
    expect(check(lawful(), { documents: 2 })).toEqual(check(lawful()));
  });

  it('names the larger committee from ten million on', () => {
    const members = (amount: string) =>
      check(lawful({ regime: 'government-procurement', lots: [boards({ estimate: yuan(amount) })] })).find(
        ({ code }) => code === 'committee-needed',
      )?.params.members;
    expect([members('9999999.99'), members('10000000.00')]).toEqual([5, 7]);
  });

  it('says nothing of its estimate', () => {
    const tender = lawful({
      lots: [boards({ estimate: yuan('3141592.65'), ceiling: yuan('9000000.00'), bidSecurity: yuan('70000.00') })],
    });
    const found = check(tender);
    expect(said(found)).toContain('/lots/0/bidSecurity bid-security-high');
    expect(JSON.stringify(found)).not.toMatch(/3141592|62831/);
  });
});

describe('the deadline', () => {
  it.each([
    ['bidding-compulsory', '2026-03-02T08:00:00+08:00', ['/deadline deadline-past']],
    ['bidding-compulsory', '2026-03-20T09:00:00+08:00', ['/deadline deadline-too-early']],
    ['bidding-compulsory', '2026-03-23T09:00:00+08:00', []],
    [
      'bidding-compulsory',
      '2026-03-06T09:00:00+08:00',
      ['/deadline deadline-too-early', '/deadline documents-period-short'],
    ],
    [
      'government-procurement',
      '2026-03-06T09:00:00+08:00',
      ['/deadline deadline-too-early', '/deadline documents-period-short'],
    ],
    ['soe-voluntary', '2026-03-02T18:00:00+08:00', []],
    ['soe-voluntary', '2027-03-04T09:00:00+08:00', ['/deadline deadline-too-far']],
  ] as const)('of %s at %s', (regime, deadline, errors) => {
    expect(blocking(lawful({ regime, deadline: parseInstant(deadline) }))).toEqual(errors);
  });

  it('that is too early comes with the earliest and the article', () => {
    const [error] = publicationErrors(check(lawful({ deadline: parseInstant('2026-03-20T09:00:00+08:00') })));
    expect(error?.params).toMatchObject({
      earliest: '2026-03-23',
      days: 20,
      article: expect.stringContaining('第二十四条'),
    });
  });

  it('on a day off, or in a year without its notice, is advised on', () => {
    const found = check(lawful({ deadline: parseInstant('2026-03-28T09:00:00+08:00') }));
    expect(found.find(({ code }) => code === 'deadline-not-working-day')?.params).toMatchObject({ next: '2026-03-30' });
    const nextYear = check(lawful({ deadline: parseInstant('2027-02-22T09:00:00+08:00') }));
    expect(said(nextYear, 'advised')).toContain('/deadline deadline-provisional');
  });
});

describe('method and award', () => {
  it.each([
    ['government-procurement', { method: 'weighted-price' }, '/method method-not-allowed'],
    ['bidding-compulsory', { method: 'weighted-price' }, '/method method-not-allowed'],
    [
      'government-procurement',
      { lots: [boards({ allocation: { rule: 'reserves', reserves: 1 } })] },
      '/lots/0/allocation/rule allocation-not-allowed',
    ],
    [
      'bidding-compulsory',
      { lots: [boards({ allocation: { rule: 'reserves', reserves: 3 } })] },
      '/lots/0/allocation/reserves reserves-too-many',
    ],
  ] as const)('%s refuses %o', (regime, more, error) => {
    expect(blocking(lawful({ regime, ...more } as Partial<Draft>))).toContain(error);
  });

  it('reserves are within the candidates', () => {
    expect(blocking(lawful({ lots: [boards({ allocation: { rule: 'reserves', reserves: 2 } })] }))).toEqual([]);
  });

  it.each([
    ['scoring', {}, ['/lots/0/scoring scoring-missing']],
    ['lowest-evaluated-price', scored(), ['/lots/0/scoring scoring-not-used']],
    ['weighted-price', {}, ['/lots/0/criteria criteria-missing']],
    [
      'scoring',
      { ...scored(), criteria: [] },
      ['/lots/0/criteria criteria-not-used', '/lots/0/criteria criteria-missing'],
    ],
  ] as const)('%s has what it compares by, and nothing else', (method, more, errors) => {
    const tender = lawful({ regime: 'soe-voluntary', method: method as Method, lots: [boards(more as Partial<Lot>)] });
    expect(blocking(tender)).toEqual(errors);
  });

  it('of standard goods goes by the lowest price in government procurement, or says why not', () => {
    const standard = { items: [rebarItem(1), { ...rebarItem(2), category: 'cement.common' }] };
    const tender = (regime: Regime, more = {}) =>
      lawful({ regime, method: 'scoring', lots: [scored(standard)], ...more });
    expect(blocking(tender('government-procurement'))).toEqual(['/method standard-goods']);
    expect(said(check(tender('bidding-compulsory')), 'advised')).toContain('/method standard-goods');
    expect(blocking(lawful({ regime: 'government-procurement', method: 'scoring', lots: [scored()] }))).toEqual([]);
    const reason = { code: 'standard-goods', pointer: '/method', reason: '供应保障要求高' };
    const justified = check(tender('government-procurement', { justifications: [reason] }));
    expect(justified.find(({ code }) => code === 'standard-goods')).toMatchObject({
      severity: 'justify',
      justification: '供应保障要求高',
      article: expect.stringContaining('第五十四条'),
    });
    expect(publicationErrors(justified)).toEqual([]);
  });
});

describe('money', () => {
  it.each([
    [{ ceiling: yuan('0.00') }, 'bidding-compulsory', ['/lots/0/ceiling ceiling-not-positive']],
    [{ ceiling: yuan('3000000.01') }, 'government-procurement', ['/lots/0/ceiling ceiling-above-estimate']],
    [{ ceiling: yuan('3000000.01') }, 'bidding-compulsory', []],
    [{ bidSecurity: yuan('60000.00') }, 'bidding-compulsory', []],
    [{ bidSecurity: yuan('60000.01') }, 'bidding-compulsory', ['/lots/0/bidSecurity bid-security-high']],
    [{ bidSecurity: yuan('60000.01'), estimate: undefined }, 'bidding-compulsory', []],
    [
      { deductions: [{ for: 'small', rate: '0.10' }] },
      'bidding-compulsory',
      ['/lots/0/deductions/0 deduction-not-allowed'],
    ],
    [
      {
        deductions: [
          { for: 'small', rate: '0.10' },
          { for: 'consortium', rate: '0.06' },
        ],
      },
      'government-procurement',
      [],
    ],
    [
      { deductions: [{ for: 'micro', rate: '0.21' }] },
      'government-procurement',
      ['/lots/0/deductions/0/rate deduction-out-of-range'],
    ],
    [
      { deductions: [{ for: 'consortium', rate: '0.0399' }] },
      'government-procurement',
      ['/lots/0/deductions/0/rate deduction-out-of-range'],
    ],
    [
      {
        deductions: [
          { for: 'small', rate: '0.1' },
          { for: 'small', rate: '0.2' },
        ],
      },
      'government-procurement',
      ['/lots/0/deductions/1 deduction-repeated'],
    ],
  ] as const)('%o under %s', (more, regime, errors) => {
    expect(blocking(lawful({ regime, lots: [boards(more as Partial<Lot>)] }))).toEqual(errors);
  });

  it('that nobody can compare is said', () => {
    const tender = lawful({ lots: [boards({ bidSecurity: yuan('1.00'), estimate: undefined })] });
    expect(said(check(tender), 'advised')).toContain('/lots/0/bidSecurity bid-security-unchecked');
  });

  it('of a voluntary tender is measured against the threshold', () => {
    const voluntary = (amount: string) =>
      said(check(lawful({ regime: 'soe-voluntary', lots: [boards({ estimate: yuan(amount) })] })));
    expect(voluntary('2000000.00')).toContain('/regime compulsory-threshold');
    expect(voluntary('1999999.99')).toContain(' splitting');
    expect(voluntary('1999999.99')).not.toContain('/regime compulsory-threshold');
  });
});

describe('the fair-competition review', () => {
  const exception = { ground: '节约能源', until: '2026-12-31' };
  it.each([
    [undefined, ['/fairReview fair-review-missing']],
    [{ ...review, reviewedOn: '2026-03-03' }, ['/fairReview/reviewedOn fair-review-in-future']],
    [{ ...review, articles: [] }, ['/fairReview/articles fair-review-articles-missing']],
    [{ ...review, conclusion: 'exception' }, ['/fairReview/exception fair-review-exception-missing']],
    [{ ...review, exception }, ['/fairReview/conclusion fair-review-contradictory']],
    [{ ...review, conclusion: 'exception', exception }, []],
    [
      { ...review, conclusion: 'exception', exception: { ...exception, until: '2026-03-01' } },
      ['/fairReview/exception/until fair-review-exception-expired'],
    ],
    [{ ...review, conclusion: 'exception', exception: { ...exception, until: '2026-03-02' } }, []],
  ] as const)('%o', (fairReview, errors) => {
    expect(blocking(lawful({ fairReview: fairReview as FairReview | undefined }))).toEqual(errors);
    expect(blocking(lawful({ regime: 'soe-voluntary', fairReview: fairReview as FairReview | undefined }))).toEqual(
      errors.filter((error) => error.endsWith('contradictory')),
    );
  });
});

describe('ties', () => {
  it('are not drawn under the bidding law without a reason; government procurement draws', () => {
    expect(blocking(lawful({ tieRule: 'draw' }))).toEqual(['/tieRule tie-draw']);
    expect(blocking(lawful({ tieRule: 'draw', regime: 'government-procurement' }))).toEqual([]);
    expect(said(check(lawful({ tieRule: undefined })), 'advised')).toContain('/tieRule tie-rule-missing');
  });
});

describe('a rule that is not in force', () => {
  it('only advises', () => {
    const tender = (day: string) => ({
      tender: lawful({ text: '投标产品须取得绿色建材认证', deadline: parseInstant(`${day}T09:00:00+08:00`) }),
      now: { at: parseInstant('2027-08-31T09:00:00+08:00') },
    });
    const before = tender('2027-10-15');
    expect(blocking(before.tender, before.now)).toEqual(['/text words-certification']);
    const after = check(before.tender, { at: parseInstant('2027-09-01T09:00:00+08:00') });
    expect(said(after, 'advised')).toContain('/text words-certification');
    expect(publicationErrors(after)).toEqual([]);
  });
});
