import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isWell, launch, open, visit } from './browser.ts';
import { person } from './people.ts';
import { platformAt } from './platform.ts';

const { url, api } = platformAt(inject('platform'));
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const firm = { sub: 'board-journey', name: '叶青' };
const name = '三明市列西筑钢有限公司';
const uscc = '91350404100099917N';

const wanted = {
  kind: 'demand',
  category: 'steel.rebar',
  attributes: { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 } },
  quantity: { value: '640', unit: 'TNE', basis: 'theoretical' },
  window: { from: '2026-03-10', to: '2026-04-10' },
  place: { division: '350404', address: '列东街项目部' },
  expiresAt: '2026-04-20T00:00:00+08:00',
};

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

test('a firm registers, is verified, publishes an offer in words, sees why it matches, asks and quotes; the buyer accepts', async () => {
  const buyer = person('purchaser');
  const demand = await api.post<{ id: string }>('/v1/posts', wanted, buyer.sub);
  const visited = await visit(browser, url, { as: firm });
  const { page } = visited;

  await open(page, '/organisation/new');
  await field(page, '单位名称').fill(name);
  await field(page, '统一社会信用代码').fill(`${uscc.slice(0, 17)}${uscc.endsWith('0') ? '1' : '0'}`);
  await page.waitForSelector('.o-uscc-doubtful');
  await field(page, '统一社会信用代码').fill(uscc);
  await page.waitForSelector('.o-uscc-good');
  await field(page, '所在地').selectOption({ label: '三元区' });
  await page.getByLabel('供应商').check();
  await field(page, '联系人').fill('叶青');
  await field(page, '电话').fill('0598-5550799');
  await page.click('text=提交登记');
  await page.waitForSelector(`h1:has-text("${name}")`);
  await page.waitForSelector('text=正在等待运营方核验');

  const desk = await visit(browser, url, { as: person('operator') });
  await open(desk.page, '/verifications');
  await desk.page.click(`text=${name}`);
  await field(desk.page, '理由').fill('营业执照已核');
  await desk.page.getByRole('button', { name: '核验通过' }).click();
  await desk.page.waitForSelector('.j-tag-good:has-text("已核验")');
  await desk.page.context().close();

  await open(page, '/market/new');
  await field(page, '文字说明').fill('HRB400E 螺纹钢 直径20 12m 860吨 3180元/吨');
  await page.click('text=识别文字');
  await page.waitForSelector('text=已识别：螺纹钢');
  await page.waitForSelector('legend:has-text("牌号")', { state: 'attached' });
  expect(await field(page, '数量').inputValue()).toBe('860');
  await field(page, '计重方式').selectOption({ label: '理论计重' });
  await field(page, '所在地').selectOption({ label: '永安市' });
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.waitForSelector('h2:has-text("管理本信息")');

  await page.click('main >> text=匹配结果');
  await page.waitForSelector('h2:has-text("匹配的信息")');
  await until(page, `.m-card a[href*="${demand.id}"]`);
  const card = page.locator('.m-card', { has: page.locator(`a[href*="${demand.id}"]`) });
  expect(await card.locator('.m-factors li').count()).toBe(6);
  expect(await card.locator('.m-factors').textContent()).toMatch(/到货价.*权重 35%/);
  await isWell(visited, 'market-journey-matches');

  await card.locator('a:has-text("询价")').click();
  await field(page, '询价内容').fill('我方有现货 860 吨，可分批送到列东。');
  await page.click('text=发出询价');
  await page.waitForSelector('h2:has-text("报价")');
  await field(page, '牌号 *').selectOption('HRB400E');
  await field(page, '公称直径 (mm) *').selectOption('20');
  await field(page, '数量').fill('640');
  await field(page, '单价').fill('3191.25');
  await page.getByRole('button', { name: '提交报价' }).click();
  await page.waitForSelector('.m-card .j-tag:has-text("有效")');
  await isWell(visited, 'market-journey-quote');
  const enquiry = new URL(page.url()).pathname;

  const other = await visit(browser, url, { as: buyer, width: 390 });
  await open(other.page, enquiry);
  await other.page.getByRole('button', { name: '接受报价' }).click();
  await other.page.waitForSelector('text=人民币贰佰零肆万贰仟肆佰元整');
  await other.page.getByRole('button', { name: '确认接受' }).click();
  await other.page.waitForSelector('text=报价已接受，订单已生成');
  await isWell(other, 'market-journey-accepted');
  await other.page.context().close();
  await page.context().close();
});

