import { drawCommitment } from '../../../functions/tendering/committee/draw.ts';
import type { TenderCommand } from '../../../functions/tendering/tender.ts';
import type { Opened } from '../../../functions/tendering/tender-state.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import { holders, sealed as sealedShares, terms } from '../ceremony-fixtures.ts';
import { drawable, member, members, parties, pool, values } from '../committee/fixtures.ts';
import { at, calendar, idFrom, lot } from '../fixtures.ts';
import { award, candidates, evaluating, firstLot, frozenAt, judge, openedAt, org, publish, signAll } from './acts.ts';
import { framework, secondStage } from './agreement-stories.ts';
import { awardStories } from './award-stories.ts';
import { bundleOf, evaluated, freeze, ledger, open, type SealedBid, sealedBid, withdrawn } from './ledger.ts';

/** The lowest price: files, a question, a clarification that moves the deadline, an objection, a tie, a bid that does not open. */
export async function lowestPrice(): Promise<Bundle> {
  const book = ledger(1);
  const by = { org: org(1), name: '第1供应商有限公司' };
  const file = {
    id: idFrom('fil', 1),
    name: '图纸.pdf',
    mediaType: 'application/pdf',
    size: 1024,
    sha256: 'ab'.repeat(32),
  };
  publish(book, {}, { type: 'attachFile', file });
  const late = '2026-03-22T02:00:00.000Z';
  const question = idFrom('qst', 1);
  const objection = idFrom('obj', 1);
  book.run(
    late,
    { type: 'askQuestion', at: late, question, text: '能否分批交货？', by },
    { type: 'answerQuestion', at: late, question, answer: '可以' },
    {
      type: 'issueClarification',
      at: late,
      calendar,
      clarification: idFrom('clr', 1),
      text: '可以分两批交货',
      affectsBids: true,
      files: [],
    },
  );
  const moved = (book.state as Opened).draft.deadline;
  book.run(
    late,
    { type: 'fileObjection', at: late, calendar, objection, about: 'documents', lot: null, text: '交货期过短', by },
    { type: 'answerObjection', at: late, objection, decision: 'dismissed', answer: '交货期合理', remedy: 'none' },
  );
  const prices = ['3500', '3400', '3400', '3600'];
  const set = {
    sealed: prices.map((price, n) => sealedBid(book, n + 1, { 1: price })),
    withdrawn: [withdrawn(book, 5)],
  };
  const unopened = { [org(4)]: 'bid-undecryptable' };
  const at60 = new Date(Date.parse(moved) + 60_000).toISOString();
  freeze(book, set, at60);
  open(book, set, at60, { unopened });
  const later = new Date(Date.parse(moved) + 86_400_000).toISOString();
  book.run(later, {
    type: 'publishCandidates',
    at: later,
    calendar,
    ...evaluated(book, set, unopened),
    ties: [{ lot: firstLot, order: [org(3), org(2)], reason: '交货期较短' }],
  });
  const end = new Date(Date.parse(moved) + 9 * 86_400_000).toISOString();
  book.run(end, { type: 'award', at: end, calendar, ...evaluated(book, set, unopened) });
  return bundleOf(book, set, unopened, new Date(Date.parse(end) + 9 * 86_400_000).toISOString());
}

const scoring = {
  priceWeight: '0.60',
  factors: [
    { key: 'delivery', title: '供货保障', weight: '0.40', bands: [{ title: '到货时间', from: '0', to: '100' }] },
  ],
};
const requirements = [
  { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: false },
] as const;

