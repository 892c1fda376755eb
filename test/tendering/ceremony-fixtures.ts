import type { TenderEvent } from '../../functions/tendering/events.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import type { Envelope } from '../../shared/sealing/envelope.ts';
import { given } from '../support/given.ts';
import { at, bidsFrozen, calendar, drafted, frozenAt, idFrom, published, sealingKey } from './fixtures.ts';

export const tender = (...past: TenderEvent[]) => given(tenderDecider, ...past);
export const holders = ['usr_a', 'usr_b', 'usr_c'] as const;
export const shares = holders.map((holder) => ({ holder, kid: `kid ${holder}`, commitment: `${holder} committed` }));
export const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'x',
  y: 'y',
  kid: 'ceremony',
  alg: 'ECDH-ES+A256KW',
  use: 'enc',
} as const;
export const terms = { publicKey, threshold: 2, shares, sharesWithin: 60, revealWithin: 120 };
export const sealed = { usr_a: 'sealed a', usr_b: 'sealed b', usr_c: 'sealed c' };
export const draft = drafted({ openingMode: 'ceremony' });
export const arranged: TenderEvent = {
  type: 'CeremonyArranged',
  v: 1,
  data: { ...terms, arrangedAt: at },
  private: { sealed },
};
export const confirmed = (holder: string): TenderEvent => ({
  type: 'ShareConfirmed',
  v: 1,
  data: { holder, ceremony: 'ceremony', confirmedAt: at },
});
export const ready = [draft, arranged, ...holders.map(confirmed)];
export const open = [...ready, published];
export const freezing = [...open, bidsFrozen()];
export const later = (minutes: number, from: Instant = frozenAt): Instant => instant(millis(from) + minutes * 60_000);
export const handed = (holder: string, handedAt = later(5)): TenderEvent => ({
  type: 'ShareHandedIn',
  v: 1,
  data: { holder, handedAt },
  private: { sealed: `handed ${holder}` },
});
export const checked = (right: string[], wrong: string[] = []): TenderEvent => ({
  type: 'SharesChecked',
  v: 1,
  data: { right, wrong: wrong.map((holder) => ({ holder, reason: 'share-undecryptable' })), checkedAt: later(6) },
});
export const revealing: TenderEvent = {
  type: 'RevealStarted',
  v: 1,
  data: { reason: 'too-few-shares', article: '31', startedAt: later(61), until: later(181) },
};
export const ended: TenderEvent = { type: 'RevealEnded', v: 1, data: { endedAt: later(182) } };

export const arrange = { type: 'arrangeCeremony', at, terms, sealed } as const;
export const confirm = (more: object = {}) =>
  ({
    type: 'confirmShare',
    at,
    holder: 'usr_a',
    ceremony: 'ceremony',
    commitment: 'usr_a committed',
    ...more,
  }) as const;
export const submit = (holder: string, when = later(5)) =>
  ({ type: 'submitShare', at: when, holder, sealed: `handed ${holder}` }) as const;
export const check = (right: object[], wrong: object[] = []) =>
  ({ type: 'checkShares', at: later(6), right, wrong }) as never;
export const startReveal = (when = later(61)) => ({ type: 'startReveal', at: when, reason: 'too-few-shares' }) as const;
export const reveal = (when = later(70)) =>
  ({ type: 'revealBid', at: when, supplier: idFrom('org', 11), sealed: {} as Envelope }) as const;
export const endReveal = (when = later(182)) => ({ type: 'endReveal', at: when }) as const;
export const publish = { type: 'publishTender', at, calendar, sealingKey, excluded: [] } as const;
