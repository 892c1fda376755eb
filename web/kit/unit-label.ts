import { useText } from './text.ts';
import { sayCode } from './texts-of.ts';

interface Measure {
  readonly unit: string;
  readonly basis?: string;
}

/** A unit in words, with its weighing basis where it has one. */
export function useUnitLabel(): (measure: Measure) => string {
  const say = useText();
  return ({ unit, basis }) =>
    sayCode(say, 'unit', unit) + (basis === undefined ? '' : ` · ${sayCode(say, 'basis', basis)}`);
}
