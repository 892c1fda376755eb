import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import { linkFaults } from './links.ts';
import type { Firm, Link, LiveSessionEvent, ProductFacts, SessionTerms, Showing, ShowingAsked } from './live-events.ts';
import type { ExistingSession, LiveSession, Shown } from './live-state.ts';
import { checkTerms, type Facts, remindersAfter, remindsAt } from './live-terms.ts';

/** Members that are given replace what was; `null` takes the description away. */
export type Changes = {
  readonly [Name in keyof SessionTerms]?: SessionTerms[Name] | (Name extends 'description' ? null : never) | undefined;
};

export type LiveSessionCommand =
  | {
      readonly type: 'draftSession';
      readonly at: Instant;
      readonly host: Firm;
      readonly terms: SessionTerms;
      readonly facts: Facts;
    }
  /** `facts` are those of the products that are named, where they are published. */
  | { readonly type: 'amendSession'; readonly at: Instant; readonly changes: Changes; readonly facts: Facts }
  | { readonly type: 'announceSession'; readonly at: Instant }
  | { readonly type: 'endSession'; readonly at: Instant }
  | { readonly type: 'cancelSession'; readonly at: Instant; readonly by: 'host' | 'operator'; readonly reason: string }
  /** The host's verification was taken away, by this event. */
  | { readonly type: 'cancelRejected'; readonly at: Instant; readonly event: string }
  | { readonly type: 'linkReplays'; readonly at: Instant; readonly links: readonly Link[] }
  | { readonly type: 'featureSession'; readonly at: Instant; readonly featured: boolean }
  | { readonly type: 'agreeShowing' | 'declineShowing'; readonly at: Instant; readonly supplier: string }
  | { readonly type: 'noteProduct'; readonly at: Instant; readonly product: string; readonly facts: ProductFacts }
  | { readonly type: 'timePassed'; readonly at: Instant };

/** An announcement asked for while the rejection was being written goes down with the others; a later one does not. */
const underWay = 'PT1M';
const v = 1;

/** The rules of a session. Whether the clock has looked or not, each command finds it as its schedule says. */
export const liveSession: Decider<LiveSessionCommand, LiveSessionEvent, LiveSession> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'draftSession') {
      if (state.status !== 'none') throw new DomainError('conflict', 'session-exists');
      const { at, host, terms, facts } = command;
      checkTerms(terms, { at, facts, host: host.id });
      return [{ type: 'SessionDrafted', v, data: { host, terms, facts: of(terms, facts), draftedAt: at } }];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    const passed = bySchedule(state, command.at, command.type === 'timePassed');
    const found = passed.reduce(evolve, state) as ExistingSession;
    return [...passed, ...decideOn(command, found)];
  },

  evolve,
};

function evolve(state: LiveSession, event: LiveSessionEvent): LiveSession {
  if (event.type === 'SessionDrafted') {
    const { host, terms: whole, facts, draftedAt } = event.data;
    const { products, ...terms } = whole;
    const none = { sequence: 0, featured: false, reminders: [], replays: [] };
    const shown = listed(products, [], facts, host.id);
    return { status: 'draft', host, terms, products: shown, draftedAt, amendedAt: draftedAt, ...none };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'SessionAmended': {
      const { terms: whole, facts, amendedAt } = event.data;
      const { products, ...terms } = whole;
      return { ...state, terms, products: listed(products, state.products, facts, state.host.id), amendedAt };
    }
    case 'SessionRescheduled': {
      const { to, rescheduledAt: at } = event.data;
      return { ...state, sequence: state.sequence + 1, reminders: remindersAfter(to.startsAt, at) };
    }
    case 'SessionAnnounced': {
      const { announcedAt } = event.data;
      const reminders = remindersAfter(state.terms.startsAt, announcedAt);
      return { ...state, status: 'announced', announcedAt, amendedAt: announcedAt, reminders };
    }
    case 'ShowingAgreed':
    case 'ShowingDeclined': {
      const { products: named } = event.data;
      const agreed = event.type === 'ShowingAgreed';
      const products = state.products.map((one) => (named.includes(one.product) ? { ...one, agreed } : one));
      return { ...state, products };
    }
    case 'ShownProductChanged': {
      const { product, facts } = event.data;
      return { ...state, products: state.products.map((one) => (one.product === product ? { ...one, facts } : one)) };
    }
    case 'SessionFeatured':
      return { ...state, featured: event.data.featured };
    case 'ReminderCalled': {
      const called = remindsAt(state.terms.startsAt, event.data.before);
      return { ...state, reminders: state.reminders.filter((each) => remindsAt(state.terms.startsAt, each) > called) };
    }
    case 'SessionStarted':
      return { ...state, status: 'live' } as LiveSession;
    case 'SessionEnded':
      return { ...state, status: 'ended', reminders: [], endedAt: event.data.endedAt } as LiveSession;
    case 'SessionCancelled': {
      const { by, reason, cancelledAt } = event.data;
      const sequence = state.sequence + 1;
      return {
        ...state,
        status: 'cancelled',
        sequence,
        reminders: [],
        amendedAt: cancelledAt,
        by,
        reason,
        cancelledAt,
      };
    }
    case 'ReplayLinked':
      return { ...state, replays: event.data.links, amendedAt: event.data.linkedAt };
    case 'ShowingAsked':
      return state;
    default:
      return unreachable(event);
  }
}

