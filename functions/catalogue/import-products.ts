import { invalidRequest } from '../../shared/http/validation.ts';
import type { Actor, Membership } from '../../shared/kernel/actor.ts';
import { DomainError, type ErrorParams } from '../../shared/kernel/errors.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { zodLoaded } from '../../shared/kernel/zod.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { JobHandler, JobProgress } from '../../shared/ports/jobs.ts';
import { sha256, sha256Hex } from '../../shared/sealing/hash.ts';
import { readSheet } from '../../shared/sheet/index.ts';
import { columnName, limits, type Sheet } from '../../shared/sheet/model.ts';
import { csvOf, mediaTypes } from '../../shared/sheet/write.ts';
import { mayDraft } from './access.ts';
import { type CellFault, type CheckedRow, checkRows, columnsRead, countOf } from './import-check.ts';
import type { Defaults } from './import-row.ts';
import type { Unchecked } from './listing.ts';
import * as s from './schemas.ts';
import type { ProductStore } from './store.ts';

export interface ImportDeps {
  readonly files: Files;
  readonly products: ProductStore;
  /** What somebody may do now. */
  actorNow(sub: string, organisation: string | undefined): Promise<Actor>;
  words(): Promise<(code: string, params: ErrorParams) => { readonly zh: string; readonly en: string }>;
}

/** What a preview and its commit both begin from. */
export interface ImportInput {
  readonly upload: string;
  readonly format?: 'csv' | 'xlsx' | undefined;
  readonly sheet?: string | undefined;
  readonly defaults: Defaults;
  /** Days are told by when it was asked for, so that a commit that resumes after midnight checks the same. */
  readonly at: Instant;
  readonly sub: string;
  readonly organisation: string;
}

export interface CommitInput extends ImportInput {
  readonly accept: 'all-valid-required' | 'valid-rows';
  readonly publish: boolean;
}

/** Faults told in the result itself; the report has all. */
const inline = 100;
/** Rows after which it is told how far it is. */
const reportEvery = 200;
/** Rows written at a time. */
const atOnce = 8;

/** Both steps of an import (批量导入): everything is checked before the first row is written. */
export function importHandlers(deps: ImportDeps): Readonly<Record<string, JobHandler>> {
  const { files, products, words } = deps;

  /** The file's rows, checked; its hash and sheet make the ids of its products. */
  async function checked({ upload, format, sheet, defaults, at }: ImportInput, progress: JobProgress) {
    const content = await files.get(upload);
    if (content === undefined) throw new DomainError('rule', 'upload-missing');
    const read: Sheet = await readSheet(content, { format, sheet });
    await zodLoaded();
    const rows: CheckedRow[] = [];
    const options = { today: dayOf(at), defaults, max: limits.rows, parse, columnName };
    for (const row of checkRows(read.rows, options)) {
      rows.push(row);
      if (rows.length % reportEvery === 0) await progress.report(rows.length, read.rows.length);
    }
    await progress.report(rows.length, rows.length);
    return { hash: sha256Hex(content), sheet: read.name, rows, columns: columnsRead(read.rows, options) };
  }

  const preview: JobHandler = async (given, progress, job) => {
    const input = given as unknown as ImportInput;
    const { hash, sheet, rows, columns } = await checked(input, progress);
    const say = await words();
    const faults = faultsIn(rows).map((fault) => ({ ...fault, detail: say(fault.code, fault.params) }));
    const heading = ['行 row', '单元格 cell', '列 column', '代码 code', '说明', 'explanation'];
    const lines = faults.map(({ row, cell, column, code, detail }) => [
      String(row),
      cell,
      column,
      code,
      detail.zh,
      detail.en,
    ]);
    const key = `reports/${job}/report.csv`;
    await files.put(key, csvOf([heading, ...lines]), mediaTypes.csv);
    return {
      ...countOf(rows),
      hash,
      ...(sheet === undefined ? {} : { sheet }),
      columns: columns.map((column) => ({ ...column })),
      faults: faults.slice(0, inline),
      files: { report: { key, name: '导入检查报告.csv' } },
    };
  };

  const commit: JobHandler = async (given, progress, job) => {
    const input = given as unknown as CommitInput;
    const actor = await deps.actorNow(input.sub, input.organisation);
    const membership = mayDraft(actor);
    if (input.publish && membership.status !== 'verified')
      throw new DomainError('forbidden', 'organisation-not-verified');
    const { hash, sheet, rows } = await checked(input, { report: async () => {} });
    const { valid, invalid } = countOf(rows);
    if (invalid > 0 && input.accept === 'all-valid-required') {
      throw new DomainError('conflict', 'import-has-faults', { count: invalid });
    }
    const left = rows.flatMap((row) => ('listing' in row ? [row] : []));
    const done: { row: number; id: string; created: boolean }[] = [];

    async function write(): Promise<void> {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const id = productId(membership, hash, sheet, next.row);
        done.push({ row: next.row, id, created: await drafted(id, next.listing, actor, membership, input) });
        if (done.length % reportEvery === 0) await progress.report(done.length, valid);
      }
    }
    await Promise.all(Array.from({ length: atOnce }, write));

    done.sort((a, b) => a.row - b.row);
    const key = `reports/${job}/products.csv`;
    await files.put(
      key,
      csvOf([['行 row', '商品 product'], ...done.map(({ row, id }) => [String(row), id])]),
      mediaTypes.csv,
    );
    const created = done.filter((each) => each.created).length;
    return {
      rows: done.length,
      created,
      existing: done.length - created,
      skipped: invalid,
      products: done.slice(0, inline).map(({ row, id }) => ({ row, id })),
      files: { products: { key, name: '导入结果.csv' } },
    };
  };

  /** One row, one transaction; false when the row was written before. */
  async function drafted(
    id: string,
    listing: Unchecked,
    actor: Actor,
    { organisation, name, uscc, division }: Membership,
    { at, publish }: CommitInput,
  ): Promise<boolean> {
    const supplier = { id: organisation, name, uscc, division };
    const cause = { actor, as: 'sales', at } as const;
    try {
      await products.handle(id, { type: 'draftProduct', at, supplier, listing, publish }, cause, { retries: 2 });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'product-exists') return false;
      throw error;
    }
  }

  return { 'product-import-preview': preview, 'product-import': commit };
}

/** The same row of the same file is the same product of that supplier. */
function productId({ organisation }: Membership, hash: string, sheet: string | undefined, row: number): string {
  const cause = JSON.stringify([organisation, hash, sheet ?? null, row]);
  return derivedId('product', sha256(new TextEncoder().encode(cause)));
}

function faultsIn(rows: readonly CheckedRow[]): CellFault[] {
  return rows.flatMap((row) => ('faults' in row ? row.faults : []));
}

function parse(listing: unknown) {
  const { success, data, error } = s.listing.safeParse(listing);
  return success ? { listing: data as Unchecked, faults: [] } : { faults: invalidRequest(error.issues).errors };
}
