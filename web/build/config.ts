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

/** Ant Design under a strict `style-src`: its styles are adopted sheets, and properties rather than attributes. */
const stylesWithoutMarkup: Plugin = {
  name: 'styles-without-markup',
  enforce: 'pre',
  transform(code, id) {
    const written = Object.entries(writers).find(([end]) => id.endsWith(end))?.[1](code);
    if (written === code) throw new Error(`${id} is not as it was: look how it writes its styles now`);
    return written;
  },
};

/** How the console is built: no script and no style in the page itself, every file but the page named by its content. */
export const config = (to: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: join(root, 'public'),
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [stylesWithoutMarkup],
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
      onLog(level, log, handle) {
        // For servers that draw pages; ours are drawn in the browser alone.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
