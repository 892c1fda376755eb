import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../demo/stage.ts';
import { bid, type Firm, type Tender } from '../../demo/steps.ts';
import { isWell, launch, open, type Visited, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser?.close(), platform?.stop()]));

const title = '虬江新区、燕江新城项目钢筋水泥采购';
const question = '散装水泥能否夜间到货？';
const buyer = person('purchaser');
/** A supplier of steel in the demo, who wins; and two others. */
const bidders = ['chen-guodong', 'luo-yaqin', 'deng-zhijian'];
const prices = [
  ['3310.00', '3290.00', '335.00'],
  ['3350.00', '3330.00', '331.00'],
  ['3365.00', '3345.00', '340.00'],
];

/** As a spreadsheet puts it into the clipboard; the cement's quantity was left empty. */
const table = [
  ['序号', '材料名称', '规格型号', '计量单位', '数量', '计重方式', '交货县区', '交货地址', '交货日期'],
  ['1', '螺纹钢', 'HRB400E Φ16×12m', '吨', '321', '理计', '沙县区', '虬江新区项目部', '2026年6月30日'],
  ['2', '螺纹钢', 'HRB400E Φ25×12m', '吨', '1,789.5', '理计', '永安市', '燕江新城项目部', '2026年6月30日'],
  ['3', '普通硅酸盐水泥', 'P·O 42.5 散装', '吨', '', '磅计', '沙县区', '虬江新区搅拌站', '2026/7/15'],
]
  .map((cells) => cells.join('\t'))
  .join('\r\n');

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const moveTo = (now: string) => platform.api.post('/dev/clock', { now });

async function firm(sub: string): Promise<Firm> {
  const { items } = await platform.api.get<{ items: readonly { organisation: string }[] }>('/v1/memberships', sub);
  return { id: items[0]?.organisation ?? '', sub, name: sub, buys: false };
}

