import type { Browser } from 'playwright-core';
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

test('a code that is none is refused beside its field; one that is good gives the menu of those who supply', async () => {
  const visited = await visit(browser, url, { as: { sub: 'new-hand', name: '新同事' } });
  const { page } = visited;
  await open(page, '/organisation');
  expect(await page.textContent('.j-empty-title')).toBe('您还没有代表任何单位');
  const code = page.locator('main .j-form input');
  await code.fill('org_1.inv_2.none');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.j-refused:has-text("邀请码")');
  expect(await code.getAttribute('aria-invalid')).toBe('true');
  await isWell(visited, 'account-refused');

  type Memberships = { readonly items: readonly { readonly organisation: string }[] };
  const { items } = await api.get<Memberships>('/v1/memberships', 'chen-guodong');
  const invitations = `/v1/organisations/${items[0]?.organisation}/invitations`;
  const invited = await api.post<{ code: string }>(invitations, { roles: ['sales'] }, 'chen-guodong');
  await code.fill(` ${invited.code} `);
  await page.click('button:has-text("加入")');
  await page.waitForSelector('h1:has-text("闽岳钢铁")');
  await page.waitForSelector('.j-account small:has-text("闽岳钢铁")');
  await isWell(visited, 'account-joined');
  await page.context().close();
});

test('what Ant Design draws has its styles, although the page may have none inline', async () => {
  const { page, complaints } = await visit(browser, url, { as: person('supplier') });
  await open(page, '/supply/products/new');
  await page.selectOption('main select', 'steel.rebar');
  const button = page.locator('button.ant-btn-primary').first();
  expect(await button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(11, 92, 107)');
  expect(await page.evaluate(() => document.querySelectorAll('style').length)).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
