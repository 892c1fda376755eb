import type { ComponentType } from 'react';
import type { Words } from './language.ts';

/**
 * For whom a page is (使用者): `user` is anyone who has signed in; the others come from memberships and appointments. A county
 * (县) is a buyer too, whose work with demand rounds has a section of its own.
 */
export type Role = 'user' | 'purchaser' | 'county' | 'supplier' | 'expert' | 'operator' | 'supervisor';

/** The menu's sections: what anyone sees stands in the header, what is one's own work beside the page. */
export type Section = 'public' | Role;

/** One page of the console, as a context's `routes.tsx` lists it. */
export interface PageRoute {
  /**
   * From the root: `/tenders/:tender`. A place is named by what stands there (`:tender`, `:product`), so that
   * `test/browser/samples` can fill it.
   */
  readonly path: string;
  readonly title: Words;
  /** The page's own chunk: `() => import('./tender-page.tsx')`, which exports `Page`. */
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
  /** Who may open it; anyone when absent. The API decides again, whatever the menu shows. */
  readonly roles?: readonly Role[];
  /** Where it stands in the menu, and before what (`order`); in none when absent. */
  readonly menu?: { readonly section: Section; readonly order: number };
  /** Draws nothing of Ant Design: such a page loads without it. */
  readonly plain?: boolean;
}
