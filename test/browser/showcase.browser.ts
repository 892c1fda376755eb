import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../demo/stage.ts';
import { isWell, launch, open, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
});
afterAll(() => Promise.all([browser.close(), platform.stop()]));

const [buyer, mill, operator] = [person('purchaser'), person('supplier'), person('operator')];
const signIn = (as: { readonly sub: string; readonly name: string }) => visit(browser, platform.url, { as });
const moveTo = (now: string) => platform.api.post('/dev/clock', { now });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();

test('a supplier announces a session; a visitor finds it, asks to be told, and asks about a product; the host sees what came of it', async () => {
  const hosting = await signIn(mill);
  const { page } = hosting;
  await open(page, '/supply/sessions/new');
  await field(page, '直播标题').fill('乐购三明 · 钢材专场');
  await field(page, '开始时间').fill('2026-03-06T19:40');
  await field(page, '结束时间').fill('2026-03-06T21:00');
  await field(page, '主讲人').fill('林晓');
  await press(page, '添加地址');
  await field(page, '地址').fill('https://live.douyin.com/80017709309');
  await field(page, '查找商品').fill('HRB500E 20');
  await page
    .getByRole('button', { name: /^加入 螺纹钢 HRB500E/ })
    .first()
    .click();
  await press(page, '保存草稿');
  await page.waitForSelector('.j-refused:has-text("刻")');
  await field(page, '开始时间').fill('2026-03-06T19:30');
  await press(page, '保存草稿');
  await page.waitForURL(/\/supply\/sessions\/ses_|\/supply\/sessions\/(?!new)/);
  await press(page, '发布预告');
  await page.waitForSelector('.j-tag:has-text("预告")');
  await isWell(hosting, 'session-announced');

  const looking = await signIn(buyer);
  await open(looking.page, '/sessions');
  await looking.page.click('main a:has-text("乐购三明 · 钢材专场")');
  await press(looking.page, '预约提醒');
  await looking.page.waitForSelector('text=已有 1 人预约');
  await looking.page.click('main a:has-text("询价")');
  await field(looking.page, '询价内容').fill('直播里的 HRB500E 20，60 吨到列东多少？');
  await press(looking.page, '发出询价');
  await looking.page.waitForSelector('h2:has-text("往来留言")');
  await looking.page.context().close();

  const session = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  interface Results {
    readonly totals: { readonly views: number; readonly enquiries: number };
  }
  const totals = await waitFor('the enquiry is counted', async () => {
    const results = await platform.api.get<Results>(`/v1/live-sessions/${session}/results`, mill.sub);
    return results.totals.enquiries > 0 && results.totals;
  });
  expect(totals).toMatchObject({ views: 1, enquiries: 1 });
  await moveTo('2026-03-06T21:05:00+08:00');
  await open(page, `/sessions/${session}`);
  await page.waitForSelector('.j-tag:has-text("已结束")');
  await page.waitForSelector('h2:has-text("直播成效")');
  await isWell(hosting, 'session-ended');
  await page.context().close();
});

const wanted = {
  kind: 'demand',
  category: 'steel.rebar',
  attributes: { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 } },
  quantity: { value: '900', unit: 'TNE', basis: 'theoretical' },
  window: { from: '2026-03-15', to: '2026-04-20' },
  place: { division: '350404', address: '列东街项目部' },
  expiresAt: '2026-04-20T00:00:00+08:00',
};

