import fc from 'fast-check';
import { evaluate } from '../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../functions/tendering/evaluation/findings.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import type { TenderCommand } from '../../functions/tendering/tender.ts';
import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { arrange, holders, publicKey } from './ceremony-fixtures.ts';
import { commitmentOf, drawable, expertId, members, parties, pool, tender, values } from './committee/fixtures.ts';
import { bid, buyer, calendar, deadline, draft, idFrom, lot, sealingKey, supplier } from './fixtures.ts';

const day = 86_400_000;
const first = millis('2026-03-01T00:00:00.000Z');
/** Instants of all that a tender lives through, and those around its deadline often. */
const at: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: 0, max: 120 * day }).map((ms) => instant(first + ms)),
  fc.constantFrom(-1, 0, 1, 59_999, 60_000, 61_000).map((ms) => instant(millis(deadline) + ms)),
);
const one = <const T>(...all: T[]) => fc.constantFrom(...all);
const id = (kind: string) => one(1, 1, 1, 2, 3).map((n) => idFrom(kind, n));
const lots = [lot(1), lot(2)];
const org = fc.integer({ min: 1, max: 3 }).map((n) => supplier(n));
const by = org.map(({ organisation, name }) => ({ org: organisation, name }));
const found = (n: number) => ({ supplier: supplier(n).organisation, lots: lots.map((each) => each.id) });
const bidLots = fc.integer({ min: 1, max: 3 }).map(found);
const seat = one<number | null>(null, 1, 2, 3, 4, 5, 6);
const sat = fc.integer({ min: 1, max: 6 });

export const regimes = ['bidding-compulsory', 'government-procurement', 'soe-voluntary'] as const;
const bids = [bid(1, [1, '3500'], [2, '3400']), bid(2, [1, '3450'], [2, '3600']), bid(3, [1, '3700'])];
/** An evaluation of three bids, and one in which none is left. */
export function evaluatedUnder(regime: (typeof regimes)[number], none = false) {
  const evaluation = evaluate(draft({ regime }), rulePackOf(regime), [], none ? [] : bids, noFindings);
  return { tender: idFrom('tnd', 1), evaluation, evaluationHash: hashJson(evaluation) };
}
const evaluated = fc.tuple(one(...regimes), fc.boolean()).map(([regime, none]) => evaluatedUnder(regime, none));

const asked = fc.record({
  clarification: id('clr'),
  supplier: org.map(({ organisation }) => organisation),
  kind: one('completion', 'low-price', 'correction'),
  lot: one<string | null>(null, lot(1).id),
  requirement: one<string | null>(null, 'licence'),
  due: at,
  answered: fc.boolean(),
});
const filed = fc.record({
  id: id('obj'),
  about: one('documents', 'opening', 'result'),
  lot: fc.constant(null),
  org: org.map(({ organisation }) => organisation),
  answerBy: at,
  answeredAt: fc.option(at),
});
const remedy = one('none', 'amend', 'evaluate-again', 'revoke-award');
const file = id('doc').map((each) => ({
  id: each,
  name: '图纸.pdf',
  mediaType: 'application/pdf',
  size: 3,
  sha256: 'ab',
}));
const changes = fc.record({ title: one('一', '二'), deadline: at, bidValidityDays: one(30, 90) }, { requiredKeys: [] });
const frozen = fc.tuple(fc.nat(4), fc.nat(4)).map((counts) => ({
  root: 'ab'.repeat(32),
  count: Math.max(...counts),
  withdrawn: 0,
  stale: 0,
  perLot: counts.map((bidders, n) => ({ lot: idFrom('lot', n + 1), bidders })),
}));
const checked = fc.array(fc.record({ holder: one(...holders), handedAt: at }), { maxLength: 3 });
const role = one('buyer', 'supervisor');
const ground = one('self-declared', 'unavailable', 'employer', 'declared-tie');
const opinion = fc.record({
  qualified: fc.boolean(),
  reasons: one([], [{ article: '26', text: '资格不符' }]),
  brands: fc.constant({}),
  consortium: fc.boolean(),
});

