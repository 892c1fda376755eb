import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import substitutions from '../../functions/market/data/substitutions.json' with { type: 'json' };
import unstated from '../../functions/market/data/unstated.json' with { type: 'json' };
import { goodsOf } from '../../functions/market/goods.ts';
import { compatible, failures } from '../../functions/market/matching/conditions.ts';
import { metresBetween } from '../../functions/market/matching/distance.ts';
import type { Candidate } from '../../functions/market/matching/model.ts';
import { rank } from '../../functions/market/matching/rank.ts';
import { weighsOne, weights } from '../../functions/market/matching/score.ts';
import { closed, servedBy, servers, stepsAbove } from '../../functions/market/matching/substitution.ts';
import { mondayOf } from '../../functions/market/matching/week.ts';
import { checkSpec } from '../../functions/market/spec.ts';
import { wordsOf } from '../../functions/market/words.ts';
import { problemTexts } from '../../functions/problems.ts';
import { categories, category } from '../../shared/commodity/category.ts';
import { wordsOf as say } from '../../shared/http/problem.ts';
import { compare, fraction, one, ratio, roundHalfUp, zero } from '../../shared/kernel/ratio.ts';
import { candidates } from './candidates.ts';
import { offers, today, tonnes, wants, yuan } from './fixtures.ts';
import { pairs } from './pairs.ts';

describe('pairs of the trade', () => {
  test('there are eighty and more', () => expect(pairs.length).toBeGreaterThanOrEqual(80));

  it.each(pairs)('%s', (_, wanted, offered, reasons) => {
    const [w, o] = [wants(wanted), offers(offered)];
    for (const { kind, subject, spec, side } of [w, o]) {
      const of = goodsOf(kind, subject);
      expect(of && checkSpec(of, spec, side === 'offered' ? 'offered' : 'wanted', '')).toEqual(expect.anything());
    }
    expect(failures(w, o).map(({ code }) => code)).toEqual(reasons);
    expect(failures(o, w)).toEqual(failures(w, o));
    expect(compatible(w, o) !== undefined).toBe(reasons.length === 0);
  });

  it('says in both languages what is wrong', () => {
    const board = (thickness: number, width: number) => ({
      subject: 'board.plywood',
      spec: { length: 2440, width, thickness },
      quantity: undefined,
      price: undefined,
    });
    const [failure] = failures(wants(board(18, 1220)), offers(board(18, 1200)));
    const words =
      failure && wordsOf(failure, 'demand', 'board.plywood', (code, params) => say(problemTexts, code, params));
    expect(words?.en).toBe('width 1200 < 1220 mm asked');
    expect(words?.zh).toMatch(/1200 < 要求的 1220 mm/);
  });

  it('names processes as it names goods', () => {
    const work = (subject: string) => ({ kind: 'processing', subject, spec: {} }) as const;
    const [failure] = failures(wants(work('turning')), offers(work('milling')));
    const words =
      failure && wordsOf(failure, 'processing', 'turning', (code, params) => say(problemTexts, code, params));
    expect(words?.zh).toMatch(/车削.*铣削|铣削.*车削/);
    expect(words?.zh).not.toMatch(/[a-z]/);
  });
});

describe('substitution', () => {
  it('goes one way, over several steps', () => {
    expect(servers('board.plywood', 'formaldehyde', 'E1')).toEqual(['E0', 'ENF']);
    expect(servedBy('board.plywood', 'formaldehyde', 'ENF')).toEqual(['E0', 'E1']);
    expect(stepsAbove('board.plywood', 'formaldehyde', 'ENF', 'E1')).toBe(2);
    expect(stepsAbove('board.plywood', 'formaldehyde', 'E1', 'ENF')).toBeUndefined();
    expect(stepsAbove('steel.rebar', 'grade', 'HRB400E', 'HRB400E')).toBe(0);
  });

  it('never goes round', () => {
    expect(() =>
      closed([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ]),
    ).toThrow(RangeError);
    expect(
      closed([
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'c'],
      ]).get('c'),
    ).toEqual(
      new Map([
        ['b', 1],
        ['a', 1],
      ]),
    );
  });

  it('is of values that goods can have, each pair once, and from a source or not verified', () => {
    for (const { categories: codes, attribute, serves, verified, source } of substitutions) {
      expect(verified === false || source !== '').toBe(true);
      for (const code of codes) {
        const found = category(code)?.attributes.find(({ name }) => name === attribute);
        const allowed = found?.type === 'boolean' ? [true, false] : found?.values?.map(({ value }) => value);
        for (const value of serves.flat()) expect(allowed, `${code} ${attribute}`).toContain(value);
      }
    }
    const named = substitutions.flatMap(({ categories: codes, attribute }) =>
      codes.map((code) => `${code} ${attribute}`),
    );
    expect(new Set(named).size).toBe(named.length);
  });

  it('says what silence means only of attributes that may be left out', () => {
    for (const { categories: codes, attribute } of unstated) {
      for (const code of codes) {
        const found = categories()
          .find((each) => each.code === code)
          ?.attributes.find(({ name }) => name === attribute);
        expect(found?.required, `${code} ${attribute}`).toBe(false);
      }
    }
  });
});

