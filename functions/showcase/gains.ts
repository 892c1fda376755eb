import type { Actor } from '../../shared/kernel/actor.ts';
import { actsFor } from '../../shared/kernel/actor.ts';
import { deliveredPrice, type Fen, type Money, money, toFenHalfUp } from '../../shared/kernel/money.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { mul } from '../../shared/kernel/ratio.ts';
import type { QuoteAccepted } from '../market/events.ts';
import { sightOf } from './live-access.ts';
import type { ExistingSession, Shown } from './live-state.ts';

/** An enquiry or an order that came of a session, about a post; an order with its amount in fen. */
export interface Gain {
  readonly post: string;
  readonly supplier: string;
  readonly amount?: string;
}

/** What came of a session (直播成效), as it is kept: views by product. */
export interface Gains {
  readonly views: ReadonlyMap<string, number>;
  readonly enquiries: readonly Gain[];
  readonly orders: readonly Gain[];
  /** The product that a post stands for, where it stands for one. */
  readonly productOf: ReadonlyMap<string, string>;
}

export interface Figures {
  readonly views: number;
  readonly enquiries: number;
  readonly orders: number;
  /** Of orders, with tax and freight; for their supplier and for who watches. */
  readonly amount?: Money;
}

export interface Results {
  readonly totals: Figures;
  readonly products?: readonly (Figures & { readonly product: string; readonly title: string })[];
}

/** What was ordered costs (成交金额), with tax and freight, to the fen. */
export const orderAmount = (terms: QuoteAccepted['data']['terms']): Fen =>
  toFenHalfUp(mul(deliveredPrice(terms), parseQuantity(terms.quantity)));

/**
 * What came of a session, as this reader may see it: an enquiry or order counts for the product that its post stands for, of
 * that product's supplier. The host sees numbers of all, amounts of its own; a supplier its own; everybody totals.
 */
export function resultsOf(session: ExistingSession, gains: Gains, actor: Actor): Results {
  const sight = sightOf(actor, session);
  const own = ({ facts }: Shown) => actsFor(actor, facts.supplier.id);
  const seen = session.products.filter((shown) => shown.agreed && (sight !== 'supplier' || own(shown)));
  const rows = seen.map((shown) => {
    const { product, facts } = shown;
    const here = ({ post, supplier }: Gain) => gains.productOf.get(post) === product && supplier === facts.supplier.id;
    const orders = gains.orders.filter(here);
    const fen = orders.reduce((all, { amount = '0' }) => all + BigInt(amount), 0n);
    const counted = {
      views: gains.views.get(product) ?? 0,
      enquiries: gains.enquiries.filter(here).length,
      orders: orders.length,
    };
    return { product, title: facts.title, counted, fen, priced: sight === 'all' || (sight !== 'totals' && own(shown)) };
  });
  const add = (name: keyof (typeof rows)[number]['counted']) =>
    rows.reduce((all, { counted }) => all + counted[name], 0);
  const totals = {
    views: add('views'),
    enquiries: add('enquiries'),
    orders: add('orders'),
    ...(rows.length > 0 && rows.every(({ priced }) => priced)
      ? { amount: money(rows.reduce((all, { fen }) => all + fen, 0n)) }
      : {}),
  };
  if (sight === 'totals') return { totals };
  const products = rows.map(({ product, title, counted, fen, priced }) => ({
    product,
    title,
    ...counted,
    ...(priced ? { amount: money(fen) } : {}),
  }));
  return { totals, products };
}
