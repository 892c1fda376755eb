import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** An import of one file by another, as written. */
export interface Import {
  /** A path from the project's root for one of our own files, else the package's name. */
  readonly of: string;
  readonly typeOnly: boolean;
}

/** A TypeScript file of the project. */
export interface Source {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every file under these folders whose name ends so, data and what is installed aside. */
export function filesUnder(folders: readonly string[], ending: string): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

export function sourcesUnder(...folders: readonly string[]): Source[] {
  return ['.ts', '.tsx']
    .flatMap((ending) => filesUnder(folders, ending))
    .map((path) => {
      const text = textOf(path);
      return { path, text, imports: importsOf(path, text) };
    });
}

/** `import … from`, `export … from`, `import '…'` and `import('…')`; statements begin a line. */
const statement =
  /^(?:import|export)\s(?<type>type\s)?(?<names>[^;'"]*?)\sfrom\s'(?<from>[^']+)'|^import\s'(?<bare>[^']+)'|\bimport\('(?<dynamic>[^']+)'\)/gm;

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(statement)].map(({ groups = {} }) => {
    const { type, names, from, bare, dynamic } = groups;
    const of = from ?? bare ?? dynamic ?? '';
    const listed = names
      ?.match(/^\{([^}]*)\}$/)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '');
    const typeOnly = type !== undefined || (listed?.every((name) => name.trim().startsWith('type ')) ?? false);
    return { of: of.startsWith('.') ? normalize(join(dirname(path), of)) : of, typeOnly };
  });
}
