import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCommitment,
  checkReveal,
  type DrawInput,
  type DrawProof,
  draw,
  drawCommitment,
  drawListHash,
  drawOrder,
  drawSeed,
  verifyDraw,
} from '../../../functions/tendering/committee/draw.ts';
import { type Parties, type Person, representativeTie, tieOf } from '../../../functions/tendering/committee/recusal.ts';
import { base64url, sha256Hex } from '../../../shared/sealing/hash.ts';
import { refusal } from '../../support/given.ts';
import { idFrom } from '../fixtures.ts';

const tender = idFrom('tnd', 1);
const value = (n: number): string => base64url(new Uint8Array(32).fill(n));
const values = { buyer: value(1), supervisor: value(2) };
const expert = (n: number): string => `exp_${String(n).padStart(32, '0')}`;
const experts = Array.from({ length: 12 }, (_, n) => expert(n));
const input = (more: Partial<DrawInput> = {}): DrawInput => ({
  tender,
  eligible: experts,
  values,
  seats: 5,
  recused: [],
  ...more,
});
const proof = (recused: readonly string[] = [], more: Partial<DrawProof> = {}): DrawProof => ({
  tender,
  commitments: {
    buyer: drawCommitment({ tender, role: 'buyer', value: values.buyer }),
    supervisor: drawCommitment({ tender, role: 'supervisor', value: values.supervisor }),
  },
  values,
  list: drawListHash(experts),
  eligible: experts,
  recused,
  members: draw(input({ recused })).drawn,
  ...more,
});
const broken = (of: DrawProof): string[] => verifyDraw(of).flatMap(({ code, ok }) => (ok ? [] : [code]));

/** Lists of experts, and which of them are recused. */
const lists = fc
  .uniqueArray(fc.nat(999), { minLength: 5, maxLength: 40 })
  .map((numbers) => numbers.map(expert))
  .chain((eligible) => fc.record({ eligible: fc.constant(eligible), recused: fc.subarray(eligible) }));

describe('a value that is committed to', () => {
  it('is published as the hash of tender, role and value, which a tool at hand makes too', () => {
    const committed = drawCommitment({ tender, role: 'buyer', value: values.buyer });
    expect(committed).toBe(sha256Hex(`{"role":"buyer","tender":"${tender}","value":"${values.buyer}"}`));
    checkReveal({ tender, role: 'buyer', value: values.buyer }, committed, '/value');
  });

  it('is refused when it is another, of another role, of another tender, or no 32 bytes', () => {
    const committed = drawCommitment({ tender, role: 'buyer', value: values.buyer });
    const reveal = { tender, role: 'buyer', value: values.buyer } as const;
    for (const other of [
      { ...reveal, value: value(3) },
      { ...reveal, role: 'supervisor' as const },
      { ...reveal, tender: idFrom('tnd', 2) },
    ]) {
      expect(refusal(() => checkReveal(other, committed, '/value')).code).toBe('draw-value-differs');
    }
    for (const malformed of ['', 'AAAA', `${value(1)}=`, base64url(new Uint8Array(33))]) {
      const error = refusal(() => checkReveal({ ...reveal, value: malformed }, committed, '/value'));
      expect([error.code, error.errors[0]?.pointer]).toEqual(['draw-value-malformed', '/value']);
    }
    for (const malformed of ['', 'AB'.repeat(32), committed.slice(1)]) {
      expect(refusal(() => checkCommitment(malformed, '/commitment')).code).toBe('commitment-malformed');
    }
  });
});

describe('a draw', () => {
  it('follows from the tender, the list and both values, as anybody can compute', () => {
    const list = sha256Hex(JSON.stringify(experts));
    const seed = sha256Hex(JSON.stringify({ buyer: values.buyer, list, supervisor: values.supervisor, tender }));
    const byHand = [...experts].sort((a, b) => (sha256Hex(seed + a) < sha256Hex(seed + b) ? -1 : 1));
    expect(draw(input())).toEqual({ list, seed, drawn: byHand.slice(0, 5), substitutes: byHand.slice(5) });
  });

  it('changes with either value and with the tender', () => {
    const seeds = [
      drawSeed(tender, drawListHash(experts), values),
      drawSeed(tender, drawListHash(experts), { ...values, buyer: value(9) }),
      drawSeed(tender, drawListHash(experts), { ...values, supervisor: value(9) }),
      drawSeed(idFrom('tnd', 2), drawListHash(experts), values),
      drawSeed(tender, drawListHash(experts.slice(1)), values),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('is the same whatever the order of the list, and however often somebody stands in it', () => {
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat(1000)), ({ eligible }, weights) => {
        const shuffled = eligible
          .map((id) => ({ id, at: weights.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ id }) => id);
        const again = [...shuffled, ...shuffled.slice(0, 2)];
        expect(draw(input({ eligible: again, seats: 3 }))).toEqual(draw(input({ eligible, seats: 3 })));
      }),
    );
  });

  it('never seats who is recused; their places go to the next in order, one after the other or at once', () => {
    fc.assert(
      fc.property(lists, ({ eligible, recused }) => {
        const seats = Math.min(3, eligible.length - recused.length);
        const drawn = draw(input({ eligible, recused, seats }));
        const order = drawOrder(drawn.seed, eligible);
        expect(drawn.drawn.filter((id) => recused.includes(id))).toEqual([]);
        expect([...drawn.drawn, ...drawn.substitutes]).toEqual(order.filter((id) => !recused.includes(id)));
        const [first, ...rest] = recused;
        if (first === undefined) return;
        const before = draw(input({ eligible, recused: rest, seats }));
        const replaced = before.drawn.includes(first)
          ? [...before.drawn.filter((id) => id !== first), before.substitutes.find((id) => !recused.includes(id))]
          : before.drawn;
        expect([...replaced].sort()).toEqual([...drawn.drawn].sort());
      }),
    );
  });

  it('is refused where too few are left', () => {
    const error = refusal(() => draw(input({ recused: experts.slice(0, 8) })));
    expect([error.code, error.params]).toEqual(['experts-too-few', { needed: 5, found: 4 }]);
  });
});

