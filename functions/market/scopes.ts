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

/**
 * For whom a list or a feed is: what the public may know, or that and posts for members, each in entries of its own, so that no
 * cursor or number of the one tells of the other.
 */
export type Audience = 'public' | 'members';

export const audiencesOf = (isPublic: boolean): readonly Audience[] => (isPublic ? ['public', 'members'] : ['members']);
