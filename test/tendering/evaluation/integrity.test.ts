import { describe, expect, it } from 'vitest';
import data from '../../../functions/tendering/evaluation/data/indicators.json' with { type: 'json' };
import { fences, quantile } from '../../../functions/tendering/evaluation/fences.ts';
import type { Findings } from '../../../functions/tendering/evaluation/findings.ts';
import { type IntegrityFacts, integrityLeads } from '../../../functions/tendering/evaluation/integrity.ts';
import { parseDecimal, ratio } from '../../../shared/kernel/ratio.ts';
import { parseInstant } from '../../../shared/kernel/time.ts';
import { bid, deadline, draft, idFrom, lot, rebarItem } from '../fixtures.ts';
import { at, cny, evaluated, lotId, offering, oneLot, only, org } from './support.ts';

const onTime = parseInstant('2026-03-24T08:59:59+08:00');
type Came = Partial<IntegrityFacts['bids'][number]>;

/** The leads of one lot of bids at these prices, by supplier 0, 1, 2 …; `out` are found not qualified. */
function leadsOf(
  prices: readonly string[],
  {
    out = [],
    came = {},
    ...more
  }: { out?: readonly number[]; came?: Readonly<Record<number, Came>> } & Partial<IntegrityFacts> = {},
) {
  const qualification: Findings['qualification'] = Object.fromEntries(
    out.map((n) => [org(n), { qualified: false, reasons: [] }]),
  );
  const result = evaluated(
    oneLot(),
    prices.map((price, n) => at(n, price)),
    { qualification },
  );
  return integrityLeads({
    method: 'lowest-evaluated-price',
    deadline,
    lots: result.lots,
    bids: prices.map((_, n) => ({ supplier: org(n), receivedAt: onTime, ...came[n] })),
    ...more,
  });
}
const ids = (...asked: Parameters<typeof leadsOf>) => leadsOf(...asked).map(({ id }) => id);
const lead = (id: string, ...asked: Parameters<typeof leadsOf>) => {
  const found = leadsOf(...asked).filter((one) => one.id === id);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the leads of an ordinary lot', () => {
  it('are none', () => {
    expect(ids(['500', '517.31', '530.77', '561.20'])).toEqual([]);
  });

  it('each carry their definition in both languages, with its source', () => {
    for (const { definition } of leadsOf(['500'])) {
      expect(definition).toEqual(data.R018);
    }
    for (const { title, text, source } of Object.values(data)) {
      expect([title.zh, title.en, text.zh, text.en, source].every(Boolean)).toBe(true);
    }
  });
});

