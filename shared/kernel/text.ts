const maxTerms = 64;
const maxWord = 32;

/** One run of Chinese characters, or one word: letters, digits, and a point between digits. */
const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}]|(?<=[0-9])\.(?=[0-9]))+/gu;

/** The order of ids, days and other codes: by code unit, the same wherever it runs. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The form in which text is compared: Unicode NFKC (full width to half width), lower case, single spaces. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/**
 * Search terms (检索词), unique and sorted, the first 64 of a text: words such as `hrb400e`, `φ20` or `42.5r`, and
 * each pair of neighbours in a run of Chinese (a run of one character stands alone). Words of more than 32
 * characters are left out.
 */
export function terms(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [token] of fold(text).matchAll(run)) {
    for (const term of /\p{Script=Han}/u.test(token) ? bigrams(token) : [token]) {
      if (found.size === maxTerms) return [...found].sort();
      if (term.length <= maxWord) found.add(term);
    }
  }
  return [...found].sort();
}

function bigrams(token: string): string[] {
  const characters = [...token];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((next, index) => `${characters[index]}${next}`);
}
