import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import consentText from './data/consent.json' with { type: 'json' };
import type { SubscriptionEvent } from './events.ts';
import { defaultSettings, type Settings } from './settings.ts';

/** An address that waits for its code (待确认邮箱). */
export interface EmailRequest {
  readonly id: string;
  readonly address: string;
  readonly consent: string;
  readonly expiresAt: Instant;
  readonly tries: number;
}

/** An address that confirmed (已确认邮箱), and under which text of consent. */
export interface Email {
  readonly address: string;
  readonly consent: string;
  readonly confirmedAt: Instant;
  readonly failedAt?: Instant;
}

/** A user's wish to be told, for one of its organisations (订阅). */
export type Subscription =
  | { readonly status: 'none' }
  | {
      readonly status: 'kept';
      readonly sub: string;
      readonly organisation: string;
      readonly settings: Settings;
      readonly email?: Email;
      readonly request?: EmailRequest;
      /** When codes were asked for within the last day. */
      readonly asked: readonly Instant[];
    };
export type Kept = Extract<Subscription, { readonly status: 'kept' }>;

interface Whose {
  readonly sub: string;
  readonly organisation: string;
}

export type SubscriptionCommand =
  | ({ readonly type: 'keepSettings'; readonly at: Instant; readonly settings: Settings } & Whose)
  | ({
      readonly type: 'requestEmail';
      readonly at: Instant;
      readonly request: string;
      readonly address: string;
      readonly consent: string;
    } & Whose)
  /** `right` is whether the code is that of `request`. */
  | { readonly type: 'confirmEmail'; readonly at: Instant; readonly request: string; readonly right: boolean }
  | { readonly type: 'withdrawEmail'; readonly at: Instant; readonly by: 'user' | 'link' }
  | { readonly type: 'failEmail'; readonly at: Instant };

/** How long a code is good for, how often it may be mistaken, and how many are sent a day. */
const codeLasts = 'PT30M';
const mostTries = 5;
const mostCodes = 5;

const v = 1;
const dayBefore = (asked: Instant, at: Instant): boolean => addDuration(asked, 'P1D') <= at;

function decide(command: SubscriptionCommand, state: Subscription): SubscriptionEvent[] {
  switch (command.type) {
    case 'keepSettings': {
      const { at, sub, organisation, settings } = command;
      checkMailed(settings, state);
      if (state.status === 'kept' && JSON.stringify(state.settings) === JSON.stringify(settings)) return [];
      return [{ type: 'SettingsKept', v, data: { organisation, settings, keptAt: at }, private: { sub } }];
    }
    case 'requestEmail': {
      const { at, request, address, consent, organisation, sub } = command;
      if (consent !== consentText.version) {
        throw new DomainError('rule', 'consent-outdated', { version: consentText.version });
      }
      const asked = state.status === 'none' ? [] : state.asked.filter((each) => !dayBefore(each, at));
      if (asked.length >= mostCodes) throw new DomainError('too-many', 'too-many-codes', { max: mostCodes });
      const data = { organisation, request, consent, requestedAt: at, expiresAt: addDuration(at, codeLasts) };
      return [{ type: 'EmailRequested', v, data, private: { address, sub } }];
    }
    case 'confirmEmail': {
      const pending = state.status === 'none' ? undefined : state.request;
      if (pending === undefined || pending.id !== command.request) throw new DomainError('conflict', 'no-code-waits');
      if (command.at >= pending.expiresAt) throw new DomainError('too-late', 'code-expired');
      if (pending.tries >= mostTries) throw new DomainError('rule', 'code-used-up', { max: mostTries });
      const { id: request, consent } = pending;
      if (!command.right) return [{ type: 'CodeRefused', v, data: { request, refusedAt: command.at } }];
      return [{ type: 'EmailConfirmed', v, data: { request, consent, confirmedAt: command.at } }];
    }
    case 'withdrawEmail': {
      if (state.status === 'none' || (state.email ?? state.request) === undefined) return [];
      return [{ type: 'EmailWithdrawn', v, data: { by: command.by, withdrawnAt: command.at } }];
    }
    case 'failEmail': {
      if (state.status === 'none' || state.email === undefined || state.email.failedAt !== undefined) return [];
      return [{ type: 'EmailFailed', v, data: { failedAt: command.at } }];
    }
    default:
      return unreachable(command);
  }
}

function evolve(state: Subscription, event: SubscriptionEvent): Subscription {
  switch (event.type) {
    case 'SettingsKept': {
      const { organisation, settings } = event.data;
      const { sub } = kept(event.private);
      return state.status === 'none'
        ? { status: 'kept', sub, organisation, settings, asked: [] }
        : { ...state, settings };
    }
    case 'EmailRequested': {
      const { organisation, request: id, consent, requestedAt, expiresAt } = event.data;
      const { address, sub } = kept(event.private);
      const before: Kept =
        state.status === 'none' ? { status: 'kept', sub, organisation, settings: defaultSettings, asked: [] } : state;
      const asked = [...before.asked.filter((each) => !dayBefore(each, requestedAt)), requestedAt];
      return { ...before, request: { id, address, consent, expiresAt, tries: 0 }, asked };
    }
    case 'CodeRefused': {
      if (state.status === 'none' || state.request === undefined) return state;
      return { ...state, request: { ...state.request, tries: state.request.tries + 1 } };
    }
    case 'EmailConfirmed': {
      if (state.status === 'none' || state.request === undefined) return state;
      const { request, ...rest } = state;
      const { consent, confirmedAt } = event.data;
      return { ...rest, email: { address: request.address, consent, confirmedAt } };
    }
    case 'EmailWithdrawn': {
      if (state.status === 'none') return state;
      const { email: _, request: __, ...rest } = state;
      return { ...rest, settings: withoutMail(state.settings) };
    }
    case 'EmailFailed': {
      if (state.status === 'none' || state.email === undefined) return state;
      return { ...state, email: { ...state.email, failedAt: event.data.failedAt } };
    }
    default:
      return unreachable(event);
  }
}

/** Mail wants an address that was confirmed. @throws `email-not-confirmed`, by each topic */
function checkMailed({ topics }: Settings, state: Subscription): void {
  if (state.status === 'kept' && state.email !== undefined) return;
  const errors = Object.entries(topics).flatMap(([topic, asked]) =>
    asked?.email ? [{ pointer: `/topics/${topic}/email`, code: 'email-not-confirmed' }] : [],
  );
  if (errors.length > 0) throw new DomainError('rule', 'email-not-confirmed', {}, errors);
}

const withoutMail = (settings: Settings): Settings => ({
  ...settings,
  topics: Object.fromEntries(Object.keys(settings.topics).map((topic) => [topic, { email: false }])),
});

/** A state is folded from events as they are decided, with what they keep private. */
function kept<T>(hidden: T | undefined): T {
  if (hidden === undefined) throw new Error('an event without what it keeps private');
  return hidden;
}

export const subscription: Decider<SubscriptionCommand, SubscriptionEvent, Subscription> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

/** Where mail goes now, if anywhere. */
export const mailedTo = (state: Subscription): Email | undefined =>
  state.status === 'kept' && state.email?.failedAt === undefined ? state.email : undefined;