describe('the proof of a draw', () => {
  it('holds for every draw, with and without recusals', () => {
    fc.assert(
      fc.property(fc.subarray(experts, { maxLength: 7 }), (recused) => {
        expect(broken(proof(recused))).toEqual([]);
      }),
    );
  });

  it('fails when a value is another than was committed to', () => {
    expect(broken(proof([], { values: { ...values, supervisor: value(9) } }))).toContain('draw-values-committed');
  });

  it('fails when the list is another than was published', () => {
    expect(broken(proof([], { eligible: [...experts, expert(99)] }))).toContain('draw-list-published');
    expect(broken(proof([], { list: drawListHash(experts.slice(1)) }))).toEqual(['draw-list-published']);
  });

  it('fails when somebody sits who was not drawn, twice, or though recused', () => {
    const { members } = proof();
    const { substitutes } = draw(input());
    const [first = '', second = ''] = members;
    expect(broken(proof([], { members: [...members.slice(1), substitutes[0] ?? ''] }))).toEqual([
      'draw-members-follow',
    ]);
    expect(broken(proof([], { members: [second, ...members.slice(1)] }))).toEqual(['draw-members-follow']);
    expect(broken(proof([first], { members }))).toEqual(['draw-members-follow']);
    expect(broken(proof([expert(99)], { members }))).toEqual(['draw-members-follow']);
  });
});

describe('recusal', () => {
  const codes = { buyer: 'B', buyersSister: 'BS', bidder: 'S1', biddersSister: 'S1S', other: 'S2', nobody: 'X' };
  const parties: Parties = {
    buyer: { uscc: codes.buyer, affiliates: [codes.buyersSister] },
    bidders: [
      { uscc: codes.bidder, affiliates: [codes.biddersSister] },
      { uscc: codes.other, affiliates: [] },
    ],
  };

  it.each([
    ['the employer is the buyer', { employer: codes.buyer, ties: [] }, ['employer', 'buyer', codes.buyer]],
    ['a tie to the buyer’s affiliate', { ties: [codes.buyersSister] }, ['declared-tie', 'buyer', codes.buyersSister]],
    ['the employer is a bidder', { employer: codes.other, ties: [] }, ['employer', 'bidder', codes.other]],
    ['a tie to a bidder', { ties: [codes.nobody, codes.bidder] }, ['declared-tie', 'bidder', codes.bidder]],
    ['a tie to a bidder’s affiliate', { ties: [codes.biddersSister] }, ['declared-tie', 'bidder', codes.biddersSister]],
    [
      'the buyer before a bidder',
      { employer: codes.bidder, ties: [codes.buyer] },
      ['declared-tie', 'buyer', codes.buyer],
    ],
  ] as const)('%s', (_, person, [ground, party, uscc]) => {
    expect(tieOf(person, parties)).toEqual({ ground, party, uscc });
  });

  it('asks nothing of who has no interest in a party', () => {
    expect(tieOf({ employer: codes.nobody, ties: ['Y', 'Z'] }, parties)).toBeUndefined();
    expect(tieOf({ ties: [] }, parties)).toBeUndefined();
  });

  it('lets a representative be the buyer’s own, but not a bidder’s', () => {
    expect(representativeTie({ employer: codes.buyer, ties: [] }, parties)).toBeUndefined();
    expect(representativeTie({ employer: codes.buyer, ties: [codes.other] }, parties)?.uscc).toBe(codes.other);
  });

  it('keeps everybody with a tie out of every draw', () => {
    const uscc = fc.constantFrom(...Object.values(codes), 'Y', 'Z');
    const person = fc.record({ employer: fc.option(uscc, { nil: undefined }), ties: fc.array(uscc, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(person, { minLength: 8, maxLength: 20 }), (people: Person[]) => {
        const known = new Map(people.map((one, n) => [expert(n), one]));
        const eligible = [...known.keys()];
        const recused = eligible.filter((id) => tieOf(known.get(id) as Person, parties) !== undefined);
        fc.pre(eligible.length - recused.length >= 3);
        const involved = Object.values(codes).filter((code) => code !== codes.nobody);
        for (const id of draw(input({ eligible, recused, seats: 3 })).drawn) {
          const { employer, ties } = known.get(id) as Person;
          expect([employer, ...ties].filter((code) => code !== undefined && involved.includes(code))).toEqual([]);
        }
      }),
    );
  });
});