describe('the Cardinal indicators', () => {
  it('R018: a single bid', () => {
    expect(lead('R018', ['500'])).toMatchObject({ lot: lotId, suppliers: [org(0)], evidence: { bids: '1' } });
  });

  it('R024: the second price close to the winning one, where the winner is the lowest', () => {
    expect(lead('R024', ['500', '500.50', '540'])).toMatchObject({
      suppliers: [org(0), org(1)],
      evidence: { winning: '500.00', next: '500.50', difference: '0.0010' },
    });
    expect(ids(['500', '500.51', '540'])).toEqual([]);
    expect(ids(['500', '500.50', '540'], { winners: new Map([[lotId, [{ supplier: org(1) }]]]) })).toEqual([]);
  });

  it('R024 and R058 go by the fences of the past, where it is long enough', () => {
    // Q1 0.05 and Q3 0.07 give fences at 0.02 and 0.10, as in Cardinal’s own examples.
    const differences = Array.from({ length: 21 }, (_, n) => (n < 10 ? '0.05' : n === 10 ? '0.06' : '0.07'));
    const history = { differences, bidders: [] };
    expect(ids(['100000', '101000'], { history })).toEqual(['R024']);
    expect(ids(['100000', '103000'], { history })).toEqual([]);
    expect(ids(['100000', '115000'], { history })).toEqual(['R058']);
    expect(ids(['100000', '115000'], { history: { ...history, differences: differences.slice(0, 19) } })).toEqual([]);
    const even = { ...history, differences: differences.map(() => '0.05') };
    expect(ids(['100000', '105000'], { history: even })).toEqual([]);
  });

  it('R058: a heavily discounted bid', () => {
    expect(lead('R058', ['100', '150'])?.evidence).toMatchObject({ difference: '0.5000' });
    expect(ids(['100', '149.99'])).toEqual([]);
  });

  it('R028: identical prices, of any bidders', () => {
    expect(lead('R028', ['500', '560', '530', '560'])).toMatchObject({
      suppliers: [org(1), org(3)],
      evidence: { price: '560.00', bids: '2' },
    });
  });

  it('R030: a bid that came at the deadline or after it won', () => {
    const late = { 0: { receivedAt: deadline } };
    expect(lead('R030', ['500', '530'], { came: late })).toMatchObject({
      suppliers: [org(0)],
      evidence: { receivedAt: deadline, deadline },
    });
    expect(ids(['500', '530'], { came: { 1: { receivedAt: deadline } } })).toEqual([]);
  });

  it('R035 and R038: all but the winner disqualified', () => {
    const leads = leadsOf(['500', '530', '561.2'], { out: [1, 2] });
    expect(leads.map(({ id }) => id)).toEqual(['R038', 'R035']);
    expect(leads[1]).toMatchObject({ suppliers: [org(1), org(2)], evidence: { winner: org(0), disqualified: '2' } });
    expect(leads[0]).toMatchObject({ lot: lotId, suppliers: [org(1), org(2)], evidence: { ratio: '0.6667' } });
    expect(ids(['500', '530', '561.2'], { out: [2] })).toEqual([]);
  });

  it('R036: the lowest bid disqualified, where price alone decides', () => {
    const prices = ['500', '530', '561.2', '590'];
    expect(lead('R036', prices, { out: [0] })).toMatchObject({
      suppliers: [org(0)],
      evidence: { lowest: '500.00', winning: '530.00' },
    });
    expect(ids(prices, { out: [0], method: 'scoring' })).toEqual([]);
    expect(ids(prices, { out: [0], winners: new Map() })).toEqual([]);
  });

  it('a bid that yields to its brand is not disqualified', () => {
    const brand = (n: number) => [org(n), { qualified: true, reasons: [], brands: { [lotId]: '闽光' } }] as const;
    const result = evaluated(
      oneLot({}, { regime: 'government-procurement' }),
      [at(0, '500'), at(1, '530'), at(2, '561.2'), at(3, '590')],
      { qualification: Object.fromEntries([brand(1), brand(2)]) },
    );
    expect(only(result).bids.at(-1)?.invalid).toEqual(['same-brand']);
    const facts = { method: 'lowest-evaluated-price', deadline, lots: result.lots, bids: [] } as const;
    expect(integrityLeads(facts)).toEqual([]);
  });

  describe('of bidders', () => {
    const lots = Array.from({ length: 4 }, (_, n) => lot(n + 1, { items: [{ ...rebarItem(n + 1, '1') }] }));
    const offers = (n: number, ...prices: string[]) =>
      bid(n, ...prices.map((price, k): [number, string] => [k + 1, price]));
    const result = evaluated(draft({ lots: lots.map((one, k) => (k < 2 ? { ...one, ceiling: cny('590') } : one)) }), [
      offers(0, '500', '500', '500', '500'),
      offers(1, '530', '541', '553', '567'),
      offers(2, '600', '600', '570', '601'),
    ]);
    const facts = { method: 'lowest-evaluated-price', deadline, lots: result.lots, bids: [] } as const;
    const record = (n: number, submitted: number, won: number, disqualified = 0) => ({
      supplier: org(n),
      submitted,
      valid: submitted - disqualified,
      won,
      disqualified,
    });

    it('R025 and R038 go by the lots of the tender where no history is given', () => {
      const leads = integrityLeads(facts);
      expect(leads.map(({ id, lot, suppliers, evidence }) => [id, lot, suppliers, evidence])).toEqual([
        ['R025', null, [org(1)], { won: '0', valid: '4', ratio: '0.0000' }],
        ['R038', null, [org(2)], { disqualified: '2', submitted: '4', ratio: '0.5000' }],
      ]);
    });

    it('and by the fences of all who are known, where it is; only bidders of this tender are named', () => {
      const others = Array.from({ length: 20 }, (_, n) => record(100 + n, 10, n % 2 === 0 ? 5 : 7, n % 2));
      const bidders = [...others, record(0, 12, 6), record(1, 30, 0), record(2, 10, 6, 4), record(999, 30, 0, 9)];
      const leads = integrityLeads({ ...facts, history: { differences: [], bidders } });
      expect(leads.map(({ id, suppliers }) => [id, suppliers])).toEqual([
        ['R025', [org(1)]],
        ['R038', [org(2)]],
      ]);
      // Who bids less often than three quarters of all is not among the busiest.
      const busier = bidders.map((one) => (one.supplier === org(1) ? record(1, 8, 0) : one));
      const fewer = integrityLeads({ ...facts, history: { differences: [], bidders: busier } });
      expect(fewer.map(({ id }) => id)).toEqual(['R038']);
    });
  });
});

