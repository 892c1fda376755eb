import { useMatches } from 'react-router';
import { useLanguage } from './language.ts';
import type { PageRoute } from './page-route.ts';

/** The title that a page's route has; empty where there is none. */
export function usePageTitle(): string {
  const language = useLanguage();
  const page = useMatches().findLast(({ handle }) => handle !== undefined)?.handle as PageRoute | undefined;
  return page?.title[language] ?? '';
}

/** Takes the focus to the page's heading: where what had it goes away, whoever uses keys is not thrown out of the page. */
export const focusHeading = (): void => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
