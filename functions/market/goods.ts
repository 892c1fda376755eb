import { checkQuantityOf, category as commodity, tradable } from '../../shared/commodity/category.ts';
import type { Category } from '../../shared/commodity/model.ts';
import { process } from '../../shared/commodity/process.ts';
import { fieldError } from '../../shared/kernel/errors.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';

/** The kinds of post: product demand (产品需求), product supply (产品供应), outsourced processing (外协加工). */
export type Kind = 'demand' | 'supply' | 'processing';
/** Who asks and who offers: of processing either may post (找加工 / 接加工). */
export type Side = 'wanted' | 'offered';

/** What a post may be of: a category of the catalogue, or a process, described in the same way. */
export function goodsOf(kind: Kind, subject: string): Category | undefined {
  return kind === 'processing' ? process(subject) : commodity(subject);
}

/** The same, if it can be posted. @throws `category-unknown`, `category-not-tradable`, `process-unknown` */
export function checkSubject(kind: Kind, subject: string): Category {
  if (kind !== 'processing') return tradable(subject);
  const found = process(subject);
  if (found === undefined) throw fieldError('process-unknown', '/process', { process: subject });
  return found;
}

/** That such goods are counted in that unit. @throws what `checkQuantityOf` throws */
export function checkAmount(kind: Kind, subject: string, quantity: Quantity, pointer: string): void {
  checkQuantityOf(checkSubject(kind, subject), quantity, pointer);
}
