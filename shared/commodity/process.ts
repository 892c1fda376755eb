import type { UnitCode } from '../kernel/quantity.ts';
import { category, tradable } from './category.ts';
import data from './data/processes.json' with { type: 'json' };
import type { Attribute, Category, Words } from './model.ts';

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

/** The processes of outsourced work (外协加工工艺) as they are published. */
export const processRules = data;

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
      tradingUnits: data.units as readonly UnitCode[],
      weighingBases: [],
      certificates: [],
    } satisfies Category,
  ]),
);

/** The codes of the processes, in the order of their data; none is a category's. */
export const processCodes: readonly string[] = [...processes.keys()];

/** The process of that code, described as a category is. The catalogue, tenders and demand rounds know none. */
export const process = (code: string): Category | undefined => processes.get(code);

/** How a shop's single number of that attribute reads. */
export function capability(attribute: Attribute): 'max' | 'min' | undefined {
  return (attribute as ProcessAttribute).offered;
}

/** What an order may be of (标的): goods of a category, or work by a process. */
export const goods = (code: string): Category | undefined => process(code) ?? category(code);

/** The same, if it can be ordered. @throws `category-unknown`, `category-not-tradable` */
export const orderable = (code: string): Category => process(code) ?? tradable(code);
