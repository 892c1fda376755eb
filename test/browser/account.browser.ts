import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isWell, launch, open, visit } from './browser.ts';
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
  await open(page, '/account');
  expect(await page.textContent('.j-empty-title')).toBe('您还不属于任何单位');
  await page.fill('input[id$="code"]', 'org_1.inv_2.none');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.ant-form-item-explain-error:has-text("邀请码")');
  expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/code$/);
  await isWell(visited, 'account-refused');

  type Memberships = { readonly items: readonly { readonly organisation: string }[] };
  const { items } = await api.get<Memberships>('/v1/memberships', 'chen-guodong');
  const invitations = `/v1/organisations/${items[0]?.organisation}/invitations`;
  const { code } = await api.post<{ code: string }>(invitations, { roles: ['sales'] }, 'chen-guodong');
  await page.fill('input[id$="code"]', ` ${code} `);
  await page.click('button:has-text("加入")');
  await page.waitForSelector('.j-notice-good');
  await page.waitForSelector('.j-account small:has-text("闽岳钢铁")');
  await isWell(visited, 'account-joined');
  await page.context().close();
});

test('what Ant Design draws has its styles, although the page may have none inline', async () => {
  const { page, complaints } = await visit(browser, url, { as: { sub: 'new-hand-2' } });
  await open(page, '/account');
  const button = page.locator('button.ant-btn-primary');
  expect(await button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(11, 92, 107)');
  expect(await page.evaluate(() => document.querySelectorAll('style').length)).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
