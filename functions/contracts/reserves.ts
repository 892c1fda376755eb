import { type ExistingAgreement, isReplaced } from './agreement-state.ts';
import type { Share } from './shares.ts';

/**
 * Who may be asked instead of a supplier that refuses (递补顺序), the first first: whoever was activated in its place, then
 * the reserves by rank, after its own where it is one. Only those that price all of the items.
 */
export function reserveOf(
  state: ExistingAgreement,
  share: Share,
  lot: string,
  refusing: string,
  items: readonly string[],
): readonly string[] {
  const suppliers = share.lots.find((each) => each.lot === lot)?.suppliers ?? [];
  const own = suppliers.find(({ supplier }) => supplier === refusing);
  const after = own?.role === 'reserve' ? own.rank : 0;
  const activated = state.activations.find((each) => each.lot === lot && each.from === refusing)?.to;
  const reserves = suppliers
    .filter(({ role, rank, supplier }) => supplier === activated || (role === 'reserve' && rank > after))
    .filter(({ supplier, lines }) => {
      const priced = new Set(lines.map(({ item }) => item));
      return supplier !== refusing && !isReplaced(state, lot, supplier) && items.every((item) => priced.has(item));
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ supplier }) => supplier);
  return activated === undefined
    ? reserves
    : [...reserves].sort((a, b) => Number(b === activated) - Number(a === activated));
}