type Part<Type extends TenderCommand['type']> = Omit<Extract<TenderCommand, { type: Type }>, 'type'>;
type Arbitraries = { readonly [Type in TenderCommand['type']]: fc.Arbitrary<Part<Type>> };
const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model) as fc.Arbitrary<T>;
const all = fc.constant;

/** Every command there is, right for some state; a new one without a line here does not compile. */
export const arbitraries: Arbitraries = {
  draftTender: record({
    buyer: all(buyer),
    draft: fc
      .tuple(one(...regimes), one('automatic', 'ceremony'))
      .map(([regime, openingMode]) => draft({ regime, openingMode })),
  }),
  reviseDraft: record({ changes }),
  publishTender: record({ at, calendar: all(calendar), sealingKey: all(sealingKey), excluded: all([]) }),
  cancelTender: record({ at, reason: all('项目取消') }),
  attachFile: record({ file }),
  removeFile: record({ file: id('doc') }),
  askQuestion: record({ at, question: id('qst'), text: all('何处交货'), by }),
  answerQuestion: record({ at, question: id('qst'), answer: all('见第三章') }),
  issueClarification: record({
    at,
    calendar: all(calendar),
    clarification: id('clr'),
    text: all('补充'),
    affectsBids: fc.boolean(),
    files: fc.array(id('doc'), { maxLength: 1 }),
  }),
  amendTender: record({ at, calendar: all(calendar), changes, reason: all('修改'), files: all([]) }),
  fileObjection: record({
    at,
    calendar: all(calendar),
    objection: id('obj'),
    about: one('documents', 'opening', 'result'),
    lot: one<string | null>(null, lot(1).id),
    text: all('异议'),
    by,
  }),
  answerObjection: record({
    at,
    objection: id('obj'),
    decision: one('upheld', 'dismissed'),
    answer: all('答复'),
    remedy,
  }),
  withdrawObjection: record({ objection: id('obj'), org: org.map(({ organisation }) => organisation) }),
  fileComplaint: record({ at, calendar: all(calendar), complaint: id('cmp'), objection: filed, text: all('投诉'), by }),
  decideComplaint: record({
    at,
    complaint: id('cmp'),
    decision: one('accepted', 'rejected', 'upheld', 'dismissed'),
    suspends: fc.boolean(),
    reasons: all('理由'),
    remedy,
    lot: one<string | null>(null, lot(1).id),
  }),
  arrangeCeremony: at.map((when) => ({ ...arrange, at: when })),
  confirmShare: record({
    at,
    holder: one(...holders),
    ceremony: all(publicKey.kid),
    commitment: one(...holders.map((holder) => `${holder} committed`)),
  }),
  submitShare: record({ at, holder: one(...holders, 'usr_x'), sealed: all('sealed') }),
  checkShares: record({
    at,
    right: checked,
    wrong: checked.map((list) => list.map((each) => ({ ...each, reason: 'wrong' }))),
  }),
  startReveal: record({ at, reason: one('too-few-shares', 'ceremony-key-mismatch') }),
  revealBid: record({ at, supplier: org.map(({ organisation }) => organisation), sealed: all({} as never) }),
  endReveal: record({ at }),
  freezeBids: record({ at, frozen }),
  recordOpening: at.map((decryptedAt) => ({
    opening: { decryptedAt, opened: 3, unopened: [], records: 'cd'.repeat(32) },
  })),
  enterCommittee: record({ at, members: one(members(5), members(4)), pool: all(pool), parties: all(parties) }),
  prepareDraw: record({
    at,
    experts: one(4, 5),
    representatives: all([]),
    eligible: all(drawable(9).map((each) => each.id)),
    commitment: all(commitmentOf('buyer')),
    parties: all(parties),
  }),
  commitToDraw: record({ at, role, commitment: one(commitmentOf('buyer'), commitmentOf('supervisor')) }),
  revealDraw: record({
    at,
    tender: all(tender),
    role,
    value: one(values.buyer, values.supervisor),
    list: all(drawable(9)),
    parties: all(parties),
  }),
  recuseMember: record({
    at,
    tender: all(tender),
    seat: sat,
    ground,
    reason: all('回避'),
    list: all(drawable(9)),
    parties: all(parties),
    own: fc.boolean(),
  }),
  replaceMember: record({
    at,
    left: sat,
    member: sat.map((n) => ({
      name: `评委${n + 5}`,
      sub: `expert-${n + 5}`,
      id: expertId(n + 5),
      ties: [],
      chair: false,
    })),
    pool: all(pool),
    parties: all(parties),
  }),
  judgeBidder: record({ at, seat, bid: bidLots, opinion, asked: fc.array(asked, { maxLength: 1 }) }),
  submitSheet: record({ at, seat: sat, bid: bidLots, lot: all(lot(1).id), scores: all([]) }),
  explainScore: record({
    at,
    seat: sat,
    bid: bidLots,
    lot: all(lot(1).id),
    factor: all('delivery'),
    text: all('说明'),
    wanted: fc.boolean(),
  }),
  askBidder: record({
    at,
    seat,
    bid: bidLots,
    clarification: id('clr'),
    kind: one('completion', 'low-price', 'correction'),
    lot: one<string | null>(null, lot(1).id),
    requirement: one<string | null>(null, 'licence'),
    due: at,
    text: all('请说明'),
  }),
  answerAsBidder: record({
    at,
    asked: fc.option(asked, { nil: undefined }),
    confirmed: fc.option(fc.boolean()),
    text: all('答复'),
  }),
  judgePrice: record({
    at,
    seat,
    bid: bidLots,
    lot: all(lot(1).id),
    kind: one('low-price', 'correction'),
    accepted: fc.boolean(),
    reason: all('理由'),
    asked: fc.array(asked, { maxLength: 1 }),
  }),
  signReport: evaluated.chain(({ evaluationHash }) =>
    record({
      at,
      seat: sat,
      seen: all(evaluationHash),
      evaluation: all(evaluationHash),
      missing: all([]),
      dissent: all(null),
    }),
  ),
  recordSecurity: record({
    at,
    security: all({
      supplier: supplier(1).organisation,
      lot: lot(1).id,
      form: 'transfer',
      issuer: '三明农商银行',
      number: '1',
      amount: { amount: '5000.00', currency: 'CNY' },
      validTo: '2026-12-31',
    }),
    hasBid: fc.boolean(),
  }),
  returnSecurity: record({
    at,
    supplier: all(supplier(1).organisation),
    lot: all(lot(1).id),
    returnedOn: all('2026-03-25'),
    interest: all({ amount: '1.00', currency: 'CNY' }),
    held: all(undefined),
  }),
  recordAllocation: fc.tuple(at, evaluated).map(([when, of]) => ({
    ...{ at: when, calendar, ...of },
    allocation: { evaluation: of.evaluationHash, problem: '', outcome: '', solver: 'HiGHS 1.15.1', groups: [] },
  })),
  publishCandidates: fc.tuple(at, evaluated).map(([when, of]) => ({ at: when, calendar, ties: [], ...of })),
  award: fc.tuple(at, evaluated).map(([when, of]) => ({ at: when, calendar, ...of })),
  declareFailed: fc.tuple(at, evaluated).map(([when, of]) => ({ at: when, calendar, why: '均无效', ...of })),
  withdrawResult: record({ at, reason: all('评审有误') }),
  revokeAward: fc.tuple(at, evaluated, one(lot(1).id, lot(2).id)).map(([when, of, lotId]) => ({
    ...{ at: when, calendar, lot: lotId, ...of },
    ground: 'withdrew',
    reason: '放弃',
  })),
  tenderAgain: record({
    at,
    tender: id('tnd'),
    lots: one([lot(1).id], [lot(1).id, lot(2).id]),
    ended: fc.array(id('tnd'), { maxLength: 1 }),
  }),
};

/** What is right for few states and of many kinds is asked more often. */
const often: Partial<Record<string, number>> = { answerObjection: 6, decideComplaint: 8, fileObjection: 3 };

/** Any command at any time. */
export const anyCommand: fc.Arbitrary<TenderCommand> = fc.oneof(
  ...Object.entries(arbitraries).map(([type, part]) => ({
    weight: often[type] ?? 1,
    arbitrary: (part as fc.Arbitrary<object>).map((rest) => ({ type, ...rest }) as TenderCommand),
  })),
);
