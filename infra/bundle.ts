import { copyFile, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type InputOptions, type OutputOptions, type Plugin } from 'rolldown';
import { type Entry, entries } from './limits.ts';

const root = join(import.meta.dirname, '..');

const builtin = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);

/** What Lambda does better with something else in the place of a module's file, by the end of its path. */
const replaced: Readonly<Record<string, string>> = {
  // Zod's classic form carries every language; problems are worded by our own catalogues.
  '/zod/v4/locales/index.js': 'export {}',
  // Lambda gives credentials by the environment; the default chain would carry every other source.
  '/credential-provider-node/dist-es/index.js':
    "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  // And it has no files of configuration, and no service here has its endpoint asked for first.
  '/shared-ini-file-loader/loadSharedConfigFiles.js': `export const CONFIG_PREFIX_SEPARATOR = '.';
    export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  '/middleware-endpoint-discovery/dist-es/index.js': `export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { default: false };
    export const resolveEndpointDiscoveryConfig = (input) => input;`,
};

/**
 * Node's own modules. As ES modules they would evaluate every export, and with some of them load what nobody asked for: an
 * HTTP client of 40 ms, Web Cryptography of 10.
 */
const builtins: Plugin = {
  name: 'builtins',
  resolveId: { filter: { id: builtin }, handler: (id) => `\0builtin:${id.replace(/^node:/, '')}` },
  load: {
    filter: { id: /^\0builtin:/ },
    handler: (id) => ({
      code: `module.exports = process.getBuiltinModule('node:${id.slice('\0builtin:'.length)}');`,
      moduleSideEffects: false,
    }),
  },
};

const stubs: Plugin = {
  name: 'stubs',
  load: {
    filter: { id: /\.js$/ },
    handler: (id) => Object.entries(replaced).find(([path]) => id.endsWith(path))?.[1] ?? null,
  },
};

/** Data as text for `JSON.parse`, which reads it in half the time that it takes as a literal of the program. */
const data: Plugin = {
  name: 'data',
  load: {
    filter: { id: /\.json$/ },
    handler: async (id) => ({
      code: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(await readFile(id, 'utf8'))))})`,
      moduleType: 'js',
      moduleSideEffects: false,
    }),
  },
};

/** How everything is bundled that runs on Lambda. */
export const settings = {
  cwd: root,
  platform: 'node',
  resolve: { mainFields: ['module', 'main'] },
  transform: { target: 'node24' },
  // What one entry loads when it needs it, another always does.
  checks: { ineffectiveDynamicImport: false },
  plugins: [builtins, stubs, data],
} as const satisfies InputOptions;

/** And how it is written. */
export const written = {
  format: 'esm',
  minify: true,
  sourcemap: true,
  sourcemapExcludeSources: true,
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
} as const satisfies OutputOptions;

/** What stands in the place of globals: the names of a file's exports. */
const injected: Partial<Record<Entry, Record<string, [file: string, name: string]>>> = {
  api: Object.fromEntries(
    ['Headers', 'Request', 'Response'].map((name) => [name, [join(root, 'shared', 'http', 'fetch.ts'), name]]),
  ),
};

/** Bundles entries to `<outdir>/<entry>/index.mjs` and the chunks it loads when it needs them; gives the size of each entry in bytes. */
export async function bundle(outdir: string, names: readonly Entry[] = entries): Promise<Map<Entry, number>> {
  return new Map(
    await Promise.all(names.map(async (name) => [name, await bundleOne(join(outdir, name), name)] as const)),
  );
}

async function bundleOne(dir: string, name: Entry): Promise<number> {
  const entry = join(root, 'functions', `${name}.ts`);
  const { output } = await build({
    ...settings,
    input: { index: entry },
    transform: { ...settings.transform, inject: injected[name] ?? {} },
    output: {
      ...written,
      dir,
      // Chunks are named by what is in them: those of an older build would be deployed too.
      cleanDir: true,
      // Each file that is loaded costs a fifth of a millisecond: what is always loaded is one. But an entry may await what it
      // loads, which imports from that one.
      codeSplitting: { groups: [{ name: 'start', tags: ['$initial'], test: (id) => id !== entry }] },
    },
  });
  let size = 0;
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    size += Buffer.byteLength(chunk.code);
    // The solver finds its WebAssembly beside itself.
    const solver = chunk.moduleIds.find((id) => id.endsWith('/highs/build/highs.mjs'));
    if (solver !== undefined) await copyFile(join(dirname(solver), 'highs.wasm'), join(dir, 'highs.wasm'));
  }
  return size;
}

if (import.meta.main) {
  for (const [name, bytes] of await bundle(join(root, 'dist'))) console.log(`${name}\t${Math.round(bytes / 1024)} KiB`);
}
