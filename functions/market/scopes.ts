import { ancestors } from '../../shared/commodity/category.ts';
import type { Terms } from './events.ts';
import type { Kind } from './goods.ts';

/** Whose posts a list or a feed has: all, one kind's, or of a kind those of a category, a family or a process. */
export const scopeOf = (kind?: Kind, subject?: string): string =>
  [kind, subject].filter((each) => each !== undefined).join(':') || 'all';

/** Every scope that a post belongs to. */
export function scopesOf({ kind, subject }: Pick<Terms, 'kind' | 'subject'>): string[] {
  const subjects = kind === 'processing' ? [subject] : ancestors(subject);
  return [scopeOf(), scopeOf(kind), ...subjects.map((each) => scopeOf(kind, each))];
}
