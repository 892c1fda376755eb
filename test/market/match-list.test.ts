import { describe, expect, it } from 'vitest';
import type { KeptMatch, MatchesKept } from '../../functions/market/events.ts';
import { type KeepMatches, matchList, mayEnter, mostKept, standardOf } from '../../functions/market/match-list.ts';
import { compared, type Found, leastWith, rank } from '../../functions/market/matching/rank.ts';
import { weightsVersion } from '../../functions/market/matching/score.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { fraction, type Ratio } from '../../shared/kernel/ratio.ts';
import { given } from '../support/given.ts';
import { at, mill, offers, today, wants, yuan } from './fixtures.ts';

const poster = { id: mill.id, name: mill.name };
const kept = (post: string, score: string, version = 1): KeptMatch => ({ post, version, poster, score });
const later = '2026-03-03T01:00:00.000Z';
const keep = (matches: readonly KeptMatch[], when = at): KeepMatches => ({
  type: 'keepMatches',
  at: when,
  of: { post: 'pst_1', poster, kind: 'demand', subject: 'steel.rebar' },
  matches,
  standard: { day: when.slice(0, 10), weights: weightsVersion, best: {} },
});
const past = (...commands: readonly KeepMatches[]): MatchesKept[] => {
  const events: MatchesKept[] = [];
  for (const command of commands) events.push(...matchList.decide(command, fold(matchList, events)));
  return events;
};

describe('a list of matches', () => {
  const first = keep([kept('a', '90/1'), kept('b', '80/1')]);

  it('says what came, what is compared anew and what went, and is silent where nothing did', () => {
    given(matchList)
      .when(first)
      .yields({ type: 'MatchesKept', data: { found: first.matches, gone: [] } });
    given(matchList, ...past(first))
      .when(keep([kept('a', '89/1'), kept('b', '79/1')], later))
      .changesNothing();
    given(matchList, ...past(first))
      .when(keep([kept('c', '95/1'), kept('a', '89/1', 2)], later))
      .yields({
        type: 'MatchesKept',
        data: { found: [kept('c', '95/1')], changed: [kept('a', '89/1', 2)], gone: ['b'] },
      });
    given(matchList).when(keep([])).changesNothing();
  });

  it('keeps ids, versions, scores and since when, best first', () => {
    const state = fold(
      matchList,
      past(first, keep([kept('a', '80/1'), kept('b', '80/1', 2), kept('c', '99/1')], later)),
    );
    expect(state.matches).toEqual([
      { post: 'c', version: 1, score: '99/1', foundAt: later },
      { post: 'a', version: 1, score: '80/1', foundAt: at },
      { post: 'b', version: 2, score: '80/1', foundAt: at },
    ]);
  });

  it('is found anew for one that may have to be in it, and for no other', () => {
    const all = Array.from({ length: mostKept }, (_, n) =>
      offers({ id: `o${String(n).padStart(2, '0')}`, price: yuan(String(3400 + n)) }),
    );
    const matches = rank(wants(), all, today).map(({ id, score }) => kept(id, fraction(score)));
    const best = new Map<string, Ratio>();
    for (const each of all) leastWith(best, compared(wants(), each) as Found);
    const full = fold(matchList, past({ ...keep(matches), standard: standardOf(best, today) }));
    const enters = (more: object, day = today) => mayEnter(full, wants(), offers({ id: 'x', ...more }), day);
    expect(enters({ price: yuan('3500') })).toBe(false);
    expect(enters({ price: yuan('3419') })).toBe(false);
    expect(enters({ price: yuan('3410') })).toBe(true);
    // Cheaper than all: what every other scores changes.
    expect(enters({ price: yuan('3300'), confirmedOn: '2025-12-20' })).toBe(true);
    // All that is kept is a month older: what is fresh is ahead of it.
    expect(enters({ price: yuan('3500'), confirmedOn: '2026-04-01' }, '2026-04-01')).toBe(true);
    expect(enters({ price: yuan('3500') }, '2026-04-01')).toBe(false);
    expect(enters({ subject: 'steel.plate' })).toBe(false);
    const short = { ...full, matches: full.matches.slice(1) };
    expect(mayEnter(short, wants(), offers({ id: 'x', price: yuan('3500') }), today)).toBe(true);
  });
});
