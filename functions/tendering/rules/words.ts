import { divisions } from '../../../shared/commodity/divisions.ts';
import type { Draft } from '../draft.ts';
import data from './data/words.json' with { type: 'json' };
import type { Regime, Rule, Severity } from './pack.ts';

/** What a wording limits that the law leaves open (限制竞争的用语). */
export type WordKind =
  | 'origin'
  | 'address'
  | 'local-achievement'
  | 'brand'
  | 'local-branch'
  | 'local-tax'
  | 'ownership'
  | 'certification'
  | 'minimum-price'
  | 'scale';

/** A wording found in a text: where, in UTF-16 code units of the text as written, and what stands there. */
export interface WordHit {
  readonly kind: WordKind;
  /** Which entry of the data found it. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The article that a kind of wording breaks under a regime, where it is closer than the pack's own rule. */
export type WordRule = Pick<Rule, 'article' | 'verified' | 'from' | 'to'> & { readonly severity?: Severity };

interface Entry {
  readonly id: string;
  readonly kind: WordKind;
  readonly patterns: readonly RegExp[];
}

interface Kind {
  readonly articles: Readonly<Partial<Record<Regime, WordRule>>>;
  /** Wording that is looked for only where bidders are assessed: qualification, scoring, criteria. */
  readonly where?: 'assessed';
}

const kinds = data.kinds as Readonly<Record<WordKind, Kind>>;
const terms: Readonly<Record<string, string>> = { ...data.terms, place: placeNames() };
const entries = data.entries.map(
  ({ id, kind, patterns }): Entry => ({ id, kind: kind as WordKind, patterns: patterns.map(compiled) }),
);
const exceptions = data.exceptions.map(compiled);
const variants: Readonly<Record<string, string>> = data.variants;

/** Sanming, its counties by their full and short names, and the places that the data adds; the longest first. */
function placeNames(): string {
  const full = divisions().map(({ name }) => name.zh);
  const names = [...full, ...full.map((name) => name.replace(/[市县区]$/, '')), ...data.places];
  const ambiguous: Readonly<Record<string, string>> = data.ambiguous;
  const followed = (name: string): string => (ambiguous[name] === undefined ? name : `${name}(?!${ambiguous[name]})`);
  const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
  return `(?:${longestFirst.map(followed).join('|')})`;
}

/** A pattern with its terms put in: `{here}`; `{any:6}`, up to 6 characters of the clause; `{any:6!a|b}`, without a or b. */
function compiled(pattern: string): RegExp {
  const made = new RegExp(expanded(pattern), 'gu');
  if (made.test('')) throw new Error(`a pattern that any text matches: ${pattern}`);
  return made;
}

function expanded(pattern: string): string {
  return pattern.replace(
    /\{(\w+)(?::(\d+)(?:!([^}]*))?)?\}/g,
    (whole, name: string, most?: string, without?: string) => {
      if (name === 'any' && most !== undefined) {
        const one = '[^,。;:!?\\n()《》]';
        return without === undefined ? `${one}{0,${most}}` : `(?:(?!${without})${one}){0,${most}}`;
      }
      const term = terms[name];
      return term === undefined ? whole : expanded(term);
    },
  );
}

/**
 * The wordings in a text that limit origin, address, local achievements, brand and so on (限制性用语). Full width, other
 * scripts of the same character, quotes, blanks and points between characters do not hide one; a sentence that forbids or
 * waives it is none, and neither is the title of a law. With `assessed`, also the size of the firm.
 */
