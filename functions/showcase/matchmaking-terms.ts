import { DomainError, type FieldError } from '../../shared/kernel/errors.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { EventTerms, Pins } from './matchmaking-events.ts';
import { pairName } from './pair.ts';
import { isSubject } from './subjects.ts';

/** So many meetings are written in one transaction. */
const mostMeetings = 2_400;

/** When the last slot ends. */
export const endOf = ({ slots }: Pick<EventTerms, 'slots'>): Instant => slots.at(-1)?.to ?? '';
export const startOf = ({ slots }: Pick<EventTerms, 'slots'>): Instant => slots[0]?.from ?? '';

/** @throws `matchmaking-invalid` with every fault */
export function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new DomainError('rule', 'matchmaking-invalid', { count: errors.length }, errors);
}

/** Every fault of what an event says of itself, at that time. */
export function faultsIn(terms: EventTerms, at: Instant): FieldError[] {
  const { day, slots, registrationClosesAt: closes, tables, places, subjects } = terms;
  const wrong = (fails: boolean, pointer: string, code: string): FieldError[] => (fails ? [{ pointer, code }] : []);
  return [
    ...slots.flatMap(({ from, to }, n) => [
      ...wrong(from >= to, `/slots/${n}/to`, 'slot-reversed'),
      ...wrong(dayOf(from) !== day || dayOf(to) !== day, `/slots/${n}/from`, 'slot-not-on-day'),
      ...wrong(from < (slots[n - 1]?.to ?? ''), `/slots/${n}/from`, 'slots-overlap'),
    ]),
    ...wrong(closes > startOf(terms), '/registrationClosesAt', 'registration-closes-late'),
    ...wrong(closes <= at, '/registrationClosesAt', 'registration-closes-in-past'),
    ...wrong(tables > Math.floor(places / 2), '/tables', 'tables-needless'),
    ...(tables * slots.length > mostMeetings
      ? [{ pointer: '/tables', code: 'too-many-meetings', params: { max: mostMeetings } }]
      : []),
    ...subjects.flatMap((subject, n) => wrong(!isSubject(subject), `/subjects/${n}`, 'subject-unknown')),
  ];
}

/** Every fault of what the organiser fixes. */
export function pinFaults({ must, never }: Pins): FieldError[] {
  const names = new Set<string>();
  return [
    ...must.map((pair, n) => ({ pair, at: `/must/${n}` })),
    ...never.map((pair, n) => ({ pair, at: `/never/${n}` })),
  ].flatMap(({ pair: { a, b }, at }) => {
    if (a === b) return [{ pointer: at, code: 'pair-of-one' }];
    return names.size === names.add(pairName(a, b)).size ? [{ pointer: at, code: 'pair-repeated' }] : [];
  });
}
