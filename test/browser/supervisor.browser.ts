import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWell, launch, open, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser.close(), platform.stop()]));

const press = (page: Page, name: string) => page.click(`main button:has-text("${name}")`);
const top = (page: Page) => page.evaluate(() => scrollTo(0, 0));

interface Disputed {
  readonly items: readonly { readonly id: string; readonly disputes: { readonly next: string } }[];
}
interface Complaints {
  readonly items: readonly { readonly decision: string; readonly remedy: string; readonly suspends: boolean }[];
}

test('the supervisor reads a lead with the prices it stands on, and decides a complaint whose time has run out', async () => {
  const { api } = platform;
  const { items } = await api.get<Disputed>('/v1/tenders?disputed=true');
  expect(items).toHaveLength(1);
  const [
    {
      id,
      disputes: { next },
    } = { id: '', disputes: { next: '' } },
  ] = items;
  const visited = await visit(browser, platform.url, { as: person('supervisor') });
  const { page } = visited;
  await open(page, '/supervision');
  const row = page.locator('tr:has-text("杉屏建设")');
  expect(await row.locator('.j-countdown-far').count()).toBe(1);
  await isWell(visited, 'supervisor-desk');

  await page.click('main a:has-text("1 条")');
  await page.waitForSelector('h2:has-text("报价间距呈规律")');
  // 232.00, 236.50 and 241.00 yuan for each of 6,000 metres.
  await page.waitForSelector('dd:has-text("27000.00")');
  await page.waitForSelector('dd:has-text("1,392,000.00 · 1,419,000.00 · 1,446,000.00")');
  await isWell(visited, 'supervisor-lead');

  await api.post('/dev/clock', { now: next });
  await open(page, '/supervision');
  await page.waitForSelector('tr:has-text("杉屏建设") .j-countdown-past');
  await page.click('main a:has-text("杉屏建设")');
  await page.waitForSelector('.w-filed .j-tag-bad:has-text("已逾期")');
  const complaint = page.locator('.w-filed:has(form)');
  await complaint.locator('select').selectOption('accepted');
  await page.check('main label:has-text("暂停采购活动") input');
  await complaint.locator('textarea').fill('材料齐全，予以受理；处理期间暂停采购活动。');
  await press(page, '作出处理');
  await page.waitForSelector('.w-filed .j-tag-bad:has-text("已暂停")');

  await page.reload();
  await complaint.locator('select').first().selectOption('upheld');
  await complaint.locator('select').nth(1).selectOption('revoke-award');
  await complaint.locator('textarea').fill('检验报告所载规格与投标规格不一致，投诉成立。');
  await press(page, '作出处理');
  await page.waitForSelector('.w-filed .j-refused');
  await complaint.locator('select').nth(2).selectOption({ label: '热轧带肋钢筋' });
  await press(page, '作出处理');
  await page.waitForSelector('.w-filed .j-tag:has-text("投诉成立")');
  await page.waitForSelector('.w-filed .j-tag-warn:has-text("撤销中标")');
  expect(await complaint.count()).toBe(0);
  await top(page);
  await isWell(visited, 'supervisor-decided');
  const decided = await api.get<Complaints>(`/v1/tenders/${id}/complaints`, person('supervisor').sub);
  expect(decided.items).toMatchObject([{ decision: 'upheld', remedy: 'revoke-award' }]);
  await open(page, '/supervision');
  await page.waitForSelector('main >> text=没有待处理的投诉和异议');
  await page.context().close();
}, 120_000);
