import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import type { WebhookDisabled, WebhookEvent } from './events.ts';
import type { Topic } from './topics.ts';

/** Where an organisation's systems are told (Webhook 端点). Secrets are counted; none is stored. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly topics: readonly Topic[];
  readonly addedAt: Instant;
  /** Who added it, and is told when it is disabled. */
  readonly by: string;
  readonly secret: number;
  /** Until when the secret before signs too. */
  readonly previousUntil?: Instant;
  readonly disabled?: { readonly reason: WebhookDisabled['data']['reason']; readonly at: Instant };
}

/** The webhooks of one organisation. */
export interface Webhooks {
  readonly organisation?: string;
  readonly webhooks: readonly Webhook[];
}

interface On {
  readonly at: Instant;
  readonly webhook: string;
}

export type WebhookCommand =
  | ({
      readonly type: 'addWebhook';
      readonly organisation: string;
      readonly url: string;
      readonly topics: readonly Topic[];
      readonly by: string;
    } & On)
  | ({ readonly type: 'removeWebhook' | 'rotateSecret' | 'enableWebhook' } & On)
  | ({ readonly type: 'disableWebhook'; readonly reason: WebhookDisabled['data']['reason'] } & On);

const mostWebhooks = 10;
/** How long the secret before signs too, so that nothing is missed while the new one is put in place. */
const bothSign = 'P1D';
const v = 1;

function decide(command: WebhookCommand, state: Webhooks): WebhookEvent[] {
  const { at, webhook } = command;
  if (command.type === 'addWebhook') {
    const { organisation, url, topics, by } = command;
    if (state.webhooks.length >= mostWebhooks)
      throw new DomainError('rule', 'too-many-webhooks', { max: mostWebhooks });
    return [{ type: 'WebhookAdded', v, data: { organisation, webhook, topics, addedAt: at }, private: { url, by } }];
  }
  const found = webhookOf(state, webhook);
  switch (command.type) {
    case 'removeWebhook':
      return [{ type: 'WebhookRemoved', v, data: { webhook, removedAt: at } }];
    case 'rotateSecret': {
      const data = { webhook, secret: found.secret + 1, previousUntil: addDuration(at, bothSign), rotatedAt: at };
      return [{ type: 'SecretRotated', v, data }];
    }
    case 'disableWebhook': {
      if (found.disabled !== undefined) return [];
      const { organisation = '' } = state;
      return [{ type: 'WebhookDisabled', v, data: { organisation, webhook, reason: command.reason, disabledAt: at } }];
    }
    case 'enableWebhook':
      return found.disabled === undefined ? [] : [{ type: 'WebhookEnabled', v, data: { webhook, enabledAt: at } }];
    default:
      return unreachable(command);
  }
}

function evolve(state: Webhooks, event: WebhookEvent): Webhooks {
  const changed = (change: (webhook: Webhook) => Webhook): Webhooks => ({
    ...state,
    webhooks: state.webhooks.map((each) => (each.id === event.data.webhook ? change(each) : each)),
  });
  switch (event.type) {
    case 'WebhookAdded': {
      const { organisation, webhook: id, topics, addedAt } = event.data;
      if (event.private === undefined) throw new Error('an event without what it keeps private');
      const { url, by } = event.private;
      return { organisation, webhooks: [...state.webhooks, { id, url, topics, addedAt, by, secret: 1 }] };
    }
    case 'WebhookRemoved':
      return { ...state, webhooks: state.webhooks.filter(({ id }) => id !== event.data.webhook) };
    case 'SecretRotated': {
      const { secret, previousUntil } = event.data;
      return changed((each) => ({ ...each, secret, previousUntil }));
    }
    case 'WebhookDisabled':
      return changed((each) => ({ ...each, disabled: { reason: event.data.reason, at: event.data.disabledAt } }));
    case 'WebhookEnabled':
      return changed(({ disabled: _, ...each }) => each);
    default:
      return unreachable(event);
  }
}

export const webhooks: Decider<WebhookCommand, WebhookEvent, Webhooks> = {
  initial: { webhooks: [] },
  decide,
  evolve,
};

/** One of them. @throws `not-found` */
export function webhookOf(state: Webhooks, id: string): Webhook {
  const found = state.webhooks.find((each) => each.id === id);
  if (found === undefined) throw new DomainError('not-found', 'not-found');
  return found;
}

/** Nothing is sent to one that is disabled. @throws `webhook-disabled` */
export function checkEnabled({ disabled }: Webhook): void {
  if (disabled !== undefined) throw new DomainError('conflict', 'webhook-disabled');
}

/** The numbers of the secrets that sign at that time, the newest first. */
export const signingSecrets = ({ secret, previousUntil }: Webhook, at: Instant): readonly number[] =>
  previousUntil !== undefined && at < previousUntil ? [secret, secret - 1] : [secret];