type Later = Exclude<LiveSessionCommand, { readonly type: 'draftSession' }>;

function decideOn(command: Later, state: ExistingSession): readonly LiveSessionEvent[] {
  const { at } = command;
  switch (command.type) {
    case 'amendSession':
      return amend(command, state);
    case 'announceSession': {
      if (state.status !== 'draft') return notOver(state, []);
      if (state.terms.startsAt <= at) throw fieldError('session-past', '/startsAt');
      return [{ type: 'SessionAnnounced', v, data: { announcedAt: at } }, ...asked(state, [])];
    }
    case 'endSession': {
      if (state.status === 'ended') return [];
      if (state.status !== 'live') throw new DomainError('conflict', 'session-not-live');
      return [{ type: 'SessionEnded', v, data: { endedAt: at } }];
    }
    case 'cancelSession': {
      const { by, reason } = command;
      if (state.status === 'cancelled') return [];
      return notOver(state, [{ type: 'SessionCancelled', v, data: { by, reason, cancelledAt: at } }]);
    }
    case 'cancelRejected': {
      if (state.status !== 'announced' && state.status !== 'live') return [];
      if (state.announcedAt > addDuration(at, underWay)) return [];
      const data = { by: 'organisation-rejected', reason: '', cancelledAt: at, event: command.event } as const;
      return [{ type: 'SessionCancelled', v, data }];
    }
    case 'linkReplays': {
      if (state.status !== 'ended') throw new DomainError('conflict', 'session-not-ended');
      const errors = linkFaults(command.links, '/links');
      if (errors[0] !== undefined) throw new DomainError('rule', errors[0].code, errors[0].params, errors);
      if (canonical(command.links) === canonical(state.replays)) return [];
      return [{ type: 'ReplayLinked', v, data: { links: command.links, linkedAt: at } }];
    }
    case 'featureSession': {
      const { featured } = command;
      if (state.status === 'draft') throw new DomainError('conflict', 'session-not-announced');
      return state.featured === featured ? [] : [{ type: 'SessionFeatured', v, data: { featured, at } }];
    }
    case 'agreeShowing':
    case 'declineShowing':
      return consent(command, state);
    case 'noteProduct': {
      const { product, facts } = command;
      const kept = state.products.find((each) => each.product === product)?.facts;
      if (kept === undefined || kept.seq >= facts.seq) return [];
      return [{ type: 'ShownProductChanged', v, data: { product, facts } }];
    }
    case 'timePassed':
      return [];
    default:
      return unreachable(command);
  }
}