/** Scoring by five experts, one recused and replaced, one dissenting; the result is withdrawn and found again. */
export async function scored(): Promise<Bundle> {
  const book = ledger(2);
  publish(book, { regime: 'bidding-compulsory', method: 'scoring', requirements, lots: [lot(1, { scoring })] });
  const set = { sealed: ['3500', '3400', '3300'].map((price, n) => sealedBid(book, n + 1, { 1: price })) };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  const recuse = {
    seat: 5,
    ground: 'self-declared',
    reason: '配偶在投标人处任职',
    list: [],
    parties,
    own: true,
  } as const;
  book.run(
    evaluating,
    { type: 'enterCommittee', at: evaluating, members: members(5), pool, parties },
    judge(5, set.sealed[0] as SealedBid),
    { type: 'recuseMember', at: evaluating, tender: book.tender, ...recuse },
    { type: 'replaceMember', at: evaluating, left: 5, member: member(6, { chair: false }), pool, parties },
  );
  const seats = [1, 2, 3, 4, 6];
  const missing = { qualified: false, reasons: [{ requirement: 'licence', text: '营业执照已过期' }] };
  for (const seat of seats) {
    book.run(evaluating, ...set.sealed.map((one, n) => judge(seat, one, n === 2 && seat < 4 ? missing : {})));
    for (const [n, { disclosed }] of set.sealed.slice(0, 2).entries()) {
      const scores = [{ factor: 'delivery', score: String(80 + seat + n) }];
      const bid = { supplier: disclosed.supplier, lots: [firstLot] };
      book.run(evaluating, { type: 'submitSheet', at: evaluating, seat, bid, lot: firstLot, scores });
    }
  }
  signAll(book, set, seats);
  candidates(book, set);
  book.run(evaluating, { type: 'withdrawResult', at: evaluating, reason: '第3供应商资格认定有误' });
  book.run(evaluating, judge(1, set.sealed[2] as SealedBid));
  for (const seat of seats) {
    const bid = { supplier: org(3), lots: [firstLot] };
    const scores = [{ factor: 'delivery', score: String(60 + seat) }];
    book.run(evaluating, { type: 'submitSheet', at: evaluating, seat, bid, lot: firstLot, scores });
  }
  signAll(book, set, seats);
  candidates(book, set);
  award(book, set);
  return bundleOf(book, set);
}

const minutes = (n: number, from: Instant = frozenAt) => new Date(Date.parse(from) + n * 60_000).toISOString();
const arranged: readonly TenderCommand[] = [
  { type: 'arrangeCeremony', at, terms, sealed: sealedShares },
  ...holders.map((holder): TenderCommand => {
    const commitment = terms.shares.find((share) => share.holder === holder)?.commitment ?? '';
    return { type: 'confirmShare', at, holder, ceremony: terms.publicKey.kid, commitment };
  }),
];

/** By ceremony, two of three: one share was wrong, and the bids are opened by the others. */
export async function ceremony(): Promise<Bundle> {
  const book = ledger(3);
  publish(book, { openingMode: 'ceremony' }, ...arranged);
  const set = { sealed: ['3500', '3400'].map((price, n) => sealedBid(book, n + 1, { 1: price })) };
  freeze(book, set, frozenAt);
  const [a, b, c] = holders;
  const hand = (holder: string, n: number): TenderCommand => ({
    type: 'submitShare',
    at: minutes(n),
    holder,
    sealed: `sealed ${n}`,
  });
  book.run(minutes(1), hand(a, 1));
  book.run(minutes(2), {
    type: 'checkShares',
    at: minutes(2),
    right: [],
    wrong: [{ holder: a, handedAt: minutes(1), reason: 'share-undecryptable' }],
  });
  book.run(minutes(4), hand(b, 3), hand(c, 4));
  const right = [b, c].map((holder, n) => ({ holder, handedAt: minutes(3 + n) }));
  book.run(minutes(5), { type: 'checkShares', at: minutes(5), right, wrong: [] });
  open(book, set, minutes(5), { way: 'shares' });
  candidates(book, set);
  award(book, set);
  return bundleOf(book, set);
}

/** By ceremony, and only one share came: the bidders reveal, one of them does not. */
export async function revealed(): Promise<Bundle> {
  const book = ledger(4);
  publish(book, { openingMode: 'ceremony' }, ...arranged);
  const set = { sealed: ['3500', '3400'].map((price, n) => sealedBid(book, n + 1, { 1: price })) };
  freeze(book, set, frozenAt);
  const [start, between, end] = [minutes(61), minutes(70), minutes(183)];
  book.run(start, { type: 'startReveal', at: start, reason: 'too-few-shares' });
  book.run(between, { type: 'revealBid', at: between, supplier: org(2), sealed: {} as never });
  book.run(end, { type: 'endReveal', at: end });
  const unopened = { [org(1)]: 'not-revealed' };
  open(book, set, end, { unopened, way: 'reveal' });
  candidates(book, set, unopened);
  award(book, set, unopened);
  return bundleOf(book, set, unopened);
}

