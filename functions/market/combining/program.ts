import type { Column, Constraint, Program, Values } from '../../../shared/kernel/program.ts';
import { atLeast, atMost, binary, type Term } from '../../../shared/kernel/program-rows.ts';
import {
  compare,
  div,
  isZero,
  max,
  mul,
  one,
  type Ratio,
  ratio,
  sub,
  toDecimal,
  zero,
} from '../../../shared/kernel/ratio.ts';
import { ceil, floor } from './loading.ts';
import type { Link, Need, Offer, Part, Problem } from './model.ts';

/** One offer for one demand with the names of its columns: whole loads, the rest, and whether it brings anything. */
interface Lane {
  readonly link: Link;
  readonly need: Need;
  readonly offer: Offer;
  readonly loads: string;
  readonly rest: string | undefined;
  readonly takes: string | undefined;
  readonly mostLoads: number;
  /** What a load and the rest take of the offer, in its own unit. */
  readonly loadOf: Ratio;
  readonly restOf: Ratio;
}

export type Goal = 'coverage' | 'cost';

/** Decimals that a solver is given where a conversion of units does not end. */
const places = 9;

/** No less than the value. */
const above = (value: Ratio): string => text(value) ?? rounded(ceil(mul(value, tens)));
/** Near it. */
const near = (value: Ratio): string => text(value) ?? rounded(floor(mul(value, tens)));
const tens = ratio(10n ** BigInt(places));
const text = (value: Ratio): string | undefined => toDecimal(value, places);
const rounded = (units: bigint): string => toDecimal(div(ratio(units), tens), places) ?? '0';

function lanesOf({ needs, offers, links }: Problem): readonly Lane[] {
  const [need, offer] = [new Map(needs.map((each) => [each.id, each])), new Map(offers.map((each) => [each.id, each]))];
  return links.flatMap((link, at) => {
    const [of, from] = [need.get(link.need), offer.get(link.offer)];
    if (of === undefined || from === undefined) return [];
    const share = div(from.has, link.most);
    const restFits = !isZero(of.rest) && compare(of.rest, link.most) <= 0;
    const smallest = restFits || of.loads === 0 ? of.rest : of.load;
    return {
      link,
      need: of,
      offer: from,
      loads: `loads ${at}`,
      rest: restFits ? `rest ${at}` : undefined,
      takes: compare(link.least, smallest) > 0 ? `takes ${at}` : undefined,
      mostLoads: Math.min(of.loads, Number(floor(div(link.most, of.load)))),
      loadOf: mul(of.load, share),
      restOf: mul(of.rest, share),
    };
  });
}

/**
 * The program (数学模型) of a problem: whole loads and at most one rest a demand, no offer over its quantity or, where it
 * brings anything, under its minimum order, no more suppliers than may be; either as much coverage as there can be, in
 * tonnes, or the least landed cost at no less coverage than that.
 */
export function programOf(problem: Problem, goal: Goal, coverage?: Ratio): Program {
  const lanes = lanesOf(problem);
  const byNeed = Map.groupBy(lanes, ({ need }) => need);
  const byOffer = Map.groupBy(lanes, ({ offer }) => offer);
  return {
    offset: '0',
    columns: [...lanes.flatMap((lane) => columnsOf(lane, goal)), ...supplierColumns(problem)],
    rows: [
      ...[...byNeed].flatMap(([need, own]) => demanded(need, own)),
      ...[...byOffer].flatMap(([offer, own]) => held(offer, own)),
      ...lanes.flatMap(minimum),
      ...supplierRows(problem, lanes),
      ...(coverage === undefined ? [] : [{ terms: covering(lanes), lower: near(max(zero, sub(coverage, slack))) }]),
    ],
  };
}

/** A gram: how far floats may take a coverage for another. */
const slack = ratio(1n, 1_000_000n);

function columnsOf({ loads, rest, takes, mostLoads, need, link }: Lane, goal: Goal): readonly Column[] {
  const costOf = (quantity: Ratio): string =>
    goal === 'cost' ? near(mul(link.cost.total, quantity)) : near(mul(ratio(-1n), mul(need.weight, quantity)));
  return [
    { name: loads, cost: costOf(need.load), lower: '0', upper: String(mostLoads), kind: 'integer' },
    ...(rest === undefined ? [] : [{ ...binary(rest), cost: costOf(need.rest) }]),
    ...(takes === undefined ? [] : [binary(takes)]),
  ];
}

const terms = (lanes: readonly Lane[], load: (lane: Lane) => string, rest: (lane: Lane) => string): readonly Term[] =>
  lanes.flatMap((lane) => [
    { column: lane.loads, factor: load(lane) },
    ...(lane.rest === undefined ? [] : [{ column: lane.rest, factor: rest(lane) }]),
  ]);

const covering = (lanes: readonly Lane[]): readonly Term[] =>
  terms(
    lanes,
    ({ need }) => near(mul(need.weight, need.load)),
    ({ need }) => near(mul(need.weight, need.rest)),
  );

