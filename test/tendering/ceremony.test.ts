import { describe, expect, it } from 'vitest';
import { mayHoldShare, maySeeCeremony } from '../../functions/tendering/access.ts';
import { ceremonyDue } from '../../functions/tendering/ceremony.ts';
import { sharesUntil } from '../../functions/tendering/ceremony-times.ts';
import type { TenderEvent } from '../../functions/tendering/events.ts';
import { gateOf } from '../../functions/tendering/gate.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { type Ceremony, ceremonyOf, type In } from '../../functions/tendering/tender-state.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { instant, millis } from '../../shared/kernel/time.ts';
import { refusal } from '../support/given.ts';
import {
  arrange,
  arranged,
  check,
  checked,
  confirm,
  confirmed,
  draft,
  ended,
  endReveal,
  freezing,
  handed,
  later,
  open,
  publish,
  ready,
  reveal,
  revealing,
  sealed,
  shares,
  startReveal,
  submit,
  tender,
  terms,
} from './ceremony-fixtures.ts';
import { bidsFrozen, buyer, drafted, frozenAt, idFrom, opened, published, supplier } from './fixtures.ts';

describe('a ceremony', () => {
  it('is arranged of a draft that is opened by one, its sealed shares beside the log', () => {
    tender(draft).when(arrange).yields({ type: 'CeremonyArranged', data: terms, private: { sealed } });
    const [event] = tenderDecider.decide(arrange, fold(tenderDecider, [draft]));
    expect(JSON.stringify(event?.data)).not.toContain('sealed a');
    tender(drafted()).when(arrange).refuses('not-a-ceremony');
    tender(...open)
      .when(arrange)
      .refuses('tender-status');
    tender(draft)
      .when({ ...arrange, terms: { ...terms, threshold: 4 } })
      .refuses('ceremony-terms-wrong', '/threshold');
    const twice = { ...terms, shares: [shares[0], shares[0], shares[1]] as never };
    tender(draft)
      .when({ ...arrange, terms: twice })
      .refuses('ceremony-terms-wrong', '/shares/1/holder');
  });

  it('is confirmed by each holder, once, and again when it is dealt anew', () => {
    tender(draft, arranged)
      .when(confirm())
      .yields({ type: 'ShareConfirmed', data: { holder: 'usr_a' } });
    tender(draft, arranged, confirmed('usr_a')).when(confirm()).changesNothing();
    tender(draft, arranged)
      .when(confirm({ holder: 'usr_x' }))
      .refuses('not-found');
    tender(draft, arranged)
      .when(confirm({ ceremony: 'older' }))
      .refuses('ceremony-changed');
    tender(draft, arranged)
      .when(confirm({ commitment: 'other' }))
      .refuses('ceremony-changed');
    tender(drafted()).when(confirm()).refuses('not-a-ceremony');
    tender(draft, arranged, confirmed('usr_a'), arranged).when(confirm()).yields({ type: 'ShareConfirmed' });
  });

  it('lets the tender be published once every holder confirmed, and not before', () => {
    tender(draft).when(publish).refuses('ceremony-not-arranged');
    const error = tender(draft, arranged, confirmed('usr_a')).when(publish).refuses('ceremony-not-confirmed');
    expect(error.params).toEqual({ waiting: 2 });
    tender(...ready, arranged)
      .when(publish)
      .refuses('ceremony-not-confirmed');
    tender(...ready)
      .when(publish)
      .yields({ type: 'TenderPublished' });
  });

  it('is of no meaning once the draft is opened automatically again', () => {
    const revised = drafted({ openingMode: 'automatic' });
    const past = [draft, arranged, { ...revised, type: 'TenderRevised' } as TenderEvent];
    expect(ceremonyOf(fold(tenderDecider, past) as In<'draft'>)).toBeUndefined();
    tender(...past)
      .when(publish)
      .yields({ type: 'TenderPublished' });
    tender(...past)
      .when(confirm())
      .refuses('not-a-ceremony');
  });

  it('makes the gate take bids that are sealed twice, to its key', () => {
    expect(gateOf('tnd', fold(tenderDecider, open), 'head')).toMatchObject({ kid: 'ceremony', layers: 2 });
    expect(gateOf('tnd', fold(tenderDecider, [drafted(), published]), 'head')).toMatchObject({ kid: 'kid', layers: 1 });
  });

  it('is seen with its tender, and from the draft on by the buyer and its holders', () => {
    const user = (sub: string): Actor => ({ kind: 'user', sub, platform: [] });
    const own: Actor = { ...user('li'), membership: { ...supplier(0), organisation: buyer.id } } as Actor;
    const state = fold(tenderDecider, [draft, arranged]);
    expect(maySeeCeremony(user('a'), 'usr_a', state).threshold).toBe(2);
    expect(maySeeCeremony(own, 'usr_x', state).threshold).toBe(2);
    for (const [actor, holder] of [
      [user('x'), 'usr_x'],
      [{ kind: 'anonymous' } as Actor, undefined],
    ] as const) {
      expect(refusal(() => maySeeCeremony(actor, holder, state)).code).toBe('not-found');
      expect(maySeeCeremony(actor, holder, fold(tenderDecider, open)).threshold).toBe(2);
    }
    expect(refusal(() => maySeeCeremony(own, 'usr_x', fold(tenderDecider, [drafted()]))).code).toBe('not-found');
    expect(mayHoldShare(user('a'), 'usr_a', state)).toMatchObject({ holder: 'usr_a', state: 'held' });
    expect(refusal(() => mayHoldShare(own, 'usr_x', state)).code).toBe('forbidden');
    expect(refusal(() => mayHoldShare(user('x'), 'usr_x', state)).code).toBe('not-found');
  });
});

