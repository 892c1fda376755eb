import { terms } from '../../kernel/text.ts';
import { decimal } from './decimal.ts';
import { folded } from './fold.ts';
import { canonicalOf, meanings } from './lexicon.ts';
import type { ParsedSpec } from './model.ts';
import { parseSpec } from './parser.ts';

/**
 * Words for an inverted index (检索词), unique and sorted, the same of a listing and of a query: `=螺纹钢` for the goods
 * and for each group of synonyms, `@grade=HRB400E` for each attribute, and the plain terms of what was not read.
 */
export function searchTerms(text: string): { readonly terms: readonly string[]; readonly spec: ParsedSpec } {
  const spec = parseSpec(text);
  const goods = spec.category === undefined ? undefined : canonicalOf(spec.category);
  const groups = spec.understood
    .filter(({ as }) => as.kind === 'category')
    .flatMap((each) => (meanings.get(folded(each.text)) ?? []).map(({ canonical }) => canonical));
  const attributes = Object.entries(spec.attributes).map(([name, value]) => `@${name}=${plain(value)}`);
  const rest = spec.rest.flatMap((each) => terms(each.text));
  const canonical = [...new Set([...(goods ? [goods] : []), ...groups])].map((each) => `=${each}`);
  return { terms: [...new Set([...canonical, ...attributes, ...rest])].sort(), spec };
}

const plain = (value: string | number | boolean) =>
  typeof value === 'string' && /^[0-9]+[.][0-9]+$/.test(value) ? decimal(value) : `${value}`;
