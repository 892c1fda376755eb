import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Client } from '../../demo/client.ts';
import type { Firm } from '../../demo/steps.ts';
import { isWell, open, type Visited, visit, widths } from './browser.ts';
import { found } from './needles.ts';
import type { Platform } from './platform.ts';
import { kept, listen } from './watching.ts';

/*
 * What every journey does with its hands: sign in, press, move the clock, and past the console what other journeys play in it.
 */

/** Presses the button of the page that says this. */
export const press = (page: Page, name: string): Promise<void> => page.click(`main button:has-text("${name}")`);

export const moveTo = (api: Client, now: string): Promise<unknown> => api.post('/dev/clock', { now });

export const signIn = (browser: Browser, { url }: Platform, as: { sub: string; name?: string }): Promise<Visited> =>
  visit(browser, url, { as });

/** The page is well at both widths. */
export async function atBothWidths(visited: Visited, name: string): Promise<void> {
  const { page } = visited;
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => scrollTo(0, 0));
    await isWell(visited, name);
  }
}

/** The contract of a buyer and a supplier, signed by both. */
export async function signBoth(api: Client, agreement: string, buyer: Firm, supplier: Firm): Promise<void> {
  const path = `/v1/agreements/${agreement}/contracts/${buyer.id}/${supplier.id}`;
  const { hash } = await api.get<{ hash: string }>(path, buyer.sub);
  for (const { sub } of [buyer, supplier]) await api.post(`${path}/signatures`, { hash }, sub);
}

/** A supplier bids for a lot of as many items: neither what leaves its page nor what its browser keeps holds a price. */
export async function bidSealed(page: Page, tender: string, prices: readonly string[]): Promise<void> {
  const sent = listen(page);
  await open(page, `/bidding/${tender}/bid`);
  const cells = page.locator('input[data-column$="-price"]');
  for (const [at, price] of prices.entries()) await cells.nth(at).fill(price);
  await press(page, '核对投标');
  const total = /[\d,]+\.\d\d(?= 元)/.exec((await page.textContent('.b-grand')) ?? '')?.[0] ?? '';
  expect(total.length).toBeGreaterThan(9);
  // Whoever uses keys reads what is about to be sealed from its heading on.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await press(page, '密封并投递');
  await page.waitForSelector('text=已密封投递，回执核对无误');
  const secrets = [...prices, total, total.replaceAll(',', '')];
  const requests = await sent();
  expect(requests.join('\n')).toContain('"ciphertext"');
  expect(found(secrets, requests)).toEqual([]);
  expect(found(secrets, (await kept(page)).content)).toEqual([]);
}

/** Who sits on a committee finds so many bidders qualified, one after the other. */
export async function findQualified(page: Page, bidders: number): Promise<void> {
  for (let left = bidders; left > 0; left -= 1) {
    const form = page.locator('form:has(button:has-text("提交审查意见"))').first();
    await form.locator('label:has-text("合格") input').first().check();
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok()),
      form.locator('button:has-text("提交审查意见")').click(),
    ]);
  }
}
