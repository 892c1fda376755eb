import { compare, div, mul, negate, type Ratio, ratio, roundHalfUp, sub } from '../../shared/kernel/ratio.ts';
import {
  currency,
  type Line,
  levers,
  machines,
  type PriceKey,
  prices,
  readOn,
  region,
  type Scenario,
  scenarios,
  serverless,
  tasksOf,
  total,
} from './model.ts';

/** The parts of `docs/cost.md` that are computed, by the name of their markers. */
export function computed(): Readonly<Record<string, string>> {
  return {
    serverless: bill(serverless),
    'always-on': bill(machines, ['tasks', ...scenarios.map((scenario) => String(tasksOf(scenario)))]),
    dominates: dominates(),
    levers: leverTable(),
    prices: priceTable(),
  };
}

/** The document with its computed parts anew. @throws where a marker is missing */
export function written(document: string): string {
  return Object.entries(computed()).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- computed: ${name} -->`, '<!-- /computed -->'];
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`the document has no part ${name}`);
    return `${text.slice(0, from + begin.length)}\n${part}\n${text.slice(to)}`;
  }, document);
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
/** Dollars and cents, half-up. */
function usd(amount: Ratio): string {
  const [whole = '', cents = ''] = roundHalfUp(amount, 2).split('.');
  return `${grouped(whole)}.${cents}`;
}

/** A row a price that costs anything at any size, and the sums. */
function bill(of: (scenario: Scenario) => Line[], ...more: readonly (readonly string[])[]): string {
  const bills = scenarios.map((scenario) => new Map(of(scenario).map((line) => [line.key, line])));
  const keys = [...(bills[0]?.keys() ?? [])];
  const lines = new Set([...keys, ...bills.flatMap((one) => [...one.keys()])]);
  const rows = [...lines].map((key) => [nameOf(key), ...bills.map((one) => usd(one.get(key)?.cost ?? ratio(0n)))]);
  const sums = bills.map((one) => `**${usd(total([...one.values()]))}**`);
  return table(
    ['requests a month', ...scenarios.map(({ name }) => name)],
    [...rows.filter(([, ...costs]) => costs.some((cost) => cost !== '0.00')), ...more, ['**USD a month**', ...sums]],
  );
}

function nameOf(key: PriceKey): string {
  const { service, what } = prices.get(key) ?? { service: '', what: '' };
  return `${service}: ${what}`;
}

const shown = 4;

/** The largest lines of each size, with their share of the whole. */
function dominates(): string {
  const rows = scenarios.map((scenario) => {
    const lines = serverless(scenario);
    const sum = total(lines);
    const first = lines.toSorted((a, b) => compare(b.cost, a.cost)).slice(0, shown);
    const named = first.map(({ key, cost }) => `${nameOf(key)} ${share(cost, sum)}`);
    return [scenario.name, named.join('; ')];
  });
  return table(['requests a month', 'the largest lines'], rows);
}

const share = (part: Ratio, whole: Ratio): string => `${roundHalfUp(mul(div(part, whole), ratio(100n)), 0)} %`;

/** What could be changed at the largest size. */
function leverTable(): string {
  const rows = scenarios
    .slice(-1)
    .flatMap(levers)
    .map(({ what, before, after }) => [what, usd(before), usd(after), saving(sub(before, after))]);
  return table(['what', 'before', 'after', 'saves'], rows);
}

const saving = (amount: Ratio): string => (amount.n < 0n ? `−${usd(negate(amount))}` : usd(amount));

function priceTable(): string {
  const rows = [...prices.values()].map(({ service, what, per, free = '0', tiers, source, verified }) => [
    `${service}: ${what}`,
    tiers.map(({ price, upTo }) => (upTo === undefined ? price : `${price} up to ${grouped(upTo)}, then`)).join(' '),
    grouped(per),
    free === '0' ? '' : grouped(free),
    verified ? `[read](${source})` : `[not read](${source})`,
  ]);
  const head = [`${currency}, ${region}, ${readOn}`, 'price', 'for each', 'free a month', 'source'];
  return table(head, rows);
}
