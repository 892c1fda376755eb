import { checkQuantity, category as commodity, tradable } from '../../shared/commodity/category.ts';
import type { Attribute, Category, Words } from '../../shared/commodity/model.ts';
import { fieldError } from '../../shared/kernel/errors.ts';
import type { Quantity, UnitCode } from '../../shared/kernel/quantity.ts';
import data from './data/processes.json' with { type: 'json' };

/** The kinds of post: product demand (产品需求), product supply (产品供应), outsourced processing (外协加工). */
export type Kind = 'demand' | 'supply' | 'processing';
/** Who asks and who offers: of processing either may post (找加工 / 接加工). */
export type Side = 'wanted' | 'offered';

/**
 * An attribute of a process. `offered` says how a shop's single number reads: what its machines take at most, or the
 * finest that they hold.
 */
interface ProcessAttribute extends Attribute {
  readonly offered?: 'max' | 'min';
}

interface Process {
  readonly code: string;
  readonly name: Words;
  readonly attributes?: readonly ProcessAttribute[];
}

const units = data.units as readonly UnitCode[];

const processes = new Map(
  (data.processes as readonly Process[]).map(({ code, name, attributes = [] }) => [
    code,
    {
      code,
      parent: 'processing',
      status: 'active',
      name,
      attributes: [...(data.attributes as readonly ProcessAttribute[]), ...attributes],
      standards: [],
      tradingUnits: units,
      weighingBases: [],
      certificates: [],
    } satisfies Category,
  ]),
);

/** The codes of the processes (工艺), in the order of their data. */
export const processCodes: readonly string[] = [...processes.keys()];

/** What a post may be of: a category of the catalogue, or a process, described in the same way. */
export function goodsOf(kind: Kind, subject: string): Category | undefined {
  return kind === 'processing' ? processes.get(subject) : commodity(subject);
}

/** The same, if it can be posted. @throws `category-unknown`, `category-not-tradable`, `process-unknown` */
export function checkSubject(kind: Kind, subject: string): Category {
  if (kind !== 'processing') return tradable(subject);
  const process = processes.get(subject);
  if (process === undefined) throw fieldError('process-unknown', '/process', { process: subject });
  return process;
}

/** How a shop's single number of that attribute reads. */
export function capability(attribute: Attribute): 'max' | 'min' | undefined {
  return (attribute as ProcessAttribute).offered;
}

/** That such goods are counted in that unit. @throws what `checkQuantity` throws */
export function checkAmount(kind: Kind, subject: string, quantity: Quantity, pointer: string): void {
  if (kind !== 'processing') {
    checkQuantity(subject, quantity, pointer);
    return;
  }
  const { unit, basis } = quantity;
  if (!units.includes(unit)) {
    throw fieldError('unit-not-traded', `${pointer}/unit`, { category: subject, unit, allowed: units.join(', ') });
  }
  if (basis !== undefined) {
    throw fieldError('basis-not-allowed', `${pointer}/basis`, { category: subject, basis, allowed: '—' });
  }
}
