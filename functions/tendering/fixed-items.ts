import { DomainError, type FieldError } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { equal } from '../../shared/kernel/ratio.ts';
import type { Draft, Item, Lot } from './draft.ts';

/** What of an item the locked round, or the agreement, has said. */
type Said = Pick<Item, 'category' | 'attributes' | 'quantity' | 'deliveryPoint' | 'demand'>;

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const sameQuantity = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit && a.basis === b.basis && equal(parseQuantity(a), parseQuantity(b));

const unchanged: { readonly [Member in keyof Said]-?: (a: Said[Member], b: Said[Member]) => boolean } = {
  category: (a, b) => a === b,
  attributes: same,
  quantity: sameQuantity,
  deliveryPoint: same,
  demand: (a, b) => b === undefined || (a !== undefined && same(a, b)),
};

/**
 * Keeps what a joint tender's round (报量), or a second stage's agreement (框架协议), has fixed: the same lots with the
 * same items, and what each of these says. All else may change. What was written another way, `100.000` for `100`,
 * stays as it was first said, and the demand that an item stands for stays with it, said again or not.
 * @throws `joint-item-fixed` or `competition-item-fixed`, with a pointer for each difference; `unknown-field` for a
 * demand in any other tender
 */
export function keepFixed(before: Draft, after: Draft): Draft {
  const { joint, competition } = before;
  if (joint === undefined && competition === undefined) return withoutDemand(after);
  const code = joint === undefined ? 'competition-item-fixed' : 'joint-item-fixed';
  const pointers = [
    ...lotDifferences(before.lots, after.lots),
    ...(competition === undefined ? [] : procedureDifferences(before, after)),
  ];
  if (pointers.length > 0) {
    const errors = pointers.map((pointer): FieldError => ({ pointer, code }));
    throw new DomainError('rule', code, {}, errors);
  }
  const items = new Map(before.lots.flatMap((lot) => lot.items.map((item) => [item.id, item])));
  const lots = after.lots.map((lot) => ({ ...lot, items: lot.items.map((item) => restored(item, items)) }));
  return { ...after, lots };
}

function withoutDemand(draft: Draft): Draft {
  const errors = draft.lots.flatMap(({ items }, lot) =>
    items.flatMap(({ demand }, at): FieldError[] =>
      demand === undefined ? [] : [{ pointer: `/lots/${lot}/items/${at}/demand`, code: 'unknown-field' }],
    ),
  );
  if (errors.length > 0) throw new DomainError('malformed', 'unknown-field', {}, errors);
  return draft;
}

function restored(item: Item, known: ReadonlyMap<string, Item>): Item {
  const first = known.get(item.id);
  if (first === undefined) return item;
  const { category, attributes, quantity, deliveryPoint, demand } = first;
  return { ...item, category, attributes, quantity, deliveryPoint, ...(demand === undefined ? {} : { demand }) };
}

function lotDifferences(before: readonly Lot[], after: readonly Lot[]): readonly string[] {
  const gone = before.some(({ id }) => !after.some((lot) => lot.id === id));
  return [
    ...(gone ? ['/lots'] : []),
    ...after.flatMap((lot, at) => {
      const first = before.find(({ id }) => id === lot.id);
      return first === undefined ? [`/lots/${at}`] : itemDifferences(first.items, lot.items, `/lots/${at}/items`);
    }),
  ];
}

function itemDifferences(before: readonly Item[], after: readonly Item[], pointer: string): readonly string[] {
  const gone = before.some(({ id }) => !after.some((item) => item.id === id));
  return [
    ...(gone ? [pointer] : []),
    ...after.flatMap((item, at) => {
      const first = before.find(({ id }) => id === item.id);
      return first === undefined
        ? [`${pointer}/${at}`]
        : differences(first, item).map((member) => `${pointer}/${at}/${member}`);
    }),
  ];
}

const differences = (a: Said, b: Said): readonly (keyof Said)[] =>
  (Object.keys(unchanged) as (keyof Said)[]).filter(
    (member) => !(unchanged[member] as typeof same)(a[member], b[member]),
  );

/** A second stage is run by the rules of one, and makes no agreement of its own. */
const procedureDifferences = (before: Draft, after: Draft): readonly string[] =>
  (['regime', 'method', 'agreementTerm'] as const)
    .filter((member) => !same(before[member] ?? null, after[member] ?? null))
    .map((member) => `/${member}`);
