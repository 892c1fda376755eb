import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedInApril, cementSeries, draft } from './april.ts';
import { isWell, launch, open, picture, type Visited, visit } from './browser.ts';
import { awarded } from './framework.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
let buying: Visited;
let selling: Visited;
const [buys, sells] = [person('purchaser'), person('supplier')];
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
  [buying, selling] = await Promise.all(
    [buys, sells].map((as) => visit(browser, platform.url, { as })) as [never, never],
  );
}, 240_000);
afterAll(() => Promise.all([browser.close(), platform.stop()]));

const moveTo = (now: string) => platform.api.post('/dev/clock', { now });
const press = (page: Page, name: string) => page.click(`main button:has-text("${name}")`);
const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const shows = (page: Page, text: string) => page.locator(`main >> text=${text}`).first().waitFor();
/** What stands under a term. */
const fact = (page: Page, term: string) =>
  page.locator(`.j-facts > div:has(dt:text-is("${term}")) dd`).first().textContent();

/*
 * Worked out by hand. Published in April: 3300 and 3320, mean 3310.00. The mill bid 3350 on a base of 3300 for rebar and
 * 350.50 on 350.00 for cement, whose price stays at 350.00.
 *   1000 bars of 29.64 kg = 29.64 t × (3310.00 + 50.00) = 99,590.40    50 t × 350.50 = 17,525.00    sum 117,115.40
 * Ten days late at 0.05 %: 117,115.40 × 0.0005 × 10 = 585.577. The accepted claim is 17,000.00, 525.00 less.
 * The second price becomes 3330: mean 3315.00, five more a tonne, 29.64 × 5 = 148.20.
 */
const words = '人民币壹拾壹万柒仟壹佰壹拾伍元肆角';

let index = '';
let agreement = '';
let statement = '';

test('a purchaser opens a series, records a day, imports another from a file, and sees the month before it is over', async () => {
  const { page } = buying;
  await open(page, '/price-indices');
  await press(page, '建立指数');
  for (const [label, value] of [
    ['名称', '三明 HRB400E Φ20 信息价'],
    ['发布单位', '三明市工程造价站'],
    ['地区', '三明'],
    ['规格', 'HRB400E Φ18–25'],
  ] as const)
    await page.fill(`label:text-is("${label}") + input`, value);
  await page.click('main button[type="submit"]:has-text("建立")');
  await page.waitForURL('**/price-indices/idx_*');
  index = idOf(page);
  const bids = { [sells.sub]: [['3350.00'], ['350.50']], 'luo-yaqin': [['3380.00'], ['355.00']] };
  const cement = await cementSeries(platform.api, buys.sub);
  agreement = await awarded(platform, draft(index, cement), buys.sub, bids);
  await acceptedInApril(platform.api, agreement, { buys: buys.sub, sells: sells.sub });

  await moveTo('2026-04-20T09:00:00+08:00');
  const stays = { day: '2026-04-03', price: { amount: '350.00', currency: 'CNY' } };
  await platform.api.put(`/v1/price-indices/${cement}/points`, { points: [stays], evidence: '信息价' }, buys.sub);
  await open(page, `/price-indices/${index}`);
  await page.fill('label:text-is("日期") + input', '2026-04-21');
  await page.fill('label:text-is("价格（元/吨）") + input', '3,300.00');
  await page.locator('label:text-is("依据") + input').first().fill('信息价 2026年第7期');
  await press(page, '录入');
  await page.waitForSelector('.j-refused');
  await page.fill('label:text-is("日期") + input', '2026-04-03');
  await press(page, '录入');
  await page.waitForSelector('td:has-text("3,300.00")');
  const csv = { name: '报价.csv', mimeType: 'text/csv', buffer: Buffer.from('日期,价格\n2026-04-17,3320.00\n') };
  await page.setInputFiles('input[type="file"]', csv);
  await page.locator('label:text-is("依据") + input').last().fill('造价站导出');
  await press(page, '核对并导入');
  await page.waitForSelector('.j-notice-good:has-text("已读取 1 个报价")');
  await page.waitForSelector('td:has-text("3,320.00")');
  await isWell(buying, 'settlement-series');

  await open(page, `/agreements/${agreement}/statement`);
  await expect.poll(() => fact(page, '价税合计')).toBe(`117,115.40 元${words}`);
  await page.waitForSelector('.j-notice-warn:has-text("2026年4月30日")');
  expect(await page.isDisabled('main button:has-text("出具对账单")')).toBe(true);
  await page.click('summary:has-text("指数加价")');
  await shows(page, '3,310.00');
  await isWell(buying, 'settlement-preview');
}, 240_000);

