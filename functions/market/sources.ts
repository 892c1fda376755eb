import { DomainError } from '../../shared/kernel/errors.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { add, compare, isZero, toDecimal, zero } from '../../shared/kernel/ratio.ts';
import { addDays, type Day, dayOf, endOfDay, endOfMonth, type Instant } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import type { Standing } from '../catalogue/events.ts';
import type { Early, EarlyNeed } from '../joint/events.ts';
import type { Poster, Source } from './events.ts';
import { checkTerms, longest, type Written, type WrittenPlace } from './terms.ts';

/** What a source of posts says (来源内容): a product that stands in public, or what a locked round needs. */
export type Said =
  | { readonly kind: 'product'; readonly standing: Standing }
  | { readonly kind: 'round'; readonly early: Early };

/** What a source said last, and since when; without `said` it is over. `version` counts what it ever said. */
export interface Told {
  readonly source: Source;
  readonly version: number;
  readonly since: Instant;
  readonly said?: Said;
}

/** A post that a source asks for. */
export interface Sourced {
  readonly id: string;
  readonly poster: Poster;
  readonly post: Written;
}

interface SourceEvent {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly data: object;
}

const over: readonly string[] = ['ProductWithdrawn', 'ProductExpired', 'RoundCancelled'];

/** What an event of another context says of its product or round, whole; undefined where it says nothing to the market. */
export function toldBy({
  aggregate,
  aggregateId: id,
  seq: version,
  at: since,
  type,
  data,
}: SourceEvent): Told | undefined {
  if (aggregate !== 'product' && aggregate !== 'round') return undefined;
  const { standing, early, outcome } = data as { standing?: Standing; early?: Early; outcome?: string };
  const told = { source: { kind: aggregate, id }, version, since } as const;
  if (over.includes(type) || (type === 'JointTenderEnded' && outcome === 'awarded')) return told;
  if (standing !== undefined) return { ...told, said: { kind: 'product', standing } };
  return early === undefined ? undefined : { ...told, said: { kind: 'round', early } };
}

/** The posts that a source asks for at a time: none of what is over, or cannot be said in a post. */
export function postsOf({ source, since, said }: Told, at: Instant): readonly Sourced[] {
  if (said === undefined) return [];
  const posts =
    said.kind === 'product' ? productPosts(source, said.standing, since, at) : roundPosts(source, said.early);
  return posts.filter(({ post }) => canStand(post, at));
}

/** Whether it can be posted: its window is not over, and it has a place. */
export function canStand(written: Written, at: Instant): boolean {
  try {
    checkTerms(written, at, { follows: true });
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** The id of a source's post, the same whoever makes it. Other goods of a source are another post. */
export const sourcedId = (source: Source, ...part: readonly unknown[]): string =>
  derivedId('post', sha256(new TextEncoder().encode(canonical(['post', source.id, ...part]))));

/** A window of the longest that a post may have, and its end. */
export function windowed(from: Day, to: Day): Pick<Written, 'window' | 'expiresAt'> {
  const [last = to] = [to, addDays(from, longest.window - 1)].sort();
  return { window: { from, to: last }, expiresAt: endOfDay(last) };
}

const open = { visibility: 'public', quantityHidden: false } as const;

/** A published product as a supply: from its lead time after the last change until its price ends, at its first stock point. */
function productPosts(source: Source, standing: Standing, since: Instant, at: Instant): readonly Sourced[] {
  const { supplier, category, title, attributes, minimumOrder, leadTimeDays = 0, certificates = [] } = standing;
  const { validTo, deliveryBasis: delivery, ...price } = standing.price;
  const [changed, now] = [since, at].map((each) => addDays(dayOf(each), leadTimeDays)) as [Day, Day];
  const first = windowed(changed, validTo);
  const quantity = offered(standing);
  const post: Written = {
    kind: 'supply',
    category,
    attributes,
    ...(quantity === undefined ? {} : { quantity }),
    ...(minimumOrder === undefined ? {} : { minimumOrder }),
    price: { ...price, delivery },
    ...(first.expiresAt > at ? first : windowed(now, validTo)),
    place: placeOf(standing),
    ...(certificates.length === 0 ? {} : { certificates: latest(certificates) }),
    text: title,
    ...open,
  };
  const { id, name, uscc } = supplier;
  return [{ id: sourcedId(source, category), poster: { id, name, uscc }, post }];
}

/** What lies in stock; without any what is made in a month; nothing that is less than the minimum order. */
function offered({ stockPoints = [], capacityPerMonth, minimumOrder }: Standing): Quantity | undefined {
  const stocks = stockPoints.flatMap(({ stock }) => stock ?? []);
  const [first] = stocks;
  const alike = first !== undefined && stocks.every(({ unit, basis }) => unit === first.unit && basis === first.basis);
  const total = stocks.map(parseQuantity).reduce(add, zero);
  const inStock = alike && !isZero(total) ? { ...first, value: toDecimal(total, 6) ?? first.value } : undefined;
  return [inStock, capacityPerMonth].find((quantity) => quantity !== undefined && isEnough(quantity, minimumOrder));
}

function isEnough(quantity: Quantity, minimum: Quantity | undefined): boolean {
  const comparable = quantity.unit === minimum?.unit && quantity.basis === minimum.basis;
  return !comparable || compare(parseQuantity(quantity), parseQuantity(minimum)) >= 0;
}

function placeOf({ stockPoints: [point] = [], supplier }: Standing): WrittenPlace {
  const { division, lon, lat, datum } = point ?? { division: supplier.division };
  return { division, ...(lon === undefined ? {} : { lon, lat, datum }) };
}

/** Each type of certificate once, as the one that is valid longest. */
function latest(certificates: NonNullable<Standing['certificates']>): NonNullable<Written['certificates']> {
  const last = ({ validTo = '9' }: { readonly validTo?: Day | undefined }): string => validTo;
  const sorted = certificates.toSorted((a, b) => (last(a) < last(b) ? -1 : 1));
  return [...new Map(sorted.map((each) => [each.type, each])).values()];
}

/** What a locked round needs, by its lead: for each goods and place the months that it is for. */
function roundPosts(source: Source, { lead, title, needs }: Early): readonly Sourced[] {
  const { id, name, uscc } = lead;
  return needs.map(
    ({ category, attributes, zone, division, months, quantity }: EarlyNeed): Sourced => ({
      id: sourcedId(source, category, attributes, quantity?.unit ?? null, quantity?.basis ?? null, zone ?? null),
      poster: { id, name, uscc },
      post: {
        kind: 'demand',
        category,
        attributes: attributes as Written['attributes'],
        ...(quantity === undefined ? {} : { quantity }),
        ...windowed(`${months.from}-01`, endOfMonth(months.to)),
        place: { division },
        text: title,
        ...open,
      },
    }),
  );
}
