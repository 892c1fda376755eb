import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeardPost, hear, type Said, stands } from '../../functions/showcase/heard-post.ts';
import { printed } from '../../functions/showcase/printable.ts';
import { type Coming, meritOf, problemOf, proposalsOf } from '../../functions/showcase/proposal.ts';
import { toDecimal } from '../../shared/kernel/ratio.ts';
import { at, firm, terms } from './matchmaking-fixtures.ts';

const coming = (n: number, more: Partial<Coming> = {}): Coming => ({
  firm: firm(n),
  posts: [`pst_${n}`],
  absent: [],
  wishes: [],
  vetoes: [],
  ...more,
});
const post = (
  poster: number,
  pairs: Readonly<Record<string, string>> = {},
  more: Partial<HeardPost> = {},
): HeardPost => ({
  poster: firm(poster).id,
  subject: 'steel.rebar',
  seq: 1,
  open: true,
  pairs: Object.fromEntries(
    Object.entries(pairs).map(([other, score]) => [other, { poster: firm(Number(other.slice(4))).id, score, seq: 1 }]),
  ),
  gone: {},
  ...more,
});
const none = { must: [], never: [] };
const pair = (a: number, b: number) => ({ a: firm(a).id, b: firm(b).id });

describe('meetings are proposed', () => {
  const heard = new Map([
    ['pst_1', post(1, { pst_2: '80/1', pst_3: '100/3' })],
    ['pst_2', post(2, { pst_1: '80/1' })],
    ['pst_3', post(3)],
  ]);
  const of = (comings: readonly Coming[], pins = none as Parameters<typeof proposalsOf>[2], posts = heard) =>
    proposalsOf(comings, posts, pins, at).map((one) => [one.a, one.b, toDecimal(meritOf(one)) ?? 'endless']);
  const [a, b, c] = [1, 2, 3].map((n) => firm(n).id);

  it('where posts fit each other, whichever of the two keeps the other', () => {
    expect(of([coming(3), coming(1), coming(2)])).toEqual([
      [a, b, '80'],
      [a, c, 'endless'],
    ]);
    expect(
      problemOf(terms, [coming(1), coming(3)], proposalsOf([coming(1), coming(3)], heard, none, at)).wanted,
    ).toEqual([{ a, b: c, value: 3333, must: false }]);
  });

  it('where one wishes it, and more where both do; wishes add to what fits', () => {
    expect(of([coming(2, { wishes: [c as string] }), coming(3)])).toEqual([[b, c, '10']]);
    expect(of([coming(2, { wishes: [c as string] }), coming(3, { wishes: [b as string] })])).toEqual([[b, c, '30']]);
    expect(of([coming(1, { wishes: [b as string] }), coming(2)])).toEqual([[a, b, '90']]);
  });

  it('where the organiser fixes it, and never where one of the two, or the organiser, will not have it', () => {
    expect(of([coming(2), coming(3)], { must: [pair(2, 3)], never: [] })).toEqual([[b, c, '1']]);
    expect(of([coming(1), coming(2)], { must: [], never: [pair(1, 2)] })).toEqual([]);
    expect(of([coming(1), coming(2, { vetoes: [a as string] })], { must: [pair(1, 2)], never: [] })).toEqual([]);
  });

  it('of nobody who does not come, and of no post that has ended', () => {
    expect(of([coming(1)], { must: [pair(1, 2)], never: [] })).toEqual([]);
    const ended = new Map([...heard, ['pst_2', post(2, { pst_1: '80/1' }, { open: false })]] as const);
    expect(of([coming(1), coming(2)], none, ended)).toEqual([]);
    const expired = new Map([...heard, ['pst_1', post(1, { pst_2: '80/1' }, { expiresAt: at })]] as const);
    expect(of([coming(1), coming(2)], none, expired)).toEqual([]);
  });
});

describe('what is heard of a post', () => {
  const poster = { id: firm(1).id, name: '', uscc: '' };
  const kept = (seq: number, found: readonly string[], gone: readonly string[]): Said => ({
    type: 'MatchesKept',
    seq,
    data: {
      post: 'pst_1',
      poster,
      kind: 'demand',
      subject: 'steel.rebar',
      found: found.map((other) => ({
        post: other,
        version: seq,
        poster: { id: firm(2).id, name: '' },
        score: `${seq}/1`,
      })),
      changed: [],
      gone,
      at,
    },
  });
  const story: readonly Said[] = [
    { type: 'PostPublished', seq: 1, data: { poster, terms: { subject: 'steel.rebar', expiresAt: at } } },
    { type: 'PostAmended', seq: 2, data: { terms: { expiresAt: '2026-04-01T00:00:00.000Z' } } },
    { type: 'PostClosed', seq: 3, data: { closedAt: at } },
    { type: 'PostRenewed', seq: 4, data: { expiresAt: '2026-05-01T00:00:00.000Z' } },
    kept(1, ['pst_2', 'pst_3'], []),
    kept(2, ['pst_4'], ['pst_2']),
    kept(3, ['pst_2'], ['pst_4', 'pst_3']),
  ];
  it('takes up the score of a pair that stays', () => {
    const [said] = [kept(4, ['pst_2'], [])] as const;
    const { found, ...rest } = said.data as { found: object[] };
    expect(told([...story, { ...said, data: { ...rest, found: [], changed: found } }])?.pairs.pst_2?.score).toBe('4/1');
  });

  const told = (said: readonly Said[]) =>
    said.reduce<HeardPost | undefined>((before, one) => hear(before, one) ?? before, undefined);

  it('is the same in whatever order and however often it is told', () => {
    const whole = told(story);
    expect(whole).toMatchObject({ poster: firm(1).id, open: true, expiresAt: '2026-05-01T00:00:00.000Z' });
    expect(whole?.pairs).toEqual({ pst_2: { poster: firm(2).id, score: '3/1', seq: 3 } });
    expect(whole && stands(whole, at)).toBe(true);
    fc.assert(
      fc.property(fc.shuffledSubarray([...story, ...story], { minLength: story.length * 2 }), (again) => {
        expect(told(again)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('changes nothing when it says nothing new', () => {
    for (const said of story) expect(hear(told(story), said)).toBeUndefined();
  });
});

describe('a timetable to print', () => {
  const nasty = '<script>alert("1")</script>&\'';
  const html = printed({ ...terms, title: nasty, host: nasty, place: { division: '350404', address: nasty } }, [
    {
      firm: nasty,
      meetings: [
        {
          from: '2026-03-20T01:00:00.000Z',
          to: '2026-03-20T01:20:00.000Z',
          table: 7,
          counterpart: nasty,
          about: nasty,
          cancelled: true,
        },
      ],
    },
    { firm: '明溪石英', meetings: [] },
  ]);

  it('shows what people wrote as text, whatever is in it', () => {
    expect(html).not.toMatch(/<script|alert\("/);
    expect(html.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;&#39;/g)?.length).toBe(10);
  });

  it('has a page a firm, with the time of Shanghai, the table and the other', () => {
    expect(html.match(/<section>/g)).toHaveLength(2);
    expect(html).toContain('<td>09:00–09:20</td><td>7</td>');
    expect(html).toContain('对方已退出');
    expect(html).toContain('没有为贵单位安排场次');
  });
});
