import { DomainError } from '../../kernel/errors.ts';
import type { Basis, Quantity } from '../../kernel/quantity.ts';
import { checkAgainst } from '../attributes.ts';
import type { AttributeValue, Category } from '../model.ts';
import type { Measured, Token } from './lexer.ts';
import { type Grammar, grammarOf, type Meaning } from './lexicon.ts';
import type { SpecMeaning, Unread, WrittenPrice } from './model.ts';
import { fitted, product } from './numbers.ts';
import { profile, shapeBeside } from './profile.ts';

/** A stretch of the folded text with what it says or why it says nothing. */
export type Span = { readonly at: number; readonly end: number } & (
  | { readonly as: SpecMeaning }
  | { readonly why: Unread }
);

/** The text read as goods of one category, or of none known. */
export interface Reading {
  readonly code: string | undefined;
  readonly named: number;
  readonly score: number;
  readonly sure: boolean;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly quantity?: Quantity;
  readonly price?: WrittenPrice;
  readonly spans: readonly Span[];
}

interface Claim {
  readonly at: number;
  readonly end: number;
  readonly name: string;
  readonly value: AttributeValue;
  /** Comes with a word that names goods, and gives way to a fuller code: 三级钢 HRB400E. */
  readonly implied: boolean;
  /** Enough by itself to tell goods by: a long code, a marked number, a product. */
  readonly strong: boolean;
  readonly code?: boolean;
}

const any: Pick<Category, 'code' | 'attributes' | 'tradingUnits' | 'weighingBases'> = {
  code: '',
  attributes: [],
  tradingUnits: ['TNE', 'KGM', 'MTR', 'MTK', 'MTQ', 'H87', 'BG'],
  weighingBases: [],
};
const longCode = 4;
const namedWeight = 10;
/** Metres of one piece end here; more are a quantity. */
const longestPiece = 20;

