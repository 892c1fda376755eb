import type { Attributes } from '../../shared/commodity/model.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { Supplier } from './events.ts';

/** An admitted product as a version of the catalogue names it (目录条目): nothing here tells where goods come from. */
export interface CatalogueEntry {
  readonly product: string;
  readonly admission: string;
  readonly supplier: Pick<Supplier, 'id' | 'name' | 'uscc'>;
  readonly category: string;
  readonly attributes: Attributes;
  readonly standard: string;
}

/** A dated version of the procurement catalogue (采购目录版本): the products admitted as of a day. It never changes. */
export interface CatalogueVersion {
  readonly version: string;
  readonly title: string;
  readonly day: Day;
  /** Of its entries: {@link hashOf}. */
  readonly hash: string;
  readonly count: number;
  readonly publishedAt: Instant;
}

export type CatalogueState = CatalogueVersion | null;

export interface PublishCatalogue extends Omit<CatalogueVersion, 'publishedAt'> {
  readonly type: 'publishCatalogue';
  readonly at: Instant;
}

export interface CatalogueVersionPublished {
  readonly type: 'CatalogueVersionPublished';
  readonly v: 1;
  readonly data: CatalogueVersion;
}

/** A version is published once, as of today or a day before. */
export const procurementCatalogue: Decider<PublishCatalogue, CatalogueVersionPublished, CatalogueState> = {
  initial: null,
  decide({ type: _, at, ...version }, state) {
    if (state !== null) throw new DomainError('conflict', 'catalogue-version-exists', { version: version.version });
    const today = dayOf(at);
    if (version.day > today) {
      throw new DomainError('rule', 'catalogue-day-future', { today }, [
        { pointer: '/day', code: 'catalogue-day-future', params: { today } },
      ]);
    }
    return [{ type: 'CatalogueVersionPublished', v: 1, data: { ...version, publishedAt: at } }];
  },
  evolve: (_, event) => event.data,
};

/** The `n`th version as of a day: `2026-03-02`, then `2026-03-02.2`. */
export const versionName = (day: Day, n: number): string => (n === 1 ? day : `${day}.${n}`);

/** The entries in the order that their hash covers: by product. */
export const sorted = (entries: readonly CatalogueEntry[]): CatalogueEntry[] =>
  [...entries].sort((a, b) => (a.product < b.product ? -1 : 1));

/** SHA-256, in lower-case hex, of the JCS (RFC 8785) of the entries, sorted by product. */
export const hashOf = (entries: readonly CatalogueEntry[]): string => hashJson(sorted(entries));

/** How a tender cites a version (引用): `2026-03-02@sha256:<hash>`. */
export const citation = ({ version, hash }: CatalogueVersion): string => `${version}@sha256:${hash}`;
