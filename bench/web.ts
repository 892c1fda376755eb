import { client } from '../demo/client.ts';
import { fill, historyBegins, listMore } from '../demo/fill.ts';
import { visitors } from '../demo/visitors.ts';
import { buildConsole, consoleFolder } from '../functions/local/console.ts';
import { startLocal } from '../functions/local/server.ts';
import { launch } from '../test/browser/browser.ts';
import { median, report, reported } from './report.ts';
import { type MainPage, mainPages } from './web/pages.ts';
import { scrolling } from './web/scrolling.ts';
import { served } from './web/served.ts';
import { type Form, forms, type Vitals, vitalsOf } from './web/vitals.ts';

/**
 * How soon can the console's main pages be read, on a phone on slow 4G and at a desk, beside a bare document with the same
 * text? `node bench/web.ts [runs] [page,page…]`; results/web.json. It needs Chromium.
 */

const [, , runs = '5', only = ''] = process.argv;

type Measured = { readonly form: string; readonly page: string } & Awaited<ReturnType<typeof measured>>;
interface Results {
  readonly chromium: string;
  readonly runs: number;
  readonly pages: readonly Measured[];
  readonly tenThousandRows: Awaited<ReturnType<typeof scrolled>>;
}

await buildConsole();
const server = await startLocal({
  dataDir: ':memory:',
  port: 0,
  console: { folder: consoleFolder, visitors: visitors() },
  history: { begins: historyBegins, fill },
});
const site = await served(server.url);
const browser = await launch();
try {
  const api = client((path, init) => fetch(`${server.url}${path}`, init), server.token);
  await listMore(api);
  await settled();
  const pages = (await mainPages(api)).filter(({ name }) => only === '' || only.split(',').includes(name));
  const found: Measured[] = [];
  for (const [form, how] of Object.entries(forms)) {
    for (const page of pages) found.push({ form, page: page.name, ...(await measured(page, how)) });
  }
  const before = only === '' ? undefined : reported<Results>('web');
  const results: Results = {
    chromium: browser.version(),
    runs: Number(runs),
    // Of pages that were measured alone the others stay as they were found.
    pages:
      before?.pages.map((each) => found.find(({ form, page }) => form === each.form && page === each.page) ?? each) ??
      found,
    tenThousandRows: before?.tenThousandRows ?? (await scrolled()),
  };
  report('web', 'How soon the console’s main pages can be read, beside a bare page of the same text', results);
} finally {
  await browser.close();
  site.stop();
  await server.stop();
}

async function scrolled() {
  const found: Record<string, Awaited<ReturnType<typeof scrolling>>> = {};
  for (const [form, how] of Object.entries(forms)) found[form] = await scrolling(browser, site, how, Number(runs));
  return found;
}

/** What filling left to do is no part of what is measured. */
async function settled(): Promise<void> {
  const body = JSON.stringify({ advance: 'PT1S' });
  await fetch(`${server.url}/dev/clock`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
}

/** Our page and the bare one in turn, so that whatever else the machine does slows both. */
async function measured({ name, path, content, as }: MainPage, form: Form) {
  const bare = `/bare/${encodeURIComponent(name)}`;
  const [ours, plain]: [Vitals[], Vitals[]] = [[], []];
  // The first opening warms what stands behind, and says what the page's text is.
  const { text } = await vitalsOf(browser, `${site.url}${path}`, forms.desktop, { content, as });
  site.put(bare, document(text));
  for (let run = 0; run < Number(runs); run++) {
    ours.push(await vitalsOf(browser, `${site.url}${path}`, form, { content, as }));
    plain.push(await vitalsOf(browser, `${site.url}${bare}`, form, { content: 'p' }));
  }
  const [page, beside] = [summary(ours), summary(plain)];
  console.error(`${name} at ${form.width}: readable in ${page.readable} ms, bare ${beside.readable} ms`);
  return {
    ...page,
    bare: { fcp: beside.fcp, readable: beside.readable },
    timesBare: Math.round((page.readable / beside.readable) * 100) / 100,
  };
}

function summary(of: readonly Vitals[]) {
  const middle = (key: Exclude<keyof Vitals, 'text'>) => median(of.map((each) => each[key]));
  return {
    fcp: Math.round(middle('fcp')),
    lcp: Math.round(middle('lcp')),
    cls: Math.round(middle('cls') * 1000) / 1000,
    tbt: Math.round(middle('tbt')),
    readable: Math.round(middle('readable')),
    requests: middle('requests'),
    scriptKB: Math.round(middle('scriptBytes') / 100) / 10,
  };
}

function document(text: string): string {
  const escaped = (line: string) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>集采</title><main><h1>集采</h1>${lines.join('\n')}</main></html>`;
}
