import { describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/tendering/recompute.ts';
import { type Bundle, readBundle } from '../../../shared/sealing/bundle.ts';
import { verifyBundle } from '../../../shared/sealing/verify.ts';
import { idFrom } from '../fixtures.ts';
import { afterRewriting, changing, keys, type Rewrite, type Told } from './rewrite.ts';
import { stories } from './stories.ts';

const without =
  (type: string): Rewrite =>
  (events) => {
    const at = events.findLastIndex((event) => event.type === type);
    return events.filter((_, n) => n !== at);
  };
const org = (n: number) => idFrom('org', 10 + n);

describe('an operator who signs all of it anew is found out by what follows from what', () => {
  const cases: [string, keyof typeof stories, Rewrite, string[]][] = [
    [
      'a second bidder awarded',
      'lowestPrice',
      changing('TenderAwarded', ({ awards }) => ({ awards: [{ ...(awards[0] as object), supplier: org(1) }] })),
      ['award-recomputed', 'award-shown'],
    ],
    [
      'awarded before the standstill ended',
      'lowestPrice',
      changing('TenderAwarded', () => ({ awardedAt: '2026-03-27T00:00:00.000Z' })),
      ['award-recomputed'],
    ],
    [
      'an agreement at another price than the award',
      'framework',
      changing('FrameworkAwarded', ({ lots: [lot] }) => {
        const [winner, ...others] = lot.suppliers;
        const lines = winner.lines.map((line: object) => ({ ...line, unitPrice: { amount: '9999', currency: 'CNY' } }));
        return { lots: [{ ...lot, suppliers: [{ ...winner, lines }, ...others] }] };
      }),
      ['agreement-follows'],
    ],
    [
      'an agreement with more left free than is left',
      'framework',
      changing('FrameworkAwarded', ({ lots: [lot] }) => ({
        lots: [{ ...lot, items: lot.items.map((item: object) => ({ ...item, free: '50' })) }],
      })),
      ['agreement-follows'],
    ],
    ['an award of which no agreement came', 'framework', without('FrameworkAwarded'), ['agreement-follows']],
    [
      'a second stage that another member won for its agreement',
      'secondStage',
      changing('CompetitionAwarded', ({ awards: [award] }) => ({ awards: [{ ...award, supplier: org(1) }] })),
      ['agreement-follows'],
    ],
    [
      'a candidate left out',
      'ceremony',
      changing('CandidatesPublished', ({ lots }) => ({
        lots: [
          { ...(lots[0] as { candidates: [] }), candidates: [(lots[0] as { candidates: object[] }).candidates[0]] },
        ],
      })),
      ['candidates-follow'],
    ],
    [
      'a tie ordered for two reasons',
      'lowestPrice',
      changing('CandidatesPublished', ({ lots }) => ({
        lots: [
          {
            ...(lots[0] as object),
            candidates: (lots[0] as { candidates: object[] }).candidates.map((one, n) =>
              n === 1 ? { ...one, tieReason: '另一理由' } : one,
            ),
          },
        ],
      })),
      ['candidates-follow'],
    ],
    [
      'candidates on an evaluation that nobody made',
      'scored',
      changing('CandidatesPublished', () => ({ evaluation: 'ab'.repeat(32) })),
      ['candidates-follow', 'award-recomputed'],
    ],
    [
      'a score changed after all had signed',
      'scored',
      changing('SheetSubmitted', () => ({ scores: [{ factor: 'delivery', score: '99' }] })),
      ['report-signed', 'candidates-follow', 'award-recomputed', 'evaluation-recomputed'],
    ],
    [
      'a vote changed',
      'scored',
      changing('BidderJudged', () => ({ qualified: false, reasons: [{ requirement: 'licence', text: '缺页' }] })),
      ['report-signed', 'candidates-follow', 'award-recomputed', 'evaluation-recomputed'],
    ],
    ['a signature left out', 'scored', without('ReportSigned'), ['report-signed']],
    ['the report left out', 'scored', without('EvaluationReported'), ['candidates-follow']],
    ['a signature of who had left', 'scored', changing('ReportSigned', () => ({ seat: 5 })), ['report-signed']],
    [
      'four members',
      'amended',
      changing('CommitteeEntered', ({ seats }) => ({ seats: (seats as object[]).slice(1) })),
      ['committee-by-rule', 'report-signed', 'committee-named'],
    ],
    [
      'no pool where one is compulsory',
      'amended',
      changing('CommitteeEntered', () => ({ pool: null })),
      ['committee-by-rule'],
    ],
    [
      'a lot with too few bidders opened',
      'amended',
      changing('BidsFrozen', () => ({ failedLots: [] })),
      ['bids-shown-in-part', 'lots-by-rule'],
    ],
    [
      'frozen before the deadline',
      'amended',
      changing('BidsFrozen', () => ({ frozenAt: '2026-03-23T00:00:00.000Z' })),
      ['lots-by-rule'],
    ],
    [
      'another time of opening',
      'ceremony',
      changing('TenderOpened', () => ({ lawfulAt: '2026-03-25T00:00:00.000Z' })),
      ['opening-recorded'],
    ],
    ['an amendment left out', 'amended', without('TenderAmended'), ['documents-logged', 'opening-recorded']],
    ['a clarification left out', 'amended', without('ClarificationIssued'), ['documents-logged']],
    [
      'one right share',
      'ceremony',
      changing('SharesChecked', ({ right }) => ({ right: [right[0]] })),
      ['ceremony-shares'],
    ],
    ['a share found right that nobody handed in', 'ceremony', without('ShareHandedIn'), ['ceremony-shares']],
    ['a share that was not confirmed', 'ceremony', without('ShareConfirmed'), ['ceremony-shares']],
    [
      'opened otherwise than by ceremony',
      'ceremony',
      changing('TenderOpened', () => ({ way: 'reveal' })),
      ['ceremony-remedy'],
    ],
    ['a bid opened that its bidder did not reveal', 'revealed', without('BidRevealed'), ['ceremony-remedy']],
    [
      'the remedy before its time',
      'revealed',
      changing('RevealStarted', () => ({ startedAt: '2026-03-24T01:10:00.000Z' })),
      ['ceremony-remedy'],
    ],
    [
      'another value in the draw',
      'succeeded',
      changing('CommitteeNamed', ({ draw }) => ({
        draw: { ...(draw as object), values: { buyer: 'AA', supervisor: 'AA' } },
      })),
      ['draw-values-committed', 'draw-members-follow'],
    ],
    [
      'another list drawn from',
      'succeeded',
      changing('DrawPrepared', () => ({ list: 'ab'.repeat(32) })),
      ['draw-list-published'],
    ],
    [
      'somebody who was not drawn',
      'succeeded',
      changing('CommitteeNamed', ({ draw }) => ({ draw: { ...(draw as object), recused: [] } })),
      ['draw-members-follow'],
    ],
    [
      'a draw that is not told',
      'succeeded',
      changing('CommitteeNamed', () => ({ draw: null })),
      ['committee-named', 'values-revealed'],
    ],
    [
      'an award to who was not next',
      'succeeded',
      (events) => changing('AwardRevoked', () => ({ next: null }))(events.slice(0, -1)),
      ['succession-follows', 'award-shown'],
    ],
    [
      'a failure where bids were valid',
      'nothingToAward',
      (events) =>
        events.map((event) => ({
          ...event,
          ...(event.type === 'TenderDrafted'
            ? { data: JSON.parse(JSON.stringify(event.data).replace('1000.00', '900000.00')) }
            : {}),
        })) as Told[],
      ['documents-logged', 'failure-follows'],
    ],
    ['an award of what was never published', 'lowestPrice', without('CandidatesPublished'), ['log-followed']],
    [
      'an event of no kind',
      'neverOpened',
      (events) => [...events, { ...(events[0] as Told), type: 'TenderBlessed' }],
      ['log-followed'],
    ],
    [
      'an estimate set after the prices were known',
      'ceremony',
      changing('TenderDrafted', () => ({ private: { estimates: 'ab'.repeat(32) } })),
      ['values-revealed'],
    ],
  ];

  it.each(cases)('%s (%s)', async (_, story, rewrite, codes) => {
    expect(await afterRewriting(await stories[story](), rewrite)).toEqual(expect.arrayContaining(codes));
  });

  it('and one who rewrites nothing is not', async () => {
    expect(await afterRewriting(await stories.scored(), (events) => events)).toEqual([]);
  });
});

describe('what is shown beside the log', () => {
  it('must be what the log has', async () => {
    const bundle = await stories.ceremony();
    const codes = async (more: Partial<Bundle>) => {
      const { findings } = await verifyBundle(readBundle({ ...bundle, ...more }), { keys, recompute });
      return findings.flatMap(({ code, ok }) => (ok ? [] : [code]));
    };
    expect(await codes({ rulePack: { ...(bundle.rulePack as object), version: '2026-12-31' } })).toEqual([
      'rules-frozen',
    ]);
    expect(await codes({ evaluation: null })).toEqual(['evaluation-recomputed']);
    expect(await codes({ award: [] })).toEqual(['award-shown']);
    expect(await codes({ revealed: [] })).toEqual(['documents-logged']);
    const { ceremony: _, ...withoutCeremony } = bundle.keys;
    expect(await codes({ keys: withoutCeremony })).toEqual(['keys-logged']);
  });
});
