import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import { mayBeTold, type Whose } from './access.ts';
import { sendAt } from './hours.ts';
import type { InboxStore } from './inbox-store.ts';
import { type Draft, type Notice, timedId } from './notice.ts';
import type { Delivery, Dispatch, NewPost } from './sending.ts';
import { type SendingStore, sendingId } from './sending-store.ts';
import type { Subscriber, SubscriptionStore } from './store.ts';
import type { Told } from './telling.ts';
import { letsThrough, scopeOf } from './watch.ts';
import { type WebhookStore, webhooksId } from './webhook-store.ts';

export interface TellDeps {
  readonly subscriptions: SubscriptionStore;
  readonly inboxes: InboxStore;
  readonly sendings: SendingStore;
  readonly webhooks: WebhookStore;
  readonly dispatches: Queue<Dispatch>;
  /** What somebody may do now for an organisation. @throws where they may nothing */
  actorNow(sub: string, organisation: string): Promise<Actor>;
  /** Whether an organisation is verified now. */
  isVerified(organisation: string): Promise<boolean>;
  /** Under which events know a user. */
  pseudonym(sub: string): string;
  now(): number;
}

/** The event that is told of. */
export interface Source {
  readonly id: string;
  readonly at: Instant;
}

const atATime = 100;
const tries = 5;

/**
 * Tells those who asked: whoever may still act for the organisation, once however often the event comes. The inbox is written
 * together with the mail that it goes into; systems are told by a delivery of its own to each.
 */
export function teller(deps: TellDeps) {
  const { subscriptions, inboxes, sendings, webhooks, dispatches, now } = deps;

  /** Of somebody who asked elsewhere only the pseudonym is known: the inbox looks again when it is opened. */
  const mayHear = ({ sub, organisation }: Recipient): Promise<boolean> =>
    sub === undefined ? deps.isVerified(organisation) : mayStillBeTold(deps, { sub, organisation });

  async function tellOne(subscriber: Recipient, notice: Notice): Promise<void> {
    if (!(await mayHear(subscriber))) return;
    const { id, topics, digest, quietHours, mailed } = subscriber;
    for (let left = tries; left > 0; left -= 1) {
      const at = instant(now());
      const time = mailed && topics[notice.topic]?.email ? sendAt(at, digest, quietHours) : undefined;
      if (await inboxes.tell(id, notice, at, time)) return;
    }
    throw new DomainError('unavailable', 'try-again');
  }

  async function tellSystems(organisation: string, notice: Notice): Promise<void> {
    const { webhooks: all } = (await webhooks.load(webhooksId(organisation))).state;
    const asked = all.filter(({ topics, disabled }) => disabled === undefined && topics.includes(notice.topic));
    if (asked.length === 0 || !(await deps.isVerified(organisation))) return;
    const at = instant(now());
    for (const { id: webhook } of asked) {
      const sending = deliveryOf(notice, organisation, webhook, at);
      await sendings.add(sending);
      await dispatches.send({ dispatch: 'send', sending: sending.id });
    }
  }

  return {
    /**
     * Those of an organisation who asked for the topic, and who `always` hears of it; or the one user who asked for this very
     * thing, whatever it asked for besides.
     */
    async organisation({ organisation, user, ...draft }: Told, source: Source, always?: string): Promise<void> {
      const notice = noticeOf(draft, source);
      const all = await subscriptions.ofOrganisation(organisation);
      const asked = user === undefined ? all.filter(({ topics }) => topics[draft.topic] !== undefined) : [];
      const one = user ?? (always === undefined ? undefined : deps.pseudonym(always));
      const id = one === undefined ? undefined : subscriptions.idOfUser(one, organisation);
      const also: readonly Recipient[] =
        id === undefined || asked.some((each) => each.id === id)
          ? []
          : [all.find((each) => each.id === id) ?? unsubscribed(id, organisation)];
      for (const recipient of [...asked, ...also]) await tellOne(recipient, notice);
      await tellSystems(organisation, notice);
    },

    /** Those who watch for such a post, of one shard; false, and nobody told, where they are more than `most`. */
    async watchers(newPost: NewPost, shard: number, most = Number.POSITIVE_INFINITY): Promise<boolean> {
      const { aggregateId, poster, post } = newPost;
      const { kind, subject } = post;
      const notice = noticeOf(newPostDraft(`/v1/posts/${aggregateId}`, { kind, subject }), newPost);
      let cursor: string | undefined;
      do {
        const request = { limit: Math.min(most, atATime), cursor };
        const page = await subscriptions.watchers(scopeOf(kind, subject), shard, request);
        if (page.next !== null && most < atATime) return false;
        for (const watcher of page.items) {
          if (watcher.organisation === poster || !letsThrough(watcher.narrows, post)) continue;
          await tellOne(watcher, notice);
          await tellSystems(watcher.organisation, notice);
        }
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return true;
    },
  };
}

/** Who is told: of one who has no settings the pseudonym alone is known. */
type Recipient = Omit<Subscriber, 'sub'> & { readonly sub?: string };

const unsubscribed = (id: string, organisation: string): Recipient => ({
  id,
  organisation,
  topics: {},
  digest: { mode: 'at-once' },
  mailed: false,
});

/** Whether somebody may act for an organisation now, and the organisation on the platform. */
export async function mayStillBeTold(
  { actorNow }: Pick<TellDeps, 'actorNow'>,
  { sub, organisation }: Whose,
): Promise<boolean> {
  try {
    mayBeTold(await actorNow(sub, organisation));
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'forbidden') return false;
    throw error;
  }
}

const drafted =
  (topic: Draft['topic'], code: string) =>
  (link: string, params: Draft['params'] = {}): Draft => ({ topic, code, params, link });
const newPostDraft = drafted('new-posts', 'post-published');
/** A test of a webhook. */
export const pingDraft = drafted('webhooks', 'ping');

export const noticeOf = (draft: Draft, { id, at }: Source): Notice => ({
  id: timedId('notice', at, `${id} ${draft.code} ${draft.link}`),
  ...draft,
  at,
});

/** A delivery of a notice to a webhook: what it says is in codes, and where to read it. */
export function deliveryOf(
  notice: Notice,
  organisation: string,
  webhook: string,
  at: Instant,
  id = sendingId(notice.id, webhook),
): Delivery {
  const type = `${notice.topic}.${notice.code}`.replaceAll('-', '_');
  const { at: timestamp, ...data } = notice;
  const body = JSON.stringify({ type, timestamp, data: { ...data, organisation } });
  const state = 'waiting';
  return { id, kind: 'webhook', organisation, webhook, type, body, state, createdAt: at, nextAt: at, attempts: [] };
}
