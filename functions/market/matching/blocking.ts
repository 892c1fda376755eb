import type { Attribute, AttributeValue, Category } from '../../../shared/commodity/model.ts';
import { compare, parseDecimal } from '../../../shared/kernel/ratio.ts';
import { type Day, monthOf, monthsBetween } from '../../../shared/kernel/time.ts';
import data from '../data/blocking.json' with { type: 'json' };
import { goodsOf } from '../goods.ts';
import { numberOf, valuesOf } from '../spec.ts';
import type { Candidate } from './model.ts';
import { servedBy, servers } from './substitution.ts';

/** The coarse attribute of a category; numbers that are not listed one by one fall into bands named by their upper ends. */
interface Coarse {
  readonly attribute: string;
  readonly bands?: readonly string[];
}

const by: Readonly<Record<string, Coarse>> = data.by;

/** The bucket of posts that say nothing narrow enough. */
export const wide = '*';
const top = 'over';
/** A post stands in at most so many partitions, as each is an item of its transaction. */
const mostBlocks = 26;

/** Where a post stands and where its counterparts are looked for (分块): a bucket of the coarse attribute, in a month. */
export interface Block {
  readonly bucket: string;
  readonly month: string;
}

/** Where a post is put: in each bucket of what it says, for each month of its window. */
export function blocksOf(post: Candidate): readonly Block[] {
  const months = monthsOf(post.window);
  const narrow = bucketsOf(post) ?? [wide];
  const buckets = narrow.length * months.length <= mostBlocks ? narrow : [wide];
  return product(buckets, months);
}

/**
 * Where its counterparts can stand: the buckets of what it says, those of what may stand in for it or what it may stand
 * in for, and the wide one; every bucket where it says nothing. A pair that matches shares a month, and a value or a
 * substitute, so that one always finds the other.
 */
export function blocksToSearch(post: Candidate): readonly Block[] {
  const buckets = counterBuckets(post);
  return product([...new Set([...buckets, wide])], monthsOf(post.window));
}

function bucketsOf(post: Candidate, reach: Reach = stay): readonly string[] | undefined {
  const found = coarseOf(post);
  const constraint = found && post.spec[found.attribute.name];
  if (found === undefined || constraint === undefined) return undefined;
  const { category, attribute, coarse } = found;
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

type Reach = (category: string, attribute: string, value: AttributeValue) => readonly AttributeValue[];
const stay: Reach = () => [];

function counterBuckets(post: Candidate): readonly string[] {
  const found = coarseOf(post);
  if (found === undefined) return [];
  return bucketsOf(post, post.side === 'wanted' ? servers : servedBy) ?? everyBucket(found.attribute, found.coarse);
}

function coarseOf({
  kind,
  subject,
}: Candidate): { readonly category: Category; readonly attribute: Attribute; readonly coarse: Coarse } | undefined {
  const category = goodsOf(kind, subject);
  const coarse = by[kind === 'processing' ? kind : subject];
  const attribute = category?.attributes.find(({ name }) => name === coarse?.attribute);
  if (category === undefined || coarse === undefined || attribute === undefined) return undefined;
  return { category, attribute, coarse };
}

function everyBucket({ values = [] }: Attribute, coarse: Coarse): readonly string[] {
  return coarse.bands === undefined ? values.map(({ value }) => bucketOf(coarse, value)) : [...coarse.bands, top];
}

function bucketOf({ bands }: Coarse, value: AttributeValue): string {
  if (bands === undefined) return String(value);
  return bands.find((band) => compare(numberOf(value), parseDecimal(band, 3)) <= 0) ?? top;
}

/** The months that days from one to another lie in. */
export const monthsOf = ({ from, to }: { readonly from: Day; readonly to: Day }): readonly string[] =>
  monthsBetween(monthOf(from), monthOf(to));

const product = (buckets: readonly string[], months: readonly string[]): Block[] =>
  buckets.flatMap((bucket) => months.map((month) => ({ bucket, month })));
