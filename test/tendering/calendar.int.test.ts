import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { parties, party, published, putBid, sealed } from '../support/world.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

const notice = {
  source: '国务院办公厅关于2027年部分节假日安排的通知（测试）',
  holidays: ['2027-01-01', '2027-01-08'],
  workingWeekends: ['2027-01-09'],
};
const put = (year: number, body: object, as: string) => t.call('PUT', `/v1/calendars/${year}`, body, { as });

describe('the working-day calendar', () => {
  it('gives the reviewed years, and says of others that they are not imported', async () => {
    expect((await t.call('GET', '/v1/calendars/2026')).body).toMatchObject({ year: 2026, verified: true });
    const { status, body } = await t.call('GET', '/v1/calendars/2031');
    expect([status, body.code]).toEqual([404, 'calendar-year-unknown']);
  });

  it('takes a year from the operator alone, whole and checked', async () => {
    expect((await put(2027, notice, 'li')).status).toBe(403);
    const wrong = await put(2027, { ...notice, workingWeekends: ['2027-01-06'] }, 'operator');
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].code]).toEqual([
      422,
      'calendar-year-invalid',
      'not-a-weekend',
    ]);
    expect((await t.call('GET', '/v1/calendars/2027')).status).toBe(404);
    expect((await put(2027, notice, 'operator')).status).toBe(200);
    const { body, headers } = await t.call('GET', '/v1/calendars/2027');
    expect([body, headers.get('etag')]).toEqual([{ year: 2027, verified: true, ...notice }, '"1"']);
    await put(2027, notice, 'operator');
    expect((await t.call('GET', '/v1/calendars/2027')).headers.get('etag')).toBe('"1"');
  });

  it('counts a standstill that stood on an unknown year again once its notice is there', async () => {
    const w = await testApp();
    const buyer = await party(w.call, 1, 'buyer');
    const bidders = await parties(w.call, 10, 3);
    w.clock.now = Date.parse('2027-12-01T09:00:00+08:00');
    const tender = await published(w.call, buyer, {
      regime: 'soe-voluntary',
      deadline: '2028-01-04T09:00:00+08:00',
    });
    for (const one of bidders)
      await putBid(w.call, tender, one, await sealed(tender, one, `33${one.sub.length}${one.sub.at(-1)}`));
    w.clock.now = Date.parse('2028-01-04T09:02:00+08:00');
    await openTender(openingOf(w), tender.id);
    const step = (path: string, body?: object) =>
      w.call('POST', `/v1/tenders/${tender.id}/${path}`, body, { as: buyer.sub });
    // 2028-01-07 is a Friday, provisionally a working day.
    expect((await step('candidates', {})).body).toMatchObject({
      standstillUntil: '2028-01-07T16:00:00.000Z',
      standstillProvisional: true,
    });
    const found = { source: '测试', holidays: ['2028-01-07'], workingWeekends: [] };
    expect((await w.call('PUT', '/v1/calendars/2028', found, { as: 'operator' })).status).toBe(200);
    w.clock.now = Date.parse('2028-01-08T09:00:00+08:00');
    expect((await step('award')).body.code).toBe('standstill-running');
    w.clock.now = Date.parse('2028-01-11T00:00:00+08:00');
    expect((await step('award')).body.status).toBe('awarded');
  });

  it('counts it by the year in which it began, also when the award comes in the next', async () => {
    const w = await testApp();
    const buyer = await party(w.call, 1, 'buyer');
    const [bidder] = await parties(w.call, 10, 1);
    if (bidder === undefined) throw new Error('no bidder');
    w.clock.now = Date.parse('2028-12-20T09:00:00+08:00');
    const deadline = '2028-12-26T09:00:00+08:00';
    const tender = await published(w.call, buyer, { regime: 'soe-voluntary', deadline });
    await putBid(w.call, tender, bidder, await sealed(tender, bidder, '3300'));
    w.clock.now = Date.parse('2028-12-26T09:02:00+08:00');
    await openTender(openingOf(w), tender.id);
    const step = (path: string, body?: object) =>
      w.call('POST', `/v1/tenders/${tender.id}/${path}`, body, { as: buyer.sub });
    expect((await step('candidates', {})).body.standstillUntil).toBe('2028-12-29T16:00:00.000Z');
    // The Friday turns out to be a day off; the next working day is Tuesday, 2 January.
    const found = { source: '测试', holidays: ['2028-12-29'], workingWeekends: [] };
    expect((await w.call('PUT', '/v1/calendars/2028', found, { as: 'operator' })).status).toBe(200);
    w.clock.now = Date.parse('2029-01-02T09:00:00+08:00');
    expect((await step('award')).body.code).toBe('standstill-running');
    w.clock.now = Date.parse('2029-01-03T00:00:00+08:00');
    expect((await step('award')).body.status).toBe('awarded');
  });
});
