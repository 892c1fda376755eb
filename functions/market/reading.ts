import { category as commodity } from '../../shared/commodity/category.ts';
import type { Attribute, AttributeValue, Category } from '../../shared/commodity/model.ts';
import { processCodes } from '../../shared/commodity/process.ts';
import { type ParsedSpec, parseSpec } from '../../shared/commodity/spec/index.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { fold } from '../../shared/kernel/text.ts';
import { goodsOf, type Kind } from './goods.ts';
import { type Constraint, checkSpec, type Spec } from './spec.ts';

/**
 * A text as read (文字识别结果), for the poster to confirm: nothing is posted of itself. `rest` are the stretches that were
 * not read.
 */
export interface Reading extends Pick<ParsedSpec, 'quantity' | 'price' | 'candidates'> {
  readonly category?: string;
  readonly process?: string;
  readonly attributes: Spec;
  readonly rest: readonly string[];
}

/** Words that stand fast beside a value and are none of it. */
const better = /及以上|或以上|以上|及更高|或更高|不低于|不小于|至少|最低/g;
const betterAfter = /^\s*(及以上|或以上|以上|及更高|或更高|起|or better|and above|\+)/i;
const betterBefore = /(不低于|不小于|至少|最低|≥|>=|at least)\s*$/i;
const range = /(\d+(?:\.\d+)?)\s*(?:-|–|—|~|～|至|到)\s*(\d+(?:\.\d+)?)/;

/** Reads a post's words: goods by the catalogue's parser, with ranges and "or better"; work by the data of the processes. */
export function readText(text: string, kind: Kind, code: string | undefined): Reading {
  return kind === 'processing' ? readWork(text, code) : readGoods(text, code);
}

function readGoods(text: string, code: string | undefined): Reading {
  const family = code === undefined ? '' : `${commodity(code)?.name.zh ?? ''} `;
  const whole = family + text.replaceAll(better, ' $& ');
  const parsed = parseSpec(whole);
  const found = code ?? parsed.category;
  const { quantity, price, candidates } = parsed;
  const extra = {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
    candidates,
  };
  const category = found === undefined ? undefined : commodity(found);
  if (found === undefined || category === undefined) {
    return { ...extra, attributes: parsed.attributes, rest: parsed.rest.map((each) => each.text) };
  }
  const orBetter = betterIn(whole, parsed);
  const attributes: Record<string, Constraint> = {};
  for (const [name, value] of Object.entries(parsed.attributes)) {
    attributes[name] = checked(category, name, orBetter.has(name) ? { atLeast: value } : value) ?? value;
  }
  const rest = parsed.rest.filter(({ text: stretch }) => {
    if (betterAfter.test(stretch) || betterBefore.test(stretch)) return false;
    const read = rangeIn(category, stretch, attributes);
    if (read !== undefined) Object.assign(attributes, read);
    return read === undefined;
  });
  return { category: found, ...extra, attributes, rest: rest.map((each) => each.text) };
}

/** The attributes whose value is followed, or led, by "or better". */
function betterIn(text: string, { understood }: ParsedSpec): ReadonlySet<string> {
  const marked = understood.filter(({ from, to, as }) => {
    const around = betterAfter.test(text.slice(to)) || betterBefore.test(text.slice(0, from));
    return as.kind === 'attribute' && around;
  });
  return new Set(marked.flatMap(({ as }) => as.name ?? []));
}

/** A stretch such as `直径16~25`: of the attribute that it names, else of the first number that goods of the category must have. */
function rangeIn(category: Category, stretch: string, known: Spec): Spec | undefined {
  const [, from, to] = range.exec(stretch) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const numeric = category.attributes.filter(({ type }) => type === 'integer' || type === 'decimal');
  const named = numeric.find((each) => names(each).some((name) => fold(stretch).includes(name)));
  const attribute = named ?? numeric.find(({ name, required }) => required && known[name] === undefined);
  if (attribute === undefined) return undefined;
  const end = (number: string) => (/^[1-9]\d*$/.test(number) ? Number(number) : number);
  const constraint = checked(category, attribute.name, { min: end(from), max: end(to) });
  return constraint === undefined ? undefined : { [attribute.name]: constraint };
}

const symbols: Readonly<Record<string, readonly string[]>> = {
  diameter: ['φ', 'ф', '直径'],
  outsideDiameter: ['φ', '外径'],
  dn: ['dn', '口径'],
  thickness: ['厚'],
  length: ['长'],
};
const names = ({ name, label }: Attribute): string[] => [fold(label.zh), ...(symbols[name] ?? [])];

function checked(category: Category, name: string, constraint: Constraint): Constraint | undefined {
  try {
    return checkSpec(category, { [name]: constraint }, 'wanted', '')[name];
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

function readWork(text: string, code: string | undefined): Reading {
  const said = fold(text);
  const process =
    code ?? processCodes.find((each) => said.includes(fold(goodsOf('processing', each)?.name.zh ?? each)));
  const category = process === undefined ? undefined : goodsOf('processing', process);
  const attributes: Record<string, AttributeValue> = {};
  for (const { name, values = [] } of category?.attributes ?? []) {
    const one = values.find(({ label }) => label !== undefined && said.includes(fold(label.zh)));
    if (one !== undefined) attributes[name] = one.value;
  }
  const sides = /(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})/.exec(said)?.slice(1).map(Number);
  if (sides !== undefined) Object.assign(attributes, { length: sides[0], width: sides[1], height: sides[2] });
  const grade = /\bit\s?(\d{1,2})\b/.exec(said)?.[1];
  if (grade !== undefined) attributes.tolerance = Number(grade);
  const mass = /(\d{1,5}(?:\.\d{1,3})?)\s*(?:kg|千克|公斤)/.exec(said)?.[1];
  if (mass !== undefined) attributes.mass = mass.includes('.') ? mass : Number(mass);
  const pieces = /(\d{1,7})\s*(?:件|只|个|套)/.exec(said)?.[1];
  const fits = Object.entries(attributes).filter(
    ([name, value]) => category !== undefined && checked(category, name, value) !== undefined,
  );
  return {
    ...(process === undefined ? {} : { process }),
    candidates: [],
    attributes: Object.fromEntries(fits),
    ...(pieces === undefined ? {} : { quantity: { value: pieces, unit: 'H87' } as const }),
    rest: [],
  };
}