test('an organiser runs an event to a published timetable; a firm sees whom it meets, and both say what they intend', async () => {
  const demand = await platform.api.post<{ id: string }>('/v1/posts', wanted, buyer.sub);
  const running = await signIn(operator);
  const desk = running.page;
  await open(desk, '/organise/events/new');
  await field(desk, '名称').fill('钢材建材“手拉手”对接会');
  await field(desk, '主办单位').fill('三明市工业和信息化局');
  await field(desk, '所在地').selectOption({ label: '三元区' });
  await field(desk, '详细地址').fill('三元区会展中心');
  await field(desk, '举办日期').fill('2026-03-20');
  await field(desk, '报名截止').fill('2026-03-18T18:00');
  await field(desk, '品类与工艺').selectOption('steel.rebar');
  await field(desk, '报名企业上限').fill('40');
  await field(desk, '洽谈桌数').fill('30');
  await field(desk, '场数').fill('4');
  await press(desk, '按此排出场次');
  await press(desk, '发布对接会');
  await desk.waitForSelector('.j-refused');
  await field(desk, '洽谈桌数').fill('10');
  await press(desk, '发布对接会');
  await desk.waitForSelector('h2:has-text("报名登记")');
  const event = new URL(desk.url()).pathname.split('/').at(-1) ?? '';

  const coming = await signIn(buyer);
  const { page } = coming;
  await open(page, '/events');
  await page.click('main a:has-text("手拉手")');
  await page.click('main a:has-text("为本单位报名")');
  await field(page, '姓名').fill('林启明');
  await page.locator('.e-checks input').first().check();
  await press(page, '提交报名');
  await page.waitForSelector('h2:has-text("本单位参会")');
  await page.waitForSelector('h2:has-text("参会名单")');

  const path = `/v1/matchmaking-events/${event}`;
  const { items } = await platform.api.get<{ items: readonly { readonly organisation: string }[] }>(
    '/v1/memberships',
    mill.sub,
  );
  const posts = await platform.api.get<{ items: readonly { readonly id: string }[] }>(
    `/v1/posts?poster=${items[0]?.organisation}&limit=20`,
    mill.sub,
  );
  const body = { people: [{ name: '陈国栋' }], posts: posts.items.map(({ id }) => id) };
  await platform.api.put(`${path}/registration`, body, mill.sub);
  await waitFor('the two match', async () => {
    const found = await platform.api.get<{ items: readonly { readonly reasons: readonly { ownPost: string }[] }[] }>(
      `${path}/proposals`,
      buyer.sub,
    );
    return found.items.some(({ reasons }) => reasons.some(({ ownPost }) => ownPost === demand.id));
  });

  await moveTo('2026-03-18T18:00:30+08:00');
  await open(desk, `/organise/events/${event}`);
  await press(desk, '排出时刻表');
  await press(desk, '公布时刻表');
  await desk.waitForSelector('.j-tag:has-text("时刻表已公布")');
  await isWell(running, 'event-published');
  const [download] = await Promise.all([desk.waitForEvent('download'), press(desk, '下载全部时刻表（打印用）')]);
  expect(download.suggestedFilename()).toMatch(/\.html$/);

  await open(page, '/my-events');
  await page.click('main a:has-text("手拉手")');
  await page.click('main a:has-text("我的时刻表")');
  await page.waitForSelector('td:has-text("闽岳钢铁")');
  await isWell(coming, 'event-timetable');

  await moveTo('2026-03-20T09:05:00+08:00');
  await open(page, `/events/${event}/timetable`);
  await press(page, '对方未到');
  await page.waitForSelector('.j-tag:has-text("未洽谈")');
  await press(page, '已洽谈');
  await page.waitForSelector('.j-tag-good:has-text("已洽谈")');
  await page.click('main a:has-text("合作意向")');
  await field(page, '对接单位').selectOption({ label: '三明市闽岳钢铁有限公司' });
  await field(page, '品类或工艺').selectOption('steel.rebar');
  await field(page, '数量').fill('200');
  await field(page, '意向金额（元）').fill('69万');
  await press(page, '登记');
  await page.waitForSelector('.j-refused');
  await field(page, '意向金额（元）').fill('690,000.00');
  await press(page, '登记');
  await page.click('main table a:has-text("闽岳钢铁")');
  await page.waitForSelector('h1:has-text("意向")');

  const other = await signIn(mill);
  await open(other.page, new URL(page.url()).pathname);
  await press(other.page, '确认意向');
  await other.page.waitForSelector('.j-tag-good:has-text("双方已确认")');
  await isWell(other, 'event-intent');
  for (const { page: each } of [running, coming, other]) await each.context().close();
});
