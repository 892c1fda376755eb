import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWell, launch, open } from './browser.ts';
import { awarded, firm } from './framework.ts';
import { atBothWidths, moveTo, press, signBoth, signIn } from './hands.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser.close(), platform.stop()]));

const [lead, county, mill] = [person('purchaser'), person('county'), person('supplier')];

interface Listed {
  readonly items: readonly { readonly id: string; readonly title: string; readonly status: string }[];
}

async function roundOf(): Promise<string> {
  const { items } = await platform.api.get<Listed>('/v1/demand-rounds?scope=own', county.sub);
  return items.find(({ status }) => status === 'reporting')?.id ?? '';
}

test('a county reports from last year’s figures, explains what lies far from them and signs what it sees; the lead locks', async () => {
  const round = await roundOf();
  const visited = await signIn(browser, platform, county);
  const { page } = visited;
  await open(page, `/rounds/${round}/report`);
  const bars = page.locator('table input[id$="value"]').first();
  expect(await bars.inputValue()).toBe('10000');
  await page.waitForSelector('td:has-text("296.4")');
  await bars.fill('20000');
  await page.waitForSelector('td:has-text("592.8")');
  await page.waitForSelector('.j-tag-warn:has-text("+100.0%")');

  await page.reload();
  await page.waitForSelector('.j-tag-warn:has-text("+100.0%")');
  expect(await bars.inputValue()).toBe('20000');
  await press(page, '提交报量');
  await page.waitForSelector('.j-cell-fault');
  // What is scrolled under the bar is too small to be pressed, and is not what is asked here.
  await page.evaluate(() => scrollTo(0, 0));
  await isWell(visited, 'county-refused');
  await page.fill('input[id$="reason"]', '新开工安置房二期');
  await press(page, '提交报量');
  await page.waitForURL(`**/rounds/${round}`);
  await press(page, '签署');
  await page.waitForSelector('.j-notice-good:has-text("已签署")');
  await page.evaluate(() => scrollTo(0, 0));
  await isWell(visited, 'county-signed');
  await page.context().close();

  await moveTo(platform.api, '2026-03-13T18:00:00+08:00');
  const leading = await signIn(browser, platform, lead);
  await open(leading.page, `/rounds/${round}/lead`);
  await press(leading.page, '锁定汇总');
  await leading.page.waitForSelector('.j-notice-bad:has-text("签署")');
  for (const field of await leading.page.locator('input[id^="without-"]').all()) await field.fill('截止后仍未签署');
  await press(leading.page, '锁定汇总');
  await leading.page.waitForSelector('h2:has-text("锁定汇总")');
  // 2,400 + 1,500 + 1,260 t of the south; 20,000 bars of 29.64 kg of the north, alone there.
  await leading.page.waitForSelector('td:visible:has-text("5,160")');
  await leading.page.waitForSelector('td:visible:has-text("592.8")');
  await leading.page.evaluate(() => scrollTo(0, 0));
  await isWell(leading, 'county-locked');
  await leading.page.context().close();
}, 240_000);

const address = { division: '350404', address: '三元区列东街' };
const framework = {
  title: '2026年度螺纹钢框架协议采购',
  regime: 'soe-voluntary',
  method: 'lowest-evaluated-price',
  tieRule: 'draw',
  deadline: '2026-03-20T09:00:00+08:00',
  bidValidityDays: 60,
  agreementTerm: {
    from: '2026-04-01',
    to: '2026-12-31',
    price: { rule: 'fixed' },
    tolerance: '5',
    confirmDays: 3,
    acceptDays: 7,
    disputeDays: 15,
    paymentDays: 30,
    rollOver: { until: '2027-02-28' },
  },
  lots: [
    {
      title: '螺纹钢',
      allocation: { rule: 'reserves', reserves: 1 },
      items: [
        {
          category: 'steel.rebar',
          attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
          quantity: { value: '500', unit: 'TNE', basis: 'theoretical' },
          deliveryPoint: address,
        },
      ],
    },
  ],
};