export function lintText(text: string, { assessed = false }: { readonly assessed?: boolean } = {}): readonly WordHit[] {
  const { folded, places } = foldWithPlaces(text);
  const lifted = exceptions.flatMap((pattern) => spansOf(pattern, folded));
  const hits = entries
    .filter(({ kind }) => assessed || kinds[kind].where !== 'assessed')
    .flatMap(({ id, kind, patterns }) =>
      patterns.flatMap((pattern) => spansOf(pattern, folded)).map((span) => ({ id, kind, ...span })),
    )
    .filter(({ from, to }) => !lifted.some((span) => span.from <= from && to <= span.to));
  return outermost(hits).map(({ id, kind, from, to }) => {
    const [start, end] = [places[from]?.start ?? 0, places[to - 1]?.end ?? text.length];
    return { kind, id, start, end, text: text.slice(start, end) };
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What `matchAll` would give, without making the pattern anew for each text. */
function spansOf(pattern: RegExp, text: string): readonly Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    spans.push({ from: found.index, to: found.index + found[0].length });
  }
  return spans;
}

/** Of hits of one kind that overlap, the first and longest. */
function outermost<Hit extends Span & { readonly kind: WordKind }>(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (!kept.some((one) => one.kind === hit.kind && hit.from < one.to)) kept.push(hit);
  }
  return kept;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The text as it is compared, and where each of its code units comes from. */
function foldWithPlaces(text: string): { readonly folded: string; readonly places: readonly Place[] } {
  const units: { readonly unit: string; readonly place: Place }[] = [];
  let start = 0;
  for (const character of text) {
    const place = { start, end: start + character.length };
    start = place.end;
    const plain = character.normalize('NFKC').toLowerCase().normalize('NFKC');
    for (const each of plain) {
      if (hides.test(each)) continue;
      const simple = variants[each] ?? each;
      for (let at = 0; at < simple.length; at += 1) units.push({ unit: simple.charAt(at), place });
    }
  }
  const kept = units.filter(({ unit }, at) => !(between.test(unit) && isHan(units[at - 1]) && isHan(units[at + 1])));
  return { folded: kept.map(({ unit }) => unit).join(''), places: kept.map(({ place }) => place) };
}

/** Blanks, quotes, and what has no width; a line's end divides sentences. */
const hides = /[^\S\n]|[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}"'“”‘’「」『』]/u;
/** What is put between two characters so that they are not found. */
const between = /[·•・*_~^`|-]/u;
const isHan = (one: { readonly unit: string } | undefined): boolean => /\p{Script=Han}/u.test(one?.unit ?? '');

/** A hit with the text it stands in. */
export interface DraftHit extends WordHit {
  /** An RFC 6901 pointer into the draft. */
  readonly pointer: string;
}

/**
 * Lints every text that a purchaser writes: titles, documents, requirements, factors, bands, criteria. Not the place of
 * delivery, which names a place rightly, nor attributes of goods, nor what explains a justification.
 */
export const lintDraft = (draft: Draft): readonly DraftHit[] =>
  textsOf(draft).flatMap(({ pointer, text, assessed }) =>
    lintText(text, { assessed }).map((hit) => ({ ...hit, pointer })),
  );

/** A text of a draft: where it stands, and whether bidders are assessed by it. */
export interface DraftText {
  readonly pointer: string;
  readonly text: string;
  readonly assessed: boolean;
}

/** The texts that a purchaser writes. */
export function textsOf({ title, text, requirements = [], lots }: Draft): readonly DraftText[] {
  const plain = (pointer: string, written: string): DraftText => ({ pointer, text: written, assessed: false });
  const assessed = (pointer: string, written: string): DraftText => ({ pointer, text: written, assessed: true });
  return [
    plain('/title', title),
    ...(text === undefined ? [] : [plain('/text', text)]),
    ...requirements.map((one, at) => assessed(`/requirements/${at}/text`, one.text)),
    ...lots.flatMap((lot, at) => [
      plain(`/lots/${at}/title`, lot.title),
      ...(lot.scoring?.factors ?? []).flatMap((factor, place) => [
        assessed(`/lots/${at}/scoring/factors/${place}/title`, factor.title),
        ...factor.bands.map((band, index) =>
          assessed(`/lots/${at}/scoring/factors/${place}/bands/${index}/title`, band.title),
        ),
      ]),
      ...(lot.criteria ?? []).flatMap((criterion, place) => [
        assessed(`/lots/${at}/criteria/${place}/title`, criterion.title),
        ...criterion.options.map((option, index) =>
          assessed(`/lots/${at}/criteria/${place}/options/${index}/title`, option.title),
        ),
      ]),
    ]),
  ];
}

/** The article that a kind of wording breaks under a regime; undefined where the pack's own rule is the article. */
export const wordRule = (kind: WordKind, regime: Regime): WordRule | undefined => kinds[kind].articles[regime];
