import { describe, expect, it } from 'vitest';
import { evaluate } from '../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../functions/tendering/evaluation/findings.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { parseInstant } from '../../shared/kernel/time.ts';
import { given, refusal } from '../support/given.ts';
import {
  at,
  bid,
  bidsFrozen,
  buyer,
  calendar,
  deadline,
  draft,
  drafted,
  frozen,
  frozenAt,
  idFrom,
  lot,
  opened,
  openedAt,
  published,
  rebarItem,
  reported,
  sealingKey,
} from './fixtures.ts';

const tender = (...past: Parameters<typeof given>[1][]) => given(tenderDecider, ...(past as never[]));
const publish = (more = {}) => ({ type: 'publishTender', at, calendar, sealingKey, excluded: [], ...more }) as const;
const evaluated = (bids: Parameters<typeof evaluate>[3], tender = draft()) =>
  evaluate(tender, rulePackOf('bidding-compulsory'), [], bids, noFindings);
const evaluation = evaluated([bid(1, [1, '3500'], [2, '3400']), bid(2, [1, '3450']), bid(3, [2, '3500'])]);
const candidates = {
  type: 'publishCandidates',
  at: openedAt,
  calendar,
  tender: idFrom('tnd', 1),
  evaluation,
  evaluationHash: 'ef'.repeat(32),
  ties: [],
} as const;

