import { addDays, daysBetween, endOfDay, lastDayOf } from '../../shared/kernel/time.ts';
import type { Body } from '../api/client.ts';
import type { AttributeField, FullPost, Kind, Post } from './goods.tsx';
import { type Limits, limitsOf, specOf } from './limits.ts';

type Input = Body<'POST /v1/posts'>;
type Changes = Body<'PATCH /v1/posts/{id}'>;
type Unit = NonNullable<Input['quantity']>['unit'];
type Basis = NonNullable<NonNullable<Input['quantity']>['basis']>;
type Delivery = NonNullable<Input['price']>['delivery'];

/** A post as it is written (信息草稿): what is typed, and empty text for what is left out. */
export interface Draft {
  readonly kind: Kind;
  readonly side: Post['side'];
  readonly text: string;
  readonly category: string;
  readonly process: string;
  readonly limits: Limits;
  readonly quantity: string;
  readonly unit: string;
  readonly basis: string;
  readonly minimum: string;
  readonly price: string;
  readonly per: string;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly delivery: string;
  readonly from: string;
  readonly to: string;
  readonly division: string;
  readonly address: string;
  readonly radius: string;
  /** Types of certificates, a line each. */
  readonly certificates: string;
  readonly hours: string;
  readonly weekly: string;
  readonly expires: string;
  readonly visibility: 'public' | 'members';
  readonly quantityHidden: boolean;
}

/** A new one: it stands for a month, from today. */
export const blank = (day: string): Draft => ({
  kind: 'supply',
  side: 'offered',
  text: '',
  category: '',
  process: '',
  limits: {},
  quantity: '',
  unit: '',
  basis: '',
  minimum: '',
  price: '',
  per: '',
  taxIncluded: true,
  taxRate: '0.13',
  delivery: 'delivered',
  from: day,
  to: addDays(day, 30),
  division: '',
  address: '',
  radius: '',
  certificates: '',
  hours: '',
  weekly: '',
  expires: addDays(day, 30),
  visibility: 'public',
  quantityHidden: false,
});

export function draftOfPost(post: FullPost): Draft {
  const { quantity, minimumOrder, price } = post;
  return {
    ...blank(post.window.from),
    kind: post.kind,
    side: post.side,
    text: post.text ?? '',
    category: post.category ?? '',
    process: post.process ?? '',
    limits: limitsOf(post.attributes as Parameters<typeof limitsOf>[0]),
    quantity: quantity?.value ?? '',
    unit: quantity?.unit ?? price?.per ?? '',
    basis: quantity?.basis ?? price?.weighingBasis ?? '',
    minimum: minimumOrder?.value ?? '',
    price: price?.unitPrice.amount ?? '',
    per: price?.per ?? quantity?.unit ?? '',
    taxIncluded: price?.taxIncluded ?? true,
    taxRate: price?.taxRate ?? '0.13',
    delivery: price?.delivery ?? 'delivered',
    from: post.window.from,
    to: post.window.to,
    division: post.place.division,
    address: post.place.address ?? '',
    radius: post.radiusKm === undefined ? '' : String(post.radiusKm),
    certificates: (post.certificates ?? []).map(({ type }) => type).join('\n'),
    hours: post.hours ?? '',
    expires: lastDayOf(post.expiresAt),
    visibility: post.visibility,
    quantityHidden: post.quantityHidden,
  };
}

/** What both a new post and a change of one say. */
function terms(draft: Draft, fields: readonly AttributeField[]) {
  const mass = (unit: string): boolean => unit === 'TNE' || unit === 'KGM';
  const measured = (value: string) => ({
    value,
    unit: draft.unit as Unit,
    ...(mass(draft.unit) && draft.basis !== '' ? { basis: draft.basis as Basis } : {}),
  });
  const types = draft.certificates.split('\n').flatMap((each) => (each.trim() === '' ? [] : [{ type: each.trim() }]));
  return {
    attributes: specOf(draft.limits, fields),
    quantity: draft.quantity === '' ? undefined : measured(draft.quantity),
    minimumOrder: draft.minimum === '' ? undefined : measured(draft.minimum),
    price:
      draft.price === ''
        ? undefined
        : {
            unitPrice: { amount: draft.price, currency: 'CNY' as const },
            per: draft.per as Unit,
            ...(mass(draft.per) && draft.basis !== '' ? { weighingBasis: draft.basis as Basis } : {}),
            taxIncluded: draft.taxIncluded,
            taxRate: draft.taxRate,
            delivery: draft.delivery as Delivery,
          },
    window: { from: draft.from, to: draft.to },
    radiusKm: draft.radius === '' ? undefined : wholeOf(draft.radius),
    certificates: types.length === 0 ? undefined : types,
    hours: draft.kind === 'processing' && draft.side === 'wanted' && draft.hours !== '' ? draft.hours : undefined,
    freeHours:
      draft.kind === 'processing' && draft.side === 'offered' && draft.weekly !== ''
        ? weeksOf(draft.from, draft.to).map((week) => ({ week, hours: draft.weekly }))
        : undefined,
    text: draft.text.trim() === '' ? undefined : draft.text.trim(),
    visibility: draft.visibility,
    quantityHidden: draft.quantityHidden,
  };
}

/** What is no whole number goes as it is, for the API to say so. */
const wholeOf = (typed: string): number => (/^\d{1,6}$/.test(typed) ? Number(typed) : (typed as unknown as number));

const placeOf = ({ division, address }: Draft) => ({ division, ...(address === '' ? {} : { address }) });

/** The body of a new post. */
export function inputOf(draft: Draft, fields: readonly AttributeField[]): Input {
  const subject =
    draft.kind === 'processing' ? { process: draft.process, side: draft.side } : { category: draft.category };
  return {
    kind: draft.kind,
    ...subject,
    ...(present(terms(draft, fields)) as unknown as Pick<Input, 'attributes' | 'window'>),
    place: placeOf(draft),
    expiresAt: endOfDay(draft.expires),
  };
}

/** The body of a change: what was left empty is taken away; the place keeps its point unless it was moved. */
export function changesOf(draft: Draft, fields: readonly AttributeField[], before: FullPost): Changes {
  const { freeHours, certificates, ...rest } = terms(draft, fields);
  const given = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? null]));
  const moved = before.place.division !== draft.division || (before.place.address ?? '') !== draft.address;
  const old = (before.certificates ?? []).map(({ type }) => type).join('\n');
  return {
    ...given,
    ...(freeHours === undefined ? {} : { freeHours }),
    ...(old === draft.certificates ? {} : { certificates: certificates ?? null }),
    ...(moved ? { place: placeOf(draft) } : {}),
  } as Changes;
}

const present = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** The ISO weeks (ISO 8601) of a span of days, `2026-W12`. */
export function weeksOf(from: string, to: string): readonly string[] {
  const weeks = new Set<string>();
  for (let at = 0; at <= daysBetween(from, to); at += 1) weeks.add(weekOf(addDays(from, at)));
  return [...weeks];
}

/** A week belongs to the year of its Thursday. */
function weekOf(day: string): string {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = addDays(day, 3 - sinceMonday);
  const number = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, '0')}`;
}
