import type { Instant } from '../../shared/kernel/time.ts';
import type { Settings } from './settings.ts';
import type { Topic } from './topics.ts';

interface Event<Type extends string, Data extends object, Private extends object = never> {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
  readonly private?: Private;
}

/** What somebody wants to be told of, and how (通知设置), for one of its organisations. */
export type SettingsKept = Event<
  'SettingsKept',
  { readonly organisation: string; readonly settings: Settings; readonly keptAt: Instant },
  { readonly sub: string }
>;

/** Mail was asked for at an address, under a version of the text of consent (同意书): it begins once the address confirms. */
export type EmailRequested = Event<
  'EmailRequested',
  {
    readonly organisation: string;
    readonly request: string;
    readonly consent: string;
    readonly requestedAt: Instant;
    readonly expiresAt: Instant;
  },
  { readonly address: string; readonly sub: string }
>;
export type CodeRefused = Event<'CodeRefused', { readonly request: string; readonly refusedAt: Instant }>;
export type EmailConfirmed = Event<
  'EmailConfirmed',
  { readonly request: string; readonly consent: string; readonly confirmedAt: Instant }
>;
/** The consent is taken back (撤回同意): by its user, or by the link that stands in each mail. */
export type EmailWithdrawn = Event<'EmailWithdrawn', { readonly by: 'user' | 'link'; readonly withdrawnAt: Instant }>;
/** Mail to the address was given up: none is sent until it is confirmed again. */
export type EmailFailed = Event<'EmailFailed', { readonly failedAt: Instant }>;

export type SubscriptionEvent =
  | SettingsKept
  | EmailRequested
  | CodeRefused
  | EmailConfirmed
  | EmailWithdrawn
  | EmailFailed;

export type WebhookAdded = Event<
  'WebhookAdded',
  {
    readonly organisation: string;
    readonly webhook: string;
    readonly topics: readonly Topic[];
    readonly addedAt: Instant;
  },
  /** An address may carry a token; `by` is who added it. */
  { readonly url: string; readonly by: string }
>;
export type WebhookRemoved = Event<'WebhookRemoved', { readonly webhook: string; readonly removedAt: Instant }>;
/** The `secret`-th secret signs from now on, and the one before it too until then. */
export type SecretRotated = Event<
  'SecretRotated',
  { readonly webhook: string; readonly secret: number; readonly previousUntil: Instant; readonly rotatedAt: Instant }
>;
/** Nothing is sent there any more (停用): it failed for days, or said that it is gone. */
export type WebhookDisabled = Event<
  'WebhookDisabled',
  {
    readonly organisation: string;
    readonly webhook: string;
    readonly reason: 'failing' | 'gone';
    readonly disabledAt: Instant;
  }
>;
export type WebhookEnabled = Event<'WebhookEnabled', { readonly webhook: string; readonly enabledAt: Instant }>;

export type WebhookEvent = WebhookAdded | WebhookRemoved | SecretRotated | WebhookDisabled | WebhookEnabled;