describe('a score', () => {
  it('is the weighted sum of what is published, and the weights sum to 1', () => {
    expect(weighsOne()).toBe(true);
    const [match] = rank(wants(), [offers()], today);
    expect(match?.factors.map(({ name }) => name)).toEqual(Object.keys(weights));
    // 35 cost + 15 time + 15 quantity + 15 spec + 5 unrated + 10 fresh
    expect(fraction(match?.score ?? zero)).toBe('95/1');
  });

  it('counts freight by distance, and none where the price is delivered', () => {
    const near = offers({ id: 'near', point: wants().point, price: yuan('3420') });
    const far = offers({ id: 'far', price: yuan('3400') });
    const delivered = offers({ id: 'delivered', price: yuan('3415', 'delivered') });
    const metres = metresBetween(wants().point, far.point);
    const cost = new Map(rank(wants(), [near, far, delivered], today).map(({ id, factors }) => [id, factors[0]]));
    expect(cost.get('delivered')?.params.landed).toBe('3415.00');
    expect(cost.get('near')?.params).toMatchObject({ landed: '3420.00', freight: '0.00', best: '3415.00' });
    expect(cost.get('far')?.params.freight).toBe(roundHalfUp(ratio(BigInt(metres) * 7n, 10_000n), 2));
    expect(fraction(cost.get('near')?.score ?? zero)).toBe('683/684');
  });

  it('adds the tax to a price without it, and compares a price a kilogram', () => {
    const net = offers({ id: 'net', price: { ...yuan('3000', 'delivered'), taxIncluded: false } });
    const kilo = offers({ id: 'kilo', price: { ...yuan('3.39', 'delivered'), per: 'KGM' } });
    const found = rank(wants(), [net, kilo], today);
    expect(found.map(({ factors }) => factors[0]?.params.landed)).toEqual(['3390.00', '3390.00']);
  });

  it('weighs boards by an estimate, pieces by the formula, and what cannot be weighed not at all', () => {
    const priced = (per: 'MTQ' | 'H87' | 'MTR', amount: string) =>
      ({ ...yuan(amount), per, weighingBasis: undefined }) as const;
    const cost = (
      subject: string,
      spec: Candidate['spec'],
      price: Candidate['price'],
      quantity: Candidate['quantity'],
    ) => rank(wants({ subject, spec, quantity }), [offers({ subject, spec, quantity, price })], today)[0]?.factors[0];
    const metres = BigInt(metresBetween(wants().point, offers().point));
    const board = { length: 2440, width: 1220, thickness: 18 };
    const sheets = { value: '500', unit: 'H87' } as const;
    // 2.44 × 1.22 × 0.018 m³ of 0.6 t, over km × 1.4 × 0.5 yuan
    const freight = ratio(metres * 7n * 53_5824n * 6n, 10_000n * 1_000_0000n * 10n);
    expect(cost('board.plywood', board, priced('MTQ', '2000'), sheets)?.params).toMatchObject({
      price: '107.16',
      freight: roundHalfUp(freight, 2),
    });
    const pipe = { dn: 110, material: 'PE100', sdr: 11 };
    const metre = { value: '900', unit: 'MTR' } as const;
    expect(cost('pipe.pe', pipe, priced('MTR', '30'), metre)).toMatchObject({
      code: 'cost-without-freight',
      score: one,
    });
  });

  it('leaves the price of another weighing basis out of the comparison', () => {
    const offer = offers({ quantity: undefined, price: { ...yuan('3000'), weighingBasis: 'weighed' } });
    expect(rank(wants(), [offer], today)[0]?.factors[0]).toMatchObject({ code: 'cost-unknown', score: zero });
  });

  it('counts a substitute half, and says which it is', () => {
    const plain = wants({ spec: { grade: 'HRB400', diameter: 20, length: 12 } });
    const [match] = rank(plain, [offers()], today);
    expect(match?.substitutions).toEqual([{ attribute: 'grade', offered: 'HRB400E', asked: 'HRB400' }]);
    expect(fraction(match?.factors.find(({ name }) => name === 'spec')?.score ?? zero)).toBe('5/6');
  });

  it('falls with the days since the other side said that its post stands', () => {
    const fresh = (confirmedOn: string) =>
      fraction(rank(wants(), [offers({ confirmedOn })], today)[0]?.factors.at(-1)?.score ?? zero);
    expect([fresh('2026-03-02'), fresh('2026-01-31'), fresh('2025-01-01')]).toEqual(['1/1', '2/3', '0/1']);
  });

  it('takes a record of performance as it is given, and the middle where there is none', () => {
    const scored = (record?: string) =>
      rank(wants(), [offers({ record })], today)[0]?.factors.find(({ name }) => name === 'record')?.score;
    expect([scored('9/10'), scored()]).toEqual([ratio(9n, 10n), ratio(1n, 2n)]);
  });
});

