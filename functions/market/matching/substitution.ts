import type { AttributeValue } from '../../../shared/commodity/model.ts';
import data from '../data/substitutions.json' with { type: 'json' };

/**
 * What may stand in for what (替代关系), in one direction only: `serves` holds pairs, the first of which serves wherever the
 * second is asked for. What serves the first serves the second too.
 */
export interface Substitutions {
  readonly categories: readonly string[];
  readonly attribute: string;
  readonly serves: readonly (readonly [better: AttributeValue, asked: AttributeValue])[];
  readonly note: string;
  readonly verified: boolean;
  readonly source: string;
}

/** For each value asked, the values that serve, the nearest first, with the number of steps between. */
type Closure = ReadonlyMap<AttributeValue, ReadonlyMap<AttributeValue, number>>;

const none: ReadonlyMap<AttributeValue, number> = new Map();

/** The pairs closed under "serves what serves", by the fewest steps. @throws RangeError when something serves itself */
export function closed(pairs: Substitutions['serves']): Closure {
  const direct = Map.groupBy(pairs, ([, asked]) => asked);
  const serving = (asked: AttributeValue): Map<AttributeValue, number> => {
    const steps = new Map<AttributeValue, number>();
    let edge = [asked];
    for (let step = 1; edge.length > 0; step += 1) {
      edge = edge.flatMap((value) => (direct.get(value) ?? []).map(([better]) => better));
      if (edge.includes(asked)) throw new RangeError(`${asked} serves itself`);
      edge = edge.filter((value, at) => !steps.has(value) && edge.indexOf(value) === at);
      for (const value of edge) steps.set(value, step);
    }
    return steps;
  };
  return new Map([...direct.keys()].map((asked) => [asked, serving(asked)]));
}

const name = (category: string, attribute: string): string => `${category}\n${attribute}`;

const table: ReadonlyMap<string, Closure> = new Map(
  (data as unknown as readonly Substitutions[]).flatMap(({ categories, attribute, serves }) => {
    const closure = closed(serves);
    return categories.map((category) => [name(category, attribute), closure] as const);
  }),
);

/** Whether the values of that attribute stand in any order of better and worse. */
export const isOrdered = (category: string, attribute: string): boolean => table.has(name(category, attribute));

/** The values that serve where that one is asked, the nearest first; without it. */
export function servers(category: string, attribute: string, asked: AttributeValue): readonly AttributeValue[] {
  return [...(table.get(name(category, attribute))?.get(asked) ?? none).keys()];
}

/** The values that this one serves beside itself. */
export function servedBy(category: string, attribute: string, offered: AttributeValue): readonly AttributeValue[] {
  const closure: Closure = table.get(name(category, attribute)) ?? new Map();
  return [...closure].filter(([, serving]) => serving.has(offered)).map(([asked]) => asked);
}

/** How far one is above the other: 0 is the same, undefined does not serve. */
export function stepsAbove(
  category: string,
  attribute: string,
  offered: AttributeValue,
  asked: AttributeValue,
): number | undefined {
  if (offered === asked) return 0;
  return table.get(name(category, attribute))?.get(asked)?.get(offered);
}
