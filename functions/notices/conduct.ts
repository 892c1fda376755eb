import type { Ask } from '../../shared/http/router.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import type { InboxStore } from './inbox-store.ts';
import type { NoticeSecrets } from './secrets.ts';
import type { Dispatch } from './sending.ts';
import type { SendingStore } from './sending-store.ts';
import type { SubscriptionStore } from './store.ts';
import type { Subscription, SubscriptionCommand } from './subscription.ts';
import type { WebhookStore } from './webhook-store.ts';

export interface NoticeDeps {
  readonly subscriptions: SubscriptionStore;
  readonly inboxes: InboxStore;
  readonly sendings: SendingStore;
  readonly webhooks: WebhookStore;
  readonly dispatches: Queue<Dispatch>;
  readonly noticeSecrets: NoticeSecrets;
  readonly config: {
    /** The sender of mail: none is sent where there is none. */
    readonly mailFrom?: string | undefined;
    readonly loopbackWebhooks?: boolean | undefined;
  };
  id(kind: IdKind): string;
}

export type NoticeAsk = Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch'>;

export interface After {
  readonly state: Subscription;
  readonly version: number;
}

/** How often a lost race is decided again: every command here is safe to. */
export const retries = 3;

/** What every route that changes a subscription does. */
export const conduct = (subscriptions: SubscriptionStore) => ({
  present: (sub: string, organisation: string) =>
    subscriptions.load(subscriptions.idOf(sub, organisation), { consistent: true }),

  async carryOut(
    id: string,
    command: SubscriptionCommand,
    as: ActingRole,
    { cause, claim, ifMatch }: NoticeAsk,
    answer: (after: After) => Answer,
  ): Promise<Answer> {
    const outcome = await subscriptions.handle(id, command, cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  },
});

/** @throws `mail-off` where the platform sends none */
export function checkMailOn({ mailFrom }: NoticeDeps['config']): void {
  if (mailFrom === undefined) throw new DomainError('rule', 'mail-off');
}
