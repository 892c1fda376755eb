import { defineConfig } from 'vitest/config';

/**
 * Three kinds of run: `pure` needs nothing and takes seconds, `int` needs a DynamoDB endpoint
 * (the embedded one by default), `infra` synthesises the stack.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: ['test/**/*.int.test.ts', 'test/infra/**'] } },
      {
        test: {
          name: 'int',
          include: ['test/**/*.int.test.ts'],
          globalSetup: ['test/support/dynamodb.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'infra', include: ['test/infra/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
