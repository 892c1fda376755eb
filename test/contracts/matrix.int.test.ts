import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import type { Actor, OrganisationRole, PlatformRole } from '../../shared/kernel/actor.ts';
import { type Call, caller, testApp } from '../support/app.ts';
import { type Agreed, agreed, itemOf, line, lots, place, sign } from './framework.ts';

/** Whom somebody acts for: the lead, another county, the winner asked, another winner, the reserve, or nobody of it. */
type Place = 'lead' | 'county' | 'winner' | 'rival' | 'reserve' | 'outside';
const places: readonly Place[] = ['lead', 'county', 'winner', 'rival', 'reserve', 'outside'];
const roles: readonly OrganisationRole[] = ['admin', 'purchaser', 'sales'];
const people = [
  'nobody',
  'user',
  'operator',
  'supervisor',
  'expert',
  'several',
  ...places.flatMap((at) => roles.map((role) => `${at} ${role}`)),
];

let call: Call;
let its: Agreed;
let callOff = '';
const buyer = () => its.buyers[1] as Agreed['reserve'];
const supplier = () => its.winners[0] as Agreed['reserve'];

beforeAll(async () => {
  const app = await testApp();
  its = await agreed(app);
  await sign(app, its.id, buyer(), supplier());
  callOff = (await place(app, its.id, buyer(), { supplier: supplier().id, lines: [line(itemOf('rebar', 1), '5')] }))
    .body.id;
  const organisations: Record<Place, string | undefined> = {
    lead: its.buyers[0]?.id,
    county: its.buyers[1]?.id,
    winner: its.winners[0]?.id,
    rival: its.winners[1]?.id,
    reserve: its.reserve.id,
    outside: 'org_0195f000-0000-7000-8000-0000000000ff',
  };
  const actorOf = async (token: string | undefined): Promise<Actor> => {
    if (token === undefined) return { kind: 'anonymous' };
    const [at = '', role = ''] = token.split('-');
    const platform = (['operator', 'supervisor', 'expert'] as PlatformRole[]).filter((each) => each === at);
    if (!(at in organisations))
      return { kind: 'user', sub: token, platform, ...(at === 'several' ? { several: true } : {}) };
    const membership = {
      organisation: organisations[at as Place] ?? '',
      ...({ name: at, uscc: '913504041000000001', division: '350404', status: 'verified', affiliates: [] } as const),
      kinds: ['buyer', 'supplier'] as const,
      roles: [role as OrganisationRole],
    };
    return { kind: 'user', sub: token, platform, membership };
  };
  call = caller(createApp({ ...app.deps, http: { ...app.deps.http, actorOf } }));
});

const anyone = (at: Place): string[] => roles.map((role) => `${at} ${role}`);
const parties = ['supervisor', ...places.filter((at) => at !== 'outside').flatMap(anyone)];
/** Who sees what one buyer and one supplier have with each other. */
const sides = ['supervisor', ...anyone('lead'), ...anyone('county'), ...anyone('winner')];
const reason = { reason: '理由' };

interface Route {
  readonly name: string;
  request(): readonly [method: string, path: string, body?: unknown];
  /** Who may; and who may know that it is there: the others are told that it is not. */
  readonly may: readonly string[];
  readonly knows: readonly string[];
}

const of = (rest: string): string => `/v1/agreements/${its.id}${rest}`;
const contract = (rest = ''): string => of(`/contracts/${buyer().id}/${supplier().id}${rest}`);
const order = () => ({ supplier: supplier().id, lines: [line(itemOf('rebar', 1), '900')] });

const routes: readonly Route[] = [
  { name: 'read an agreement', request: () => ['GET', of('')], may: parties, knows: parties },
  { name: 'read its progress', request: () => ['GET', of('/progress')], may: parties, knows: parties },
  {
    name: 'activate a reserve',
    request: () => ['POST', of('/reserves'), { ...reason, lot: lots.rebar, from: supplier().id, to: supplier().id }],
    may: ['lead purchaser'],
    knows: parties,
  },
  { name: 'roll over', request: () => ['POST', of('/roll-over'), reason], may: ['lead purchaser'], knows: parties },
  { name: 'read a contract', request: () => ['GET', contract()], may: sides, knows: sides },
  {
    name: 'sign a contract',
    request: () => ['POST', contract('/signatures'), { hash: '0'.repeat(64) }],
    may: ['county admin', 'winner admin'],
    knows: sides,
  },
  {
    name: 'call off',
    request: () => ['POST', of('/call-offs'), order()],
    may: ['lead purchaser', 'county purchaser'],
    knows: parties,
  },
  {
    name: 'ask for a mini-competition',
    request: () => [
      'POST',
      of('/competitions'),
      {
        title: '竞价',
        deadline: '2026-01-01T00:00:00Z',
        lots: [{ title: '钢', items: [line(itemOf('rebar', 1), '1')] }],
      },
    ],
    may: ['lead purchaser', 'county purchaser'],
    knows: parties,
  },
  { name: 'read a call-off', request: () => ['GET', `/v1/call-offs/${callOff}`], may: sides, knows: sides },
  {
    name: 'change a call-off',
    request: () => ['PATCH', `/v1/call-offs/${callOff}`, { lines: [line(itemOf('rebar', 1), '900')] }],
    may: ['county purchaser'],
    knows: sides,
  },
  {
    name: 'refuse a call-off',
    request: () => ['POST', `/v1/call-offs/${callOff}/refusal`, reason],
    may: ['winner sales'],
    knows: sides,
  },
  {
    name: 'confirm a call-off',
    request: () => ['POST', `/v1/call-offs/${callOff}/confirmation`],
    may: ['winner sales'],
    knows: sides,
  },
  {
    name: 'cancel a call-off',
    request: () => ['POST', `/v1/call-offs/${callOff}/cancellation`, reason],
    may: ['county purchaser'],
    knows: sides,
  },
  {
    name: 'list the call-offs of an agreement',
    request: () => ['GET', `/v1/call-offs?agreement=${its.id}`],
    may: parties,
    knows: parties,
  },
  { name: 'list agreements', request: () => ['GET', '/v1/agreements'], may: places.flatMap(anyone), knows: people },
  { name: 'list call-offs', request: () => ['GET', '/v1/call-offs'], may: places.flatMap(anyone), knows: people },
  // The last: nothing is called off after it.
  { name: 'terminate', request: () => ['POST', of('/termination'), reason], may: ['lead purchaser'], knows: parties },
];

/** What each is told: past the door and the rules of access, that it may not, or that there is nothing. */
function expected({ may, knows }: Route, person: string): string {
  if (person === 'nobody') return '401';
  if (may.includes(person)) return 'may';
  if (person === 'several') return '400';
  return knows.includes(person) ? '403' : '404';
}

describe.each(routes)('to $name', (route) => {
  it.each(people)('%s', async (person) => {
    const [method, path, body] = route.request();
    const as = person === 'nobody' ? undefined : person.replace(' ', '-');
    const reply = await call(method, path, body, { as });
    const refused = [401, 403, 404].includes(reply.status) || reply.body?.code === 'organisation-required';
    expect(refused ? String(reply.status) : 'may', JSON.stringify(reply.body)).toBe(expected(route, person));
  });
});