describe('whatever is posted', () => {
  const some = fc.array(candidates, { minLength: 1, maxLength: 25 });

  it('nothing depends on the order in which posts come, or on how often', () => {
    fc.assert(
      fc.property(candidates, some, fc.integer(), (post, others, turn) => {
        const turned = [...others.slice(Math.abs(turn) % others.length), ...others].toReversed();
        const unique = [...new Map(turned.map((each) => [each.id, each])).values()];
        expect(rank(post, turned, today)).toEqual(rank(post, unique.toReversed(), today));
      }),
      { numRuns: 60 },
    );
  });

  it('I am in your list if and only if you are in mine', () => {
    fc.assert(
      fc.property(some, (posts) => {
        const named = posts.map((each, at) => ({ ...each, id: `p${at}` }));
        const lists = new Map(named.map((each) => [each.id, rank(each, named, today).map(({ id }) => id)]));
        for (const [id, list] of lists) for (const other of list) expect(lists.get(other)).toContain(id);
      }),
      { numRuns: 60 },
    );
  });

  it('scores lie between 0 and 100, best first', () => {
    fc.assert(
      fc.property(candidates, some, (post, others) => {
        const scores = rank(post, others, today).map(({ score }) => score);
        for (const score of scores) {
          expect(compare(score, zero)).toBeGreaterThanOrEqual(0);
          expect(compare(score, ratio(100n))).toBeLessThanOrEqual(0);
        }
        expect(scores.toSorted((a, b) => compare(b, a))).toEqual(scores);
      }),
      { numRuns: 60 },
    );
  });

  const scoreAmong = (offer: Candidate, others: readonly Candidate[]) =>
    rank(wants(), [offer, ...others], today).find(({ id }) => id === offer.id)?.score ?? zero;
  const price = fc.integer({ min: 100, max: 900_000 }).map((fen) => yuan((fen / 100).toString()));

  it('cheaper is never worse', () => {
    fc.assert(
      fc.property(price, price, fc.array(price, { maxLength: 5 }), (a, b, rest) => {
        const [cheap, dear] = Number(a.unitPrice.amount) <= Number(b.unitPrice.amount) ? [a, b] : [b, a];
        const others = rest.map((each, at) => offers({ id: `x${at}`, price: each }));
        const better = scoreAmong(offers({ price: cheap }), others);
        expect(compare(better, scoreAmong(offers({ price: dear }), others))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('more capacity never lowers a score', () => {
    const amount = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((kilos) => tonnes((kilos / 1000).toString()));
        const better = scoreAmong(offers({ quantity: more }), []);
        expect(compare(better, scoreAmong(offers({ quantity: less }), []))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('what matches scores in full where it is all that was asked and nobody is cheaper', () => {
    const [best] = rank(wants(), [offers({ record: '1/1' })], today);
    expect(best?.score).toEqual(ratio(100n));
  });
});

describe('places and weeks', () => {
  it('measures the straight line as the map does, in both directions', () => {
    const [sanyuan, yongan] = [wants().point, offers().point];
    expect(Math.round(metresBetween(sanyuan, yongan) / 100)).toBe(378);
    expect(metresBetween(yongan, sanyuan)).toBe(metresBetween(sanyuan, yongan));
    expect(metresBetween(sanyuan, sanyuan)).toBe(0);
  });

  it('reads ISO weeks', () => {
    const weeks = {
      '2026-W01': '2025-12-29',
      '2026-W12': '2026-03-16',
      '2026-W53': '2026-12-28',
      '2025-W01': '2024-12-30',
    };
    for (const [week, monday] of Object.entries(weeks)) expect(mondayOf(week)).toBe(monday);
    for (const wrong of ['2025-W53', '2026-W00', '2026-12', 'W12']) expect(() => mondayOf(wrong)).toThrow('not-a-week');
  });
});
