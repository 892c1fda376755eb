import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { JobHandler } from '../../shared/ports/jobs.ts';
import { mediaTypes, written } from '../../shared/sheet/write.ts';
import names from './data/lists.json' with { type: 'json' };
import { tableOf } from './table.ts';

/** One page of a list, as the API itself answers it. */
export interface ListAnswer {
  readonly status: number;
  readonly body: { readonly items?: readonly JsonObject[]; readonly next?: string | null; readonly code?: string };
}

export interface ExportDeps {
  readonly files: Files;
  /** What somebody may do now. */
  actorNow(sub: string, organisation: string | undefined): Promise<Actor>;
  /** Asks the API's own list on somebody's behalf: whoever may not see it there, does not export it. */
  asking(actor: Actor): (path: string) => Promise<ListAnswer>;
}

export interface ExportInput {
  /** Any list of the API (导出), by its path under `/v1`: `products`, `procurement-catalogues/2026-03-02/entries`. */
  readonly list: string;
  /** As the list's own query. */
  readonly query: Readonly<Record<string, string>>;
  readonly format: 'csv' | 'xlsx';
  readonly sub: string;
  readonly organisation?: string | undefined;
}

/** The longest list that is written; a longer one is cut there, and says so. */
const longest = 10_000;

/** Writes a list as a file: page after page of what the API shows to whoever asked. */
export function exportHandlers({ files, actorNow, asking }: ExportDeps): Readonly<Record<string, JobHandler>> {
  return {
    async export(given, progress, job) {
      const input = given as unknown as ExportInput;
      const ask = asking(await actorNow(input.sub, input.organisation));
      const items: JsonObject[] = [];
      let cursor: string | null = null;
      do {
        const query: URLSearchParams = new URLSearchParams({ ...input.query, limit: '100' });
        if (cursor !== null) query.set('cursor', cursor);
        const { status, body } = await ask(`/v1/${input.list}?${query}`);
        if (status >= 500) throw new Error(`the list answered ${status}`);
        if (status !== 200) throw new DomainError('rule', 'export-refused', { reason: body.code ?? String(status) });
        if (body.items === undefined) throw new DomainError('rule', 'export-refused', { reason: 'not-a-list' });
        items.push(...body.items);
        cursor = body.next ?? null;
        await progress.report(items.length, items.length);
      } while (cursor !== null && items.length < longest);

      const rows = items.slice(0, longest);
      const name = nameOf(input.list);
      const key = `exports/${job}/list.${input.format}`;
      await files.put(key, written(input.format, tableOf(rows), name), mediaTypes[input.format]);
      return {
        rows: rows.length,
        complete: cursor === null && items.length <= longest,
        files: { list: { key, name: `${name}.${input.format}` } },
      };
    },
  };
}

/** What a list is called: by the last part of its path that has a name. */
function nameOf(list: string): string {
  const known = names as Readonly<Record<string, string>>;
  const named = list.split('/').findLast((part) => Object.hasOwn(known, part));
  return known[named ?? ''] ?? list.replaceAll('/', '-');
}
