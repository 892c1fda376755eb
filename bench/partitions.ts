import { actions } from './heat/actions.ts';
import { bidsInTheLastSecond } from './heat/bids.ts';
import { heatByFamily } from './heat/families.ts';
import { hot, otherLimits } from './heat/hot.ts';
import { play } from './heat/model.ts';
import { nation } from './heat/nation.ts';
import { report } from './report.ts';

/** How hot does any partition key become at a national size, and what becomes of 10,000 bids in the last second of a tender? */
const seconds = 10;
const { keys, totals } = play(actions, seconds);
report(
  'partitions',
  'Does any partition key take more than 1,000 write or 3,000 read units a second at a national size?',
  {
    nation,
    seconds,
    families: heatByFamily(keys),
    aboveALimit: hot.map(({ pk: _, ...told }) => told),
    limitedBesides: otherLimits,
    unitsASecond: Object.fromEntries(
      Object.entries(totals).map(([table, { write, read }]) => [
        table,
        { write: Math.round(write), read: Math.round(read) },
      ]),
    ),
    lastSecond: await bidsInTheLastSecond(),
  },
);
