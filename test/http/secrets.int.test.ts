import { beforeAll, describe, expect, it } from 'vitest';
import { goodsQuote } from '../market/quotes.ts';
import { allStreamed } from '../showcase/stream.ts';
import { asking, type Business, business, secrets } from './business.ts';

/*
 * Every route of the market, the showcase and the notices, asked by everybody with the ids of what is another's: whoever may
 * not know that something exists is answered as if it did not, and reads no word of it; nothing breaks.
 */

let t: Business['t'];
let who: Business['who'];
let firms: Business['firms'];
let things: Business['things'];
let ask: ReturnType<typeof asking>['ask'];
let done: ReturnType<typeof asking>['done'];
let operations: readonly { readonly method: string; readonly path: string; readonly query: readonly string[] }[];
const sha = 'c'.repeat(64);

beforeAll(async () => {
  ({ t, who, firms, things } = await business());
  ({ ask, done } = asking(t));
  const { paths } = (await ask('get', '/openapi.json', undefined)).body;
  operations = Object.entries(paths as Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>)
    .filter(([path]) => /posts|projects|plans|combin|enquir|abuse|inbox|webhook|notif|live-s|matchm|record$/.test(path))
    .flatMap(([path, all]) =>
      Object.entries(all).map(([method, { parameters = [] }]) => ({
        method,
        path,
        query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
      })),
    );
});

/** Bodies that get past the schemas, so that it is the rules that answer. */
function bodyOf(method: string, path: string): unknown {
  const { builder, mill } = firms;
  const bodies: Readonly<Record<string, unknown>> = {
    'patch posts/{id}': { radiusKm: 90 },
    'post posts/{id}/renewal': { expiresAt: '2026-05-01T00:00:00+08:00' },
    'post posts/{id}/drawings': { name: '轴.pdf', mediaType: 'application/pdf', size: 4, sha256: sha },
    'post posts/{id}/release-requests': { undertaking: true },
    'post posts/{id}/releases': { organisation: mill.id },
    'post posts/{id}/enquiries': { text: '还有吗' },
    'post posts/{id}/abuse-reports': { reason: 'spam', text: '重复' },
    'post enquiries/{id}/closure': {},
    'post enquiries/{id}/attachments': { name: '轴.pdf', mediaType: 'application/pdf', size: 4, sha256: sha },
    'post enquiries/{id}/messages': { text: '你好' },
    'post enquiries/{id}/quotes': goodsQuote,
    'post enquiries/{id}/quotes/{quote}/acceptance': {},
    'post enquiries/{id}/messages/{number}/abuse-reports': { reason: 'spam', text: '重复' },
    'post abuse-reports/{id}/decision': { decision: 'dismissed', why: '不成立' },
    'patch live-sessions/{id}': { title: '改名' },
    'post live-sessions/{id}/cancellation': { reason: '停电' },
    'put live-sessions/{id}/replays': { links: [] },
    'post live-sessions/{id}/products/{product}/views': { visitor: 'a' },
    'patch matchmaking-events/{id}': { remark: '备注' },
    'post matchmaking-events/{id}/cancellation': { reason: '台风' },
    'put matchmaking-events/{id}/registration': { people: [{ name: '某某' }] },
    'put matchmaking-events/{id}/pins': {},
    'put matchmaking-events/{id}/meetings/{mid}/presence': { held: true },
    'post matchmaking-events/{id}/intents': { with: [builder.id], subject: 'steel.rebar' },
    'post matchmaking-intents/{id}/follow-ups': { day: 7, answer: 'contacted' },
    'patch projects/{id}': { name: '改名' },
  };
  return bodies[`${method} ${path.replace('/v1/', '')}`];
}

const filled = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
/** Ids of the same kinds of things that never were. */
const nowhere = (ids: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [
      name,
      id.replace(/^([a-z]{3})_.*$/, '$1_0195f000-0000-7000-8000-00000000dead'),
    ]),
  );
const said = ({ status, body }: Awaited<ReturnType<typeof ask>>) => `${status} ${body?.code ?? ''}`;

