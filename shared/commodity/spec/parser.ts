import { categories } from '../category.ts';
import { foldMapped } from './fold.ts';
import { type Token, tokens } from './lexer.ts';
import { maxText, type ParsedSpec, type Rest, type SpecMeaning, type Understood } from './model.ts';
import { type Reading, readAs, type Span } from './reading.ts';

/**
 * Reads a specification as people write it (规格文本解析): `HRB400E Φ20*12m 50吨`. The text is read as goods of every
 * category; the one that explains it best is meant, unless others explain it as well. Nothing is guessed: what has two
 * readings, or what the category does not allow, stands in `rest` with the reason. Never throws; the first 500 UTF-16
 * units are read.
 */
export function parseSpec(text: string): ParsedSpec {
  const folded = foldMapped(whole(text));
  const list = tokens(folded);
  const named = new Set(list.flatMap(namedBy));
  const readings = list.some(isForeign)
    ? []
    : categories()
        .filter(({ code, parent }) => parent !== undefined && (named.size === 0 || named.has(code)))
        .map((each) => readAs(each, list));
  const candidates = readings.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score);
  const best = candidates.filter(({ score }) => score === candidates[0]?.score);
  const sure = named.size > 0 || best.some((each) => each.sure) ? best : [];
  const agreed = sure.length > 0 ? sure : [readAs(undefined, list)];
  const [first] = agreed;
  const only = sure.length === 1 ? first?.code : undefined;

  const spans = agreement(agreed);
  const place = ({ at, end }: Span) => ({ from: folded.from[at] ?? 0, to: folded.to[end - 1] ?? 0 });
  const understood: readonly Understood[] = spans.flatMap((span) => {
    const { from, to } = place(span);
    return 'as' in span ? [{ from, to, text: text.slice(from, to), as: span.as }] : [];
  });
  const refused = spans.flatMap((span): Rest[] => {
    const { from, to } = place(span);
    return 'why' in span ? [{ from, to, text: text.slice(from, to), why: span.why }] : [];
  });
  return {
    ...(only === undefined ? {} : { category: only }),
    candidates: candidates.map(({ code, score }) => ({ category: code ?? '', score })),
    attributes: Object.fromEntries(
      Object.entries(first?.attributes ?? {}).filter(([name, value]) =>
        agreed.every(({ attributes }) => attributes[name] === value),
      ),
    ),
    ...common('quantity', agreed),
    ...common('price', agreed),
    understood,
    rest: restOf(text, [...understood, ...refused]),
  };
}

/** The categories that a word names: goods that are named are no others. */
const namedBy = (token: Token) =>
  token.kind === 'word' ? token.meanings.flatMap((each) => each.categories ?? []) : [];

/** Names goods that no category has: its numbers must not be read as those of another. */
const isForeign = (token: Token) =>
  token.kind === 'word' && token.meanings.some((each) => each.categories?.length === 0);

/** The first 500 units, without half of a pair at the end. */
function whole(text: string): string {
  const cut = text.slice(0, maxText);
  return text.length > maxText && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function common<K extends 'quantity' | 'price'>(key: K, readings: readonly Reading[]): Pick<Reading, K> | object {
  const [first, ...others] = readings.map((each) => each[key]);
  if (first === undefined || others.some((each) => JSON.stringify(each) !== JSON.stringify(first))) return {};
  return { [key]: first };
}

/** What all readings say of a stretch; where they differ, it is ambiguous. */
function agreement(readings: readonly Reading[]): readonly Span[] {
  const [first, ...others] = readings;
  const rest = others.map(({ spans }) => new Map(spans.map((each) => [`${each.at} ${each.end}`, each])));
  const all = (first?.spans ?? []).map((span): Span => {
    const { at, end } = span;
    if (!('as' in span)) return span;
    const { as } = span;
    const same = rest.every((each) => says(each.get(`${at} ${end}`)) === meaning(as));
    return same ? { at, end, as: readings.length > 1 ? open(as) : as } : { at, end, why: 'ambiguous' };
  });
  return all.toSorted((a, b) => a.at - b.at);
}

const says = (span: Span | undefined) => (span && 'as' in span ? meaning(span.as) : undefined);
const meaning = (as: SpecMeaning) => JSON.stringify(open(as));
/** A word that names several categories names what they have in common. */
const open = (as: SpecMeaning): SpecMeaning => (as.kind === 'category' ? { ...as, value: '' } : as);

/** The stretches between those read, and those refused; blanks and punctuation between are nobody's. */
function restOf(text: string, taken: readonly (Understood | Rest)[]): readonly Rest[] {
  const found: Rest[] = [];
  const limit = whole(text).length;
  const gap = (from: number, to: number, why: Rest['why']) => {
    const piece = text.slice(from, to);
    const start = from + piece.search(/[\p{L}\p{N}]/u);
    if (start < from || foldMapped(piece).text.trim() === 'x') return;
    const end = from + piece.replace(/[^\p{L}\p{N}]+$/u, '').length;
    found.push({ from: start, to: end, text: text.slice(start, end), why });
  };
  let at = 0;
  for (const each of taken.toSorted((a, b) => a.from - b.from)) {
    gap(at, each.from, 'unknown');
    if ('why' in each) found.push(each);
    at = each.to;
  }
  gap(at, limit, 'unknown');
  if (limit < text.length) {
    found.push({ from: limit, to: text.length, text: text.slice(limit), why: 'too-long' });
  }
  return found;
}
