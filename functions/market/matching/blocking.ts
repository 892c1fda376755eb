import type { Attribute, AttributeValue, Category } from '../../../shared/commodity/model.ts';
import type { UnitCode } from '../../../shared/kernel/quantity.ts';
import { compare, parseDecimal } from '../../../shared/kernel/ratio.ts';
import { type Day, monthOf, monthsBetween } from '../../../shared/kernel/time.ts';
import data from '../data/blocking.json' with { type: 'json' };
import { goodsOf } from '../goods.ts';
import { numberOf, valuesOf } from '../spec.ts';
import type { Candidate } from './model.ts';
import { servedBy, servers } from './substitution.ts';

/** One attribute by which posts are kept apart; numbers that are not listed one by one fall into bands named by their upper ends. */
interface Coarse {
  readonly attribute: string;
  readonly bands?: readonly string[];
}

/** How posts of a category stand: by which attributes, counted in which unit, at about which price in yuan with tax. */
export interface Shelving {
  readonly by: readonly Coarse[];
  readonly unit: UnitCode;
  readonly price?: string;
}

const shelvings = data.of as Readonly<Record<string, Shelving>>;

/** How posts of these goods or this work stand. */
export const shelvingOf = ({ kind, subject }: Pick<Candidate, 'kind' | 'subject'>): Shelving | undefined =>
  shelvings[kind === 'processing' ? kind : subject];

/** The bucket of posts that say nothing narrow enough of an attribute. */
export const wide = '*';
const top = 'over';
/**
 * A post stands in at most so many partitions: in each an offer at a price is two items, and a change that moves them all
 * takes four of the hundred of its transaction.
 */
export const mostBlocks = 19;

/** Where a post stands and where its counterparts are looked for (分块): a bucket of each coarse attribute, in a month. */
export interface Block {
  readonly bucket: string;
  readonly month: string;
}

/** Where a post is put: in each bucket of what it says, for each month of its window. */
export function blocksOf(post: Candidate): readonly Block[] {
  const months = monthsOf(post.window);
  const axes = axesOf(post).map((axis) => bucketsOf(post, axis) ?? [wide]);
  while (axes.reduce((count, { length }) => count * length, months.length) > mostBlocks) {
    const most = Math.max(...axes.map(({ length }) => length));
    if (most === 1) break;
    axes[axes.findIndex(({ length }) => length === most)] = [wide];
  }
  return product(axes, months);
}

/**
 * Where its counterparts can stand: for each attribute the buckets of what it says, those of what may stand in for it or
 * what it may stand in for, and the wide one; every bucket where it says nothing. A pair that matches shares a month, and
 * of each attribute a value or a substitute, so that one always finds the other.
 */
export function blocksToSearch(post: Candidate): readonly Block[] {
  const reach = post.side === 'wanted' ? servers : servedBy;
  const axes = axesOf(post).map((axis) => [...new Set([...(bucketsOf(post, axis, reach) ?? everyBucket(axis)), wide])]);
  return product(axes, monthsOf(post.window));
}

/** A coarse attribute with what the category says of it. */
interface Axis {
  readonly category: Category;
  readonly attribute: Attribute;
  readonly coarse: Coarse;
}

function axesOf(post: Candidate): readonly Axis[] {
  const category = goodsOf(post.kind, post.subject);
  if (category === undefined) return [];
  return (shelvingOf(post)?.by ?? []).flatMap((coarse) => {
    const attribute = category.attributes.find(({ name }) => name === coarse.attribute);
    return attribute === undefined ? [] : [{ category, attribute, coarse }];
  });
}

type Reach = (category: string, attribute: string, value: AttributeValue) => readonly AttributeValue[];
const stay: Reach = () => [];

function bucketsOf(
  post: Candidate,
  { category, attribute, coarse }: Axis,
  reach: Reach = stay,
): readonly string[] | undefined {
  const constraint = post.spec[attribute.name];
  if (constraint === undefined) return undefined;
  const allowed = valuesOf(category, attribute, constraint);
  if (allowed.kind === 'values') {
    const values = allowed.values.flatMap((value) => [value, ...reach(category.code, attribute.name, value)]);
    return [...new Set(values.map((value) => bucketOf(coarse, value)))].sort();
  }
  const { bands = [] } = coarse;
  return [...bands, top].filter((_, at) => {
    const [lower, upper] = [bands[at - 1], bands[at]];
    const above = lower === undefined || allowed.max === undefined || compare(allowed.max, parseDecimal(lower, 3)) > 0;
    return (
      above && (upper === undefined || allowed.min === undefined || compare(allowed.min, parseDecimal(upper, 3)) <= 0)
    );
  });
}

function everyBucket({ attribute: { values = [] }, coarse }: Axis): readonly string[] {
  return coarse.bands === undefined ? values.map(({ value }) => bucketOf(coarse, value)) : [...coarse.bands, top];
}

function bucketOf({ bands }: Coarse, value: AttributeValue): string {
  if (bands === undefined) return String(value);
  return bands.find((band) => compare(numberOf(value), parseDecimal(band, 3)) <= 0) ?? top;
}

/** The months that days from one to another lie in. */
export const monthsOf = ({ from, to }: { readonly from: Day; readonly to: Day }): readonly string[] =>
  monthsBetween(monthOf(from), monthOf(to));

function product(axes: readonly (readonly string[])[], months: readonly string[]): Block[] {
  const names = axes.reduce<readonly string[]>(
    (before, buckets) =>
      before.flatMap((name) => buckets.map((bucket) => (name === '' ? bucket : `${name} ${bucket}`))),
    [''],
  );
  return names.flatMap((bucket) => months.map((month) => ({ bucket: bucket === '' ? wide : bucket, month })));
}
