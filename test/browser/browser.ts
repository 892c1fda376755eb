import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
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
}

export interface Visited {
  readonly page: Page;
  /** What the browser complained of: errors, and whatever the content policy stopped. */
  readonly complaints: string[];
}

/** A tab of its own, that belongs to somebody. */
export async function visit(browser: Browser, url: string, { width = 1440, as }: Visit = {}): Promise<Visited> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'America/Lima',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal of the API is an answer, which the page words; the browser counts it as an error.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  if (as !== undefined) {
    const way = { kind: 'people', sub: as.sub, name: as.name ?? as.sub };
    await page.addInitScript((kept) => sessionStorage.setItem('jicai.way', kept), JSON.stringify(way));
  }
  return { page, complaints };
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
  await page.evaluate(axe);
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

/** Keeps a picture of the whole page in `test/browser/screenshots/`, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, caret: 'initial' });
}

/** The page is well at this width: axe finds nothing, nothing sticks out, nothing was complained of. */
export async function isWell({ page, complaints }: Visited, name: string): Promise<void> {
  const width = page.viewportSize()?.width;
  await picture(page, `${name}-${width}`);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width ?? 0);
  expect(complaints).toEqual([]);
}