describe('signs of collusion', () => {
  const prices = ['500', '517.31', '530.77', '561.20'];
  const mark = (marks: NonNullable<Came['marks']>): Came => ({ marks });

  it.each([
    ['R044', 'contact'],
    ['same-address', 'address'],
    ['same-user', 'user'],
  ] as const)('%s: the same %s mark', (id, kind) => {
    const came = { 0: mark({ [kind]: 'm1' }), 1: mark({ [kind]: 'm2' }), 3: mark({ [kind]: 'm1' }) };
    const leads = leadsOf(prices, { came });
    expect(leads).toMatchObject([{ id, lot: lotId, suppliers: [org(0), org(3)], evidence: { [kind]: 'm1' } }]);
  });

  it('same-envelope: the same ephemeral key, vector or attachment', () => {
    const envelope = (epk: string, iv: string, ...attachments: string[]): Came => ({
      envelope: { epk, iv, attachments },
    });
    const came = {
      0: envelope('k0', 'v0', 'a', 'b', 'b'),
      1: envelope('k0', 'v1', 'c'),
      2: envelope('k2', 'v1', 'b'),
      3: envelope('k3', 'v3'),
    };
    expect(leadsOf(prices, { came }).map(({ suppliers, evidence }) => [evidence, suppliers])).toEqual([
      [{ epk: 'k0' }, [org(0), org(1)]],
      [{ iv: 'v1' }, [org(1), org(2)]],
      [{ attachment: 'b' }, [org(0), org(2)]],
    ]);
  });

  it('regular-distances: three prices or more at equal differences or ratios, and no fewer', () => {
    expect(lead('regular-distances', ['520', '500', '510', '561.2', '571.2'])).toMatchObject({
      suppliers: [org(1), org(2), org(0)],
      evidence: { difference: '10.00', prices: '500.00, 510.00, 520.00' },
    });
    expect(lead('regular-distances', ['1000', '1100', '1210'])?.evidence).toMatchObject({ ratio: '1.100000' });
    expect(ids(['500', '510', '521'])).toEqual([]);
    expect(ids(['560', '560', '500', '560'])).toEqual(['R028']);
  });

  const offer = (n: number, ...unitPrices: string[]) => {
    const items = unitPrices.map((amount, k) => ({
      itemId: idFrom('itm', k + 1),
      unitPrice: cny(amount),
      taxIncluded: true,
      taxRate: '0.13',
    }));
    return offering(at(n, '1'), { items });
  };
  const items = [1, 2, 3].map((n) => ({ ...rebarItem(n, `${n}`), id: idFrom('itm', n) }));
  const ofLines = (...bids: ReturnType<typeof offer>[]) =>
    integrityLeads({
      method: 'lowest-evaluated-price',
      deadline,
      lots: evaluated(oneLot({ items }), bids).lots,
      bids: [],
    }).map(({ id, suppliers, evidence }) => [id, suppliers, evidence]);

  it('proportional-lines: one ratio on every line', () => {
    const [first, second] = [offer(1, '100', '200', '310'), offer(2, '103', '206', '319.3')];
    expect(ofLines(first, second, offer(3, '110', '205', '320'))).toEqual([
      ['proportional-lines', [org(1), org(2)], { [org(1)]: '1.000000', [org(2)]: '1.030000' }],
    ]);
  });

  it('parallel-lines: one difference on every line', () => {
    const [first, second] = [offer(1, '100', '200', '310'), offer(2, '105', '205', '315')];
    expect(ofLines(first, second)).toEqual([
      ['parallel-lines', [org(1), org(2)], { [org(1)]: '0.0000', [org(2)]: '5.0000' }],
    ]);
  });

  it('the same unit prices are proportional, and not parallel too', () => {
    const leads = ofLines(offer(1, '100', '200', '310'), offer(2, '100', '200', '310'));
    expect(leads.map(([id]) => id)).toEqual(['R028', 'proportional-lines']);
  });

  it('nothing is read from lines that are too alike in themselves, or not all there', () => {
    expect(ofLines(offer(1, '100', '100', '200'), offer(2, '105', '105', '210'))).toEqual([]);
    const leads = ofLines(offer(1, '100', '200', '310'), offer(2, '103', '206'));
    expect(leads.map(([id]) => id)).not.toContain('proportional-lines');
  });
});

describe('fences', () => {
  const values = (...texts: string[]) => texts.map((text) => parseDecimal(text, 4));

  it('interpolate between neighbours, exactly', () => {
    expect(quantile(values('4', '1', '3', '2'), ratio(1n, 4n))).toEqual(ratio(7n, 4n));
    expect(quantile(values('7'), ratio(3n, 4n))).toEqual(ratio(7n));
    expect(quantile([], ratio(3n, 4n))).toEqual(ratio(0n));
    expect(fences(values('1', '2', '3', '4'))).toEqual({ lower: ratio(-1n, 2n), upper: ratio(11n, 2n) });
  });
});
