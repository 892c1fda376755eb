import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isWell, launch, open, visit } from './browser.ts';
import { platformAt } from './platform.ts';

const { url, api } = platformAt(inject('platform'));
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const first = async (status: string): Promise<string> => {
  const { items } = await api.get<{ items: readonly { readonly id: string }[] }>(`/v1/tenders?status=${status}`);
  return items[0]?.id ?? '';
};

/** The codes of the checks that are shown, each once, by how they ended. */
const shown = (page: Page, ok: boolean) =>
  page.$$eval(`.j-section .v-check[data-ok="${ok}"]`, (found) => found.map((each) => each.getAttribute('data-code')));

/** What was dropped is checked, and the answer is there. */
const verdict = (page: Page) => page.waitForSelector('.v-verdict');

interface Served {
  readonly tender: { readonly deadline: string };
  readonly opened: readonly object[];
  readonly events: readonly string[];
  readonly leaves: readonly string[];
}

const file = async (name: string, value: unknown): Promise<string> => {
  const path = join(tmpdir(), `jicai-${process.pid}-${name}`);
  await writeFile(path, JSON.stringify(value));
  return path;
};

describe('a visitor', () => {
  test('follows an awarded tender from the portal to its verification, where every check holds', async () => {
    const visited = await visit(browser, url);
    const { page } = visited;
    await open(page, '/');
    await page.click('.j-public a[href="/tenders"]');
    await page.selectOption('select.j-input >> nth=0', 'awarded');
    await page.click('tbody a');
    await page.waitForSelector('h2:has-text("中标结果")');
    expect(await page.textContent('main')).toContain('人民币壹佰玖拾柒万柒仟元整');

    await page.click('.j-parts a:has-text("开标")');
    await page.waitForSelector('h1:has-text("开标记录")');
    await page.waitForSelector('h2:has-text("标段 1")');
    expect(await page.textContent('main')).toContain('3,348.50 元/吨');
    await isWell(visited, 'public-opening');

    await page.click('.j-parts a:has-text("评标")');
    await page.waitForSelector('.o-bid');
    expect(await page.textContent('.o-bid[open]')).toContain('600 吨 × 3,295.00 = 1,977,000.00');

    await page.click('.j-parts a:has-text("日志")');
    await page.waitForSelector('.v-event');
    expect(await page.$$('.v-event:not([data-state="fits"])')).toEqual([]);

    await page.click('.j-parts a:has-text("核验")');
    await verdict(page);
    expect(await page.textContent('.v-verdict')).toContain('项核验全部成立');
    expect(await shown(page, false)).toEqual([]);
    expect(await shown(page, true)).toEqual(
      expect.arrayContaining(['keys-published', 'root-recomputed', 'evaluation-recomputed', 'award-recomputed']),
    );
    await isWell(visited, 'public-verified');
    await page.context().close();
  });

  test('saves the bundle, and checks it and what others made of it without a network', async () => {
    const visited = await visit(browser, url);
    const { page } = visited;
    await open(page, `/tenders/${await first('awarded')}/verification`);
    await verdict(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=保存数据包')]);
    const kept = await download.path();
    const bundle = JSON.parse(await readFile(kept, 'utf8')) as Served;

    await open(page, '/verify');
    await page.context().setOffline(true);
    await page.setInputFiles('input[type=file]', await file('good.json', bundle));
    await verdict(page);
    expect(await shown(page, false)).toEqual([]);

    const changed = {
      'bids-committed': { opened: JSON.parse(JSON.stringify(bundle.opened).replace('3295.00', '3195.00')) },
      'root-recomputed': { leaves: ['0'.repeat(64), ...bundle.leaves.slice(1)] },
      'documents-logged': { tender: { ...bundle.tender, deadline: '2026-02-09T01:30:00.000Z' } },
      'log-signed': { events: bundle.events.slice(0, -1) },
    };
    for (const [code, change] of Object.entries(changed)) {
      await page.setInputFiles('input[type=file]', await file(`${code}.json`, { ...bundle, ...change }));
      await page.waitForSelector('.v-verdict-bad');
      await page.waitForSelector(`.v-check-broken[data-code="${code}"]`);
      expect(await shown(page, false)).toContain(code);
    }
    await isWell(visited, 'public-tampered');

    await page.setInputFiles('input[type=file]', await file('none.json', { version: 1 }));
    await page.waitForSelector('.j-notice-bad:has-text("这不是可验证数据包")');
    await page.context().close();
  });

  test('drops a receipt and sees that the bid is under the root', async () => {
    const tender = await first('awarded');
    const { items } = await api.get<{ items: readonly { readonly id: string }[] }>(`/v1/memberships`, 'chen-guodong');
    expect(items.length).toBeGreaterThan(0);
    const receipt = await api.get<object>(`/v1/tenders/${tender}/bid`, 'chen-guodong');
    const { page } = await visit(browser, url);
    await open(page, `/tenders/${tender}/verification`);
    await verdict(page);
    await page.setInputFiles('input[type=file]', await file('receipt.json', receipt));
    await page.waitForSelector('.v-check[data-code="own-receipt-in-tree"][data-ok="true"]');
    expect(await shown(page, false)).toEqual([]);
    await page.context().close();
  });

  test('waits in the hall before an opening, which tells nothing of the bids', async () => {
    const tender = await first('published');
    const visited = await visit(browser, url, { width: 390 });
    const { page } = visited;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(page, `/tenders/${tender}/opening`);
    expect(await page.textContent('h1')).toBe('开标大厅');
    expect(asked).not.toContain(`/v1/tenders/${tender}/opening`);
    await isWell(visited, 'public-hall');
    for (const [part, title] of [
      ['evaluation', '还没有评标'],
      ['verification', '还没有可验证数据包'],
      ['log', '日志在开标之后公开'],
    ]) {
      await open(page, `/tenders/${tender}/${part}`);
      expect(await page.textContent('main')).toContain(title);
    }
    await isWell(visited, 'public-early');
    await page.context().close();
  });
});
