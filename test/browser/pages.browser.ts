import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { pages } from '../../web/app/pages.ts';
import type { PageRoute } from '../../web/kit/page-route.ts';
import { isWell, launch, open, visit, widths } from './browser.ts';
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

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_, page) => {
  const role = page.roles?.[0];
  const as = role === undefined ? undefined : person(role);

  test.each(widths)('is well at %i px', async (width) => {
    const visited = await visit(browser, url, { width, as });
    await open(visited.page, await addressOf(page));
    expect(await visited.page.title()).toMatch(/[\u4e00-\u9fff].* · 集采$/);
    expect(await visited.page.locator('main .j-notice-bad').allTextContents()).toEqual([]);
    await isWell(visited, nameOf(page));
    await visited.page.context().close();
  });

  test('is well in English', async () => {
    const visited = await visit(browser, url, { as });
    await visited.page.addInitScript(() => localStorage.setItem('jicai.language', 'en'));
    await open(visited.page, await addressOf(page));
    expect(await visited.page.title()).toBe(`${page.title.en} · Jicai`);
    expect(await visited.page.getAttribute('html', 'lang')).toBe('en');
    await isWell(visited, `${nameOf(page)}-en`);
    await visited.page.context().close();
  });
});
