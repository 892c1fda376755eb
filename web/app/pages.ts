import type { PageRoute, Section } from '../kit/page-route.ts';

/** Each context's pages: a folder with a `routes.tsx` is in, without a word elsewhere. */
const found = import.meta.glob<{ readonly routes: readonly PageRoute[] }>('../*/routes.tsx', { eager: true });

/** Every page of the console. */
export const pages: readonly PageRoute[] = Object.values(found).flatMap(({ routes }) => routes);

/** The pages of a section of the menu, in its order. */
export const menuOf = (section: Section): readonly PageRoute[] =>
  pages
    .filter(({ menu }) => menu?.section === section)
    .sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0) || a.path.localeCompare(b.path));
