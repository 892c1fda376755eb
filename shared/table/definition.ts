/** The two tables, read by `infra/` and by the local starter alike. */
export interface TableDefinition {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKey: string;
    readonly sortKey: string;
  }[];
  /** Whether new images go to a stream. */
  readonly stream: boolean;
  readonly timeToLive?: string;
}

/** Everything but sealed bids. The sparse index `due` is all that the clock reads; it projects keys only. */
export const mainTable: TableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [{ name: 'due', partitionKey: 'dueShard', sortKey: 'dueAt' }],
  stream: true,
  timeToLive: 'expiresAt',
};

/** Sealed bids only. */
export const vaultTable: TableDefinition = { partitionKey: 'pk', sortKey: 'sk', indexes: [], stream: false };

/** The attributes of a sealed bid's row that the `api` function may read: those of its receipt, none of the bid. */
export const receiptAttributes = ['pk', 'sk', 'revision', 'revisions', 'frozenAt'] as const;

/** What tells an event apart from every other item, for the stream's filter. */
export const eventKind = 'event';
