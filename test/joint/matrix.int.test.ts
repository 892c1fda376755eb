import { beforeAll, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { jointReactions } from '../../functions/joint/on.ts';
import type { Actor, Membership, OrganisationRole, PlatformRole } from '../../shared/kernel/actor.ts';
import { type Call, caller, type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { freshDb } from '../support/db.ts';
import { type Undoable, undoable } from '../support/undo.ts';
import { at, bars, recomputed, roundBody, south, tenderBody, tonnes } from './calls.ts';
import { unit } from './fixtures.ts';

/*
 * Every operation, in every state, by every role, of the lead, of a unit, of another and of none: what happens, or the
 * named refusal. The reviewed answers stand in matrix.json: a change of them is a change of who may do what (`vitest -u`
 * writes it).
 */

function acting(n: number, role: OrganisationRole, more: Partial<Membership> = {}, ...platform: PlatformRole[]): Actor {
  const { participant, affiliates } = unit(n);
  const { id: organisation, name, uscc, division } = participant;
  const own = { organisation, name, uscc, division, status: 'verified', kinds: ['buyer'], affiliates } as const;
  return { kind: 'user', sub: `${role}-${n}`, platform, membership: { ...own, roles: [role], ...more } };
}

/** The lead is unit 0 and takes part itself, as units 1 and 2 do; 3 is a buyer that was not invited, 4 a supplier. */
const cast: Readonly<Record<string, Actor>> = {
  anonymous: { kind: 'anonymous' },
  'lead admin': acting(0, 'admin'),
  'lead purchaser': acting(0, 'purchaser'),
  'lead sales': acting(0, 'sales'),
  'unit admin': acting(1, 'admin'),
  'unit purchaser': acting(1, 'purchaser'),
  'unit sales': acting(1, 'sales'),
  'unit admin, pending': acting(1, 'admin', { status: 'pending' }),
  'another unit’s admin': acting(2, 'admin'),
  'another unit’s purchaser': acting(2, 'purchaser'),
  'other buyer’s admin': acting(3, 'admin'),
  'supplier’s sales': acting(4, 'sales', { kinds: ['supplier'] }),
  operator: { kind: 'user', sub: 'operator', platform: ['operator'] },
  'operator, though unit admin': acting(1, 'admin', {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'without organisation': { kind: 'user', sub: 'nobody', platform: [] },
};
const roles = Object.keys(cast);

interface Setting {
  readonly id: string;
  readonly hash: string;
  readonly change: string;
}
type Probe = readonly [operation: string, path: (setting: Setting) => string, body?: (setting: Setting) => object];

const own = unit(1).participant.id;
const reason = () => ({ reason: '说明' });
const lines = () => ({ lines: [tonnes('21', south)] });
const commands: readonly Probe[] = [
  ['POST /', () => '/v1/demand-rounds', () => ({ ...roundBody([]), participants: [own] })],
  ['PATCH /{id}', ({ id }) => at(id), () => ({ closesAt: '2026-03-20T18:00:00+08:00' })],
  ['POST cancellation', ({ id }) => at(id, '/cancellation'), reason],
  ['PUT lines of the unit', ({ id }) => at(id, `/lines/${own}`), lines],
  ['PUT history of the unit', ({ id }) => at(id, `/history/${own}`), () => ({ figures: [] })],
  ['POST signatures', ({ id }) => at(id, '/signatures'), ({ hash }) => ({ hash })],
  ['POST withdrawals', ({ id }) => at(id, '/withdrawals'), reason],
  ['POST lock', ({ id }) => at(id, '/lock'), () => ({})],
  ['POST opt-outs', ({ id }) => at(id, '/opt-outs'), reason],
  ['POST late-changes', ({ id }) => at(id, '/late-changes'), () => ({ ...lines(), ...reason() })],
  ['POST consents', ({ id, change }) => at(id, `/late-changes/${change}/consents`)],
  ['POST refusals', ({ id, change }) => at(id, `/late-changes/${change}/refusals`), reason],
  ['POST tender', ({ id }) => at(id, '/tender'), () => tenderBody()],
];
const reads: readonly Probe[] = [
  ['GET /{id}', ({ id }) => at(id)],
  ['GET / own', () => '/v1/demand-rounds?scope=own'],
  ['GET / locked', () => '/v1/demand-rounds'],
  ['GET lines of the unit', ({ id }) => at(id, `/lines/${own}`)],
  ['GET effect of the unit', ({ id }) => at(id, `/opt-outs/effect?participant=${own}`)],
  ['GET late-change', ({ id, change }) => at(id, `/late-changes/${change}`)],
];

let t: TestApp;
let db: Undoable;
let call: Call;
const settings = new Map<string, Setting>();
const nowhere = 'chg_0195f000-0000-7000-8000-000000000001';
const heard: { readonly state: string; readonly probe: string; readonly role: string; readonly reply: Reply }[] = [];

const asRole = (method: string, path: string, role: string, body?: unknown): Promise<Reply> =>
  call(method, path, body, { as: role === 'anonymous' ? undefined : encodeURIComponent(role) });

async function reported(lead = 'lead admin'): Promise<Setting> {
  const invited = [0, 1, 2].map((n) => unit(n).participant.id);
  const { body } = await asRole('POST', '/v1/demand-rounds', lead, { ...roundBody([]), participants: invited });
  const { id } = body;
  const inputs = [[bars(), tonnes('10.123456')], [tonnes('20.234567', south)], [tonnes('30.345678', south)]];
  let hash = '';
  for (const [n, role] of ['lead admin', 'unit admin', 'another unit’s admin'].entries()) {
    const reply = await asRole('PUT', at(id, `/lines/${unit(n).participant.id}`), role, { lines: inputs[n] });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    if (n === 1) hash = recomputed(reply);
    else await asRole('POST', at(id, '/signatures'), role, { hash: recomputed(reply) });
  }
  return { id, hash, change: nowhere };
}

async function locked(): Promise<Setting> {
  const setting = await reported();
  await asRole('POST', at(setting.id, '/signatures'), 'unit admin', { hash: setting.hash });
  expect((await asRole('POST', at(setting.id, '/lock'), 'lead admin', {})).status).toBe(200);
  return setting;
}

const states: Readonly<Record<string, () => Promise<Setting>>> = {
  reporting: reported,
  signed: async () => {
    const setting = await reported();
    await asRole('POST', at(setting.id, '/signatures'), 'unit admin', { hash: setting.hash });
    return setting;
  },
  locked,
  'locked, a change of the unit open': async () => {
    const setting = await locked();
    const { body } = await asRole('POST', at(setting.id, '/late-changes'), 'unit admin', {
      ...lines(),
      reason: '变更',
    });
    return { ...setting, change: body.id };
  },
  tendering: async () => {
    const setting = await locked();
    expect((await asRole('POST', at(setting.id, '/tender'), 'lead purchaser', tenderBody())).status).toBe(202);
    return setting;
  },
  over: async () => {
    const setting = await locked();
    const { body } = await asRole('POST', at(setting.id, '/tender'), 'lead purchaser', tenderBody());
    const event = { id: 'e', aggregate: 'tender', aggregateId: body.tender, seq: 1, v: 1, data: {} };
    await jointReactions(t.deps).react({ ...event, type: 'TenderAwarded', at: '2026-03-02T02:00:00.000Z' });
    return setting;
  },
  cancelled: async () => {
    const setting = await reported();
    await asRole('POST', at(setting.id, '/cancellation'), 'lead admin', { reason: '取消' });
    return setting;
  },
};
/** As long as a round was never locked nobody but those invited knows of it. */
const unknown = ['reporting', 'signed', 'cancelled'];
const outside = [
  'anonymous',
  'other buyer’s admin',
  'supplier’s sales',
  'operator',
  'operator, though unit admin',
  'supervisor',
  'of several, none named',
  'without organisation',
];
const ofUnit = ['unit admin', 'unit purchaser', 'unit sales', 'unit admin, pending'];
const ofLead = ['lead admin', 'lead purchaser', 'lead sales'];

beforeAll(async () => {
  db = undoable(await freshDb());
  t = await testApp({ db });
  const actorOf = async (token: string | undefined) =>
    cast[token === undefined ? 'anonymous' : decodeURIComponent(token)] as Actor;
  call = caller(createApp({ ...t.deps, http: { ...t.deps.http, actorOf } }));
  t.clock.now = start;
  for (const [state, make] of Object.entries(states)) settings.set(state, await make());
  db.keep();
  for (const [state, setting] of settings) {
    for (const [probe, path, body] of [...commands, ...reads]) {
      for (const role of roles) {
        const [method = ''] = probe.split(' ');
        const reply = await asRole(method, path(setting), role, body?.(setting));
        heard.push({ state, probe, role, reply });
        await db.undo();
      }
    }
  }
});

/** By operation, state and outcome: who gets it. */
function matrix() {
  const found: Record<string, Record<string, Record<string, string>>> = {};
  for (const { state, probe, role, reply } of heard) {
    const outcome = reply.status < 300 ? String(reply.status) : `${reply.status} ${reply.body.code}`;
    const row = found[probe]?.[state];
    const who = row?.[outcome] === undefined ? role : `${row[outcome]}; ${role}`;
    found[probe] = { ...found[probe], [state]: { ...row, [outcome]: who } };
  }
  return found;
}

it('is as it was reviewed', async () => {
  await expect(`${JSON.stringify(matrix(), null, 2)}\n`).toMatchFileSnapshot('matrix.json');
});

it('hides a round that was not locked from everybody else', () => {
  const shown = heard.filter(
    ({ state, probe, role, reply }) =>
      unknown.includes(state) &&
      outside.includes(role) &&
      !/ \/( |$)/.test(probe) &&
      ![401, 404].includes(reply.status),
  );
  // Who acts for several says for which first, whether there is such a round or not.
  expect(shown.filter(({ reply }) => reply.body.code !== 'organisation-required')).toEqual([]);
});

it('shows a unit’s lines to itself and the lead, and to nobody else', () => {
  const secrets = ['20.234567', '21'].map((value) => `"value":"${value}"`);
  const seen = heard.filter(
    ({ probe, reply }) =>
      probe.startsWith('GET') && secrets.some((secret) => JSON.stringify(reply.body ?? '').includes(secret)),
  );
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter(({ role }) => ![...ofUnit, ...ofLead].includes(role))).toEqual([]);
  // Before the lock nobody else learns a sum, a count or a hash either.
  const early = heard.filter(
    ({ state, probe, role, reply }) =>
      unknown.includes(state) && probe === 'GET /{id}' && role.startsWith('another') && reply.status === 200,
  );
  expect(early.length).toBe(6);
  for (const { reply } of early) {
    expect(JSON.stringify(reply.body)).not.toMatch(/sums|locked/);
    expect(reply.body.participants[1]).not.toHaveProperty('lines');
    expect(reply.body.participants[1]).not.toHaveProperty('hash');
  }
});

it('every command happens in some state and is refused in another', () => {
  for (const [probe] of commands) {
    const outcomes = heard.filter((one) => one.probe === probe).map(({ reply }) => reply.status);
    expect([probe, outcomes.some((status) => status < 300), outcomes.some((status) => status >= 400)]).toEqual([
      probe,
      true,
      true,
    ]);
    for (const { role, reply } of heard.filter((one) => one.probe === probe && outside.includes(one.role))) {
      if (probe === 'POST /' && role === 'other buyer’s admin') continue;
      expect([probe, role, reply.status >= 400]).toEqual([probe, role, true]);
    }
  }
});
