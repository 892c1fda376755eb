import { ancestors, categories } from '../../shared/commodity/category.ts';
import { fieldError } from '../../shared/kernel/errors.ts';

/** New posts that somebody watches for (关注): of a kind, of a category, family or process; of a side and a county where named. */
export interface Watch {
  readonly kind: 'demand' | 'supply' | 'processing';
  readonly category?: string | undefined;
  readonly process?: string | undefined;
  readonly side?: 'wanted' | 'offered' | undefined;
  readonly division?: string | undefined;
}

/** What narrows a watch of one subject. */
export type Narrow = Pick<Watch, 'side' | 'division'>;

/** A post as far as a watch looks. */
export interface Watched {
  readonly kind: string;
  readonly side: string;
  readonly subject: string;
  readonly division: string;
}

/** Subjects that one subscription may watch, families counted by their categories. */
const mostSubjects = 40;

/** A watch by what new posts are looked up: a family is all its categories. */
export function watchedScopes(watches: readonly Watch[]): ReadonlyMap<string, readonly Narrow[]> {
  const scopes = new Map<string, Narrow[]>();
  for (const { kind, category, process, side, division } of watches) {
    for (const subject of process === undefined ? subjectsUnder(category ?? '') : [process]) {
      const scope = scopeOf(kind, subject);
      const narrow = { ...(side && { side }), ...(division && { division }) };
      scopes.set(scope, [...(scopes.get(scope) ?? []), narrow]);
    }
  }
  return scopes;
}

export const scopeOf = (kind: string, subject: string): string => `${kind}:${subject}`;

const subjectsUnder = (code: string): string[] =>
  categories()
    .filter(
      ({ parent, status, code: own }) => parent !== undefined && status === 'active' && ancestors(own).includes(code),
    )
    .map(({ code: own }) => own);

/** Whether one of these lets a post through. */
export const letsThrough = (narrows: readonly Narrow[], post: Watched): boolean =>
  narrows.some(
    ({ side, division }) =>
      (side === undefined || side === post.side) && (division === undefined || division === post.division),
  );

/** @throws `category-unknown`, `watch-without-subject`, `too-many-watches` */
export function checkWatches(watches: readonly Watch[]): void {
  for (const [at, { kind, category, process, side }] of watches.entries()) {
    const [subject, other] = kind === 'processing' ? [process, category] : [category, process];
    const pointer = `/watches/${at}`;
    if (subject === undefined || other !== undefined) throw fieldError('watch-without-subject', pointer);
    if (kind !== 'processing' && side !== undefined) throw fieldError('watch-without-subject', `${pointer}/side`);
    if (category !== undefined && subjectsUnder(category).length === 0) {
      throw fieldError('category-unknown', `${pointer}/category`, { category });
    }
  }
  if (watchedScopes(watches).size > mostSubjects) {
    throw fieldError('too-many-watches', '/watches', { max: mostSubjects });
  }
}