/** Two lots, amended, and the deadline moved by a clarification: one bid is stale, lot 2 has too few bidders and is never shown. */
export async function amended(): Promise<Bundle> {
  const book = ledger(5);
  publish(book, { regime: 'bidding-compulsory', deadline: '2026-03-23T01:00:00.000Z', lots: [lot(1), lot(2)] });
  const stale = [sealedBid(book, 4, { 1: '3300' })];
  const amending = '2026-03-05T02:00:00.000Z';
  const lots = [lot(1), lot(2, { title: '第2标段（减量）' })];
  book.run(amending, { type: 'amendTender', at: amending, calendar, changes: { lots }, reason: '需求减少', files: [] });
  const late = '2026-03-09T02:00:00.000Z';
  const clarification = { clarification: idFrom('clr', 1), text: '可以分两批交货', affectsBids: true, files: [] };
  book.run(late, { type: 'issueClarification', at: late, calendar, ...clarification });
  const version = { version: 2 };
  const set = {
    stale,
    sealed: [
      sealedBid(book, 1, { 1: '3500', 2: '3510' }, version),
      sealedBid(book, 2, { 1: '3400' }, version),
      sealedBid(book, 3, { 1: '3450', 2: '3460' }, version),
    ],
  };
  const { deadline } = (book.state as Opened).draft;
  const frozen = minutes(1, deadline);
  freeze(book, set, frozen);
  open(book, set, frozen);
  book.run(evaluating, { type: 'enterCommittee', at: evaluating, members: members(5), pool, parties });
  signAll(book, set, [1, 2, 3, 4, 5]);
  candidates(book, set);
  award(book, set);
  return bundleOf(book, set);
}

/** A committee is drawn and loses a member; the winner drops out, and after it the next in rank. */
export async function succeeded(): Promise<Bundle> {
  const book = ledger(6);
  publish(book, {});
  const set = { sealed: ['3500', '3400', '3300'].map((price, n) => sealedBid(book, n + 1, { 1: price })) };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  const list = drawable(9, { tied: [2] });
  const eligible = list.map(({ id }) => id);
  const commitment = (role: 'buyer' | 'supervisor') =>
    drawCommitment({ tender: book.tender, role, value: values[role] });
  const show = (role: 'buyer' | 'supervisor'): TenderCommand => ({
    type: 'revealDraw',
    at: evaluating,
    tender: book.tender,
    role,
    value: values[role],
    list,
    parties,
  });
  const recuse = { seat: 2, ground: 'unavailable', reason: '出差', list, parties, own: false } as const;
  book.run(
    evaluating,
    {
      type: 'prepareDraw',
      at: evaluating,
      experts: 5,
      representatives: [],
      eligible,
      commitment: commitment('buyer'),
      parties,
    },
    { type: 'commitToDraw', at: evaluating, role: 'supervisor', commitment: commitment('supervisor') },
    show('buyer'),
    show('supervisor'),
    { type: 'recuseMember', at: evaluating, tender: book.tender, ...recuse },
  );
  signAll(book, set, [1, 3, 4, 5, 6]);
  candidates(book, set);
  award(book, set);
  for (const when of ['2026-04-10T02:00:00.000Z', '2026-04-11T02:00:00.000Z']) {
    const result = evaluated(book, set);
    const ground = { lot: firstLot, ground: 'withdrew', reason: '中标人放弃中标' } as const;
    book.run(when, { type: 'revokeAward', at: when, calendar, ...ground, ...result });
  }
  return bundleOf(book, set);
}

/** Too few bidders: frozen, and never opened. */
export async function neverOpened(): Promise<Bundle> {
  const book = ledger(7);
  publish(book, { regime: 'bidding-compulsory' });
  const set = { sealed: [sealedBid(book, 1, { 1: '3500' })], withdrawn: [withdrawn(book, 2)] };
  freeze(book, set, frozenAt);
  return bundleOf(book, set);
}

/** Every bid is above the ceiling. */
export async function nothingToAward(): Promise<Bundle> {
  const book = ledger(8);
  publish(book, { lots: [lot(1, { ceiling: { amount: '1000.00', currency: 'CNY' } })] });
  const set = { sealed: [sealedBid(book, 1, { 1: '3500' })] };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  book.run(evaluating, {
    type: 'declareFailed',
    ...{ at: evaluating, calendar },
    ...evaluated(book, set),
    why: '报价均超过最高限价',
  });
  return bundleOf(book, set);
}

/** The shortest first, so that what they share is tried on little. */
export const stories = {
  neverOpened,
  nothingToAward,
  ceremony,
  revealed,
  lowestPrice,
  framework,
  secondStage,
  ...awardStories,
  amended,
  succeeded,
  scored,
} as const;
