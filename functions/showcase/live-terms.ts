import { DomainError, type FieldError } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant, instant, millis } from '../../shared/kernel/time.ts';
import reminders from './data/reminders.json' with { type: 'json' };
import { linkFaults } from './links.ts';
import type { ProductFacts, Schedule, SessionTerms } from './live-events.ts';

/**
 * What a session has room for. Its entries in lists and the quarters that it holds of its host's time are written in
 * one transaction with it.
 */
export const limits = { products: 100, links: 5, minutes: 360, daysAhead: 366, categories: 8, suppliers: 6 } as const;

/** The longest snapshot, in bytes: 100 products with the longest titles and names are 130 KB. */
export const room = 200 * 1024;

const minute = 60_000;
const quarter = 15 * minute;
const epoch = '1970-01-01T00:00:00.000Z';

/** The products of a session as it is to be: what the catalogue says of each, where it is known at all. */
export type Facts = Readonly<Record<string, ProductFacts>>;

/**
 * That a session can be as it says. A single fault is thrown as itself, several as `session-invalid`, each with its
 * pointer: those of links, `schedule-reversed`, `not-a-quarter`, `session-too-long`, `session-past`,
 * `session-too-far`, `session-started` for another start of one that is live, `showing-repeated`, `product-unknown` for
 * one that is not published, `outside-session`, `session-categories`, `session-suppliers`.
 */
export function checkTerms(
  terms: SessionTerms,
  { at, facts, host, before }: { at: Instant; facts: Facts; host: string; before?: Schedule & { live: boolean } },
): void {
  const errors = [
    ...scheduleFaults(terms, at, before),
    ...terms.products.flatMap((_, index) => showingFaults(terms, index, facts)),
    ...breadthFaults(terms, facts, host),
    ...linkFaults(terms.streams, '/streams'),
  ];
  const [first, ...others] = errors;
  if (first === undefined) return;
  if (others.length === 0) throw new DomainError('rule', first.code, first.params, errors);
  throw new DomainError('rule', 'session-invalid', { count: errors.length }, errors);
}

const lengthOf = ({ startsAt, endsAt }: Schedule): number => millis(endsAt) - millis(startsAt);

function scheduleFaults(to: Schedule, at: Instant, before?: Schedule & { readonly live: boolean }): FieldError[] {
  const { startsAt, endsAt } = to;
  if (before?.startsAt === startsAt && before.endsAt === endsAt) return [];
  const [start, end, now] = [startsAt, endsAt, at].map(millis) as [number, number, number];
  const faults: FieldError[] = [];
  if (before?.live && before.startsAt !== startsAt) faults.push({ pointer: '/startsAt', code: 'session-started' });
  if (!before?.live && start <= now) faults.push({ pointer: '/startsAt', code: 'session-past' });
  if (start > now + limits.daysAhead * 24 * 60 * minute)
    faults.push({ pointer: '/startsAt', code: 'session-too-far', params: { max: limits.daysAhead } });
  if (start % quarter !== 0) faults.push({ pointer: '/startsAt', code: 'not-a-quarter' });
  if (end % quarter !== 0) faults.push({ pointer: '/endsAt', code: 'not-a-quarter' });
  if (end <= Math.max(start, now)) faults.push({ pointer: '/endsAt', code: 'schedule-reversed' });
  if (lengthOf(to) > limits.minutes * minute)
    faults.push({ pointer: '/endsAt', code: 'session-too-long', params: { max: limits.minutes / 60 } });
  return faults;
}

function showingFaults(terms: SessionTerms, index: number, facts: Facts): FieldError[] {
  const pointer = `/products/${index}`;
  const showing = terms.products[index];
  if (showing === undefined) return [];
  const { product, afterMinutes = 0 } = showing;
  const faults: FieldError[] = [];
  if (facts[product] === undefined) faults.push({ pointer: `${pointer}/product`, code: 'product-unknown' });
  if (terms.products.findIndex((each) => each.product === product) < index)
    faults.push({ pointer: `${pointer}/product`, code: 'showing-repeated' });
  if (afterMinutes > 0 && afterMinutes * minute >= lengthOf(terms))
    faults.push({ pointer: `${pointer}/afterMinutes`, code: 'outside-session' });
  return faults;
}

function breadthFaults({ products }: SessionTerms, facts: Facts, host: string): FieldError[] {
  const known = products.flatMap(({ product }) => facts[product] ?? []);
  const categories = new Set(known.map(({ category }) => category)).size;
  const suppliers = new Set(known.map(({ supplier }) => supplier.id).filter((id) => id !== host)).size;
  const pointer = '/products';
  return [
    ...(categories > limits.categories
      ? [{ pointer, code: 'session-categories', params: { max: limits.categories } }]
      : []),
    ...(suppliers > limits.suppliers
      ? [{ pointer, code: 'session-suppliers', params: { max: limits.suppliers } }]
      : []),
  ];
}

/** When a reminder so long before the start is due. */
export const remindsAt = (startsAt: Instant, before: string): Instant =>
  instant(millis(startsAt) - millis(addDuration(epoch, before)));

/** The reminders that are still to come, the farthest from the start first. */
export const remindersAfter = (startsAt: Instant, at: Instant): string[] =>
  reminders.filter((before) => remindsAt(startsAt, before) > at);

/** The quarters of an hour that a session takes of its host's time, by their starts. */
export function quartersOf({ startsAt, endsAt }: Schedule): Instant[] {
  const [from, to] = [millis(startsAt), millis(endsAt)];
  return Array.from({ length: Math.ceil((to - from) / quarter) }, (_, n) => instant(from + n * quarter));
}
