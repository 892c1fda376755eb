import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';
import type { AggregateKind, ReadKind } from '../../shared/table/aggregate.ts';
import { around } from '../support/app.ts';
import type { Said } from './coverage.ts';
import { ofRun } from './first.ts';
import { kinds } from './kinds.ts';
import { commands, found, rehearsed, rehearsing } from './rehearse.ts';

type Kind = AggregateKind<never, never, never>;

// Every kind of aggregate is known by its store's asking for it: no list to forget one in.
vi.mock('../../shared/table/aggregate.ts', async (original) => {
  const real = await original<typeof import('../../shared/table/aggregate.ts')>();
  return {
    ...real,
    aggregateStore: (of: Kind | ReadKind<never, never, never>, ...rest: [never]) => {
      const known = (kind: Kind): Kind => {
        kinds.set(kind.name, kind as never);
        return kind;
      };
      const whole = 'whole' in of ? { ...of, whole: () => of.whole().then(known) } : known(of);
      return real.aggregateStore(whole, ...rest);
    },
  };
});

around.app = rehearsing;

// What a call costs is asked of a table that says it.
beforeEach(({ task, skip }) => {
  if (/\b(costs?|is what the table says|exactly, says when)\b/.test(`${task.suite?.name} ${task.name}`)) skip();
});

afterEach(() => {
  expect(found.splice(0)).toEqual([]);
});

/** Tells the run which routes were carried out with faults here. */
afterAll(async () => {
  const { testPath = '' } = expect.getState();
  const said: Said = { commands: await commands(), rehearsed: [...rehearsed] };
  const name = relative(process.cwd(), testPath).replaceAll('/', '_');
  writeFileSync(join(process.env[ofRun] ?? '', `${name}.json`), JSON.stringify(said));
});
