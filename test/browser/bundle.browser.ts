import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { consoleFolder } from '../../functions/local/console.ts';
import { pages } from '../../web/app/pages.ts';

/** What Vite's manifest says of a module that was built. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly isEntry?: boolean;
}

const manifest = JSON.parse(readFileSync(join(consoleFolder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

/** Modules that have to be there before one runs, itself included. */
function needed(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const each of manifest[name]?.imports ?? []) needed(each, known);
  return known;
}

const weight = (names: Iterable<string>): number => {
  const files = new Set([...names].flatMap((each) => manifest[each]?.file ?? []));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(consoleFolder, file))).length, 0);
};

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
const withEntry = (name: string) => needed(name, needed(entry));
/** A page from which others import is a chunk that the manifest knows by its name alone. */
const keyOf = (file: string): string => {
  const name = file.replace(/^.*\/|\.tsx$/g, '');
  return manifest[file] ? file : (Object.keys(manifest).find((key) => key.startsWith(`_${name}-`)) ?? file);
};
const sources = pages.map(({ path, plain = false, load }) => {
  const file = load.toString().match(/['"](?:\/@fs)?[^'"]*?([\w-]+\/[\w-]+-page\.tsx)['"]/)?.[1] ?? '';
  return { path, plain, name: keyOf(file) };
});

describe('what a page loads', () => {
  test('each has a chunk of its own', () => {
    for (const { path, name } of sources) {
      expect([path, manifest[name]?.file]).toEqual([path, expect.stringMatching(/^assets\/.*\.js$/)]);
      expect([path, needed(entry).has(name)]).toEqual([path, false]);
    }
  });

  test('the first page comes to less than 200 KB of script before it can be used', () => {
    const portal = sources.find(({ path }) => path === '/')?.name ?? '';
    const bytes = weight(withEntry(portal));
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
  });

  test('a plain page loads nothing of Ant Design, and no page loads a drawing before it draws', () => {
    const scope = needed('kit/antd/scope.tsx');
    const ofAntd = [...scope].filter((name) => !needed(entry).has(name));
    expect(ofAntd.length).toBeGreaterThan(0);
    expect(
      sources.filter(({ plain }) => plain).filter(({ name }) => withEntry(name).has('kit/antd/scope.tsx')),
    ).toEqual([]);
    const heavy = sources.filter(({ plain, name }) => plain && weight(withEntry(name)) > 200_000);
    expect(heavy.map(({ path }) => path)).toEqual([]);
    expect(sources.filter(({ name }) => withEntry(name).has('kit/echarts.ts'))).toEqual([]);
  });

  test('the editor of a bid is there before what seals the bid', () => {
    const editor = sources.find(({ path }) => path === '/bidding/:tender/bid')?.name ?? '';
    expect(manifest['bidding/sealer.ts']).toBeDefined();
    expect(withEntry(editor).has('bidding/sealer.ts')).toBe(false);
    expect(weight(withEntry(editor))).toBeLessThan(180_000);
  });

  test('the page has no script and no style in itself', () => {
    const html = readFileSync(join(consoleFolder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/);
    expect(html).toMatch(/<script type="module" crossorigin src="\/assets\//);
  });

  test('what is built is named by its content, the rest is known', () => {
    const files = readdirSync(consoleFolder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const named = files.map((each) => join(each.parentPath, each.name).slice(consoleFolder.length + 1));
    const others = named.filter((file) => !/^assets\/[\w.-]+-[\w-]{8}\.\w+$/.test(file) && !file.startsWith('.'));
    expect(others.sort()).toEqual(['icon.svg', 'index.html']);
  });
});
