import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { pages } from '../../web/app/pages.ts';
import type { PageRoute } from '../../web/kit/page-route.ts';
import { isWell, launch, open, profile, tab, type Visited, type Width, widths } from './browser.ts';
import { person } from './people.ts';
import { platformAt } from './platform.ts';
import { samples } from './samples.ts';

const { url, api } = platformAt(inject('platform'));
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const placesOf = ({ path }: PageRoute): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
const nameOf = ({ path }: PageRoute): string => path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'portal';

async function addressOf(page: PageRoute): Promise<string> {
  let address = page.path;
  for (const place of placesOf(page)) address = address.replace(`:${place}`, (await samples[place]?.(api)) ?? '');
  return address;
}

test('every place of a path has a sample, and no two pages one address', () => {
  expect(pages.length).toBeGreaterThan(4);
  expect(pages.flatMap(placesOf).filter((place) => samples[place] === undefined)).toEqual([]);
  const addresses = pages.map(({ path }) => path.replaceAll(/:\w+/g, ':'));
  expect(addresses.filter((path, at) => addresses.indexOf(path) < at)).toEqual([]);
});

/** One profile for everybody in a language: scripts are fetched and compiled once, not for every page. */
const profiles = new Map<string, Promise<BrowserContext>>();
function profileOf({ roles }: PageRoute, language: 'zh' | 'en'): Promise<BrowserContext> {
  const role = roles?.[0];
  const key = `${role} ${language}`;
  const known = profiles.get(key) ?? profile(browser, url, { as: role && person(role), language });
  profiles.set(key, known);
  return known;
}

/** The page as it is when it was opened at a width. */
async function opened(page: PageRoute, language: 'zh' | 'en', width: Width): Promise<Visited> {
  const visited = await tab(await profileOf(page, language), width);
  await open(visited.page, await addressOf(page));
  expect(await visited.page.locator('main .j-notice-bad').allTextContents()).toEqual([]);
  return visited;
}

// A page waits for the platform more than it computes: while one does, another is looked at.
describe.concurrent.each(pages.map((page) => [page.path, page] as const))('%s', (_, page) => {
  test.each(widths)('is well at %i px', async (width) => {
    const visited = await opened(page, 'zh', width);
    expect(await visited.page.title()).toMatch(/[\u4e00-\u9fff].* · 集采$/);
    await isWell(visited, nameOf(page));
    await visited.page.close();
  });

  test('is well in English', async () => {
    const visited = await opened(page, 'en', 1440);
    expect(await visited.page.title()).toBe(`${page.title.en} · Jicai`);
    expect(await visited.page.getAttribute('html', 'lang')).toBe('en');
    await isWell(visited, `${nameOf(page)}-en`);
    await visited.page.setViewportSize({ width: 390, height: 900 });
    await isWell(visited, `${nameOf(page)}-en`);
    await visited.page.close();
  });
});
