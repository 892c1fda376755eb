import { join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';

export const root = join(import.meta.dirname, '..');
const project = join(root, '..');

/** What a visitor has when nothing was ever built. */
export const outDir = join(project, 'dist', 'web');

const stylesWithoutElements: Plugin = {
  name: 'styles-without-elements',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/@rc-component/util/es/Dom/dynamicCSS.js')) return undefined;
    return `export * from ${JSON.stringify(join(root, 'kit', 'antd', 'dynamic-css.ts'))};`;
  },
};

/** How the console is built: no script and no style in the page itself, every file but the page named by its content. */
export const config = (to: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: join(root, 'public'),
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [stylesWithoutElements],
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