test('a contract is signed by both, an order placed from the basket, confirmed, delivered with a photo and accepted', async () => {
  const bids = { [mill.sub]: [['3350.00']], 'luo-yaqin': [['3380.00']] };
  const agreement = await awarded(platform, framework, lead.sub, bids);
  const [buying, selling] = [await signIn(browser, platform, lead), await signIn(browser, platform, mill)];
  for (const { page } of [buying, selling]) {
    await open(page, `/agreements/${agreement}`);
    await page.locator('tr:has-text("闽岳") >> text=查看、签订').first().click();
    await press(page, '签订合同');
    await page.waitForSelector('main button:has-text("签订合同")', { state: 'detached' });
  }
  await moveTo(platform.api, '2026-04-02T09:00:00+08:00');

  await open(buying.page, `/agreements/${agreement}/order`);
  await buying.page.fill('table input[id$="value"]', '600');
  await buying.page.fill('input[type="date"]', '2026-04-20');
  await buying.page.waitForSelector('td:has-text("2,010,000.00")');
  await press(buying.page, '提交订单');
  await buying.page.waitForSelector('.j-cell-fault');
  await buying.page.fill('table input[id$="value"]', '1000');
  await buying.page.selectOption('select[id$="unit"]', 'H87');
  await buying.page.waitForSelector('td:has-text("99,294.00")');
  await isWell(buying, 'county-basket');
  await press(buying.page, '提交订单');
  await buying.page.waitForURL('**/call-offs/cof_*');

  await selling.page.goto(buying.page.url());
  await press(selling.page, '确认订单');
  await selling.page.click('main a:has-text("登记交货")');
  await selling.page.fill('input[id$="declared"]', '1000');
  await selling.page.fill('input[id$="pieces"]', '1000');
  await selling.page.fill('input[id$="weighed"]', '29.1');
  await selling.page.fill('input[id$="ticketNo"]', 'SM-0402-01');
  const photo = { name: '磅单.png', mimeType: 'image/png', buffer: Buffer.from(ticket, 'base64') };
  await selling.page.setInputFiles('input[type="file"]', photo);
  await selling.page.waitForSelector('.c-list:has-text("磅单.png")');
  await isWell(selling, 'county-delivering');
  await press(selling.page, '提交交货');
  await selling.page.waitForURL('**/deliveries/dlv_*');
  await selling.page.waitForSelector('main >> text=磅单.png');

  await buying.page.goto(selling.page.url());
  const seen = buying.page.locator('img[alt="磅单 磅单.png"]');
  await expect.poll(() => seen.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(2);
  await buying.page.fill('input[id$="rejected"]', '1');
  await buying.page.fill('input[id$="why"]', '锈蚀');
  await press(buying.page, '部分拒收并验收其余');
  await buying.page.waitForSelector('h2:has-text("验收结果")');
  // 999 bars of 29.64 kg.
  await buying.page.waitForSelector('td:has-text("29.61036")');
  await isWell(buying, 'county-accepted');
  await buying.page.context().close();
  await selling.page.context().close();
}, 240_000);

/** A picture of four pixels. */
const ticket = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mP48vEFEDFAKABOqgs155ZFJAAAAABJRU5ErkJggg==';

test('an order is changed and refused, and goes to the reserve; the lead asks for a mini-competition, activates the reserve, rolls over and terminates', async () => {
  const { items } = await platform.api.get<Listed>('/v1/agreements', lead.sub);
  const agreement = items.find(({ title }) => title === framework.title)?.id ?? '';
  await signBoth(platform.api, agreement, await firm(platform, lead.sub), await firm(platform, 'luo-yaqin'));
  const [buying, selling] = [await signIn(browser, platform, lead), await signIn(browser, platform, mill)];
  const { page } = buying;
  await open(page, `/agreements/${agreement}/order`);
  await page.fill('table input[id$="value"]', '50');
  await page.fill('input[type="date"]', '2026-05-20');
  await press(page, '提交订单');
  await page.waitForURL('**/call-offs/cof_*');
  await press(page, '变更');
  await page.fill('fieldset input[id^="change-"] >> nth=0', '60');
  await atBothWidths(buying, 'county-changing');
  await press(page, '提交变更');
  await page.waitForSelector('main td:has-text("60 吨")');

  await selling.page.goto(page.url());
  await press(selling.page, '拒绝');
  await selling.page.fill('textarea', '轧线检修');
  await press(selling.page, '确认拒绝');
  await selling.page.waitForSelector('main a:has-text("已转备选供应商")');
  await atBothWidths(selling, 'county-refused-order');
  await page.reload();
  await page.click('main a:has-text("已转备选供应商")');
  await page.waitForSelector('main a:has-text("由此订单转来")');
  await open(page, '/call-offs');
  await page.waitForSelector('td:has-text("已拒绝")');
  await atBothWidths(buying, 'county-orders');
  await open(page, '/agreements');
  await atBothWidths(buying, 'county-agreements');

  await open(page, `/agreements/${agreement}`);
  await page.click('main a:has-text("发起二次竞价")');
  await page.fill('#competition-deadline', '2026-04-01T09:00');
  await page.fill('table input[id$="value"]', '100');
  await page.fill('input[type="date"]', '2026-05-31');
  await press(page, '生成竞价草稿');
  await page.waitForSelector('.j-cell-fault');
  await atBothWidths(buying, 'county-competing');
  await page.fill('#competition-deadline', '2026-04-12T09:00');
  await press(page, '生成竞价草稿');
  await page.waitForURL(`**/agreements/${agreement}`);
  await page.waitForSelector('section:has(h2:has-text("二次竞价")) td:has-text("进行中")');

  await press(page, '启用备选供应商');
  await page.selectOption('#activate-from', { index: 1 });
  await page.selectOption('#activate-to', { index: 1 });
  await page.fill('textarea', '原供应商长期检修');
  await atBothWidths(buying, 'county-activating');
  await press(page, '启用');
  await page.waitForSelector('section:has(h2:has-text("协议变动")) li:has-text("接替")');
  await press(page, '结转余量');
  await page.fill('textarea', '工程跨年');
  await press(page, '确认结转');
  await page.waitForSelector('li:has-text("余量结转至")');
  await press(page, '终止协议');
  await page.fill('textarea', '改用下一轮联合采购');
  await press(page, '确认终止');
  await page.waitForSelector('.j-tag:has-text("已终止")');
  await atBothWidths(buying, 'county-agreement');
  await page.context().close();
  await selling.page.context().close();
}, 240_000);