test('the statement is issued, a line disputed and the claim accepted; both confirm', async () => {
  await moveTo('2026-05-06T09:00:00+08:00');
  const { page } = buying;
  await open(page, `/agreements/${agreement}/statement?month=2026-04`);
  await press(page, '出具对账单');
  await page.waitForURL('**/statements/stm_*');
  statement = idOf(page);
  await expect.poll(() => fact(page, '价税合计')).toBe(`117,115.40 元${words}`);
  const totals = await page.locator('.s-quantities').textContent();
  expect(totals).toMatch(/29\.64 吨\s*理论计重/);
  expect(totals).toMatch(/50 吨\s*过磅计重/);
  const amounts = await page.locator('tbody tr').filter({ hasText: '99,590.40' }).textContent();
  expect(amounts).toContain('3,360');

  await press(page, '提出异议');
  const cement = page.locator('fieldset:has(legend:has-text("水泥")) input');
  await cement.fill('17525.00');
  await page.fill('textarea', '一车多计 1.5 吨');
  await press(page, '提交异议');
  await page.waitForSelector('fieldset .j-refused');
  await isWell(buying, 'settlement-disputing');
  await cement.fill('17,000.00');
  await press(page, '提交异议');
  await page.waitForSelector('h2:has-text("异议")');

  await open(selling.page, `/statements?state=disputed`);
  await selling.page.click('main a:has-text("2026年4月")');
  await selling.page.waitForSelector('td:has-text("17,000.00")');
  await press(selling.page, '接受异议');
  await selling.page.fill('textarea', '复核属实');
  await press(selling.page, '确认接受');
  await selling.page.waitForSelector('.j-tag:has-text("已接受")');
  await press(selling.page, '核对无误，确认');
  await selling.page.waitForSelector('h2:text-is("核对")', { state: 'detached' });

  await page.reload();
  await press(page, '核对无误，确认');
  await page.waitForSelector('.j-tag:has-text("已确认待付")');
  await expect.poll(() => fact(page, '应付日')).toMatch(/2026年6月5日\s+117,115\.40 元/);
  await page.locator('tr:has-text("异议成立")').waitFor();
  await page.click('tr:has-text("异议成立") a');
  await shows(page, '-525.00 元');
  await expect.poll(() => fact(page, '价税合计')).toBe('-525.00 元（负数）人民币伍佰贰拾伍元整');
  await isWell(buying, 'settlement-correction');
}, 240_000);

test('an invoice that differs is told so beside its fields; the right one matches', async () => {
  const { page } = selling;
  await open(page, `/statements/${statement}`);
  expect(await page.inputValue('label:text-is("价税合计（元）") + input')).toBe('117115.40');
  await page.fill('label:text-is("发票号码") + input', '26352000000012345678');
  await page.fill('label:text-is("价税合计（元）") + input', '117,115.00');
  await page.check('text=逐行填写发票明细');
  await page.locator('input[id$="unitPrice"]').first().fill('3350.00');
  await press(page, '核对并登记');
  await page.waitForSelector('.s-fault:has-text("117,115.40")');
  await page.waitForSelector('.j-cell-fault:has-text("3,360")');
  await isWell(selling, 'settlement-invoice-differs');
  await page.fill('label:text-is("价税合计（元）") + input', '117115.40');
  await page.locator('input[id$="unitPrice"]').first().fill('3360.00');
  await press(page, '核对并登记');
  await page.waitForSelector('td .j-tag-good:has-text("相符")');
  await shows(page, '已开票（相符） 117,115.40 元');
}, 240_000);

test('paid ten days late with its interest; a corrected price settles the difference; the paper says the sum in words', async () => {
  await moveTo('2026-06-15T09:00:00+08:00');
  const { page } = buying;
  await open(page, '/payables');
  await page.waitForSelector('h3.s-late:has-text("逾期")');
  await shows(page, '585.58');
  await isWell(buying, 'settlement-payables');
  await page.locator('tr:has-text("117,115.40") a').first().click();
  await page.waitForSelector('label:text-is("本次付款（元）")');
  expect(await page.inputValue('label:text-is("本次付款（元）") + input')).toBe('117115.40');
  expect(await page.inputValue('label:text-is("其中另付逾期利息（元）") + input')).toBe('585.58');
  await page.fill('label:text-is("银行回单号") + input', '回单0001');
  await page.fill('label:text-is("本次付款（元）") + input', '117115.41');
  await press(page, '登记付款');
  await page.waitForSelector('.j-refused:has-text("117115.40")');
  await page.fill('label:text-is("本次付款（元）") + input', '117115.40');
  await press(page, '登记付款');
  await page.waitForSelector('.j-tag-good:has-text("已付清")');
  await expect.poll(() => fact(page, '未付')).toBe('0.00 元');

  await open(page, `/price-indices/${index}`);
  await page.fill('label:text-is("日期") + input', '2026-04-17');
  await page.fill('label:text-is("价格（元/吨）") + input', '3330.00');
  await page.locator('label:text-is("依据") + input').first().fill('更正公告');
  await press(page, '录入');
  await shows(page, '更正须说明理由');
  await page.locator('label:text-is("更正理由") + input').first().fill('造价站更正');
  await press(page, '录入');
  await page.waitForSelector('h2:text-is("报价更正") >> xpath=../.. >> text=3,320.00');
  await platform.advance('PT1S');
  await open(page, `/statements/${statement}`);
  await page.locator('tr:has-text("指数更正")').waitFor();
  await page.locator('tr:has-text("指数更正") a').first().click();
  await shows(page, '148.20 元');
  await expect.poll(() => fact(page, '价税合计')).toBe('148.20 元人民币壹佰肆拾捌元贰角');

  await open(page, `/statements/${statement}/paper`);
  // As wide as an A4 sheet that lies.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1017, height: 700 });
  expect(await page.isVisible('.j-top')).toBe(false);
  expect(await page.isVisible('button:has-text("打印")')).toBe(false);
  expect(await page.locator('.s-paper-total').textContent()).toContain(words);
  await picture(page, 'settlement-paper-print');
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g);
  expect(sheets).toHaveLength(1);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await isWell(buying, 'settlement-paper');
  // A sheet that stands is as narrow as a phone, and has its tables all the same.
  await open(page, `/statements/${statement}`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 717, height: 1000 });
  expect(await page.isVisible('thead th:has-text("结算数量")')).toBe(true);
  await picture(page, 'settlement-statement-print');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, `/figures?agreement=${agreement}`);
  await isWell(buying, 'settlement-figures');
}, 240_000);
