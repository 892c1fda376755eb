import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isWell, launch, open, violations, visit } from './browser.ts';
import { person } from './people.ts';

const url = inject('platform');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the shell', () => {
  test('is walked by keys: the skip link leads to the content, a link to the next page’s heading', async () => {
    const { page } = await visit(browser, url);
    await open(page, '/');
    await page.keyboard.press('Tab');
    expect(await page.textContent(':focus')).toBe('跳到正文');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.focus('.j-public a[href="/tenders"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tenders');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.textContent(':focus')).toBe('招标采购');
    const title = await page.textContent('.j-table a');
    await page.focus('.j-table a');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`h1:focus:has-text("${title}")`);
    await page.context().close();
  });

  test('at 390 px has everything behind the menu, and closes it behind whoever went somewhere', async () => {
    const visited = await visit(browser, url, { width: 390, as: person('purchaser') });
    const { page } = visited;
    await open(page, '/');
    await page.click('.j-menu-button');
    await isWell(visited, 'menu');
    await page.click('#menu a[href="/tenders"]');
    await page.waitForURL('**/tenders');
    await page.waitForSelector('.j-menu-button[aria-expanded="false"]');
    await page.context().close();
  });

  test('speaks the other language at once, and keeps it', async () => {
    const { page } = await visit(browser, url);
    await open(page, '/tenders');
    await page.click('text=English');
    await page.waitForSelector('h1:has-text("Tenders")');
    await open(page, '/');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.context().close();
  });

  test('has a page for what is not there, and a word for who may not see what is', async () => {
    const visited = await visit(browser, url);
    await open(visited.page, '/nowhere/at-all');
    expect(await visited.page.textContent('h1')).toBe('没有这一页');
    await isWell(visited, 'nowhere');
    await visited.page.context().close();
  });
});

test('what is wrong with a page is found: a field without a name, a style in the markup', async () => {
  const visited = await visit(browser, url);
  await open(visited.page, '/');
  await visited.page.evaluate(() => {
    const field = document.createElement('div');
    field.innerHTML = '<input><p style="color:red">x</p>';
    document.querySelector('main')?.append(field);
  });
  expect((await violations(visited.page)).join()).toMatch(/label/);
  expect(visited.complaints.join()).toMatch(/Content Security Policy/);
  await visited.page.context().close();
});

describe('signing in', () => {
  test('as somebody of the demo leads back to where one was; a page loaded anew still knows who', async () => {
    const visited = await visit(browser, url);
    const { page } = visited;
    await open(page, '/sign-in?from=%2Ftenders');
    await page.click('.j-people button:has-text("林启明")');
    await page.waitForURL('**/tenders');
    await page.waitForSelector('.j-account strong:has-text("林启明")');
    expect(await page.textContent('.j-account small')).toBe('三明市绿都嘉和投资集团有限公司');
    await page.reload();
    await page.waitForSelector('.j-account strong:has-text("林启明")');
    await isWell(visited, 'somebody');

    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toMatch(/eyJ[\w-]+\./);
    await page.click('text=退出');
    await page.waitForSelector('.j-top a:has-text("登录")');
    await page.reload();
    await page.waitForSelector('.j-top a:has-text("登录")');
    await page.context().close();
  });

  test('never leads to another site', async () => {
    const { page } = await visit(browser, url);
    await open(page, '/sign-in?from=%2F%2Felsewhere.example%2F');
    await page.click('.j-people button:has-text("林启明")');
    await page.waitForURL(`${url}/`);
    await page.context().close();
  });
});
