import {
  add,
  compare,
  div,
  max,
  min,
  mul,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
  zero,
} from '../../shared/kernel/ratio.ts';
import table from './data/prices.json' with { type: 'json' };
import usage from './data/usage.json' with { type: 'json' };

export type PriceKey = keyof typeof table.prices;

/** What so much of something costs, in USD: the first `free` of a month nothing, then by tiers of what is billed. */
export interface Price {
  readonly service: string;
  readonly what: string;
  readonly per: string;
  readonly free?: string;
  readonly tiers: readonly { readonly upTo?: string; readonly price: string }[];
  readonly source: string;
  /** Whether somebody has read it in its source. */
  readonly verified: boolean;
}

export const prices = new Map(Object.entries(table.prices) as [PriceKey, Price][]);
export const { region, currency, readOn } = table;

/** So much of something in a month, and its price: exact USD. */
export interface Line {
  readonly key: PriceKey;
  readonly quantity: Ratio;
  readonly cost: Ratio;
}

export type Scenario = (typeof usage.scenarios)[number];
export const { scenarios } = usage;

const number = (text: string): Ratio => parseDecimal(text, 12);
const gib = ratio(2n ** 30n);
const thousand = ratio(1000n);
const hours = number(usage.hoursAMonth);
const times = (...factors: readonly Ratio[]): Ratio => factors.reduce(mul, ratio(1n));

/** What a quantity costs by a price. */
export function costOf({ per, free = '0', tiers }: Price, quantity: Ratio): Ratio {
  const billed = max(zero, sub(quantity, number(free)));
  let from = zero;
  let cost = zero;
  for (const { upTo, price } of tiers) {
    const to = upTo === undefined ? billed : min(billed, number(upTo));
    if (compare(to, from) <= 0) break;
    cost = add(cost, times(sub(to, from), div(number(price), number(per))));
    from = to;
  }
  return cost;
}

export function line(key: PriceKey, quantity: Ratio): Line {
  const price = prices.get(key);
  if (price === undefined) throw new RangeError(`no price of ${key}`);
  return { key, quantity, cost: costOf(price, quantity) };
}

export const total = (lines: readonly Line[]): Ratio => sum(lines.map(({ cost }) => cost));

const { each, idle, lambda, alwaysOn } = usage;
const minutes = times(hours, ratio(60n));
const requestsOf = ({ requests }: Scenario): Ratio => number(requests);
const eventsOf = (scenario: Scenario): Ratio => mul(requestsOf(scenario), number(each.events));

/** What lies in the tables when as much was done in each of twelve months. */
const storedGb = (scenario: Scenario): Ratio =>
  div(times(requestsOf(scenario), ratio(12n), number(each.storedBytes)), gib);

/** What both ways of running it pay alike: keys, logs, alarms, who signs in, what goes out. */
function shared(scenario: Scenario): Line[] {
  const requests = requestsOf(scenario);
  const logGb = div(add(mul(requests, number(each.logBytes)), times(minutes, number(idle.clockLogBytes))), gib);
  return [
    line('kms-keys', number(idle.keys)),
    line('kms-signatures', times(requests, number(each.bids))),
    line('log-gb', logGb),
    line('log-gb-kept', times(logGb, ratio(12n), number(usage.logsCompressedTo))),
    line('alarm-metrics', number(idle.alarmMetrics)),
    line('dashboards', number(idle.dashboards)),
    line('custom-metrics', number(idle.customMetrics)),
    line('gb-out', div(times(requests, number(each.answerBytes)), gib)),
    line('users', number(scenario.users)),
    line('file-gb', number(scenario.fileGb)),
  ];
}

/** The GB-seconds of a month: processor at the share that the function's memory has, and the waiting for the table. */
function gbSeconds(requests: Ratio): Ratio {
  const share = div(number(lambda.apiMb), number(lambda.wholeProcessorMb));
  const working = div(number(each.cpuMs), share);
  const waiting = mul(number(each.calls), number(lambda.tableMs));
  const answering = times(requests, div(add(working, waiting), thousand), div(number(lambda.apiMb), ratio(1024n)));
  const clock = times(minutes, div(number(lambda.clockMs), thousand), div(number(lambda.clockMb), ratio(1024n)));
  return add(answering, clock);
}

