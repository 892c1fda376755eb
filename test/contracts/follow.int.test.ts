import { expect, it } from 'vitest';
import { millis } from '../../shared/kernel/time.ts';
import { testApp } from '../support/app.ts';
import { agreed, awardOf, itemOf, line, lots, place, react, reactToAll, sign } from './framework.ts';

/** A call-off of the lead's with the first winner, which may be asked of the reserve, on a day. */
async function asked(day: string) {
  const app = await testApp();
  const its = await agreed(app);
  const [buyer, supplier] = [its.buyers[0] as typeof its.reserve, its.winners[0] as typeof its.reserve];
  for (const each of [supplier, its.reserve]) await sign(app, its.id, buyer, each);
  app.clock.now = millis(`${day}T09:00:00.000+08:00`);
  const body = { supplier: supplier.id, lines: [line(itemOf('rebar', 0), '5', { deliverBy: '2026-12-31' })] };
  const { body: placed } = await place(app, its.id, buyer, body);
  const refuse = async () => {
    const path = `/v1/call-offs/${placed.id}/refusal`;
    return (await app.call('POST', path, { reason: '无货' }, { as: supplier.sub })).body;
  };
  const follower = async (id: string) =>
    (await app.call('GET', `/v1/call-offs/${id}`, undefined, { as: its.reserve.sub })).body.status;
  return { app, its, id: placed.id as string, refuse, follower };
}

it('a refusal in the last days of the term still goes to the reserve', async () => {
  const { app, its, id, refuse, follower } = await asked('2026-12-30');
  const { next } = await refuse();
  expect(next).toMatchObject([{ lot: lots.rebar, supplier: its.reserve.id }]);
  await reactToAll(app, 'call-off', id);
  expect(await follower(next[0].callOff)).toBe('placed');
});

it('nothing is asked under a contract that a later award changed and nobody has signed', async () => {
  const { app, its, id, refuse, follower } = await asked('2026-03-03');
  const { next } = await refuse();
  const [rebar, ...others] = its.framework.lots;
  if (rebar === undefined) throw new Error('no lot');
  const suppliers = rebar.suppliers.map((supplier) => ({
    ...supplier,
    lines: supplier.lines.map((each) => ({ ...each, unitPrice: { amount: '9999.0000', currency: 'CNY' as const } })),
  }));
  await react(app, awardOf({ ...its.framework, revision: 2, lots: [{ ...rebar, suppliers }, ...others] }));
  await reactToAll(app, 'call-off', id);
  expect(await follower(next[0].callOff)).toBe(404);
});
