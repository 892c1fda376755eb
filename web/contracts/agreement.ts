import type { Answer } from '../api/client.ts';
import type { Listed } from '../api/queries.ts';

/** A framework agreement (框架协议), or the contract that an accepted quote is. */
export type Agreement = Answer<'GET /v1/agreements/{id}'>;
export type Progress = Answer<'GET /v1/agreements/{id}/progress'>;
export type Row = Progress['rows'][number];
export type Item = Agreement['shares'][number]['lots'][number]['items'][number];
export type CallOff = Answer<'GET /v1/call-offs/{id}'>;
export type OrderLine = CallOff['lines'][number];
export type Delivery = Answer<'GET /v1/deliveries/{id}'>;
export type DeliveryListed = Listed<'GET /v1/deliveries'>;
export type Terms = Agreement['terms'];

export const partyName = ({ buyers, suppliers, lead }: Agreement, id: string): string | undefined =>
  [...buyers, ...suppliers, lead].find((each) => each.id === id)?.name;

/** Every item of the agreement, by its id. */
export const itemsOf = ({ shares }: Agreement): ReadonlyMap<string, Item> =>
  new Map(shares.flatMap(({ lots }) => lots.flatMap(({ items }) => items.map((item) => [item.id, item] as const))));

/** The pairs that have a contract: each buyer with each supplier that has a quota of it, or stands in reserve. */
export function pairsOf({ shares }: Agreement): readonly { readonly buyer: string; readonly supplier: string }[] {
  return shares.flatMap(({ buyer, lots }) => {
    const bound = lots.flatMap(({ suppliers }) =>
      suppliers.filter(({ role, lines }) => role === 'reserve' || lines.some(({ quantity }) => quantity !== '0')),
    );
    return [...new Set(bound.map(({ supplier }) => supplier))].map((supplier) => ({ buyer, supplier }));
  });
}
