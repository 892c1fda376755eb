import type { AttributeValue } from '../model.ts';
import type { Measured } from './lexer.ts';

/** The size of a section as it is written (型钢规格), with the shape where the numbers alone show it. */
export interface Profile {
  readonly size: string;
  readonly shape?: string;
  readonly length?: Measured;
  readonly strong: boolean;
}

const rolled = ['i-beam', 'channel'];
const sizeMarks = ['h', 'i', 'l', '[', '规格'];
const letters = ['a', 'b', 'c'];

/**
 * Numbers as the size of a section: `20a` of a beam or channel, legs and thickness of an angle (`50*5` and `50*50*5`
 * are one size), four measures of an H. `shape` is that of the words, `''` where they leave it open, `undefined` without any.
 */
export function profile(numbers: readonly Measured[], shape: AttributeValue | undefined): Profile | undefined {
  const last = numbers.at(-1);
  const [one, two, three] = numbers.map(({ value }) => value);
  if (!last || numbers.slice(0, -1).some(({ unit }) => unit)) return undefined;
  if (numbers.some(({ mark }) => mark !== undefined && !sizeMarks.includes(mark))) return undefined;
  const as = last.unit?.as;
  if (numbers.length === 1) {
    if (last.mark === 'l') return undefined;
    const code = as === undefined || as === '#' ? one : letters.includes(as) ? `${one}${as}` : undefined;
    const beam = rolled.includes(`${shape}`) && code !== undefined && (Number(one) <= 63 || as !== undefined);
    return beam ? { size: `${code}`, strong: false } : undefined;
  }
  if (last.unit && as !== 'mm') return undefined;
  const size = numbers.map(({ value }) => value).join('*');
  const own = shape === '' ? undefined : shape;
  if (numbers.length === 4) {
    return own === undefined || own === 'h-beam' ? { size, shape: 'h-beam', strong: true } : undefined;
  }
  if (shape === undefined) return undefined;
  const angle = own === undefined || own === 'equal-angle' || own === 'unequal-angle';
  if (angle && numbers.length === 3) {
    const equal = one === two;
    return equal
      ? { size: `${one}*${three}`, shape: 'equal-angle', strong: true }
      : { size, shape: 'unequal-angle', strong: true };
  }
  if (angle && numbers.length === 2) return { size, shape: 'equal-angle', strong: true };
  return own === undefined ? undefined : { size, strong: true };
}