test('drawings are shown to whom they are released, and files go with messages', async () => {
  const [shop, buyer] = [person('supplier'), person('purchaser')];
  const work = { ...wanted, text: '按图加工，图纸保密。' };
  const { id } = await api.post<{ id: string }>('/v1/posts', work, buyer.sub);
  const own = await visit(browser, url, { as: buyer });
  await open(own.page, `/market/posts/${id}`);
  const drawing = { name: '基坑支护图.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 drawing') };
  await field(own.page, '上传图纸').setInputFiles(drawing);
  await own.page.waitForSelector('main button:has-text("基坑支护图.pdf")');

  const other = await visit(browser, url, { as: shop });
  await open(other.page, `/market/posts/${id}`);
  expect(await other.page.textContent('main')).not.toContain('基坑支护图');
  await other.page.getByLabel(/^我方承诺/).check();
  await other.page.getByRole('button', { name: '申请查看图纸' }).click();
  await other.page.waitForSelector('text=已申请');
  await own.page.reload();
  await own.page.getByRole('button', { name: '释放图纸' }).click();
  await own.page.waitForSelector('.j-tag-good:has-text("已释放")');
  await isWell(own, 'market-journey-drawings');
  await other.page.reload();
  await other.page.waitForSelector('main button:has-text("基坑支护图.pdf")');

  await field(other.page, '询价内容').fill('图纸已看，可以做。');
  await other.page.getByRole('button', { name: '发出询价' }).click();
  await field(other.page, '留言').fill('报价单见附件。');
  const sheet = { name: '报价单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 quotation') };
  await field(other.page, '添加附件').setInputFiles({ ...sheet, name: '报价单.exe' });
  await other.page.waitForSelector('main .j-notice-bad');
  await field(other.page, '添加附件').setInputFiles(sheet);
  await other.page.waitForSelector('.m-files:has-text("报价单.pdf")');
  await other.page.getByRole('button', { name: '发送', exact: true }).click();
  await other.page.waitForSelector('.m-thread button:has-text("报价单.pdf")');
  await isWell(other, 'market-journey-attachment');
  const enquiry = new URL(other.page.url()).pathname;
  await open(own.page, enquiry);
  await own.page.waitForSelector('.m-thread button:has-text("报价单.pdf")');
  for (const { page } of [own, other]) await page.context().close();
});

test('a post is reported, the operator closes it with a reason, and its poster reads the reason', async () => {
  const [reporter, poster] = [person('supplier'), person('purchaser')];
  const { id } = await api.post<{ id: string }>(
    '/v1/posts',
    { ...wanted, text: '长期高价收购，先付定金。' },
    poster.sub,
  );
  const visited = await visit(browser, url, { as: reporter });
  const { page } = visited;
  await open(page, `/market/posts/${id}`);
  await page.click('summary:has-text("举报")');
  await field(page, '举报原因').selectOption({ label: '欺诈' });
  await field(page, '情况说明').fill('要求先付定金，与项目部核实并无此事。');
  await page.getByRole('button', { name: '提交举报' }).click();
  await page.waitForSelector('text=举报已提交');

  const desk = await visit(browser, url, { as: person('operator') });
  await open(desk.page, '/abuse-reports');
  await desk.page.locator('tr', { hasText: '欺诈' }).getByRole('link', { name: '欺诈' }).click();
  await desk.page.waitForSelector('blockquote:has-text("先付定金")');
  await field(desk.page, '处理结果').selectOption({ label: '关闭信息' });
  await field(desk.page, '处理理由').fill('经向项目部核实，没有这批需求。');
  await desk.page.getByRole('button', { name: '提交处理决定' }).click();
  await desk.page.waitForSelector('.j-tag-bad:has-text("关闭信息")');
  await isWell(desk, 'market-journey-abuse');

  await open(page, '/reports');
  await page.waitForSelector('.j-tag-bad:has-text("关闭信息")');
  const accused = await visit(browser, url, { as: poster });
  await expect
    .poll(
      async () => {
        await open(accused.page, `/market/posts/${id}`);
        return accused.page.locator('text=查看处理决定').count();
      },
      { timeout: 90_000, interval: 500 },
    )
    .toBe(1);
  await accused.page.click('text=查看处理决定');
  await accused.page.waitForSelector('text=经向项目部核实，没有这批需求。');
  expect(await accused.page.textContent('main')).not.toContain('闽岳');
  await isWell(accused, 'market-journey-decision');
  for (const each of [visited, desk, accused]) await each.page.context().close();
});

/** What the platform finds moments later is there when the page is loaded anew. */
async function until(page: Page, selector: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload({ waitUntil: 'networkidle' });
        await page.waitForSelector('h2:has-text("匹配的信息")');
        return page.locator(selector).count();
      },
      { timeout: 90_000, interval: 1000 },
    )
    .toBeGreaterThan(0);
}