/** What the schedule and the time of day say has happened; `reminding` where the clock asks. */
function bySchedule(state: ExistingSession, at: Instant, reminding: boolean): LiveSessionEvent[] {
  if (state.status !== 'announced' && state.status !== 'live') return [];
  const { startsAt, endsAt } = state.terms;
  const over = at >= endsAt;
  const due = reminding && !over ? state.reminders.filter((each) => remindsAt(startsAt, each) <= at).at(-1) : undefined;
  const started = state.status === 'announced' && at >= startsAt;
  return [
    ...(due === undefined
      ? []
      : [{ type: 'ReminderCalled', v, data: { before: due, schedule: { startsAt, endsAt } } } as const]),
    ...(started ? [{ type: 'SessionStarted', v, data: { startedAt: startsAt } } as const] : []),
    ...(over ? [{ type: 'SessionEnded', v, data: { endedAt: endsAt } } as const] : []),
  ];
}

function amend({ at, changes, facts }: Extract<Later, { type: 'amendSession' }>, state: ExistingSession) {
  const { products, host, status } = state;
  const before: SessionTerms = { ...state.terms, products: products.map(showingOf) };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...before, ...Object.fromEntries(given) }).filter(([, value]) => value !== null);
  const terms = Object.fromEntries(merged) as unknown as SessionTerms;
  const kept = Object.fromEntries(products.map((one) => [one.product, one.facts]));
  const known = { ...facts, ...kept };
  const { startsAt, endsAt } = before;
  notOver(state, []);
  checkTerms(terms, { at, facts: known, host: host.id, before: { startsAt, endsAt, live: status === 'live' } });
  if (canonical(terms) === canonical(before)) return [];
  const added = of(terms, facts, kept);
  const amended = { type: 'SessionAmended', v, data: { terms, facts: added, amendedAt: at } } as const;
  if (status === 'draft') return [amended];
  const to = { startsAt: terms.startsAt, endsAt: terms.endsAt };
  const moved = to.startsAt !== startsAt || to.endsAt !== endsAt;
  const data = { from: { startsAt, endsAt }, to, rescheduledAt: at };
  const after = evolve(state, amended) as ExistingSession;
  return [
    amended,
    ...(moved ? [{ type: 'SessionRescheduled', v, data } as const] : []),
    ...asked(
      after,
      products.map(({ product }) => product),
    ),
  ];
}

function consent({ type, at, supplier }: Extract<Later, { supplier: string }>, state: ExistingSession) {
  const agree = type === 'agreeShowing';
  const own = state.products.filter(({ facts }) => facts.supplier.id === supplier && supplier !== state.host.id);
  const products = own.filter(({ agreed }) => agreed !== agree).map(({ product }) => product);
  if (products.length === 0) return [];
  return agree
    ? [{ type: 'ShowingAgreed', v, data: { supplier, products, agreedAt: at } } as const]
    : [{ type: 'ShowingDeclined', v, data: { supplier, products, declinedAt: at } } as const];
}

/** The suppliers whose products have come into the list and wait for their consent. */
function asked({ products, terms }: ExistingSession, before: readonly string[]): ShowingAsked[] {
  const waiting = products.filter(({ product, agreed }) => !agreed && !before.includes(product));
  const suppliers = [...new Map(waiting.map(({ facts: { supplier } }) => [supplier.id, supplier])).values()];
  const { title, startsAt } = terms;
  return suppliers.length === 0 ? [] : [{ type: 'ShowingAsked', v, data: { title, startsAt, suppliers } }];
}

function notOver<T>(state: ExistingSession, then: T): T {
  if (state.status === 'ended' || state.status === 'cancelled') throw new DomainError('conflict', 'session-over');
  return then;
}

/** The facts of the products of a list, but for those known before. */
const of = ({ products }: SessionTerms, facts: Facts, known: Facts = {}): Facts =>
  Object.fromEntries(
    products.flatMap(({ product }) => {
      const one = facts[product];
      return one === undefined || known[product] !== undefined ? [] : [[product, one]];
    }),
  );

function listed(products: readonly Showing[], before: readonly Shown[], facts: Facts, host: string): Shown[] {
  return products.flatMap((showing) => {
    const was = before.find(({ product }) => product === showing.product);
    const known = was?.facts ?? facts[showing.product];
    return known === undefined ? [] : [{ ...showing, facts: known, agreed: was?.agreed ?? known.supplier.id === host }];
  });
}

const showingOf = ({ product, remark, afterMinutes }: Shown): Showing => ({
  product,
  ...(remark === undefined ? {} : { remark }),
  ...(afterMinutes === undefined ? {} : { afterMinutes }),
});
