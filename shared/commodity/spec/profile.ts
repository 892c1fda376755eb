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
/** What a sign before the numbers says of the shape; an angle's legs tell which. */
const signs: Readonly<Record<string, string>> = { h: 'h-beam', i: 'i-beam', '[': 'channel', l: '', '∠': '' };
const angleSigns = ['l', '∠'];
const sizeMarks = [...Object.keys(signs), '规格'];
const letters = ['a', 'b', 'c'];

/**
 * Numbers as the size of a section: `20a` of a beam or channel, legs and thickness of an angle (`50*5` and `50*50*5`
 * are one size), four measures of an H. `said` is the shape of the words, `''` where they leave it open, `undefined` without
 * any; then the sign before the numbers tells (`I20a`, `[16a`, `∠50*5`).
 */
export function profile(numbers: readonly Measured[], said: AttributeValue | undefined): Profile | undefined {
  const last = numbers.at(-1);
  const sign = signs[numbers[0]?.mark ?? ''];
  const shape = said || (sign ?? said);
  const signed = said === undefined && sign !== undefined;
  const [one, two, three] = numbers.map(({ value }) => value);
  if (!last || numbers.slice(0, -1).some(({ unit }) => unit)) return undefined;
  if (numbers.some(({ mark }) => mark !== undefined && !sizeMarks.includes(mark))) return undefined;
  const as = last.unit?.as;
  if (numbers.length === 1) {
    if (angleSigns.includes(last.mark ?? '')) return undefined;
    const code = as === undefined || as === '#' ? one : letters.includes(as) ? `${one}${as}` : undefined;
    const beam = rolled.includes(`${shape}`) && code !== undefined && (Number(one) <= 63 || as !== undefined);
    const told = said ? {} : { shape: `${shape}` };
    return beam ? { size: `${code}`, ...told, strong: signed } : undefined;
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
  return own === undefined ? undefined : { size, ...(said ? {} : { shape: `${own}` }), strong: true };
}

/** The shape that words beside the numbers say (型式), the nearest before them first. */
export function shapeBeside(
  claims: readonly { readonly name: string; readonly at: number; readonly value: AttributeValue }[],
  at: number,
): AttributeValue | undefined {
  const said = claims.filter(({ name }) => name === 'shape');
  return (said.findLast((each) => each.at < at) ?? said[0])?.value;
}