describe('a purchaser', () => {
  let visited: Visited;
  let page: Page;
  let tender: Tender;
  const path = () => `/v1/tenders/${tender.id}`;
  const running = () => `/procuring/tenders/${tender.id}`;
  const read = () => platform.api.get<Tender>(path());

  beforeAll(async () => {
    visited = await visit(browser, platform.url, { as: buyer });
    page = visited.page;
  });
  afterAll(() => page.context().close());

  test('drafts from a table of a spreadsheet, is led to what is missing, and saves', async () => {
    await open(page, '/procuring/new');
    await field(page, '项目名称').fill(title);
    await field(page, '采购依据').selectOption('soe-voluntary');
    await field(page, '投标截止时间（北京时间）').fill('2026-03-12T09:30');
    await field(page, '招标说明').fill('同等条件下本地企业优先。');
    await field(page, '标段名称').fill('钢筋与水泥');
    await field(page, '估算价（元，开标前不公开）').fill('9,000,000');
    await field(page, '投标保证金（元）').fill('200000');
    await page.click('summary:has-text("从电子表格粘贴")');
    await page.getByLabel(/选中若干行复制/).fill(table);
    await press(page, '识别并加入清单');
    await page.waitForSelector('text=加入 3 行');
    expect(await page.locator('.p-items tbody > tr').count()).toBe(3);
    expect(await page.locator('.p-items tbody > tr').nth(1).getByLabel('数量', { exact: true }).inputValue()).toBe(
      '1789.5',
    );
    expect(await page.locator('.p-items tbody > tr').nth(1).getByLabel('交货县区', { exact: true }).inputValue()).toBe(
      '350481',
    );
    await press(page, '保存草稿');
    const refused = page.locator('.j-notice-bad');
    await refused.waitFor();
    await refused.locator('button').first().click();
    const focused = () => page.evaluate(() => document.activeElement?.id);
    expect(await focused()).toMatch(/^at-lots-0-items-2-quantity/);
    await isWell(visited, 'purchaser-refused');
    await page.locator('.p-items tbody > tr').nth(2).getByLabel('数量', { exact: true }).fill('2600');
    await press(page, '保存草稿');
    await page.waitForURL('**/procuring/drafts/tnd_*');
    tender = await platform.api.get<Tender>(`/v1/tenders/${page.url().split('/').at(-1)}`, buyer.sub);
    expect(tender.lots[0]?.items.length).toBe(3);
  });

  test('sees what the law has against it beside each field, mends it, and what was mended is gone', async () => {
    await page.waitForSelector('.p-findings');
    const beside = (label: string) =>
      field(page, label).evaluate((input) => {
        const about = input.getAttribute('aria-describedby') ?? '';
        return document.getElementById(about)?.textContent ?? '';
      });
    expect(await beside('招标说明')).toMatch(/本地企业优先.*依据/);
    expect(await beside('投标保证金（元）')).toMatch(/《招标投标法实施条例》/);
    expect(await page.getByRole('link', { name: '核对并发布' }).count()).toBe(1);
    await isWell(visited, 'purchaser-findings');

    await field(page, '招标说明').fill('卸货由采购人负责。');
    await field(page, '投标保证金（元）').fill('180000');
    await field(page, '审查人').fill('绿都嘉和法务审计部');
    await field(page, '审查日期').fill('2026-03-01');
    await field(page, '审查依据的条款').fill('《公平竞争审查条例》（2024）第八条\n《公平竞争审查条例》（2024）第九条');
    await press(page, '增加一条');
    await field(page, '第 1 条').fill('每批到货附产品质量检验报告');
    // One who changes its mind: an agreement that was begun is taken out again.
    await page.getByLabel('定标后签订框架协议，分批下单').check();
    await field(page, '协议期自').fill('2026-04-01');
    await field(page, '协议期至').fill('2026-12-31');
    await page.keyboard.press('Control+s');
    await page.waitForSelector('text=全部已保存');
    expect((await platform.api.get<{ agreementTerm?: object }>(path(), buyer.sub)).agreementTerm).toBeDefined();
    await page.getByLabel('定标后签订框架协议，分批下单').uncheck();
    await page.keyboard.press('Control+s');
    await page.waitForSelector('text=全部已保存');
    await page.locator('.j-notice-good', { hasText: /没有妨碍发布|可以发布/ }).waitFor();
    const saved = await platform.api.get<object>(path(), buyer.sub);
    expect(saved).not.toHaveProperty('agreementTerm');
    expect(await beside('投标保证金（元）')).toBe('');
  });

  test('reads it once more as it will be read, and publishes', async () => {
    await page.getByRole('link', { name: '核对并发布' }).click();
    await page.waitForURL('**/review');
    await page.waitForSelector('text=整标授予第一名');
    expect(await page.getByRole('button', { name: '发布招标公告' }).isDisabled()).toBe(true);
    await page.getByLabel('以上内容已逐项核对').check();
    await isWell(visited, 'purchaser-review');
    await press(page, '发布招标公告');
    await page.waitForURL('**/procuring/tenders/tnd_*');
    expect((await read()).status).toBe('published');
  });

  test('answers a question without knowing who asked, and clarifies', async () => {
    await platform.api.post(`${path()}/questions`, { text: question }, bidders[1]);
    await open(page, running());
    await page.waitForSelector(`text=${question}`);
    expect(await page.textContent('main')).not.toContain('罗雅琴');
    await page.getByLabel('答复内容（发布后所有人可见）').fill('可以，须提前一日预约。');
    await press(page, '发布答复');
    await page.waitForSelector('text=可以，须提前一日预约。');
    await page.click('summary:has-text("发布澄清")');
    await page.getByLabel('澄清内容').fill('水泥按 GB 175 验收。');
    await press(page, '发布澄清通知');
    await page.waitForSelector('text=水泥按 GB 175 验收。');
    await isWell(visited, 'purchaser-running');
    const asked = await visit(browser, platform.url);
    await open(asked.page, `/tenders/${tender.id}`);
    await asked.page.waitForSelector('text=可以，须提前一日预约。');
    await asked.page.context().close();
  });

  test('waits in the hall, which tells nothing, until the bids are opened by themselves', async () => {
    for (const [at, sub] of bidders.entries()) {
      const offer = [{ lot: 0, prices: prices[at] ?? [] }];
      await bid(platform.api, tender, await firm(sub), offer, { validUntil: '2026-06-30' });
    }
    await moveTo('2026-03-12T09:29:00+08:00');
    await open(page, `${running()}/opening`);
    await page.waitForSelector('text=任何人都看不到投标人和报价');
    for (const [price = ''] of prices) expect(await page.textContent('main')).not.toContain(price);
    await moveTo('2026-03-12T09:32:00+08:00');
    await waitFor('the opening', async () => (await read()).status === 'opened');
    // The hall looks again by itself.
    await page.waitForSelector('h2:has-text("开标记录")', { timeout: 30_000 });
    await page.waitForSelector('td:has-text("3,310.00")');
    await isWell(visited, 'purchaser-opened');
  });

  test('enters what came with the bids as security; one that is too small is refused beside its field', async () => {
    await open(page, `${running()}/securities`);
    const row = page.locator('tr', { hasText: '未登记' }).first();
    const name = await row.locator('th').textContent();
    await row.locator('summary').click();
    await row.getByLabel('出具单位（银行、保险公司）').fill('沙溪农商银行');
    await row.getByLabel('编号').fill('BH-2026-0318');
    await row.getByLabel('金额（元）').fill('1000');
    await row.getByLabel('有效期至').fill('2026-06-30');
    await row.getByRole('button', { name: '登记保证金' }).click();
    await row.locator('.j-refused').waitFor();
    await row.getByLabel('金额（元）').fill('180,000.00');
    await row.getByRole('button', { name: '登记保证金' }).click();
    const entered = page.locator('tr', { hasText: name ?? '' });
    await entered.getByText('沙溪农商银行').waitFor();
    await isWell(visited, 'purchaser-securities');
    await entered.locator('summary').click();
    await entered.getByLabel('退还日期').fill('2026-03-12');
    await entered.getByLabel('利息（元）').fill('0.00');
    await entered.getByRole('button', { name: '确认已退还' }).click();
    await entered.getByText('2026年3月12日').waitFor();
    const narrow = await visit(browser, platform.url, { as: buyer, width: 390 });
    await open(narrow.page, `${running()}/securities`);
    await isWell(narrow, 'purchaser-securities');
    await narrow.page.context().close();
  });

  test('follows the evaluation, publishes the candidates, waits, and awards', async () => {
    await open(page, `${running()}/result`);
    await page.waitForSelector('text=尚待资格（符合性）审查');
    for (const sub of bidders) {
      const { id } = await firm(sub);
      await platform.api.put(`${path()}/bids/${id}/qualification`, { qualified: true }, buyer.sub);
    }
    await open(page, `${running()}/result`);
    expect(await page.locator('text=尚待资格（符合性）审查').count()).toBe(0);
    await page.waitForSelector('tr:has-text("第 1 名"):has-text("闽岳")');
    await isWell(visited, 'purchaser-ranking');
    await press(page, '公示中标候选人');
    await page.waitForSelector('h2:has-text("中标候选人")');
    await press(page, '定标');
    await page.waitForSelector('.j-notice-bad');
    expect((await read()).status).toBe('standstill');
    await isWell(visited, 'purchaser-standstill');

    const { standstillUntil = '' } = await read();
    await moveTo(standstillUntil);
    await press(page, '定标');
    await page.waitForSelector('h2:has-text("中标结果")');
    await isWell(visited, 'purchaser-awarded');
    expect((await read()).status).toBe('awarded');
  });

  test('what the public then sees is the winner, the amount in words, and every step that led there', async () => {
    // 321 × 3310 + 1789.5 × 3290 + 2600 × 335.
    const amount = '7,820,965.00';
    const anyone = await visit(browser, platform.url);
    await open(anyone.page, `/tenders/${tender.id}`);
    const said = (await anyone.page.textContent('main')) ?? '';
    expect(said).toContain(amount);
    expect(said).toMatch(/闽岳/);
    await isWell(anyone, 'purchaser-public');
    await open(anyone.page, `/tenders/${tender.id}/evaluation`);
    await anyone.page.waitForSelector('text=闽岳');
    await open(anyone.page, `/tenders/${tender.id}/opening`);
    for (const [price = ''] of prices) await anyone.page.waitForSelector(`text=${price.replace('3', '3,')}`);
    await anyone.page.context().close();
  });
});
