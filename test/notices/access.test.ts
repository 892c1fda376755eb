import { expect, it } from 'vitest';
import { mayBeTold, mayConnect, mayWithdraw } from '../../functions/notices/access.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { acting, host as firm } from '../showcase/fixtures.ts';

const [ok, f] = ['ok', 'forbidden'];
const [o, m, v] = ['organisation-required', 'membership-required', 'organisation-not-verified'];

/** Columns: settings and inbox; taking consent back; webhooks. Of others' there is no question: each finds its own alone. */
const expected: readonly (readonly [string, Actor, readonly string[]])[] = [
  ['anonymous', { kind: 'anonymous' }, [f, f, f]],
  ['user without organisation', { kind: 'user', sub: 'nobody', platform: [] }, [m, m, m]],
  ['of several, none named', { kind: 'user', sub: 'several', platform: [], several: true }, [o, o, o]],
  ['admin', acting('admin', firm), [ok, ok, ok]],
  ['purchaser', acting('purchaser', firm), [ok, ok, f]],
  ['sales', acting('sales', firm), [ok, ok, f]],
  ['admin, pending', acting('admin', firm, { status: 'pending' }), [v, ok, v]],
  ['sales, rejected', acting('sales', firm, { status: 'rejected' }), [v, ok, v]],
  ['operator, though admin', acting('admin', firm, {}, 'operator'), [f, f, f]],
  ['supervisor', { kind: 'user', sub: 'supervisor', platform: ['supervisor'] }, [m, m, m]],
];

function outcome(ask: () => unknown): string {
  try {
    ask();
    return ok;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

it.each(expected)('%s', (_, actor, outcomes) => {
  expect([mayBeTold, mayWithdraw, mayConnect].map((may) => outcome(() => may(actor)))).toEqual(outcomes);
  if (outcomes[0] === ok) expect(mayBeTold(actor)).toMatchObject({ organisation: firm.id });
});
