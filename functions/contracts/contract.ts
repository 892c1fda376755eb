import { DomainError } from '../../shared/kernel/errors.ts';
import { money, sumMoney } from '../../shared/kernel/money.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { ContractSigned } from './agreement-events.ts';
import type { ExistingAgreement } from './agreement-state.ts';
import type { Share } from './shares.ts';

/** A signature under a contract, as the agreement keeps it. */
export type Signature = ContractSigned['data'];

/** The paper of one buyer and one supplier (分签合同): what their signatures cover. */
export function contractOf(id: string, state: ExistingAgreement, share: Share, supplier: string) {
  const buyer = state.buyers.find((each) => each.id === share.buyer);
  const named = state.suppliers[supplier];
  const lots = share.lots.flatMap(({ lot, title, items, suppliers }) => {
    const part = suppliers.find((each) => each.supplier === supplier);
    if (part === undefined) return [];
    const itemOf = new Map(items.map((item) => [item.id, item]));
    const lines = part.lines.flatMap(({ item, quantity, ...price }) => {
      const agreed = itemOf.get(item);
      if (agreed === undefined) return [];
      const { category, attributes, deliveryPoint, priceIndex } = agreed;
      return [
        {
          item,
          category,
          attributes,
          quantity: { ...agreed.quantity, value: quantity },
          ...price,
          deliveryPoint,
          ...(priceIndex === undefined ? {} : { priceIndex }),
        },
      ];
    });
    return [{ lot, title, role: part.role, lines, amount: part.amount }];
  });
  if (buyer === undefined || named === undefined || lots.length === 0) throw new DomainError('not-found', 'not-found');
  const amount = money(sumMoney(lots.map((lot) => lot.amount)));
  const paper = {
    agreement: id,
    title: state.title,
    buyer,
    supplier: { id: supplier, ...named },
    terms: state.terms,
    lots,
    amount,
  };
  return { ...paper, hash: hashJson(paper) };
}
export type Contract = ReturnType<typeof contractOf>;

/** Whether both have signed it as it stands. */
export const isSigned = ({ hash }: Contract, signatures: readonly Signature[]): boolean =>
  (['buyer', 'supplier'] as const).every((by) => signatures.some((each) => each.by === by && each.hash === hash));