describe('shares', () => {
  it('are taken from the freezing until the published time, strictly', () => {
    tender(draft, arranged).when(submit('usr_a')).refuses('tender-status');
    tender(...open)
      .when(submit('usr_a', later(-60)))
      .refuses('too-early');
    tender(...open)
      .when(submit('usr_a', later(5)))
      .refuses('too-early');
    tender(...freezing)
      .when(submit('usr_a', frozenAt))
      .yields({ type: 'ShareHandedIn', data: { holder: 'usr_a' } });
    tender(...freezing)
      .when(submit('usr_a', instant(millis(later(60)) - 1)))
      .yields({ type: 'ShareHandedIn' });
    tender(...freezing)
      .when(submit('usr_a', later(60)))
      .refuses('shares-closed');
    tender(...freezing)
      .when(submit('usr_x'))
      .refuses('not-found');
    tender(drafted(), published, bidsFrozen()).when(submit('usr_a')).refuses('not-a-ceremony');
  });

  it('count once, and again where the first was wrong', () => {
    tender(...freezing, handed('usr_a'))
      .when(submit('usr_a'))
      .changesNothing();
    tender(...freezing, handed('usr_a'), checked(['usr_a']))
      .when(submit('usr_a'))
      .changesNothing();
    tender(...freezing, handed('usr_a'), checked(['usr_a']), opened)
      .when(submit('usr_a'))
      .changesNothing();
    tender(...freezing, handed('usr_a'), checked([], ['usr_a']))
      .when(submit('usr_a', later(7)))
      .yields({ type: 'ShareHandedIn' });
    tender(...freezing, opened)
      .when(submit('usr_a'))
      .refuses('tender-status');
  });

  it('are checked once each, and not where another came in the place of the one that was looked at', () => {
    const [right, wrong] = [
      { holder: 'usr_a', handedAt: later(5) },
      { holder: 'usr_b', handedAt: later(5), reason: 'share-undecryptable' },
    ];
    const both = [...freezing, handed('usr_a'), handed('usr_b')];
    tender(...both)
      .when(check([right], [wrong]))
      .yields({ type: 'SharesChecked', data: { right: ['usr_a'], wrong: [{ holder: 'usr_b' }] } });
    tender(...both, checked(['usr_a'], ['usr_b']))
      .when(check([right], [wrong]))
      .changesNothing();
    tender(...both, checked(['usr_a'], ['usr_b']), handed('usr_b', later(7)))
      .when(check([right], [wrong]))
      .changesNothing();
    tender(...both, opened)
      .when(check([right]))
      .changesNothing();
    const state = fold(tenderDecider, [...both, checked(['usr_a'], ['usr_b']), handed('usr_b', later(7))]);
    expect(ceremonyOf(state as In<'opening'>)?.shares).toMatchObject([
      { holder: 'usr_a', state: 'right' },
      { holder: 'usr_b', state: 'handed-in', handedAt: later(7) },
      { holder: 'usr_c', state: 'held' },
    ]);
    expect(ceremonyOf(state as In<'opening'>)?.shares[1]).not.toHaveProperty('reason');
  });
});

