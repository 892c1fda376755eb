import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isWell, launch, open, visit } from './browser.ts';
import { person } from './people.ts';
import { platformAt } from './platform.ts';
import { waiting } from './samples/catalogue.ts';

const { url, api } = platformAt(inject('platform'));
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('a visitor finds rebar by what people write, takes away what was understood, and sees what it cost', async () => {
  const visited = await visit(browser, url);
  const { page } = visited;
  await open(page, '/products');
  await page.fill('input[type=search]', 'Φ20 螺纹钢 HRB400E 12米');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.c-chip:has-text("定尺长度 12 m")');
  expect(await page.locator('.c-chips').textContent()).toMatch(/螺纹钢[\s\S]*HRB400E[\s\S]*20 mm/);
  await page.click('.c-chip:has-text("12 m")');
  await page.waitForFunction(() => !document.querySelector('.c-chips')?.textContent?.includes('12 m'));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(new URL(page.url()).searchParams.get('attr.diameter')).toBe('20');
  await page.click('tbody a:has-text("Φ20×12m")');
  await page.waitForSelector('h2:has-text("价格历史")');
  expect(await page.locator('section:has(h2:has-text("价格历史")) tbody').textContent()).toMatch(/发布[\s\S]*元\/吨/);
  await isWell(visited, 'journey-product');
  await page.context().close();
});

const heading = '商品名称,牌号,公称直径,定尺长度,单价,单位,含税,税率,价格口径,计重方式,有效期至';
const good = '螺纹钢 HRB500E Φ25×9m 试销,HRB500E,25,9,3611.00,吨,是,13%,出厂,理计,2026-12-31';
const bad = '螺纹钢 HRB500E Φ28×9m 试销,HRB500E,27,9,3622.00,吨,是,13%,出厂,理计,2026-12-31';
const csv = (...rows: readonly string[]) => ({
  name: '价目表.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`${[heading, ...rows].join('\n')}\n`),
});

test('a supplier imports a list, is told which cell to mend, mends it and publishes', async () => {
  const visited = await visit(browser, url, { as: person('supplier') });
  const { page } = visited;
  await open(page, '/supply/import');
  await page.selectOption('label:has-text("品类") select', 'steel.rebar');
  await page.setInputFiles('input[type=file]', csv(good, bad));
  await page.click('button:has-text("上传并检查")');
  const faults = page.locator('tbody tr');
  await faults.first().waitFor();
  expect(await faults.count()).toBe(1);
  expect(await faults.first().textContent()).toMatch(/第 3 行[\s\S]*C3[\s\S]*公称直径/);
  await isWell(visited, 'journey-import');

  await page.setInputFiles('input[type=file]', csv(good, bad.replace(',27,', ',28,')));
  await page.click('button:has-text("上传并检查")');
  await page.waitForSelector('button:has-text("导入全部 2 行")');
  await page.check('label:has-text("导入后立即发布") input');
  await page.click('button:has-text("导入全部 2 行")');
  await page.waitForSelector('h2:has-text("导入结果")');
  await page.click('a:has-text("第 3 行")');
  await page.waitForSelector('h1:has-text("Φ28×9m 试销")');
  expect(await page.textContent('.j-kicker')).toContain('在售');
  await page.context().close();
});

test('a supplier changes prices in the table; what is refused is told by product', async () => {
  const { page } = await visit(browser, url, { as: person('supplier') });
  await open(page, '/supply/products');
  const price = page.locator('input[aria-label="单价 螺纹钢 HRB400E Φ32×12m"]');
  await price.fill('0');
  await page.click('button:has-text("保存 1 处调价")');
  expect(await page.locator('[role=alert]').textContent()).toContain('螺纹钢 HRB400E Φ32×12m');
  await price.fill('3395.00');
  await page.click('button:has-text("保存 1 处调价")');
  await page.waitForSelector('text=已调价 1 条');
  expect(await price.inputValue()).toBe('3395.00');
  await page.context().close();
});

test('168 bars in tonnes, with the formula of each step', async () => {
  const visited = await visit(browser, url);
  const { page } = visited;
  await open(page, '/conversions?category=steel.rebar&from=H87&attr.grade=HRB400E&attr.diameter=20&attr.length=12');
  await page.fill('label:has-text("数量") input', '168');
  await page.click('button:has-text("换算")');
  await page.waitForSelector('.c-price:has-text("4.97952 吨")');
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(1);
  await isWell(visited, 'journey-conversion');
  await page.context().close();
});

test('an operator sees what was found for each criterion, admits, and publishes the catalogue', async () => {
  const id = await waiting(api, '螺纹钢 HRB400E Φ16×12m 待审');
  const visited = await visit(browser, url, { as: person('operator') });
  const { page } = visited;
  await open(page, '/admissions');
  await isWell(visited, 'journey-admissions');
  await page.click('a:has-text("待审")');
  await page.waitForSelector('button:has-text("作出决定")');
  expect(await page.locator('.c-checklist .j-tag-good').count()).toBe(6);
  await isWell(visited, 'journey-deciding');
  await page.click('button:has-text("作出决定")');
  await page.waitForSelector('.j-section-head .j-tag:has-text("已入库")');
  await open(page, '/admissions');
  await page.fill('label:has-text("名称") input', '三明市采购目录 2026年第1版');
  await page.click('button:has-text("发布目录")');
  await page.click('a:has-text("已发布")');
  await page.waitForSelector(`tbody a[href="/products/${id}"]`);
  await page.context().close();
});
