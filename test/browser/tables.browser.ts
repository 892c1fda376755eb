import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { config } from '../../web/build/config.ts';
import { folder } from '../local/support.ts';
import { isWell, launch, open, visit, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A fixture as one script, built as the console is. */
async function scriptOf(name: string): Promise<string> {
  const to = folder();
  const { build: how, ...rest } = config(to);
  const input = join(import.meta.dirname, 'fixtures', `${name}.tsx`);
  await build({ ...rest, publicDir: false, build: { ...how, manifest: false, rolldownOptions: { input } } });
  const assets = join(to, 'assets');
  const script = readdirSync(assets).find((file) => file.endsWith('.js')) ?? '';
  const text = readFileSync(join(assets, script), 'utf8');
  rmSync(to, { recursive: true });
  return text;
}

test('ten thousand rows are a table of which only what is seen is drawn', async () => {
  const body = await scriptOf('ten-thousand');
  for (const width of widths) {
    const visited = await visit(browser, inject('platform'), { width });
    const { page } = visited;
    await page.route('**/fixture.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
    await open(page, '/nowhere');
    await page.addScriptTag({ url: '/fixture.js', type: 'module' });
    await page.waitForSelector('.j-virtual');
    const rows = page.locator('.j-virtual tbody tr:not([aria-hidden])');
    expect(await rows.count()).toBeLessThan(60);
    expect(await page.getAttribute('.j-virtual table', 'aria-rowcount')).toBe('10001');
    await isWell(visited, `ten-thousand`);

    await page.focus('.j-virtual');
    await page.keyboard.press('End');
    await page.waitForSelector('.j-virtual tr[aria-rowindex="10001"]');
    expect(await rows.last().textContent()).toContain('第 10000 行');
    expect(await rows.count()).toBeLessThan(60);
    const header = await page.locator('.j-virtual thead th').first().boundingBox();
    const frame = await page.locator('.j-virtual').boundingBox();
    expect(Math.abs((header?.y ?? 0) - (frame?.y ?? 0))).toBeLessThan(3);
    await page.context().close();
  }
});
