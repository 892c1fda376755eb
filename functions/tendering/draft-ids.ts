import type { IdKind } from '../../shared/kernel/id.ts';
import type { Draft, Item, Lot } from './draft.ts';

type Unnamed = Omit<Lot, 'id' | 'items'> & {
  readonly id?: string | undefined;
  readonly items: readonly (Omit<Item, 'id'> & { readonly id?: string | undefined })[];
};

/** Gives an id to each lot and item that has none. */
export const withIds = (lots: readonly Unnamed[], id: (kind: IdKind) => string): Draft['lots'] =>
  lots.map((lot) => ({
    ...lot,
    id: lot.id ?? id('lot'),
    items: lot.items.map((item) => ({ ...item, id: item.id ?? id('item') })),
  }));
