import type { PageRoute, Role, Section } from '../kit/page-route.ts';

/** Each context's pages: a folder with a `routes.tsx` is in, without a word elsewhere. */
const found = import.meta.glob<{ readonly routes: readonly PageRoute[] }>('../*/routes.tsx', { eager: true });

/** Every page of the console. */
export const pages: readonly PageRoute[] = Object.values(found).flatMap(({ routes }) => routes);

/** The pages of a section of the menu that are for one of these roles, in its order; what is for anyone is for all. */
export const menuOf = (
  section: Section,
  roles: readonly Role[],
  of: readonly PageRoute[] = pages,
): readonly PageRoute[] =>
  of
    .filter(({ menu }) => menu?.section === section)
    .filter(({ roles: asked }) => asked === undefined || asked.some((role) => roles.includes(role)))
    .sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0) || a.path.localeCompare(b.path));
