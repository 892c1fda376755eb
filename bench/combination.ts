import { appraise } from '../functions/market/combining/appraise.ts';
import { combine } from '../functions/market/combining/combine.ts';
import { problemOf } from '../functions/market/combining/problem.ts';
import { solvePlan } from '../functions/market/combining/solve.ts';
import type { Candidate } from '../functions/market/matching/model.ts';
import { divisions } from '../shared/commodity/divisions.ts';
import { randomBy } from '../shared/kernel/random.ts';
import { type Ratio, roundHalfUp } from '../shared/kernel/ratio.ts';
import { highsSolver } from '../shared/ports/solver.highs.ts';
import { cpuSeconds, report } from './report.ts';

/**
 * How long a joint plan and a combination take, and how near to their bounds they come: `node bench/combination.ts`.
 * Rebar of an invented market, the same each time: demands of 20 to 3,000 t over the counties, offers of 40 to 2,500 t,
 * half of them with a minimum order of 35 to 400 t, of one to six diameters; `scarce` has too little for all.
 */
const seed = 6;
const sizes = {
  asked: { demands: 40, offers: 60, plenty: 1.6 },
  scarce: { demands: 40, offers: 60, plenty: 0.7 },
  largest: { demands: 60, offers: 200, plenty: 1.6 },
} as const;

const rolled = [12, 14, 16, 18, 20, 22, 25, 28] as const;
const seats = divisions().flatMap(({ seat }) => (seat === undefined ? [] : [seat]));
const window = { from: '2026-03-10', to: '2026-04-10' };

function market({ demands, offers, plenty }: (typeof sizes)[keyof typeof sizes]) {
  const random = randomBy(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const between = (from: number, to: number): number => from + random() * (to - from);
  const tonnes = (value: number) => ({ value: String(Math.round(value)), unit: 'TNE', basis: 'theoretical' }) as const;
  const point = () => {
    const { lon, lat } = pick(seats);
    return { lon: String(lon), lat: String(lat) };
  };
  const common = { subject: 'steel.rebar', window, certificates: [], confirmedOn: '2026-03-02' } as const;
  const wanted = Array.from({ length: demands }, (_, n): Candidate => {
    const diameter = random() < 0.5 ? pick(rolled) : { min: 16, max: 22 };
    const quantity = tonnes(20 + random() ** 2 * 2980);
    const of = { id: `demand-${n}`, party: `buyer-${n % 25}`, kind: 'demand', side: 'wanted' } as const;
    return { ...common, ...of, spec: { grade: { atLeast: 'HRB400' }, diameter }, quantity, point: point() };
  });
  const asked = wanted.reduce((all, { quantity }) => all + Number(quantity?.value), 0);
  const share = (asked * plenty) / offers;
  const offered = Array.from({ length: offers }, (_, n): Candidate => {
    const has = between(0.1, 1.9) * share;
    const diameter = { oneOf: rolled.filter(() => random() < 0.5).concat(pick(rolled)) };
    const amount = between(3300, 3550).toFixed(2);
    const price = {
      unitPrice: { amount, currency: 'CNY' },
      per: 'TNE',
      weighingBasis: 'theoretical',
      taxIncluded: true,
      taxRate: '0.13',
      delivery: random() < 0.3 ? 'delivered' : 'ex-works',
    } as const;
    const least = random() < 0.5 ? {} : { minimumOrder: tonnes(Math.min(has, between(35, 400))) };
    const of = { id: `offer-${n}`, party: `mill-${n % 40}`, kind: 'supply', side: 'offered' } as const;
    const spec = { grade: pick(['HRB400', 'HRB400E', 'HRB500E']), diameter };
    return { ...common, ...of, ...least, spec, quantity: tonnes(has), price, point: point() };
  });
  return { wanted, offered };
}

const round = (value: number, places = 2): number => Math.round(value * 10 ** places) / 10 ** places;
const number = (value: Ratio): number => Number(roundHalfUp(value, 2));
async function timed<T>(act: () => T | Promise<T>): Promise<{ readonly cpuSeconds: number; readonly result: T }> {
  const began = cpuSeconds();
  const result = await act();
  return { cpuSeconds: round(cpuSeconds() - began), result };
}

const { solve } = highsSolver();
// What loads and compiles the solver is not what is measured.
await solve({ offset: '0', columns: [{ name: 'one', cost: '1', kind: 'binary' }], rows: [] }, { gap: '0', nodes: 1 });

async function measured(size: (typeof sizes)[keyof typeof sizes]) {
  const { wanted, offered } = market(size);
  const paired = await timed(() => problemOf(wanted, offered));
  const problem = paired.result;
  const { cpuSeconds: spent, result } = await timed(() => solvePlan(problem, solve));
  const { plan, byHand, bound, coverageBound, nodes, status, solver } = result;
  const [cost, least] = [number(plan.cost), number(bound)];
  const singles = await timed(() =>
    problem.needs.map((need) => {
      const links = problem.links.filter((link) => link.need === need.id);
      return appraise(problem, combine(need, links, 5)).amount;
    }),
  );
  return {
    size: { ...size, links: problem.links.length },
    pairingCpuSeconds: paired.cpuSeconds,
    status,
    cpuSeconds: spent,
    nodes,
    solver,
    coveredTonnes: number(plan.coverage),
    coverageBound: number(coverageBound),
    byHandTonnes: number(byHand.coverage),
    cost,
    bound: least,
    gapPercent: round((100 * (cost - least)) / cost, 4),
    byHandCost: number(byHand.cost),
    combinationOfOneDemandCpuSeconds: round(singles.cpuSeconds / problem.needs.length, 3),
  };
}

const results: Record<string, unknown> = {};
for (const [name, size] of Object.entries(sizes)) {
  results[name] = await measured(size);
}
report('combination', 'How long does a joint plan take, and how near to its bounds does it come?', results);
