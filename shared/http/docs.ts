import { once } from '../kernel/once.ts';
import type { documentOf } from './document.ts';
import type { ProblemTexts } from './problem.ts';
import type { Router } from './router.ts';

export interface Documented {
  /** Asked for once, when it is first read. */
  document(): Promise<ReturnType<typeof documentOf>>;
  texts(): Promise<ProblemTexts>;
}

/** The contract at `/openapi.json`, a reader for people at `/docs`, and what each problem code means. */
export function docs(app: Router, { document, texts }: Documented): void {
  const documented = once(document);
  app.get('/openapi.json', async (c) => c.json(await documented()));
  app.get('/docs', async (c) => c.html(page('集采 Jicai · API', reader((await documented()) as unknown as Document))));
  app.get('/problems/:code', async (c) => {
    const code = c.req.param('code');
    const known = await texts();
    const text = Object.hasOwn(known, code) ? known[code] : undefined;
    if (text === undefined) return c.notFound();
    if (!(c.req.header('accept') ?? '').includes('html')) return c.json({ code, ...text });
    const both = [text.zh, text.en].map(({ title, detail }) => `<h2>${safe(title)}</h2><p>${safe(detail)}</p>`);
    return c.html(page(code, `<h1><code>${safe(code)}</code></h1>${both.join('')}`));
  });
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

interface Document {
  readonly info: { readonly description?: string };
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string => `<!doctype html><html lang="zh"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733}
h2{margin-top:2.5rem;border-bottom:1px solid #d5dde5}details{margin:.4rem 0;border:1px solid #d5dde5;border-radius:6px}
summary{padding:.5rem .8rem;cursor:pointer}summary b{display:inline-block;width:4.5rem;color:#0a6b4f}
details>div{padding:0 .8rem .6rem}pre{background:#f4f7f9;padding:.8rem;overflow:auto;border-radius:6px}
.lock{float:right;color:#7a5b00}code{font-family:ui-monospace,monospace}</style>${body}</html>`;

/** Indented, each name of a schema a link to it. */
const json = (value: unknown): string =>
  `<pre>${safe(JSON.stringify(value, null, 1)).replaceAll(/#\/components\/schemas\/([\w.-]+)/g, '<a href="#$1">$1</a>')}</pre>`;

/** A reader without scripts from anywhere: every operation by tag, and the schemas that they name. */
function reader(document: Document): string {
  const byTag = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? '';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const sections = [...byTag].map(([tag, rows]) => `<h2>${safe(tag)}</h2>${rows.join('')}`);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="${safe(name)}"><summary><code>${safe(name)}</code></summary>${json(schema)}</details>`,
  );
  sections.push(`<h2>数据结构 Schemas</h2>${schemas.join('')}`);
  return `<h1>集采 Jicai</h1><p>${safe(document.info.description ?? '')}</p><p><a href="/openapi.json">openapi.json</a></p>${sections.join('')}`;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const lock = operation.security?.length ? '<span class="lock" title="bearer token">需要令牌</span>' : '';
  const answers = Object.entries(operation.responses).map(
    ([status, { description = '' }]) => `<li><code>${safe(status)}</code> ${safe(description)}</li>`,
  );
  const parameters = (operation.parameters ?? []).map(
    (each) => `<li>${safe(each.in)} <code>${safe(each.name)}</code>${each.required ? ' *' : ''}</li>`,
  );
  const body = operation.requestBody ? json(operation.requestBody) : '';
  return `<details><summary>${lock}<b>${method.toUpperCase()}</b> <code>${safe(path)}</code> — ${safe(operation.summary ?? '')}</summary>
<div><p>${safe(operation.description ?? '')}</p><ul>${parameters.join('')}</ul>${body}<ul>${answers.join('')}</ul></div></details>`;
}
