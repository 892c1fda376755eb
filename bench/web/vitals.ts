import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';

/** How a page is opened. */
export interface Form {
  readonly width: number;
  readonly height: number;
  /** How many times slower the processor is made. */
  readonly cpu: number;
  /** Milliseconds a request waits, and bytes a second each way. */
  readonly network?: { readonly latency: number; readonly down: number; readonly up: number };
}

/** As Lighthouse throttles: a phone of the middle class on slow 4G, and a desk with its own line. */
export const forms: Readonly<Record<'phone' | 'desktop', Form>> = {
  phone: { width: 390, height: 844, cpu: 4, network: { latency: 562.5, down: 184_320, up: 84_375 } },
  desktop: { width: 1440, height: 900, cpu: 1 },
};

/** Times in milliseconds since the address was opened. */
export interface Vitals {
  readonly fcp: number;
  readonly lcp: number;
  readonly cls: number;
  /** Of every task after the first paint, what is beyond 50 ms. */
  readonly tbt: number;
  /** When the page's own content stood there and nothing of it was loading any more. */
  readonly readable: number;
  readonly requests: number;
  /** Script that came before anybody pressed anything, gzipped. */
  readonly scriptBytes: number;
  readonly text: string;
}

interface Seen {
  lcp: number;
  cls: number;
  readable: number;
  tasks: [start: number, duration: number][];
}

/** Runs in the page before anything of it does. */
function watch(content: string): void {
  const seen: Seen = { lcp: 0, cls: 0, readable: 0, tasks: [] };
  Object.assign(window, { seen });
  const observe = (type: string, each: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe('largest-contentful-paint', ({ startTime }) => {
    seen.lcp = startTime;
  });
  observe('longtask', ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  let [begun, last, sum] = [0, 0, 0];
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (hadRecentInput) return;
    // A session of shifts: within a second of the last one, five seconds in all.
    if (entry.startTime - last > 1000 || entry.startTime - begun > 5000) [begun, sum] = [entry.startTime, 0];
    last = entry.startTime;
    sum += value;
    seen.cls = Math.max(seen.cls, sum);
  });
  const look = () => {
    const there = document.querySelector(content) !== null && document.querySelector('.j-loading') === null;
    if (!there) seen.readable = 0;
    else if (seen.readable === 0) seen.readable = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Opens an address once, in a profile that knows nothing, until nothing more is loaded. */
export async function vitalsOf(
  browser: Browser,
  address: string,
  { width, height, cpu, network }: Form,
  { content, as }: { readonly content: string; readonly as?: string | undefined },
): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch, content);
    if (as !== undefined) {
      const way = JSON.stringify({ kind: 'people', sub: as, name: as });
      await page.addInitScript((kept) => sessionStorage.setItem('jicai.way', kept), way);
    }
    const scripts = await throttled(page, cpu, network);
    let requests = 0;
    page.on('request', () => {
      requests += 1;
    });
    await page.goto(address, { waitUntil: 'networkidle', timeout: 120_000 });
    await page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.readable > 0, undefined, {
      timeout: 120_000,
    });
    await page.waitForLoadState('networkidle');
    const found = await page.evaluate(() => {
      const { seen } = window as unknown as { seen: Seen };
      const fcp = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      const tbt = seen.tasks
        .filter(([start, duration]) => start + duration > fcp)
        .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
      // biome-ignore lint/performance/useDomNodeTextContent: as it is read, a line a line
      const text = document.querySelector('main')?.innerText ?? '';
      return { fcp, tbt, lcp: seen.lcp, cls: seen.cls, readable: seen.readable, text };
    });
    return { ...found, requests, scriptBytes: await scripts() };
  } finally {
    await context.close();
  }
}

async function throttled(page: Page, cpu: number, network: Form['network']): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (network !== undefined) {
    const { latency, down: downloadThroughput, up: uploadThroughput } = network;
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput,
      uploadThroughput,
    });
  }
  const bodies: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    bodies.push(
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  return async () => (await Promise.all(bodies)).reduce((sum, each) => sum + each, 0);
}
