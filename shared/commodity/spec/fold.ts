/** Text in the form that is read, and where each of its UTF-16 units came from: `[from, to)` in the original. */
export interface Folded {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const alike: Readonly<Record<string, string>> = {
  '×': '*',
  '✕': '*',
  '╳': '*',
  '·': '.',
  '•': '.',
  '・': '.',
  '‧': '.',
  ø: 'φ',
  '⌀': 'φ',
  '∅': 'φ',
  ф: 'φ',
  '¢': 'φ',
  '，': ',',
};

/** Unicode NFKC and lower case, character by character so that offsets stay known; signs written alike become one. */
export function foldMapped(text: string): Folded {
  const from: number[] = [];
  const to: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const plain = character.normalize('NFKC').toLowerCase();
    const one = alike[plain] ?? (/^\s+$/u.test(plain) ? ' ' : plain);
    for (let unit = 0; unit < one.length; unit += 1) {
      from.push(at);
      to.push(at + character.length);
    }
    folded += one;
    at += character.length;
  }
  return { text: folded, from, to };
}

/** Whether a token may begin or end there: not inside what was one character, such as `㎜`. */
export const isEdge = ({ from }: Folded, index: number) => index === 0 || from[index] !== from[index - 1];

/** A word of the data in the form that is read. */
export const folded = (word: string) => foldMapped(word).text;