/** Reads the tokens as goods of that category; each token is read once or says why not. */
export function readAs(category: Category | undefined, tokens: readonly Token[]): Reading {
  const { attributes: known, tradingUnits, weighingBases } = category ?? any;
  const grammar = category ? grammarOf(category.code) : ({} satisfies Grammar);
  const byName = new Map(known.map((each) => [each.name, each]));
  const claims: Claim[] = [];
  const named: (Span & { as: SpecMeaning })[] = [];
  const quantities: (Measured & { unit: NonNullable<Measured['unit']> })[] = [];
  const prices: (Token & { kind: 'price' })[] = [];
  const suffixes: { token: Token; suffix: Readonly<Record<string, string>> }[] = [];
  const bases: { token: Token; basis: Basis }[] = [];
  const bare: Measured[] = [];
  const spans = new Map<number, Span>();
  const refuse = ({ at, end }: { at: number; end: number }, why: Unread) => spans.set(at, { at, end, why });
  const say = ({ at, end }: { at: number; end: number }, as: SpecMeaning) => spans.set(at, { at, end, as });
  const claim = ({ at, end }: { at: number; end: number }, name: string, value: AttributeValue, strong = false) =>
    claims.push({ at, end, name, value, implied: false, strong });

  const applies = ({ categories, only, attributes = {} }: Meaning): boolean => {
    if (categories) return category !== undefined && categories.includes(category.code);
    if (only !== undefined) return category?.code === only;
    return Object.entries(attributes).some(([name, value]) => admits(name, value));
  };
  const admits = (name: string, value: AttributeValue) => {
    const attribute = byName.get(name);
    if (!attribute) return false;
    return attribute.values ? attribute.values.some((each) => each.value === value) : attribute.type !== 'enum';
  };

  function readWord(token: Token & { kind: 'word' }): void {
    const [first] = token.meanings;
    if (first?.filler) return void say(token, { kind: 'filler', value: token.word });
    if (first?.basis) return void bases.push({ token, basis: first.basis });
    if (first?.suffix) return void suffixes.push({ token, suffix: first.suffix });
    const fit = token.meanings.filter(applies);
    const naming = fit.find((each) => each.categories);
    const said = naming ? [naming] : fit;
    const sets = said.map(({ attributes = {} }) => Object.entries(attributes).filter(([n, v]) => admits(n, v)));
    const [pairs = []] = sets;
    if (new Set(sets.map((each) => JSON.stringify(each))).size > 1) return void refuse(token, 'ambiguous');
    if (naming && category) {
      const brought = pairs.length > 0 ? { attributes: Object.fromEntries(pairs) } : {};
      const as = { kind: 'category', value: category.code, ...brought } as const;
      named.push({ at: token.at, end: token.end, as });
      say(token, as);
    } else if (pairs.length === 0) {
      return void refuse(token, first?.categories ? 'no-category' : 'no-attribute');
    }
    const strong = !naming && /^[a-z][a-z0-9.]+$/.test(token.word) && token.word.length >= longCode;
    for (const [name, value] of pairs) {
      claims.push({ at: token.at, end: token.end, name, value, implied: naming !== undefined, strong, code: strong });
    }
  }

  function readNumber(one: Measured, touching: boolean): void {
    const { mark, unit } = one;
    const traded = unit?.unit !== undefined && tradingUnits.includes(unit.unit);
    const to = mark === undefined ? grammar.units?.[unit?.as ?? ''] : grammar.marks?.[mark];
    const attribute = byName.get(to ?? '');
    const value = attribute && fitted(attribute, grammar, one);
    if (mark !== undefined) {
      const alone = !grammar.together?.includes(to ?? '');
      if (attribute && value !== undefined && alone) claim(one, attribute.name, value, true);
      else refuse(one, attribute ? 'not-allowed' : 'no-attribute');
      return;
    }
    if (!unit) return void (touching ? refuse(one, 'unknown') : bare.push(one));
    if (unit.as === 'ambiguous') return void refuse(one, 'ambiguous');
    const taken = claims.some(({ name }) => name === attribute?.name);
    const usual = grammar.usual?.[to ?? ''];
    const isUsual = !traded || !usual || usual.includes(Number(one.value));
    if (attribute && value !== undefined && isUsual && !(traded && taken))
      return void claim(one, attribute.name, value);
    if (traded && (!attribute || taken || unit.unit !== 'MTR' || Number(one.value) > longestPiece)) {
      return void quantities.push({ ...one, unit });
    }
    if (attribute) return void refuse(one, traded ? 'ambiguous' : 'not-allowed');
    refuse(one, unit.unit ? 'unit-not-traded' : 'no-attribute');
  }

  function readNumbers({ at, end, numbers, touching }: Token & { kind: 'numbers' }): void {
    const [one, two] = numbers;
    const shape = category && grammar.profile ? profile(numbers, shapeAt(at)) : undefined;
    if (shape) {
      claims.push({ at, end, name: 'size', value: shape.size, implied: false, strong: shape.strong });
      const own = shape.shape;
      if (own) claims.push({ at, end, name: 'shape', value: own, implied: false, strong: false });
      const { length } = shape;
      const attribute = byName.get('length');
      const value = length && attribute && fitted(attribute, grammar, length);
      if (value !== undefined) claim({ at, end }, 'length', value);
      return;
    }
    if (one && !two) return void readNumber(one, touching);
    const read = category && product(category, grammar, numbers);
    if (!read) return void refuse({ at, end }, category ? 'not-allowed' : 'no-category');
    for (const [each, name, value] of read) claim(each, name, value, true);
  }

  const shapeAt = (at: number) => shapeBeside(claims, at) ?? (named.length > 0 ? '' : undefined);

  for (const token of tokens) if (token.kind === 'word') readWord(token);
  for (const token of tokens) {
    if (token.kind === 'numbers') readNumbers(token);
    else if (token.kind === 'range') refuse(token, 'range');
    else if (token.kind === 'standard') say(token, { kind: 'standard', value: token.number.toUpperCase() });
    else if (token.kind === 'price') prices.push(token);
  }
  readBare();

  function readBare(): void {
    const open = (grammar.bare ?? []).filter((name) => !claims.some((each) => each.name === name));
    const left = new Set(named.length > 0 || claims.length > 0 ? bare : []);
    for (const name of open) {
      const attribute = byName.get(name);
      const fits = [...left].flatMap((one) => {
        const value = attribute && fitted(attribute, grammar, one);
        return value === undefined ? [] : [{ one, value }];
      });
      const [only, other] = fits;
      if (!only || other) continue;
      claim(only.one, name, only.value);
      left.delete(only.one);
    }
    for (const one of bare) if (!claims.some(({ at }) => at === one.at)) refuse(one, 'ambiguous');
  }

  const values = new Map<string, AttributeValue>();
  const dropped = new Map<string, Unread>();
  for (const { name } of claims) {
    const all = claims.filter((each) => each.name === name);
    const written = all.filter(({ implied }) => !implied);
    const fuller = written.filter((each) => all.every((other) => !other.implied || isStartOf(other.value, each.value)));
    const chosen = written.length > 0 ? fuller : all;
    const [value, other] = [...new Set(chosen.map((each) => each.value))];
    if (value === undefined || other !== undefined || (written.length > 0 && fuller.length < written.length)) {
      dropped.set(name, 'ambiguous');
    } else values.set(name, value);
  }
  for (const { token, suffix } of suffixes) {
    const [[name, end] = ['', '']] = Object.entries(suffix);
    const value = values.get(name);
    const longer = `${value}`.endsWith(end) ? `${value}` : `${value}${end}`;
    if (value === undefined || !admits(name, longer)) refuse(token, 'no-attribute');
    else {
      values.set(name, longer);
      say(token, { kind: 'attribute', name, value: longer });
    }
  }
  for (const name of category ? refusedNames(category, values) : []) {
    values.delete(name);
    dropped.set(name, 'not-allowed');
  }
  for (const { at, end, name, implied } of claims) {
    if (implied) continue;
    const value = values.get(name);
    const others = claims.filter((each) => each.at === at && each.name !== name && values.has(each.name));
    if (value === undefined) {
      if (others.length === 0) refuse({ at, end }, dropped.get(name) ?? 'ambiguous');
      continue;
    }
    const attributes = Object.fromEntries(others.map((each) => [each.name, values.get(each.name) ?? each.value]));
    if (spans.get(at) && others.length > 0 && 'as' in (spans.get(at) ?? {})) continue;
    say({ at, end }, { kind: 'attribute', name, value, ...(others.length > 0 ? { attributes } : {}) });
  }

  for (const { at, end, as } of named) {
    const brought = Object.keys(as.attributes ?? {}).flatMap((name) => pair(name, values.get(name)));
    const kept = brought.length > 0 ? { attributes: Object.fromEntries(brought) } : {};
    say({ at, end }, { kind: as.kind, value: as.value, ...kept });
  }

  const [basis] = bases;
  const oneBasis = new Set(bases.map((each) => each.basis)).size === 1 ? basis?.basis : undefined;
  for (const { token, basis: written } of bases) {
    const fits = oneBasis !== undefined && (!category || weighingBases.includes(written));
    if (fits) say(token, { kind: 'basis', value: written });
    else refuse(token, oneBasis === undefined ? 'ambiguous' : 'not-allowed');
  }
  const quantity = quantityOf();
  const price = priceOf();

  function quantityOf(): Quantity | undefined {
    const [first] = quantities;
    if (!first?.unit.unit) return undefined;
    const { unit } = first.unit;
    const same = quantities.filter((each) => each.unit.unit === unit);
    const fits = same.length === 1 && first.value !== '0' && /^[0-9]{1,12}(?:[.][0-9]{1,6})?$/.test(first.value);
    for (const each of quantities) refuse(each, 'ambiguous');
    if (!fits) return undefined;
    say(first, { kind: 'quantity', name: unit, value: first.value });
    const mass = unit === 'TNE' || unit === 'KGM';
    const weighed = mass && oneBasis && weighingBases.includes(oneBasis);
    return { value: first.value, unit, ...(weighed ? { basis: oneBasis } : {}) };
  }

  function priceOf(): WrittenPrice | undefined {
    const [first, second] = prices;
    for (const each of prices) refuse(each, 'ambiguous');
    if (!first || second) return undefined;
    const unit = first.per?.unit;
    say(first, { kind: 'price', ...(unit ? { name: unit } : {}), value: first.value });
    return { value: first.value, ...(unit ? { unit } : {}) };
  }

  const told = claims.filter(({ name, implied }) => !implied && dropped.get(name) !== 'not-allowed');
  const places = new Set(
    [...told, ...suffixes.flatMap(({ token }) => ('as' in (spans.get(token.at) ?? {}) ? token : []))].map(
      ({ at }) => at,
    ),
  );
  const codes = new Set(told.filter(({ code }) => code).map(({ at }) => at));
  return {
    code: category?.code,
    named: named.length,
    score: named.length * namedWeight + places.size + codes.size,
    sure: places.size > 1 || told.some(({ strong }) => strong),
    attributes: Object.fromEntries(known.flatMap(({ name }) => pair(name, values.get(name)))),
    ...(quantity ? { quantity } : {}),
    ...(price ? { price } : {}),
    spans: [...spans.values()],
  };
}

const pair = (name: string, value: AttributeValue | undefined) => (value === undefined ? [] : [[name, value] as const]);
const isStartOf = (start: AttributeValue, value: AttributeValue) => `${value}`.startsWith(`${start}`);

function refusedNames(category: Category, values: ReadonlyMap<string, AttributeValue>): readonly string[] {
  try {
    checkAgainst(partly(category), Object.fromEntries(values), '');
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors.map(({ params }) => `${params?.attribute}`);
  }
}

const partial = new WeakMap<Category, Category>();

/** The category asking for nothing: what is written need not be complete. */
function partly(category: Category): Category {
  const known = partial.get(category);
  if (known) return known;
  const made = { ...category, attributes: category.attributes.map((each) => ({ ...each, required: false })) };
  partial.set(category, made);
  return made;
}
