import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { config } from '../../web/build/config.ts';
import { median } from '../report.ts';
import type { Served } from './served.ts';
import type { Form } from './vitals.ts';

const rows = 10_000;
const fixture = join(import.meta.dirname, '..', '..', 'test', 'browser', 'fixtures', 'ten-thousand.tsx');

/** The table of ten thousand rows as one script, built as the console is. */
async function script(): Promise<string> {
  const to = mkdtempSync(join(tmpdir(), 'jicai-bench-'));
  try {
    const { build: how, ...rest } = config(to);
    await build({ ...rest, publicDir: false, build: { ...how, manifest: false, rolldownOptions: { input: fixture } } });
    const assets = readdirSync(join(to, 'assets'));
    return readFileSync(join(to, 'assets', assets.find((file) => file.endsWith('.js')) ?? ''), 'utf8');
  } finally {
    rmSync(to, { recursive: true });
  }
}

/** The same rows as a document, all of them drawn, in a frame of the same height. */
const plain = (): string => {
  const cells = (at: number) => `<tr><td>${at}<td>螺纹钢 HRB400E 第 ${at} 行<td>—`;
  const body = Array.from({ length: rows }, (_, at) => cells(at + 1)).join('\n');
  return `<!doctype html><meta charset="utf-8"><style>div{height:602px;overflow:auto}tr{height:40px}</style>
<div class="j-virtual"><table><tbody>${body}</table></div>`;
};

interface Scrolled {
  /** Milliseconds from the start of a frame to that of the next: the middle one, and the longest. */
  readonly frame: number;
  readonly longestFrame: number;
  /** Frames of a sixtieth of a second that were left out, of those there was time for. */
  readonly dropped: number;
  readonly of: number;
  /** The longest task beyond 50 ms; 0 where none was. */
  readonly longestTask: number;
}

/** Scrolls a second and a half each way, 600 pixels a frame. */
const scroll = (): Promise<Scrolled> => {
  const frame = document.querySelector('.j-virtual');
  const tasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask' });
  return new Promise((resolve) => {
    const times: number[] = [];
    const step = (now: number) => {
      times.push(now);
      frame?.scrollBy(0, times.length < 90 ? 600 : -600);
      if (times.length < 180) return void requestAnimationFrame(step);
      const gaps = times.slice(1).map((each, at) => each - (times[at] ?? 0));
      const sorted = gaps.toSorted((a, b) => a - b);
      const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0);
      resolve({
        frame: sorted[sorted.length >> 1] ?? 0,
        longestFrame: sorted.at(-1) ?? 0,
        dropped,
        of: gaps.length + dropped,
        longestTask: Math.max(0, ...tasks),
      });
    };
    requestAnimationFrame(step);
  });
};

/** Medians of scrolling ten thousand rows: the console's table, and the same drawn whole. */
export async function scrolling(browser: Browser, { url, put }: Served, form: Form, runs: number) {
  const body = await script();
  put('/bare/ten-thousand', plain());
  const once = async (path: string): Promise<Scrolled> => {
    const context = await browser.newContext({ viewport: { width: form.width, height: form.height } });
    try {
      const page = await context.newPage();
      await page.route('**/fixture.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
      await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
      if (!path.startsWith('/bare')) await page.addScriptTag({ url: '/fixture.js', type: 'module' });
      await page.waitForSelector('.j-virtual td');
      const cdp = await context.newCDPSession(page);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: form.cpu });
      return await page.evaluate(scroll);
    } finally {
      await context.close();
    }
  };
  const middle = async (path: string): Promise<Scrolled> => {
    const all: Scrolled[] = [];
    for (let run = 0; run < runs; run++) all.push(await once(path));
    const of = (key: keyof Scrolled) => Math.round(median(all.map((each) => each[key])) * 10) / 10;
    return {
      frame: of('frame'),
      longestFrame: of('longestFrame'),
      dropped: of('dropped'),
      of: of('of'),
      longestTask: of('longestTask'),
    };
  };
  return { ours: await middle('/nowhere'), bare: await middle('/bare/ten-thousand') };
}
