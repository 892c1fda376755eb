import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Entry, entries } from './limits.ts';

const root = join(import.meta.dirname, '..');

/** Modules that are never needed on Lambda, each with what stands in its place. */
const stubs: Plugin = {
  name: 'stubs',
  setup({ onLoad }) {
    // Zod's classic form carries every language; problems are worded by our own catalogues.
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {}' }));
    // Lambda gives credentials by the environment; the default chain would carry every other source.
    onLoad({ filter: /\/credential-provider-node\/dist-es\/index\.js$/ }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: join(root, 'node_modules', '@aws-sdk', 'credential-provider-node'),
    }));
  },
};

/** How everything is bundled that runs on Lambda. */
export const settings = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  logLevel: 'error',
  // CommonJS among the dependencies calls `require`, which ESM does not have.
  banner: { js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);" },
} as const satisfies BuildOptions;

/** Bundles entries to `<outdir>/<entry>/index.mjs`; gives the size of each in bytes. */
export async function bundle(outdir: string, names: readonly Entry[] = entries): Promise<Map<Entry, number>> {
  const { metafile } = await build({
    ...settings,
    entryPoints: names.map((name) => ({ in: `functions/${name}.ts`, out: `${name}/index` })),
    outdir,
    plugins: [stubs],
  });
  const sizes = new Map<Entry, number>();
  for (const [file, { bytes, inputs }] of Object.entries(metafile.outputs)) {
    const name = names.find((each) => file.endsWith(`${each}/index.mjs`));
    if (name === undefined) continue;
    sizes.set(name, bytes);
    // The solver finds its WebAssembly beside itself.
    const solver = Object.keys(inputs).find((input) => input.endsWith('/highs/build/highs.mjs'));
    if (solver !== undefined) {
      await copyFile(join(root, dirname(solver), 'highs.wasm'), join(root, dirname(file), 'highs.wasm'));
    }
  }
  return sizes;
}

if (import.meta.main) {
  for (const [name, bytes] of await bundle(join(root, 'dist'))) console.log(`${name}\t${Math.round(bytes / 1024)} KiB`);
}
