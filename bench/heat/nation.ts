import { categories } from '../../shared/commodity/category.ts';
import { keys } from '../../shared/table/keys.ts';
import { fresh, nth, peak, put, rank, read, type Touch, upTo, wrote } from './model.ts';

/**
 * The national size that the tables are held against: 2,800 counties instead of eleven. Figures of a working day; what
 * is not the asked size (products, posts, bids) is an assumption, on the high side.
 */
export const nation = {
  counties: 2800,
  organisations: 1_000_000,
  users: 3_000_000,
  products: 10_000_000,
  productsPublished: 30_000,
  /** Prices of steel move daily: one product in ten. */
  pricesChanged: 1_000_000,
  posts: 1_000_000,
  postsChanged: 300_000,
  /** Those open at once, at two weeks each. */
  postsOpen: 14_000_000,
  requests: 80_000_000,
  enquiries: 500_000,
  messages: 2_000_000,
  tenders: 5000,
  bidsInTheLastSecond: 10_000,
  callOffs: 300_000,
  agreements: 50_000,
  deliveries: 1_000_000,
  statements: 50_000,
  notices: 10_000_000,
  experts: 500_000,
} as const;

/** Containers that answer at the peak, each request taking 50 ms: what each reads once a second or minute counts so often. */
export const containers = Math.ceil(peak(nation.requests) * 0.05);

export const today = '2026-03-02';
export const month = '2026-03';
export const year = 2026;

/** What a few do much more than others: the busiest organisation has 1.3 % of everything, the busiest user less. */
export const organisation = (): string => nth('organisation', rank(nation.organisations, 0.8));
export const user = (): string => `user-${rank(nation.users, 0.8)}`;

const goods = categories()
  .filter(({ status, parent }) => status === 'active' && parent !== undefined)
  .map(({ code }) => code)
  .sort((a, b) => Number(b === 'steel.rebar') - Number(a === 'steel.rebar'));
/** A city of China (设区市): it has eight counties or so. */
export const city = (): string => `${rank(Math.ceil(nation.counties / 8), 0.8)}00`;
/** A category that is traded, rebar most: by Zipf, the n-th 1/n as much. */
export const category = (): string => goods[rank(goods.length)] as string;
/** The part that the most popular category has. */
export const mostPopular = 1 / goods.reduce((sum, _, at) => sum + 1 / (at + 1), 0);

/** Whoever writes acts for an organisation. */
export const acting = (of = organisation()): Touch => read('membership', keys.membership(user(), of));

interface Change {
  readonly events?: number;
  readonly sidecars?: number;
  /** Whether the clock is to look at it. */
  readonly due?: boolean;
  /** Whether someone asked for it, with an Idempotency-Key. */
  readonly asked?: boolean;
  readonly bytes?: number;
}

/** One decision on an aggregate: its snapshot, events and their private values, the answer that is kept, what is due. */
export function change(id: string, { events = 1, sidecars = 1, due, asked = true, bytes }: Change = {}): Touch[] {
  const snapshot = keys.snapshot(id);
  const answer = keys.answer(`${upTo(2 ** 40)}`);
  return [
    read('snapshot', snapshot, bytes === undefined ? {} : { bytes }),
    bytes === undefined ? wrote('snapshot', snapshot) : wrote('snapshot', snapshot, bytes),
    ...Array.from({ length: events }, (_, at) => wrote('event', keys.event(id, at))),
    ...Array.from({ length: sidecars }, (_, at) => wrote('sidecar', keys.sidecar(id, at, 'origin'))),
    ...(asked ? [acting(), read('answer', answer, { now: false }), wrote('answer', answer)] : []),
    ...(due ? [put('dueShard', keys.dueShard(id)), put('dueShard', keys.dueShard(id))] : []),
  ];
}

/** A change of something that nobody else is at, with the rows that it writes. */
export const changeOfOne = (kind: Parameters<typeof fresh>[0], options: Change, rows: readonly Touch[]): Touch[] => [
  ...change(fresh(kind), options),
  ...rows,
];
