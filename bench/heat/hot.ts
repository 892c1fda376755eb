import { keys, vaultKeys } from '../../shared/table/keys.ts';
import { nth } from './model.ts';
import { today, year } from './nation.ts';

/** What one partition key takes a second: Amazon DynamoDB Developer Guide, "Burst and adaptive capacity". */
export const limits = { write: 1000, read: 3000 } as const;

/** A key that takes more than its partition gives at the national size, said with the size at which it begins. */
export interface Hot {
  readonly what: string;
  /** How its partition keys begin. */
  readonly pk: string;
  readonly of: keyof typeof limits;
  readonly breaksAt: string;
  readonly remedy: string;
}

const end = (pk: string): string => pk.slice(0, pk.lastIndexOf('#'));

export const hot: readonly Hot[] = [
  {
    what: 'bids in the last second of one tender',
    pk: `vault ${end(vaultKeys.bid(nth('tender', 1), 'x').pk)}`,
    of: 'write',
    breaksAt: '2,666 bids of 16 KiB a second, by 64 shards; 1,666 by an account’s quota of 40,000 units for the table',
    remedy:
      'what is throttled is answered try-again before anything is promised: 10,000 bids take 10 to 74 s, see lastSecond; more shards help once the quota is raised above 64,000',
  },
  {
    what: 'the open tender that everybody reads',
    pk: nth('tender', 1),
    of: 'read',
    breaksAt: '240 reads a second of the largest tender (100 KB), 1,200 of the usual one (17 KB)',
    remedy:
      'what stands before the API keeps the public’s answers for some seconds, or each container reads less of it: a summary beside the snapshot',
  },
  {
    what: 'the opening record and the evaluation of a tender with 10,000 bids and 70,000 opinions',
    pk: nth('tender', 2),
    of: 'read',
    breaksAt: '7,500 opened bids, or 30,000 sheets and opinions, shown once a second; 750 bids ten times a second',
    remedy: 'both kept as a file under the version of the tender on which they stand',
  },
  {
    what: 'what changed for the search index of each container',
    pk: keys.productChanges(today),
    of: 'read',
    breaksAt: '6,300 containers times changes a second: 70 containers at 90 changes a second',
    remedy:
      'ten million products do not fit into a container’s memory either: one reader of the stream fills OpenSearch',
  },
  {
    what: 'the entries of a version of the catalogue while it is published',
    pk: keys.catalogueEntries('version'),
    of: 'write',
    breaksAt: '1,000 entries a second, 25 at a time by one process: versions of more than a few thousand entries',
    remedy: 'throttling paces it, and one that was broken off goes on; versions of hundreds of thousands want a job',
  },
  {
    what: 'what is admitted, for a version of the catalogue',
    pk: keys.admitted('steel'),
    of: 'read',
    breaksAt: '24,000 products that are or were admitted in a family',
    remedy: 'a job, and what has ended under its year',
  },
  {
    what: 'a committee drawn from all experts of the country',
    pk: keys.experts('active'),
    of: 'read',
    breaksAt: '30,000 experts and a draw a second',
    remedy: 'a partition for each specialty and province',
  },
  {
    what: 'prices of a category on one basis that ended',
    pk: keys.endedPrices('steel.rebar', 'TNE', year),
    of: 'read',
    breaksAt: '81,000 price changes of one category in the days that are asked for',
    remedy: 'the day’s figures an item of their own',
  },
  {
    what: 'prices of a category on one basis that stand',
    pk: keys.standingPrice('steel.rebar', 'TNE', '').pk,
    of: 'read',
    breaksAt: '88,000 listings of one category on one basis',
    remedy: 'the same',
  },
  ...['demand', 'supply'].map((kind) => ({
    what: `who watches for a post of a popular category (${kind})`,
    pk: `watchers#${kind}:`,
    of: 'read' as const,
    breaksAt: '192,000 watchers times posts a second of one category: 16,000 watchers at twelve a second',
    remedy:
      'it is read by work, page by page, and comes late, not short; then more shards, and a digest read from the feed',
  })),
  ...(['offered', 'wanted'] as const).map((side) => ({
    what: `a block of what is ${side}, read by searches for the lists of matches that are kept`,
    pk: `match#1#${side}#`,
    of: 'read' as const,
    breaksAt:
      'about 200,000 posts a day: each that ends or changes has the lists of all that keep it found anew, 20 on average; the whole table’s 40,000 units at about 70,000 a day',
    remedy:
      'a list loses what has ended and is found anew only when half of it is gone: a tenth of the searches; more coarse attributes for the blocks of popular goods',
  })),
  {
    what: 'a year’s statements for a supervisor, and those that stood on a series',
    pk: 'statements#',
    of: 'read',
    breaksAt: '26,000 statements of a year; 61,000 that stood on one series',
    remedy: 'a sum a day; statements of a series under their month',
  },
];

/** What something other than a partition’s units limits first. */
export const otherLimits = [
  {
    what: 'the number of the feed of all posts',
    limit: 'one change after the other: about 100 a second where a transaction takes 10 ms',
    at: 'the peak has 190: the busiest minutes of the day are told some minutes late, in order and without a gap',
    remedy: 'one transaction for the events of a page of the stream, about 500 a second; or no feed of all',
  },
  {
    what: 'units of the main and the vault’s table',
    limit: '40,000 of each kind until the account asks for more; a new table 4,000 and 12,000 until it has split',
    at: 'see unitsASecond',
    remedy: 'warm throughput and raised quotas before such a load; the keys spread over as many partitions as it takes',
  },
];
