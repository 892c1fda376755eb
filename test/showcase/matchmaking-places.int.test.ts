import { beforeAll, describe, expect, it } from 'vitest';
import { type Reply, runJobs, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { type Party, parties, party } from '../support/world.ts';
import { terms } from './matchmaking-fixtures.ts';
import { all, announced, bringing, hearing, outcome, postOf } from './matchmaking-world.ts';

let db: Counting;
let t: TestApp;
let buyers: Party[];
let mills: Party[];
let id: string;
let market: ReturnType<typeof hearing>;

const of = (method: string, path: string, by?: Party | 'operator', body?: unknown): Promise<Reply> =>
  t.call(method, `${all}/${id}${path}`, body, { as: typeof by === 'string' ? by : by?.sub });

beforeAll(async () => {
  db = counting(await freshDb());
  t = await testApp({ db });
  market = hearing(t);
  buyers = [await party(t.call, 1, 'buyer'), await party(t.call, 2, 'buyer')];
  mills = await parties(t.call, 3, 4);
  for (const each of [...buyers, ...mills]) await market.posted(each);
});

describe('places', () => {
  it('holds its places against a rush: as many register as there are, each once', async () => {
    id = await announced(t, { places: 3, tables: 1 });
    const rush = [...buyers, ...mills].flatMap((firm) =>
      [1, 2].map(() => of('PUT', '/registration', firm, bringing())),
    );
    const answers = await Promise.all(rush);
    expect(new Set(answers.map(outcome).map(String))).toEqual(new Set(['200,', '409,matchmaking-full']));
    const { items } = (await of('GET', '/registrations', 'operator')).body;
    expect(items).toHaveLength(3);
    expect((await of('GET', '')).body.placesLeft).toBe(0);
    const in0 = [...buyers, ...mills].find(({ id: firm }) => firm === items[0].firm.id) as Party;
    const out = [...buyers, ...mills].find(
      (each) => !items.some(({ firm }: { firm: { id: string } }) => firm.id === each.id),
    ) as Party;
    expect((await of('DELETE', '/registration', in0)).body).toMatchObject({ status: 'withdrawn', people: [] });
    expect((await of('PUT', '/registration', out, bringing())).status).toBe(200);
    await of('PATCH', '', 'operator', { places: 4 });
    expect((await of('GET', '')).body.placesLeft).toBe(1);
    const lost = await party(t.call, 9, 'supplier');
    expect((await of('PUT', '/registration', lost, bringing())).status).toBe(200);
    for (let told = 0; told < 2; told += 1) {
      await market.heard('OrganisationVerified', lost.id, 9, { decision: 'rejected' }, 'organisation');
      expect((await of('GET', '')).body.placesLeft).toBe(1);
    }
  });
});

/** Capacity units of what is done, writes by AWS's formula, as shared/table/README.md states them. */
async function units(act: () => Promise<Reply>): Promise<{ readonly reads: number; readonly writes: number }> {
  db.reset();
  const { status, body } = await act();
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return { reads: db.reads, writes: db.formula };
}

describe('what it costs', () => {
  const [first, second] = [() => buyers[0] as Party, () => mills[0] as Party];

  it('is what the table says', async () => {
    const costs: Record<string, unknown> = {};
    costs.announce = await units(async () => {
      const answer = await t.call('POST', all, { ...terms }, { as: 'operator' });
      id = answer.body.id;
      return answer;
    });
    costs.register = await units(() => of('PUT', '/registration', first(), bringing({ posts: [postOf(first())] })));
    await of('PUT', '/registration', second(), bringing({ posts: [postOf(second())] }));
    costs.proposals = await units(() => of('GET', '/proposals', first()));
    db.reset();
    await market.kept(first(), 1, [[second(), '80/1']]);
    costs.heard = { reads: db.reads, writes: db.formula };
    t.clock.now = Date.parse('2026-03-18T18:00:00+08:00');
    await of('POST', '/timetable', 'operator');
    db.reset();
    await runJobs(t);
    costs.timetable = { reads: db.reads, writes: db.formula };
    await of('POST', '/timetable/publication', 'operator');
    costs.read = await units(() => of('GET', '/timetable', first()));
    t.clock.now = Date.parse('2026-03-20T09:30:00+08:00');
    const [meeting] = (await of('GET', '/timetable', first())).body.meetings;
    costs.mark = await units(() => of('PUT', `/meetings/${meeting.id}/presence`, first(), { held: true }));
    costs.intent = await units(() => of('POST', '/intents', first(), { with: [second().id], subject: 'steel.rebar' }));
    costs.figures = await units(() => of('GET', '/figures'));
    expect(costs).toEqual({
      announce: { reads: 1, writes: 8 },
      register: { reads: 3.5, writes: 16 },
      proposals: { reads: 4.5, writes: 0 },
      heard: { reads: 1, writes: 1 },
      timetable: { reads: 5, writes: 17 },
      read: { reads: 5, writes: 0 },
      mark: { reads: 4, writes: 8 },
      intent: { reads: 6, writes: 16 },
      figures: { reads: 4, writes: 0 },
    });
  });
});
