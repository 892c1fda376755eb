import { copyFile, readFile, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Entry, entries } from './limits.ts';

const root = join(import.meta.dirname, '..');

const builtin = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);

/** Modules that Lambda does better with something else in their place. */
const stubs: Plugin = {
  name: 'stubs',
  setup({ onLoad, onResolve }) {
    // Zod's classic form carries every language; problems are worded by our own catalogues.
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {}' }));
    // As ES modules Node's own would evaluate every export, and with some of them load what nobody asked for: an HTTP client
    // of 40 ms, Web Cryptography of 10.
    onResolve({ filter: builtin }, ({ path }) => ({ path: path.replace(/^(node:)?/, 'node:'), namespace: 'builtin' }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
    // Data as text for `JSON.parse`, which reads it in half the time that it takes as a literal of the program.
    onLoad({ filter: /\.json$/ }, async ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(await readFile(path, 'utf8'))))})`,
    }));
    // Lambda gives credentials by the environment; the default chain would carry every other source.
    onLoad({ filter: /\/credential-provider-node\/dist-es\/index\.js$/ }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: join(root, 'node_modules', '@aws-sdk', 'credential-provider-node'),
    }));
    // And it has no files of configuration, and no service here has its endpoint asked for first.
    onLoad({ filter: /\/shared-ini-file-loader\/loadSharedConfigFiles\.js$/ }, () => ({
      contents: `export const CONFIG_PREFIX_SEPARATOR = '.';
        export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
    }));
    onLoad({ filter: /\/middleware-endpoint-discovery\/dist-es\/index\.js$/ }, () => ({
      contents: `export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { default: false };
        export const resolveEndpointDiscoveryConfig = (input) => input;`,
    }));
  },
};

/** What stands in the place of globals. */
const injected: Partial<Record<Entry, string[]>> = { api: ['shared/http/fetch.ts'] };

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
} as const satisfies BuildOptions;

/** Bundles entries to `<outdir>/<entry>/index.mjs` and the chunks it loads when it needs them; gives the size of each entry in bytes. */
export async function bundle(outdir: string, names: readonly Entry[] = entries): Promise<Map<Entry, number>> {
  return new Map(
    await Promise.all(names.map(async (name) => [name, await bundleOne(join(outdir, name), name)] as const)),
  );
}

async function bundleOne(outdir: string, name: Entry): Promise<number> {
  // Chunks are named by what is in them: those of an older build would be deployed too.
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    ...settings,
    entryPoints: [{ in: `functions/${name}.ts`, out: 'index' }],
    outdir,
    splitting: true,
    plugins: [stubs],
    inject: injected[name] ?? [],
  });
  let size = 0;
  for (const [file, { bytes, inputs }] of Object.entries(metafile.outputs)) {
    if (file.endsWith('.mjs')) size += bytes;
    // The solver finds its WebAssembly beside itself.
    const solver = Object.keys(inputs).find((input) => input.endsWith('/highs/build/highs.mjs'));
    if (solver !== undefined) await copyFile(join(root, dirname(solver), 'highs.wasm'), join(outdir, 'highs.wasm'));
  }
  return size;
}

if (import.meta.main) {
  for (const [name, bytes] of await bundle(join(root, 'dist'))) console.log(`${name}\t${Math.round(bytes / 1024)} KiB`);
}
