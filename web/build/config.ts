import { join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';

export const root = join(import.meta.dirname, '..');
const project = join(root, '..');

/** What a visitor has when nothing was ever built. */
export const outDir = join(project, 'dist', 'web');

const adopted = JSON.stringify(join(root, 'kit', 'antd', 'dynamic-css.ts'));

/** Modules of Ant Design that write styles as markup, each with what it is to do instead. */
const writers: Readonly<Record<string, (code: string) => string>> = {
  '/@rc-component/util/es/Dom/dynamicCSS.js': () => `export * from ${adopted};`,
  '/@ant-design/icons/es/cssUtils.js': (code) =>
    `${code.replace('export function updateCSS(', 'function asElement(')}\nexport { updateCSS } from ${adopted};`,
  '/@rc-component/input/es/calculateNodeHeight.js': (code) =>
    code.replace(/\.setAttribute\('style', (`[^`]+`)\)/, '.style.cssText = $1'),
};

/** Zod's schemas bring along what describes them as JSON Schema, a quarter of it, which nothing asks for in a browser. */
const describers: typeof writers = {
  '/zod/v4/core/to-json-schema.js': (code) =>
    code.replace(/export const create\w+Method = [\s\S]*$/, (said) =>
      [...said.matchAll(/export const (create\w+Method)/g)]
        .map(([, name]) => `export const ${name} = () => {};`)
        .join('\n'),
    ),
  '/zod/v4/core/json-schema-processors.js': (code) =>
    code.replace(/^[\s\S]*$/, (said) =>
      [...said.matchAll(/export (?:const|function) (\w+)/g)]
        .map(([, name]) => `export const ${name} = undefined;`)
        .join('\n'),
    ),
};

/** Modules as the console needs them. */
const rewritten = (name: string, how: typeof writers): Plugin => ({
  name,
  enforce: 'pre',
  transform(code, id) {
    const written = Object.entries(how).find(([end]) => id.endsWith(end))?.[1](code);
    if (written === code) throw new Error(`${id} is not as it was: look how it does now what is done otherwise here`);
    return written;
  },
});

/** Too little, in bytes before it is made small, to be asked for by itself: each file a page waits for costs it a connection. */
const little = 3_000;
const context = /\/web\/(?!kit\/|api\/|app\/|build\/)([\w-]+)\/(?!.*-page\.tsx)/;

/**
 * What modules are put together: all that the first page needs, whichever it is, and of a context what the same pages need.
 * What is heavy and seldom needed (Ant Design, ECharts, sealing) stays by itself.
 */
const groups = [
  { name: 'index', tags: ['$initial' as const], priority: 1 },
  {
    name: (id: string) => context.exec(id)?.[1] ?? null,
    debugName: 'contexts',
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: little,
    includeDependenciesRecursively: false,
  },
];

const shortOf = (name: string): string => name.replace(/(~.*|\.\w+)$/, '');

/** How the console is built: no script and no style in the page itself, every file but the page named by its content. */
export const config = (to: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: join(root, 'public'),
  oxc: { jsx: { runtime: 'automatic' } },
  // Ant Design under a strict `style-src`: its styles are adopted sheets, and properties rather than attributes.
  plugins: [rewritten('styles-without-markup', writers), rewritten('schemas-without-description', describers)],
  build: {
    outDir: to,
    emptyOutDir: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    manifest: true,
    // A file inside another would be inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: { groups },
        // The names of all pages that share a chunk are no name for it.
        chunkFileNames: ({ name }) => `assets/${shortOf(name)}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) => `assets/${shortOf(name)}-[hash][extname]`,
      },
      onLog(level, log, handle) {
        // For servers that draw pages; ours are drawn in the browser alone.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
