import type { ProductEvent, Standing } from '../catalogue/events.ts';
import type { ProductFacts } from './live-events.ts';

/** A value with the number of the event that said it: a later one stands, in whatever order they come. */
interface Said<T> {
  readonly value: T;
  readonly seq: number;
}

/** What the catalogue's events have said of a product so far (商品投影). */
export interface Heard {
  readonly title?: Said<string>;
  readonly category?: Said<string>;
  readonly supplier?: Said<ProductFacts['supplier']>;
  readonly available?: Said<boolean>;
}

type Saying = { readonly [Name in keyof Heard]?: NonNullable<Heard[Name]>['value'] };

/** What one event of a product says: what is changed while it does not stand in public stays unsaid until it does. */
function sayingOf(event: Pick<ProductEvent, 'type' | 'data'>): Saying {
  const { type, data } = event as ProductEvent;
  switch (type) {
    case 'ProductDrafted': {
      const { supplier, listing } = data;
      return { title: listing.title, category: listing.category, supplier: named(supplier), available: false };
    }
    case 'ProductAmended':
      return inPublic(data.standing);
    case 'ProductPublished':
      return {
        category: data.category,
        supplier: named(data.supplier),
        available: true,
        ...inPublic(data.standing),
      };
    case 'ProductWithdrawn':
    case 'ProductExpired':
      return { available: false };
    default:
      return {};
  }
}

const inPublic = (standing: Standing | undefined): Saying =>
  standing === undefined ? {} : { title: standing.title, category: standing.category };
const named = ({ id, name }: ProductFacts['supplier']) => ({ id, name });

/** What is known after one more event; the same object where that says nothing new. */
export function heard(before: Heard, seq: number, event: Pick<ProductEvent, 'type' | 'data'>): Heard {
  const news = Object.entries(sayingOf(event)).filter(([name]) => (before[name as keyof Heard]?.seq ?? 0) < seq);
  return news.length === 0
    ? before
    : { ...before, ...Object.fromEntries(news.map(([name, value]) => [name, { value, seq }])) };
}

/** The facts of a product, once everything has been said of it. */
export function factsOf({ title, category, supplier, available }: Heard): ProductFacts | undefined {
  if (title === undefined || category === undefined || supplier === undefined || available === undefined)
    return undefined;
  const seq = Math.max(title.seq, category.seq, supplier.seq, available.seq);
  return {
    title: title.value,
    category: category.value,
    supplier: supplier.value,
    available: available.value,
    seq,
  };
}
