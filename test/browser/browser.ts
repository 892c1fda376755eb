import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const widths = [390, 1440] as const;
export type Width = (typeof widths)[number];
export { widths };

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium as it is installed on this machine, or `CHROMIUM`. */
function executable(): string {
  const { CHROMIUM, PATH = '' } = process.env;
  const candidates = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [...(CHROMIUM === undefined ? [] : [CHROMIUM]), ...candidates].find(canRun);
  if (found === undefined)
    throw new Error('no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM');
  return found;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs as root in containers, where Chromium's own sandbox cannot. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: executable(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

export interface Visit {
  readonly width?: Width;
  /** Who has signed in; nobody when absent. */
  readonly as?: { readonly sub: string; readonly name?: string } | undefined;
  readonly language?: 'zh' | 'en';
}

export interface Visited {
  readonly page: Page;
  /** What the browser complained of: errors, and whatever the content policy stopped. */
  readonly complaints: string[];
}

/** A browser's profile of its own, that belongs to somebody; what was loaded in one tab of it is there for the next. */
export async function profile(browser: Browser, url: string, { as, language }: Visit = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'zh-CN',
    timezoneId: 'America/Lima',
    reducedMotion: 'reduce',
  });
  const way = as && JSON.stringify({ kind: 'people', sub: as.sub, name: as.name ?? as.sub });
  await context.addInitScript(
    (kept) => {
      if (kept.way) sessionStorage.setItem('jicai.way', kept.way);
      if (kept.language) localStorage.setItem('jicai.language', kept.language);
    },
    { way, language },
  );
  return context;
}

/** A tab; what the browser complains of in it is kept. */
export async function tab(context: BrowserContext, width: Width = 1440): Promise<Visited> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal of the API is an answer, which the page words; the browser counts it as an error.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** A tab in a profile of its own. */
export async function visit(browser: Browser, url: string, visit: Visit = {}): Promise<Visited> {
  return tab(await profile(browser, url, visit), visit.width);
}

/** Opens an address and waits until it has what it asked for. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => document.querySelector('.j-loading') === null);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds against WCAG 2.2 AA on the page as it stands, a line each. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async (tags) => {
    const { axe: tool } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const found = await tool.run({ runOnly: { type: 'tag', values: tags } });
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary})`),
    );
  }, rules);
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

const pictures = join(import.meta.dirname, 'screenshots');

/** Keeps a picture of the whole page in `test/browser/screenshots/`, to be looked at: as on a screen that is high enough for it. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, Math.min(height, 12_000)) });
  // A drawing is made when its place comes into sight.
  const drawn = () => [...document.querySelectorAll('.j-chart')].every((each) => each.querySelector('canvas') !== null);
  await page.waitForFunction(drawn, undefined, { timeout: 20_000 });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, caret: 'initial' });
  await page.setViewportSize(size);
}

/** By how many pixels something is wider than the page; what is drawn to measure follows the width a moment later. */
async function sticksOut(page: Page): Promise<number> {
  const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
  await page.waitForFunction(fits, undefined, { timeout: 5000 }).catch(() => {});
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** The page is well at this width: axe finds nothing, nothing sticks out, nothing was complained of. */
export async function isWell({ page, complaints }: Visited, name: string): Promise<void> {
  const width = page.viewportSize()?.width;
  await picture(page, `${name}-${width}`);
  expect(await violations(page)).toEqual([]);
  expect(await sticksOut(page)).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
}
