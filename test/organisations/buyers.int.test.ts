import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { contact } from './fixtures.ts';

let db: Counting;
let t: TestApp;

const firms = [
  ['tai', '泰宁县金湖建设有限公司', '91350429MA9000001X', '350429', 'buyer'],
  ['jian', '建宁县莲乡城建有限公司', '91350430MA9000002X', '350430', 'buyer'],
  ['sha', '三明市沙县区小吃城建有限公司', '91350427MA9000003X', '350427', 'buyer'],
  ['nan', '南平市延平建设有限公司', '91350702MA9000004X', '350702', 'buyer'],
  ['mill', '三明市闽岳钢铁有限公司', '91350404MA9000005X', '350404', 'supplier'],
] as const;
const idOf = new Map<string, string>();

const decide = (who: string, decision: string) =>
  t.call('POST', `/v1/organisations/${idOf.get(who)}/verification`, { decision, reason: '已核' }, { as: 'operator' });

beforeAll(async () => {
  db = counting(await freshDb());
  t = await testApp({ db });
  for (const [as, name, uscc, division, kind] of firms) {
    const body = { name, uscc, kinds: [kind], division, contact };
    const { body: made } = await t.call('POST', '/v1/organisations', body, { as });
    idOf.set(as, made.id);
    await decide(as, 'verified');
  }
});

const find = async (query: string, as = 'tai') => {
  const { status, body } = await t.call('GET', `/v1/organisations?kind=buyer${query}`, undefined, { as });
  return status === 200 ? body.items.map((each: { name: string }) => each.name.slice(0, 3)) : [status, body.code];
};

describe('a lead looks for units to invite', () => {
  it('by what their names hold, in its own city unless it says a county or another city', async () => {
    expect(await find('')).toEqual(['三明市', '泰宁县', '建宁县']);
    expect(await find(`&name=${encodeURIComponent('城建')}`)).toEqual(['三明市', '建宁县']);
    expect(await find('&name=91350429ma9000001x')).toEqual(['泰宁县']);
    expect(await find('&division=350430')).toEqual(['建宁县']);
    expect(await find('&division=350405')).toEqual(['三明市']);
    expect(await find('&division=350700')).toEqual(['南平市']);
    expect(await find('&division=350430&name=x')).toEqual([]);
  });

  it('and is shown what is public of them', async () => {
    const { body } = await t.call('GET', '/v1/organisations?kind=buyer&division=350430', undefined, { as: 'tai' });
    const [, name, uscc, division] = firms[1];
    const facts = { id: idOf.get('jian'), status: 'verified', name, uscc, division, kinds: ['buyer'] };
    expect(body.items).toEqual([facts]);
  });

  it('page after page', async () => {
    const first = await t.call('GET', '/v1/organisations?kind=buyer&limit=2', undefined, { as: 'tai' });
    expect(first.body.items).toHaveLength(2);
    const next = first.headers.get('link')?.match(/<(.+)>/)?.[1] ?? '';
    const second = await t.call('GET', next, undefined, { as: 'tai' });
    expect(second.body.items.map((each: { id: string }) => each.id)).toEqual([idOf.get('jian')]);
  });

  it('but nobody who sells, is not verified, or is nobody', async () => {
    expect(await find('', 'mill')).toEqual([403, 'forbidden']);
    expect(await find('', 'stranger')).toEqual([403, 'membership-required']);
    expect(await find('', 'operator')).toEqual([403, 'forbidden']);
    await decide('jian', 'rejected');
    expect(await find('', 'jian')).toEqual([403, 'organisation-not-verified']);
    expect(await find('')).toEqual(['三明市', '泰宁县']);
    await decide('jian', 'verified');
    expect(await find('&division=350430')).toEqual(['建宁县']);
  });

  it('for half a unit of reading each 4 KB, beside who asks', async () => {
    db.reset();
    await find('');
    expect(db.commands.filter(({ name }) => name === 'Query').map(({ units }) => units)).toContain(0.5);
    expect(db.writes).toBe(0);
    expect(db.reads).toBeLessThanOrEqual(2);
    db.reset();
    await decide('jian', 'rejected');
    const leaving = db.formula;
    db.reset();
    await decide('jian', 'verified');
    // What the table says of a verification, and 2 for a buyer's entry.
    expect([leaving, db.formula]).toEqual([18, 18]);
  });
});
