import { expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { at, settled } from './settlement-calls.ts';

it('imports a file whole or not at all, and the same file again changes nothing', async () => {
  const app = await testApp();
  const its = await settled(app);
  at(app, '2026-12-31T09:00:00+08:00');
  const days = Array.from({ length: 100 }, (_, n) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10));
  const csv = (price: string) =>
    Buffer.from(['日期,价格', ...days.map((day) => `${day},${price}`)].join('\n')).toString('base64');
  const send = (file: string, more: object = {}) =>
    app.call(
      'POST',
      `/v1/price-indices/${its.index}/imports`,
      { file, evidence: '导出', ...more },
      { as: its.lead.sub },
    );
  expect((await send(csv('x'))).body).toMatchObject({ code: 'price-file-invalid' });
  const lines = ['日期,价格', ...days.map((day) => `${day},350.00`), `${days[0]},351.00`, '2027-01-01,350.00'];
  const refused = (await send(Buffer.from(lines.join('\n')).toString('base64'))).body.errors;
  expect(refused.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)).toEqual([
    '/rows/102 points-repeated',
    '/rows/103 point-in-the-future',
  ]);
  expect((await send('AAAA')).body.errors).toMatchObject([{ pointer: '/file', code: 'sheet-format-unknown' }]);
  expect((await send(csv('350.00'))).body).toMatchObject({ points: 100, recordings: 3 });
  expect((await send(csv('350.00'))).body).toMatchObject({ points: 100, recordings: 0 });
  const page = await app.call('GET', `/v1/price-indices/${its.index}/points?limit=40`, undefined, {
    as: its.lead.sub,
  });
  expect([page.body.items.length, page.body.items[0].day, page.body.next === null]).toEqual([40, days.at(-1), false]);
});
