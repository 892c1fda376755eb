import type { Draft } from '../../../functions/tendering/draft.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import type { Subject } from '../../../functions/tendering/remedy-events.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { type Instant, parseInstant } from '../../../shared/kernel/time.ts';
import { sha256Hex } from '../../../shared/sealing/hash.ts';
import { drafted as draftedAs, draft as draftOf, lot } from '../fixtures.ts';
import { affiliates, asker, bidders, marks } from './cast.ts';
import { ids, type Setting } from './setting.ts';

const moment = (text: string): Instant => parseInstant(`2026-${text}:00+08:00`);
export const times = {
  drafting: moment('03-02T10:00'),
  early: moment('03-04T09:00'),
  frozen: moment('03-24T09:01'),
  opening: moment('03-24T09:05'),
  evaluating: moment('03-25T09:00'),
  published: moment('03-26T09:00'),
  standstill: moment('03-27T09:00'),
  after: moment('04-01T09:00'),
  awarded: moment('04-02T09:00'),
} as const;

const estimate = { amount: marks.estimate, currency: 'CNY' } as const;
const security = { amount: '5000.00', currency: 'CNY' } as const;
export const scoring: Partial<Draft> = {
  method: 'scoring',
  lots: [1, 2].map((n) =>
    lot(n, {
      estimate,
      bidSecurity: security,
      scoring: {
        priceWeight: '0.60',
        factors: [
          { key: 'delivery', title: '供货保障', weight: '0.40', bands: [{ title: '到货时间', from: '0', to: '100' }] },
        ],
      },
    }),
  ),
};
export const requirements: Partial<Draft> = {
  requirements: [
    { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: true },
    { key: 'delivery', kind: 'substantive', text: '接到通知后十日内到货', completable: false },
  ],
};

/** A draft of two lots; nobody bids for the second. */
export function drafted(more: Partial<Draft> = {}): TenderEvent {
  const lots = [1, 2].map((n) => lot(n, { estimate, bidSecurity: security }));
  const draft = draftOf({ lots, ...more });
  const event = draftedAs(draft) as Extract<TenderEvent, { type: 'TenderDrafted' }>;
  const bare = draft.lots.map(({ estimate: _, ...one }) => one);
  const estimates = Object.fromEntries(draft.lots.map(({ id }) => [id, estimate]));
  return { ...event, data: { ...event.data, draft: { ...draft, lots: bare } }, private: { estimates } };
}

export const fileAttached: TenderEvent = {
  type: 'FileAttached',
  v: 1,
  data: {
    file: {
      id: ids.document,
      name: '补充图纸.pdf',
      mediaType: 'application/pdf',
      size: 3,
      sha256: sha256Hex('图纸'),
      version: null,
    },
  },
};

export const published = ({ sealing }: Setting, regime: Draft['regime']): TenderEvent => ({
  type: 'TenderPublished',
  v: 1,
  data: {
    publishedAt: times.drafting,
    documentsVersion: 1,
    rules: rulePackOf(regime),
    sealingKey: { kid: sealing.kid, publicJwk: { ...sealing } },
    excluded: [affiliates.ofBuyer],
  },
  private: { wrapped: 'wrapped' },
});

const by = ({ id, name }: { readonly id: string; readonly name: string }) => ({ org: id, name });
export const questionAsked: TenderEvent = {
  type: 'QuestionAsked',
  v: 1,
  data: { question: ids.question, askedAt: times.early },
  private: { text: marks.text, by: by(asker) },
  veiled: true,
};
export const objectionFiled = (about: Subject, filedAt: Instant = times.early): TenderEvent => ({
  type: 'ObjectionFiled',
  v: 1,
  data: { objection: ids.objection, about, lot: ids.lot, filedAt, answerBy: filedAt, article: '22' },
  private: { text: marks.text, by: by(bidders[0]) },
  veiled: true,
});
export const objectionAnswered = (
  about: Subject,
  remedy: 'none' | 'amend' = 'none',
  answeredAt: Instant = times.early,
): TenderEvent => ({
  type: 'ObjectionAnswered',
  v: 1,
  data: {
    objection: ids.objection,
    about,
    decision: remedy === 'none' ? 'dismissed' : 'upheld',
    answer: '答复如下。',
    remedy,
    lot: ids.lot,
    answeredAt,
  },
});
/** A complaint after an answered objection; accepted, so that the procedure pauses, where it `suspends`. */
export function complaintFiled(about: Subject, at: Instant, suspends: boolean): TenderEvent[] {
  const { complaint, objection } = ids;
  const filed: TenderEvent = {
    type: 'ComplaintFiled',
    v: 1,
    data: { complaint, objection, about, filedAt: at, decideBy: times.awarded, article: '60' },
    private: { text: marks.text, by: by(bidders[0]) },
    veiled: true,
  };
  const accepted: TenderEvent = {
    type: 'ComplaintDecided',
    v: 1,
    data: {
      complaint,
      decision: 'accepted',
      suspends: true,
      reasons: '受理。',
      remedy: 'none',
      lot: null,
      decidedAt: at,
    },
  };
  return suspends ? [filed, accepted] : [filed];
}

export const arranged = ({ holders, ceremony }: Setting): TenderEvent => ({
  type: 'CeremonyArranged',
  v: 1,
  data: {
    publicKey: ceremony,
    threshold: 2,
    shares: holders.map(({ holder, key }) => ({ holder, kid: `${key.kid}`, commitment: sha256Hex(holder) })),
    sharesWithin: 60,
    revealWithin: 120,
    arrangedAt: times.drafting,
  },
  private: { sealed: Object.fromEntries(holders.map(({ holder }) => [holder, 'sealed'])) },
});
export const confirmed = ({ holders, ceremony }: Setting): TenderEvent[] =>
  holders.map(({ holder }) => ({
    type: 'ShareConfirmed',
    v: 1,
    data: { holder, ceremony: ceremony.kid, confirmedAt: times.drafting },
  }));
export const revealStarted: TenderEvent = {
  type: 'RevealStarted',
  v: 1,
  data: { reason: 'too-few-shares', article: '31', startedAt: times.frozen, until: times.evaluating },
};

export const frozen = ({ root }: Setting, bidding = 3): TenderEvent => ({
  type: 'BidsFrozen',
  v: 1,
  data: {
    root,
    count: 3,
    withdrawn: 0,
    stale: 0,
    perLot: [
      { lot: ids.lot, bidders: bidding },
      { lot: ids.failedLot, bidders: 0 },
    ],
    failedLots: bidding === 0 ? [ids.lot, ids.failedLot] : [ids.failedLot],
    frozenAt: times.frozen,
  },
});
export const failed: TenderEvent = {
  type: 'TenderFailed',
  v: 1,
  data: { reason: 'too-few-bidders', article: '28' },
};
export const opened: TenderEvent = {
  type: 'TenderOpened',
  v: 1,
  data: {
    lawfulAt: draftOf().deadline,
    decryptedAt: times.opening,
    opened: 3,
    unopened: [],
    records: sha256Hex('records'),
  },
};
export const securityOf = {
  form: 'letter-of-guarantee',
  issuer: '三明农商银行',
  number: 'BH-2026-017',
  amount: security,
  validTo: '2026-12-31',
} as const;
export const securityRecorded: TenderEvent = {
  type: 'SecurityRecorded',
  v: 1,
  data: { security: { supplier: bidders[0].id, lot: ids.lot, ...securityOf }, recordedAt: times.opening },
};
