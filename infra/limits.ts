import { Duration } from 'aws-cdk-lib';

/** The Lambda entries beside the contexts, each bundled to `dist/<name>/index.mjs`. */
export const entries = ['api', 'stream', 'clock', 'opening', 'work'] as const;
export type Entry = (typeof entries)[number];

export interface Limits {
  readonly timeout: Duration;
  /** MB; a function's share of a processor grows with it, one whole at 1,769. */
  readonly memorySize: number;
  readonly why: string;
}

const { seconds, minutes } = Duration;

/** What each function may take, and why. */
export const limits: Readonly<Record<Entry, Limits>> = {
  api: {
    timeout: seconds(20),
    memorySize: 1024,
    why: 'a request takes milliseconds; it must end before the sixty seconds between a deadline and its freezing',
  },
  stream: {
    timeout: minutes(1),
    memorySize: 512,
    why: 'a batch of 100 events; what takes longer goes to its context’s queue',
  },
  clock: { timeout: seconds(55), memorySize: 512, why: 'it ends before it is called again' },
  opening: {
    timeout: minutes(5),
    memorySize: 3008,
    why: 'the envelopes of a tender are held in memory, 10,000 of 20 lines in 0.9 GB; what is not opened in time is resumed',
  },
  work: {
    timeout: minutes(15),
    memorySize: 1769,
    why: 'imports, exports and the solver, which takes one whole processor',
  },
};