describe('a draft', () => {
  it('is made once, with its estimates beside the event and not in it', () => {
    const [event] = tenderDecider.decide({ type: 'draftTender', buyer, draft: draft() }, tenderDecider.initial);
    expect(JSON.stringify(event?.data)).not.toContain('350000');
    expect(event?.private).toEqual({
      estimates: { [idFrom('lot', 1)]: lot(1).estimate, [idFrom('lot', 2)]: lot(2).estimate },
    });
    tender(drafted()).when({ type: 'draftTender', buyer, draft: draft() }).refuses('tender-status');
  });

  it('names every fault with its place', () => {
    const wrong = draft({
      lots: [
        lot(1, { items: [{ ...rebarItem(1), attributes: { grade: 'HRB400E', diameter: 21, colour: '红' } }] }),
        lot(1, { items: [{ ...rebarItem(1), quantity: { value: '1', unit: 'BG' } }] }),
      ],
    });
    const error = refusal(() =>
      tenderDecider.decide({ type: 'draftTender', buyer, draft: wrong }, tenderDecider.initial),
    );
    expect(error.code).toBe('tender-invalid');
    expect(error.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(
      expect.arrayContaining([
        '/lots/1/id duplicate-lot',
        '/lots/1/items/0/id duplicate-item',
        '/lots/0/items/0/attributes/diameter attribute-not-allowed',
        '/lots/0/items/0/attributes/colour unknown-attribute',
        '/lots/1/items/0/quantity/unit unit-not-traded',
      ]),
    );
  });

  it('is revised whole: what is not named stays', () => {
    tender(drafted())
      .when({ type: 'reviseDraft', changes: { title: '新标题' } })
      .yields({ type: 'TenderRevised', data: { draft: { title: '新标题', bidValidityDays: 90 } } });
    tender(drafted(), published).when({ type: 'reviseDraft', changes: {} }).refuses('tender-status');
  });

  it('loses what is named as nothing', () => {
    const described = given(tenderDecider, drafted({ text: '卸货由采购人负责。' }));
    const [event] = tenderDecider.decide({ type: 'reviseDraft', changes: { text: null } }, described.state);
    expect(Object.keys((event as { data: { draft: object } }).data.draft)).not.toContain('text');
  });
});

describe('publication', () => {
  it('freezes rules, key and documents version', () => {
    tender(drafted())
      .when(publish())
      .yields({ type: 'TenderPublished', data: { documentsVersion: 1, rules: { minimumBidders: { value: 3 } } } });
  });

  it.each([
    ['bidding-compulsory', '2026-03-22T09:00:00+08:00', 'deadline-too-early'],
    ['government-procurement', '2026-03-20T09:00:00+08:00', 'deadline-too-early'],
    ['bidding-compulsory', '2026-03-02T09:00:00+08:00', 'deadline-past'],
    ['soe-voluntary', '2026-03-02T08:59:59+08:00', 'deadline-past'],
    ['soe-voluntary', '2027-03-04T09:00:00+08:00', 'deadline-too-far'],
  ] as const)('of %s with the deadline %s is %s', (regime, until, code) => {
    tender(drafted({ regime, deadline: parseInstant(until) }))
      .when(publish())
      .refuses(code, '/deadline');
  });

  it.each([
    ['bidding-compulsory', '2026-03-23T00:00:00+08:00'],
    ['soe-voluntary', '2026-03-02T18:00:00+08:00'],
  ] as const)('of %s with the deadline %s is lawful', (regime, until) => {
    tender(drafted({ regime, deadline: parseInstant(until) }))
      .when(publish())
      .yields({ type: 'TenderPublished' });
  });

  it('names the article and the earliest day', () => {
    const error = tender(drafted({ deadline: parseInstant('2026-03-10T09:00:00+08:00') }))
      .when(publish())
      .refuses('deadline-too-early');
    expect(error.errors[0]?.params).toMatchObject({
      earliest: '2026-03-23',
      article: expect.stringContaining('第二十四条'),
    });
  });

  it('happens once', () => tender(drafted(), published).when(publish()).refuses('tender-status'));
});

describe('freezing', () => {
  const freeze = (...bidders: number[]) => ({ type: 'freezeBids', at: frozenAt, frozen: frozen(...bidders) }) as const;

  it('fails a lot with fewer bidders than the rules ask, alone', () => {
    tender(drafted(), published)
      .when(freeze(3, 2))
      .yields({ type: 'BidsFrozen', data: { failedLots: [idFrom('lot', 2)] } });
  });

  it('fails the tender when all its lots fail, so that nothing is ever decrypted', () => {
    const { when } = tender(drafted(), published);
    when(freeze(2, 0)).yields({ type: 'BidsFrozen' }, { type: 'TenderFailed', data: { reason: 'too-few-bidders' } });
  });

  it('never starts before the deadline and a minute', () => {
    const early = { ...freeze(3, 3), at: parseInstant('2026-03-24T09:00:59.999+08:00') };
    tender(drafted(), published).when(early).refuses('too-early');
  });

  it('happens once: a second process changes nothing', () => {
    tender(drafted(), published, bidsFrozen()).when(freeze(9, 9)).changesNothing();
  });

  it('of a cancelled tender does nothing', () => {
    const cancelled = { type: 'TenderCancelled', v: 1, data: { reason: '项目取消', cancelledAt: at } } as const;
    tender(drafted(), published, cancelled).when(freeze(3, 3)).changesNothing();
  });
});

describe('opening', () => {
  const record = {
    type: 'recordOpening',
    opening: { decryptedAt: openedAt, opened: 3, unopened: [], records: '' },
  } as const;
  it('is recorded once, with the lawful time beside the time of decryption', () => {
    tender(drafted(), published, bidsFrozen())
      .when(record)
      .yields({ type: 'TenderOpened', data: { lawfulAt: deadline, decryptedAt: openedAt } });
    tender(drafted(), published, bidsFrozen(), opened).when(record).changesNothing();
    tender(drafted(), published).when(record).refuses('tender-status');
  });
});

describe('candidates and award', () => {
  const [event] = tenderDecider.decide(
    candidates,
    tender(drafted(), published, bidsFrozen(), opened, reported()).state,
  );
  const standstill = tender(drafted(), published, bidsFrozen(), opened, reported(), event as never);
  const award = (when: string) =>
    ({
      type: 'award',
      at: parseInstant(when),
      calendar,
      tender: idFrom('tnd', 1),
      evaluation,
      evaluationHash: 'ef'.repeat(32),
      ties: [],
    }) as const;

  it('are ranked and published for three days, the first not counted', () => {
    tender(drafted(), published, bidsFrozen(), opened, reported())
      .when(candidates)
      .yields({
        type: 'CandidatesPublished',
        data: {
          standstillUntil: parseInstant('2026-03-28T00:00:00+08:00'),
          lots: [
            {
              lot: idFrom('lot', 1),
              candidates: [{ rank: 1, name: '供应商2', price: { amount: '345000.00' } }, { rank: 2 }],
            },
            {
              lot: idFrom('lot', 2),
              candidates: [
                { rank: 1, name: '供应商1' },
                { rank: 2, name: '供应商3' },
              ],
            },
          ],
        },
      });
  });

  it('the award waits for the whole last day of the standstill', () => {
    standstill.when(award('2026-03-27T23:59:59.999+08:00')).refuses('standstill-running');
    standstill.when(award('2026-03-28T00:00:00+08:00')).yields({
      type: 'TenderAwarded',
      data: {
        awards: [
          { lot: idFrom('lot', 1), name: '供应商2', amount: { amount: '345000.00' } },
          { lot: idFrom('lot', 2), name: '供应商1', amount: { amount: '340000.00' } },
        ],
        unawarded: [],
      },
    });
  });

  it('the award follows from the evaluation that was published, or not at all', () => {
    standstill
      .when({ ...award('2026-03-30T09:00:00+08:00'), evaluationHash: '00'.repeat(32) })
      .refuses('evaluation-changed');
  });

  it('a lot without a valid bid is not awarded', () => {
    const partly = evaluated([bid(1, [1, '3500'])]);
    const hash = { evaluation: partly, evaluationHash: 'aa'.repeat(32) };
    const [shown] = tenderDecider.decide(
      { ...candidates, ...hash },
      tender(drafted(), published, bidsFrozen(), opened, reported('aa')).state,
    );
    tender(drafted(), published, bidsFrozen(), opened, reported('aa'), shown as never)
      .when({ ...award('2026-03-30T09:00:00+08:00'), ...hash })
      .yields({ type: 'TenderAwarded', data: { unawarded: [idFrom('lot', 2)] } });
  });

  it('without any valid bid there are none', () => {
    const nothing = { ...candidates, evaluation: evaluated([]) };
    tender(drafted(), published, bidsFrozen(), opened, reported()).when(nothing).refuses('no-valid-bid');
  });

  it('a standstill counted on an unknown year is counted again when its notice is imported', () => {
    const late = parseInstant('2031-03-05T09:00:00+08:00');
    const [provisional] = tenderDecider.decide(
      { ...candidates, at: late },
      tender(drafted(), published, bidsFrozen(), opened, reported()).state,
    );
    expect(provisional?.data).toMatchObject({
      provisional: true,
      standstillUntil: parseInstant('2031-03-11T00:00:00+08:00'),
    });
    const noticed = new Map(calendar).set(2031, {
      year: 2031,
      source: '测试',
      verified: true,
      holidays: ['2031-03-10'],
      workingWeekends: [],
    });
    const then = { ...award('2031-03-11T09:00:00+08:00'), calendar: noticed };
    tender(drafted(), published, bidsFrozen(), opened, reported(), provisional as never)
      .when(then)
      .refuses('standstill-running');
  });
});

describe('cancellation', () => {
  const cancel = { type: 'cancelTender', at, reason: '项目取消' } as const;
  it('ends a draft, a published or an opened tender', () => {
    for (const past of [[drafted()], [drafted(), published], [drafted(), published, bidsFrozen(), opened]]) {
      tender(...(past as never[]))
        .when(cancel)
        .yields({ type: 'TenderCancelled' });
    }
  });
  it('never happens while bids are being opened, or twice', () => {
    tender(drafted(), published, bidsFrozen()).when(cancel).refuses('tender-status');
    tender(drafted(), { type: 'TenderCancelled', v: 1, data: { reason: '', cancelledAt: at } } as never)
      .when(cancel)
      .refuses('tender-status');
  });
});