/** Ids of which somebody may read nowhere. */
const unknownTo = (role: string): string[] => {
  const all = (known: boolean) =>
    things.filter((each) => each.known.includes(role) === known).flatMap(({ ids }) => Object.values(ids));
  const seen = new Set(all(true));
  return all(false).filter((id) => /^[a-z]{3}_/.test(id) && !seen.has(id));
};

const told = (role: string, { text, headers }: Awaited<ReturnType<typeof ask>>): string[] =>
  Object.entries(secrets).flatMap(([secret, readers]) => {
    const all = `${text}${headers}`;
    return !readers.includes(role) && all.includes(secret) ? [secret] : [];
  });

describe('of what is none of one’s business', () => {
  it('nothing is to be found, by its id or beside it', async () => {
    const faults: string[] = [];
    for (const { method, path, query } of operations) {
      for (const { of, ids, known } of things.filter((each) => each.of.test(path))) {
        for (const [role, as] of Object.entries(who)) {
          const there = known.includes(role);
          if (there && method !== 'get') continue;
          const body = bodyOf(method, path);
          const found = await ask(method, filled(path, ids), as, body);
          const none = await ask(method, filled(path, nowhere(ids)), as, body);
          const where = `${role}: ${method} ${path} ${ids.id}`;
          if (found.status >= 500 || none.status >= 500) faults.push(`${where} broke: ${said(found)} ${said(none)}`);
          if (found.status === 400) faults.push(`${where} was not understood: ${found.text} ${of}`);
          if (!there && said(found) !== said(none))
            faults.push(`${where} is told apart: ${said(found)}, ${said(none)}`);
          for (const secret of told(role, found)) faults.push(`${where} says ${secret}`);
        }
      }
      if (method !== 'get' || path.includes('{')) continue;
      const asked = [
        '',
        ...(query.includes('limit') ? ['?limit=1'] : []),
        ...(query.includes('status') ? ['?status=closed', '?status=draft', '?status=decided'] : []),
      ];
      if (query.includes('since')) asked.push('?since=0');
      if (query.includes('category'))
        asked.push(...[firms.builder.id, 'steel.rebar'].map((each) => `?category=${each}`));
      for (const search of asked) {
        for (const [role, as] of Object.entries(who)) {
          const found = await ask(method, `${path}${search}`, as);
          if (found.status >= 500) faults.push(`${role}: ${path}${search} broke`);
          for (const secret of told(role, found)) faults.push(`${role}: ${path}${search} says ${secret}`);
          const read = `${found.text}${Buffer.from(found.body?.next ?? '', 'base64url')}`;
          for (const id of unknownTo(role).filter((each) => read.includes(each)))
            faults.push(`${role}: ${path}${search} names ${id}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('an organiser reads no score, from which a hidden quantity could be reckoned, nor who is rejected whom it fits', async () => {
    const event = `/v1/matchmaking-events/${things.find(({ ids }) => ids.id?.startsWith('mme_'))?.ids.id}`;
    const own = await done('get', `${event}/proposals`, firms.mill);
    expect(own.items[0]).toMatchObject({
      counterpart: { id: firms.builder.id },
      reasons: [{ exact: expect.any(String) }],
    });
    const organised = await done('get', `${event}/proposals?firm=${firms.mill.id}`, 'operator');
    expect(organised.items).toHaveLength(own.items.length);
    const { meetings } = await done('get', `${event}/timetable`, 'operator');
    expect(meetings[0].subject).toBe('steel.rebar');
    expect(JSON.stringify([organised, meetings])).not.toMatch(/"(score|exact|value)"/);
    expect(said(await ask('get', `${event}/proposals`, who.rejected))).toBe('403 organisation-not-verified');
  });

  it('no event says it in the open, and no line of the log', async () => {
    const open = JSON.stringify(await allStreamed(t.db));
    const lines = JSON.stringify(t.logged);
    for (const secret of Object.keys(secrets).filter((each) => each !== '秘密直播')) {
      expect([secret, open.includes(secret), lines.includes(secret)]).toEqual([secret, secret === '秘密项目', false]);
    }
  });
});
