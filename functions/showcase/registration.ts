import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, unreachable } from '../../shared/kernel/errors.ts';
import type { Movement } from '../../shared/kernel/movement.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Firm } from './live-events.ts';
import type { Attending, Bringing, EventTerms, RegistrationEvent, Wishes } from './matchmaking-events.ts';

/** What a registration says (报名内容): people are for the organiser and its own firm, wishes for nobody else at all. */
export interface Registering extends Bringing, Wishes {
  readonly people: readonly Attending[];
}

/** A firm's registration for an event (报名登记), as a union on its status. What it said of people goes when it withdraws. */
export type Registration =
  | { readonly status: 'none' }
  | ({
      readonly status: 'registered';
      readonly event: string;
      readonly firm: Firm;
      readonly registeredAt: Instant;
      readonly changedAt: Instant;
    } & Registering)
  | { readonly status: 'withdrawn'; readonly event: string; readonly firm: Firm; readonly withdrawnAt: Instant };

export type Registered = Extract<Registration, { readonly status: 'registered' }>;

export type RegistrationCommand =
  | {
      readonly type: 'register';
      readonly at: Instant;
      readonly event: string;
      readonly terms: EventTerms;
      readonly firm: Firm;
      readonly registering: Registering;
      /** Those of its posts that are open and its own, as far as is known. */
      readonly ownPosts: readonly string[];
    }
  | { readonly type: 'withdraw'; readonly at: Instant; readonly over: Instant };

const v = 1;

/** The rules of a registration: made and changed until registration closes, withdrawn until the event begins. */
export const registration: Decider<RegistrationCommand, RegistrationEvent, Registration> = {
  initial: { status: 'none' },

  decide(command, state) {
    switch (command.type) {
      case 'register': {
        const { at, event, terms, firm, registering } = command;
        if (at >= terms.registrationClosesAt) {
          throw new DomainError('too-late', 'registration-closed', { closesAt: terms.registrationClosesAt });
        }
        refuse(faultsIn(command));
        const { people, wishes, vetoes, ...bringing } = registering;
        const secret = { people, choices: { wishes, vetoes } };
        if (state.status !== 'registered') {
          return [{ type: 'FirmRegistered', v, data: { event, firm, ...bringing, registeredAt: at }, private: secret }];
        }
        if (said(registering) === said(state)) return [];
        const data = { event, firm: firm.id, ...bringing, amendedAt: at };
        return [{ type: 'RegistrationAmended', v, data, private: secret }];
      }
      case 'withdraw': {
        if (state.status === 'none') throw new DomainError('not-found', 'not-found');
        if (state.status === 'withdrawn') return [];
        if (command.at >= command.over) throw new DomainError('too-late', 'matchmaking-began');
        const { event, firm } = state;
        return [{ type: 'RegistrationWithdrawn', v, data: { event, firm: firm.id, withdrawnAt: command.at } }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FirmRegistered': {
        const { event: of, firm, registeredAt, posts, subjects, products, absent } = event.data;
        const { people = [], choices = { wishes: [], vetoes: [] } } = event.private ?? {};
        const bringing = { posts, subjects, products, absent };
        return {
          status: 'registered',
          event: of,
          firm,
          ...bringing,
          people,
          ...choices,
          registeredAt,
          changedAt: registeredAt,
        };
      }
      case 'RegistrationAmended': {
        if (state.status !== 'registered') return state;
        const { posts, subjects, products, absent, amendedAt: changedAt } = event.data;
        const { people = [], choices = { wishes: [], vetoes: [] } } = event.private ?? {};
        return { ...state, posts, subjects, products, absent, people, ...choices, changedAt };
      }
      case 'RegistrationWithdrawn': {
        if (state.status !== 'registered') return state;
        const { event: of, firm } = state;
        return { status: 'withdrawn', event: of, firm, withdrawnAt: event.data.withdrawnAt };
      }
      default:
        return unreachable(event);
    }
  },
};

const said = ({ people, posts, subjects, products, absent, wishes, vetoes }: Registering): string =>
  JSON.stringify([people, posts, subjects, products, absent, wishes, vetoes]);

/** The account of an event that holds the places that are left, and a place on it. */
export const placesAccount = 'places';
const onePlace = 1_000_000n;

/** Places of an event that an event of it books: more of them, where it was enlarged. */
export const enlarging = (event: string, placesBefore: number, places: number): Movement => ({
  ledger: event,
  account: placesAccount,
  opening: BigInt(placesBefore) * onePlace,
  take: BigInt(placesBefore - places) * onePlace,
  refused: 'matchmaking-full',
});

/** The place that a registration takes, or gives back. `places` is what the event has as far as its reader knows. */
export function movementsOf(event: RegistrationEvent, places: number): readonly Movement[] {
  if (event.type === 'RegistrationAmended') return [];
  const take = event.type === 'FirmRegistered' ? onePlace : -onePlace;
  const opening = BigInt(places) * onePlace;
  return [{ ledger: event.data.event, account: placesAccount, opening, take, refused: 'matchmaking-full' }];
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new DomainError('rule', 'registration-invalid', { count: errors.length }, errors);
}

function faultsIn({
  terms: { slots },
  firm,
  registering,
  ownPosts,
}: Extract<RegistrationCommand, { type: 'register' }>): FieldError[] {
  const { posts, absent, wishes, vetoes } = registering;
  const repeated = (list: readonly (string | number)[], name: string): FieldError[] =>
    list.flatMap((each, n) => (list.indexOf(each) < n ? [{ pointer: `/${name}/${n}`, code: 'entry-repeated' }] : []));
  const away = new Set(absent);
  return [
    ...repeated(posts, 'posts'),
    ...posts.flatMap((post, n) => (ownPosts.includes(post) ? [] : [{ pointer: `/posts/${n}`, code: 'post-not-own' }])),
    ...absent.flatMap((slot, n) => (slot < slots.length ? [] : [{ pointer: `/absent/${n}`, code: 'slot-unknown' }])),
    ...(away.size >= slots.length ? [{ pointer: '/absent', code: 'absent-throughout' }] : []),
    ...repeated([...wishes, ...vetoes], 'wishes').map((fault) => ({ ...fault, pointer: '/vetoes' })),
    ...[...wishes, ...vetoes].flatMap((one) => (one === firm.id ? [{ pointer: '/wishes', code: 'pair-of-one' }] : [])),
  ];
}