function demanded(need: Need, lanes: readonly Lane[]): readonly Constraint[] {
  const rests = lanes.flatMap(({ rest }) => (rest === undefined ? [] : [{ column: rest, factor: '1' }]));
  const loads = lanes.map((lane) => ({ column: lane.loads, factor: '1' }));
  return [atMost(loads, ratio(BigInt(need.loads))), ...(rests.length < 2 ? [] : [atMost(rests, one)])];
}

/**
 * What an offer has; where its loads are alike, also how many whole ones that is, each rest that fits beside them only in
 * part counted as its part of a load (mixed-integer rounding; Nemhauser, Wolsey 1990), which bounds see sooner so.
 */
function held({ has }: Offer, lanes: readonly Lane[]): readonly Constraint[] {
  const within = {
    terms: terms(
      lanes,
      ({ loadOf }) => above(loadOf),
      ({ restOf }) => above(restOf),
    ),
    upper: near(has),
  };
  const [first] = lanes;
  const alike = first !== undefined && lanes.every(({ loadOf }) => compare(loadOf, first.loadOf) === 0);
  if (!alike) return [within];
  const inLoads = div(has, first.loadOf);
  const beside = sub(inLoads, ratio(floor(inLoads)));
  const part = ({ restOf, loadOf }: Lane) => div(max(zero, sub(div(restOf, loadOf), beside)), sub(one, beside));
  const rounded = terms(
    lanes,
    () => '1',
    (lane) => near(part(lane)),
  );
  return [within, { terms: rounded, upper: String(floor(inLoads)) }];
}

/** All or nothing: at least the minimum order, if anything. */
function minimum({ link, need, loads, rest, takes, mostLoads }: Lane): readonly Constraint[] {
  if (takes === undefined) return [];
  const fewest = ceil(div(max(zero, sub(link.least, rest === undefined ? zero : need.rest)), need.load));
  const quantity = [
    { column: loads, factor: near(need.load) },
    ...(rest === undefined ? [] : [{ column: rest, factor: near(need.rest) }]),
  ];
  const times = (factor: string) => ({ column: takes, factor });
  return [
    { terms: [{ column: loads, factor: '1' }, times(String(-mostLoads))], upper: '0' },
    { terms: [{ column: loads, factor: '1' }, times(String(-fewest))], lower: '0' },
    ...(rest === undefined ? [] : [{ terms: [{ column: rest, factor: '1' }, times('-1')], upper: '0' }]),
    atLeast([...quantity, times(`-${near(link.least)}`)]),
  ];
}

const partiesOf = ({ offers }: Problem): readonly string[] => [...new Set(offers.map(({ party }) => party))].sort();
const supplier = (problem: Problem, party: string): string => `supplier ${partiesOf(problem).indexOf(party)}`;

const supplierColumns = (problem: Problem): readonly Column[] =>
  problem.maxSuppliers === undefined ? [] : partiesOf(problem).map((party) => binary(supplier(problem, party)));

function supplierRows(problem: Problem, lanes: readonly Lane[]): readonly Constraint[] {
  if (problem.maxSuppliers === undefined) return [];
  const all = partiesOf(problem).map((party) => ({ column: supplier(problem, party), factor: '1' }));
  const comes = lanes.flatMap(({ loads, rest, mostLoads, offer }) => {
    const column = supplier(problem, offer.party);
    const only = (of: string, most: number): Constraint => ({
      terms: [
        { column: of, factor: '1' },
        { column, factor: String(-most) },
      ],
      upper: '0',
    });
    return [only(loads, mostLoads), ...(rest === undefined ? [] : [only(rest, 1)])];
  });
  return [...comes, atMost(all, ratio(BigInt(problem.maxSuppliers)))];
}

/** Values as parts: whole ones rounded, what brings nothing left out. */
export function partsOf(problem: Problem, values: Values): readonly Part[] {
  const whole = (column: string | undefined): number => Math.round(values.get(column ?? '') ?? 0);
  return lanesOf(problem).flatMap(({ need, offer, loads, rest }) => {
    const part = { need: need.id, offer: offer.id, loads: whole(loads), rest: whole(rest) === 1 };
    return part.loads === 0 && !part.rest ? [] : [part];
  });
}

/** Parts as values to start from. */
export function valuesOf(problem: Problem, parts: readonly Part[]): Values {
  const values = new Map<string, number>();
  for (const { need, offer, loads, rest, takes } of lanesOf(problem)) {
    const part = parts.find((each) => each.need === need.id && each.offer === offer.id);
    if (part === undefined) continue;
    values.set(loads, part.loads);
    if (rest !== undefined && part.rest) values.set(rest, 1);
    if (takes !== undefined) values.set(takes, 1);
    if (problem.maxSuppliers !== undefined) values.set(supplier(problem, offer.party), 1);
  }
  return values;
}