describe('the remedy', () => {
  it('starts when the time for shares is over for all, and once', () => {
    tender(...freezing)
      .when(startReveal(later(60)))
      .refuses('too-early');
    tender(...freezing)
      .when(startReveal())
      .yields({
        type: 'RevealStarted',
        data: { reason: 'too-few-shares', until: later(181), article: expect.any(String) },
      });
    tender(...freezing, revealing)
      .when(startReveal())
      .changesNothing();
    tender(...freezing, opened)
      .when(startReveal())
      .changesNothing();
    tender(...open)
      .when(startReveal())
      .changesNothing();
  });

  it('waits for a share that nobody looked at yet', () => {
    tender(...freezing, handed('usr_a'))
      .when(startReveal())
      .refuses('concurrent-change');
    tender(...freezing, handed('usr_a'), checked([], ['usr_a']))
      .when(startReveal())
      .yields({ type: 'RevealStarted' });
  });

  it('takes no share any more, also when a clock jumped back', () => {
    tender(...freezing, revealing)
      .when(submit('usr_a', later(5)))
      .refuses('shares-closed');
  });

  it('lets bidders reveal until its end, strictly, and not before it started', () => {
    tender(...open)
      .when(reveal())
      .refuses('reveal-not-open');
    tender(...freezing)
      .when(reveal())
      .refuses('reveal-not-open');
    tender(...freezing, revealing)
      .when(reveal())
      .yields({ type: 'BidRevealed', data: { supplier: idFrom('org', 11) } });
    tender(...freezing, revealing)
      .when(reveal(later(181)))
      .refuses('reveal-closed');
    tender(...freezing, revealing, ended)
      .when(reveal(later(70)))
      .refuses('reveal-closed');
    tender(...freezing, revealing, ended, opened)
      .when(reveal())
      .refuses('tender-status');
    tender(drafted(), published, bidsFrozen()).when(reveal()).refuses('not-a-ceremony');
  });

  it('ends once, when it is over for all', () => {
    tender(...freezing, revealing)
      .when(endReveal(later(181)))
      .refuses('too-early');
    tender(...freezing, revealing)
      .when(endReveal())
      .yields({ type: 'RevealEnded' });
    tender(...freezing, revealing, ended)
      .when(endReveal())
      .changesNothing();
    tender(...freezing)
      .when(endReveal())
      .refuses('reveal-not-open');
    tender(...freezing, opened)
      .when(endReveal())
      .changesNothing();
  });
});

describe('the clock', () => {
  const due = (...past: TenderEvent[]) => {
    const state = fold(tenderDecider, [...freezing, ...past]) as In<'opening'>;
    return ceremonyDue(state, state.ceremony as Ceremony);
  };

  it('looks at once where a share is new, and else at the end of each time', () => {
    const state = fold(tenderDecider, freezing) as In<'opening'>;
    expect(sharesUntil(state.frozen, state.ceremony as Ceremony)).toBe(later(60));
    expect(due()).toBe(later(61));
    expect(due(handed('usr_a'))).toBe(later(5));
    expect(due(handed('usr_a'), checked(['usr_a']))).toBe(later(61));
    expect(due(handed('usr_a'), checked([], ['usr_a']))).toBe(later(61));
    expect(due(handed('usr_a'), handed('usr_b', later(6)), checked(['usr_a', 'usr_b']))).toBe(later(11));
    expect(due(revealing)).toBe(later(182));
    expect(due(revealing, ended)).toBe(later(182));
  });
});
