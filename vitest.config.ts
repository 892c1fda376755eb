import { defineConfig } from 'vitest/config';
import { scenarios } from './test/faults/scenarios.ts';

/** Ends what hangs; a machine that is busy with other things takes minutes and is no fault. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 30_000 } } };

/**
 * Six kinds of run: `pure` needs nothing and takes seconds, `int` and `abuse` need a DynamoDB endpoint
 * (the embedded one by default), `faults` keeps its tables in memory, `infra` synthesises the stack, `browser` needs Chromium and the built console.
 */
export default defineConfig({
  test: {
    // The database works while a test waits for it: with a worker for each core none is idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'pure',
          // What is pure keeps nothing: a worker imports what files share once, not for each of them.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.int.test.ts', 'test/infra/**', 'test/abuse/**'],
          ...patience,
        },
      },
      {
        test: {
          name: 'int',
          include: ['test/**/*.int.test.ts'],
          exclude: ['test/abuse/**'],
          globalSetup: ['test/support/dynamodb.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'abuse',
          include: ['test/abuse/**/*.test.ts'],
          globalSetup: ['test/support/dynamodb.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'faults',
          include: [...scenarios],
          provide: { dynamodb: 'memory:' },
          globalSetup: ['test/faults/coverage.ts'],
          setupFiles: ['test/faults/setup.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browser.ts'],
          globalSetup: ['test/browser/setup.ts'],
          fileParallelism: false,
          // Journeys share what a worker has imported: the platform, the demo and the console's pages.
          isolate: false,
          maxConcurrency: 3,
          ...patience,
        },
      },
      { test: { name: 'infra', include: ['test/infra/**/*.test.ts'], ...patience } },
    ],
  },
});
