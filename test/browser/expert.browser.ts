import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { five } from '../../demo/committee.ts';
import { waitFor } from '../../demo/stage.ts';
import { bid, publishTender, type Tender } from '../../demo/steps.ts';
import { isWell, launch, open, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser.close(), platform.stop()]));

interface Listed {
  readonly items: readonly { readonly id: string; readonly title: string }[];
}

const moveTo = (now: string) => platform.api.post('/dev/clock', { now });
const signIn = (sub: string) => visit(browser, platform.url, { as: { sub } });
const press = (page: Page, name: string) => page.click(`main button:has-text("${name}")`);
const top = (page: Page) => page.evaluate(() => scrollTo(0, 0));

const [, , , fourth = { sub: '', name: '' }, fifth = { sub: '', name: '' }] = five;
const purchaser = person('purchaser').sub;

test('a member finds the seat, hands in a sheet for each bidder, and finds all given when the page is loaded anew', async () => {
  const visited = await signIn(fourth.sub);
  const { page } = visited;
  await open(page, '/judging');
  await page.waitForSelector('td:has-text("3 项待完成")');
  await page.click('main a:has-text("球墨铸铁管采购")');
  await page.waitForSelector('.g-sheet');
  expect(await page.locator('.g-sheet').count()).toBe(3);
  const sheet = page.locator('.g-sheet').first();
  await sheet.locator('input').fill('101');
  await sheet.locator('button').click();
  await page.waitForSelector('.g-sheet .j-refused');
  expect(await sheet.locator('input').getAttribute('aria-invalid')).toBe('true');

  await page.reload();
  await page.waitForSelector('.g-sheet');
  expect(await sheet.locator('input').inputValue()).toBe('101');
  for (const [at, score] of ['91', '84', '71'].entries()) {
    await page.waitForFunction((left) => document.querySelectorAll('.g-sheet').length === left, 3 - at);
    await sheet.locator('input').fill(score);
    await sheet.locator('button').click();
  }
  await page.waitForFunction(() => document.querySelectorAll('.g-sheet').length === 0);

  await page.reload();
  await page.waitForSelector('.g-given dd:has-text("91")');
  for (const score of ['84', '71']) expect(await page.locator(`.g-given dd:has-text("${score}")`).count()).toBe(1);
  expect(await page.locator('.g-given .j-tag-good:has-text("合格")').count()).toBe(3);
  expect(await page.locator('.j-notice-good:has-text("没有待完成的评审")').count()).toBe(3);
  await top(page);
  await isWell(visited, 'expert-given');
  await open(page, '/judging');
  await page.waitForSelector('td:has-text("等待其他成员")');
  await page.context().close();
}, 120_000);

test('a member with an interest leaves with the reason; the buyer fills the seat, and what was given counts no more', async () => {
  const leaving = await signIn(fifth.sub);
  const { page } = leaving;
  await open(page, '/judging');
  await page.click('main a:has-text("球墨铸铁管采购")');
  await page.click('summary:has-text("利害关系")');
  await page.selectOption('main select:has(option[value="self-declared"])', 'self-declared');
  await page.fill('main .j-form textarea', '配偶在投标人处任职');
  await press(page, '退出评标委员会');
  await page.waitForURL('**/judging');
  await page.waitForSelector('.j-tag-warn:has-text("已退出")');
  await isWell(leaving, 'expert-left');
  await page.context().close();

  const { items } = await platform.api.get<Listed>('/v1/tenders?status=opened');
  const [{ id = '' } = {}] = items;
  const filling = await signIn('yang-licheng');
  await open(filling.page, `/judging/tenders/${id}/committee`);
  await filling.page.waitForSelector('.j-notice-warn:has-text("席位 5 空缺")');
  const form = filling.page.locator('.j-notice-warn form');
  await form.locator('input').nth(0).fill('肖金刚');
  await form.locator('input').nth(1).fill('xiao-jingang');
  await form.locator('button').click();
  await filling.page.waitForSelector('th:has-text("席位 6")');
  await top(filling.page);
  await isWell(filling, 'committee-filled');
  await filling.page.context().close();
}, 120_000);

const item = {
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: { value: '500.000', unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division: '350404', address: '三元区列东街' },
};
const draft = {
  title: '列东街二期螺纹钢采购',
  regime: 'soe-voluntary',
  method: 'lowest-evaluated-price',
  tieRule: 'draw',
  deadline: '2026-03-12T09:30:00+08:00',
  bidValidityDays: 60,
  lots: [{ title: '螺纹钢', items: [item] }],
};

/** A tender of the purchaser's, with bids of two firms, opened. */
async function opened(): Promise<string> {
  const { api } = platform;
  const tender = await publishTender(api, draft, purchaser);
  for (const [sub, price] of Object.entries({ 'chen-guodong': '3350.00', 'luo-yaqin': '3380.00' })) {
    const { items } = await api.get<{ items: readonly { organisation: string }[] }>('/v1/memberships', sub);
    const firm = { id: items[0]?.organisation ?? '', sub, name: sub, buys: false };
    await bid(api, tender, firm, [{ lot: 0, prices: [price] }], { validUntil: '2026-06-30' });
  }
  await moveTo('2026-03-12T09:32:00+08:00');
  await waitFor('opened', async () => (await api.get<Tender>(`/v1/tenders/${tender.id}`)).status === 'opened');
  return tender.id;
}

describe('a committee by draw', () => {
  test('buyer and supervisor commit, then reveal; who is drawn may be recused, and the next in order takes the seat', async () => {
    const path = `/judging/tenders/${await opened()}/committee`;
    const [buying, watching] = [await signIn(purchaser), await signIn('supervisor')];
    const both = [buying.page, watching.page];
    for (const page of both) await open(page, path);
    await watching.page.waitForSelector('main >> text=等待采购人准备抽取');
    await buying.page.fill('main .j-form input', '4');
    await press(buying.page, '固定名单并公布承诺值');
    await buying.page.waitForSelector('main .j-refused, main .j-notice-bad');
    await isWell(buying, 'draw-refused');
    await buying.page.fill('main .j-form input', '3');
    await press(buying.page, '固定名单并公布承诺值');
    await buying.page.waitForSelector('main >> text=等待监督部门公布承诺值');

    await open(watching.page, path);
    await press(watching.page, '生成随机数并公布承诺值');
    await watching.page.waitForSelector('main >> text=等待采购人揭示随机数');
    await open(buying.page, path);
    await isWell(buying, 'draw-reveal');
    await press(buying.page, '揭示随机数');
    await buying.page.waitForSelector('main >> text=等待监督部门揭示随机数');
    await open(watching.page, path);
    await press(watching.page, '揭示随机数并抽取');
    await watching.page.waitForSelector('h2:has-text("抽取证明")');
    expect(await watching.page.locator('tbody tr').count()).toBe(3);

    const first = watching.page.locator('.g-recusals details').first();
    await first.locator('summary').click();
    await first.locator('select').selectOption('employer');
    await first.locator('textarea').fill('曾在投标人处任职');
    await first.locator('button').click();
    await watching.page.waitForSelector('th:has-text("席位 4")');
    await watching.page.waitForSelector('.j-tag-warn:has-text("有工作关系")');
    await watching.page.waitForSelector('h3:has-text("未能入席的专家")');
    await top(watching.page);
    await isWell(watching, 'draw-drawn');
    for (const page of both) await page.context().close();
  }, 120_000);
});