/** A month of the stack that `infra/` deploys, at stage `prod`. */
export function serverless(scenario: Scenario): Line[] {
  const requests = requestsOf(scenario);
  const events = eventsOf(scenario);
  const stored = storedGb(scenario);
  const polls = times(number(idle.queueMappings), number(idle.pollsAMinute), minutes);
  return [
    line('http-requests', requests),
    // At worst each event is a batch of its own, and each is handed on to the queue of one context.
    line('lambda-requests', sum([requests, minutes, events, events])),
    line('lambda-gb-seconds', gbSeconds(requests)),
    line('write-units', mul(requests, number(each.writeUnits))),
    line('read-units', add(mul(requests, number(each.readUnits)), mul(minutes, number(idle.clockReadUnits)))),
    line('table-gb', stored),
    line('pitr-gb', stored),
    line('queue-requests', add(polls, mul(ratio(3n), events))),
    ...shared(scenario),
  ];
}

/** How many tasks bear the busiest hours, two at least: one may fail. */
export function tasksOf(scenario: Scenario): bigint {
  const perSecond = div(requestsOf(scenario), times(hours, ratio(3600n)));
  const cores = div(times(perSecond, number(usage.peak), number(each.cpuMs)), times(thousand, number(alwaysOn.busy)));
  const wanted = (cores.n + cores.d - 1n) / cores.d;
  return wanted < 2n ? 2n : wanted;
}

/** The same work by machines that always run: tasks of one vCPU behind a load balancer, PostgreSQL in two zones. */
export function machines(scenario: Scenario): Line[] {
  const tasks = ratio(tasksOf(scenario));
  return [
    line('fargate-cpu-hours', mul(tasks, hours)),
    line('fargate-gb-hours', times(tasks, number(alwaysOn.taskGb), hours)),
    line('balancer-hours', hours),
    line('address-hours', times(number(alwaysOn.addresses), hours)),
    line('nat-hours', times(number(alwaysOn.natGateways), hours)),
    line(scenario.database as PriceKey, hours),
    line('database-gb', max(number(alwaysOn.leastGb), storedGb(scenario))),
    ...shared(scenario),
  ];
}

/** What could be changed at a size: what it costs before and after. */
export interface Lever {
  readonly what: string;
  readonly before: Ratio;
  readonly after: Ratio;
}

export function levers(scenario: Scenario): Lever[] {
  const lines = new Map(serverless(scenario).map((one) => [one.key, one]));
  const now = (...keys: readonly PriceKey[]): Ratio => sum(keys.map((key) => lines.get(key)?.cost ?? zero));
  const provisioned = (units: PriceKey, capacity: PriceKey): Ratio =>
    line(capacity, div(lines.get(units)?.quantity ?? zero, times(ratio(3600n), number(usage.scaledTo)))).cost;
  const moved = (from: PriceKey, to: PriceKey): Ratio => line(to, lines.get(from)?.quantity ?? zero).cost;
  const halfLogs = div(lines.get('log-gb')?.quantity ?? zero, ratio(2n));
  return [
    {
      what: `Provisioned capacity that scales with use, ${percent(usage.scaledTo)} of it used`,
      before: now('write-units', 'read-units'),
      after: add(provisioned('write-units', 'write-capacity-hours'), provisioned('read-units', 'read-capacity-hours')),
    },
    {
      what: 'Tables of the class Standard-IA: storage for less, requests for more',
      before: now('write-units', 'read-units', 'table-gb'),
      after: sum([
        moved('write-units', 'write-units-ia'),
        moved('read-units', 'read-units-ia'),
        moved('table-gb', 'table-gb-ia'),
      ]),
    },
    {
      what: 'A Compute Savings Plan of a year for Lambda (17 % at most)',
      before: now('lambda-gb-seconds'),
      after: mul(now('lambda-gb-seconds'), number(usage.savingsPlan)),
    },
    { what: 'An issuer of one’s own in the place of Cognito (`issuer`)', before: now('users'), after: zero },
    {
      what: 'CloudFront’s plan Business in front (`cloudFront`)',
      before: now('gb-out'),
      after: line('front-business', ratio(1n)).cost,
    },
    {
      what: 'Half the log lines: of successes one in ten, of errors all',
      before: now('log-gb', 'log-gb-kept'),
      after: add(line('log-gb', halfLogs).cost, div(now('log-gb-kept'), ratio(2n))),
    },
    {
      what: 'Search by OpenSearch Serverless, two units, in the place of the index in memory',
      before: zero,
      after: line('search-unit-hours', times(ratio(2n), hours)).cost,
    },
  ];
}

const percent = (share: string): string => `${(number(share).n * 100n) / number(share).d} %`;
