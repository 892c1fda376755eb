import type { PostPublished } from '../market/events.ts';
import type { EmailRequested } from './events.ts';
import type { NewPost } from './sending.ts';
import { sendingId } from './sending-store.ts';
import { type StreamedEvent, shards } from './store.ts';
import { type TellDeps, teller } from './tell.ts';
import { tellingOf, toldOf } from './telling.ts';
import { webhooksId } from './webhook-store.ts';

/** So many watchers of a shard are told by who hears of a post; more are told apart, shard by shard. */
const atOnce = 25;
/** What tens or hundreds are told of. */
const toMany = ['PostPublished', 'SessionReminderDue', 'TimetablePublished', 'MatchmakingCancelled', 'FollowUpDue'];

/**
 * What this context does when something happened, elsewhere or in itself: it tells those who asked. Told again by the same
 * event, late or beside itself, it does nothing more.
 */
export function noticesReactions(deps: TellDeps) {
  const { subscriptions, sendings, webhooks, dispatches } = deps;
  const tell = teller(deps);

  async function posted({ id, at, aggregateId, data }: StreamedEvent): Promise<void> {
    const newPost = newPostOf({ id, at, aggregateId, data: data as unknown as PostPublished['data'] });
    for (const shard of shards) {
      const told = await tell.watchers(newPost, shard, atOnce);
      if (!told) await dispatches.send({ dispatch: 'tell-watchers', shard, newPost });
    }
  }

  async function emailRequested({ id: event, aggregateId: subscription, at, data }: StreamedEvent): Promise<void> {
    const { request } = data as unknown as EmailRequested['data'];
    const id = sendingId(event, subscription);
    const waiting = { state: 'waiting', createdAt: at, nextAt: at, attempts: [] } as const;
    await sendings.add({ id, kind: 'confirmation', subscription, request, ...waiting });
    await dispatches.send({ dispatch: 'send', sending: id });
  }

  /** Whoever added a webhook hears that it was disabled, having asked for it or not. */
  async function adderOf(organisation: string, webhook: string): Promise<string | undefined> {
    const { state } = await webhooks.load(webhooksId(organisation), { consistent: true });
    return state.webhooks.find(({ id }) => id === webhook)?.by;
  }

  return {
    /** Nothing else of the stream waits until many are told. */
    isLong: ({ type }: Pick<StreamedEvent, 'type'>): boolean => toMany.includes(type),

    async react(event: StreamedEvent): Promise<void> {
      const { id, at, aggregateId, type, data } = event;
      if (type === 'PostPublished') await posted(event);
      if (event.aggregate === 'subscription' && type === 'EmailRequested') await emailRequested(event);
      const row = toldOf(type);
      if (row === undefined) return;
      const first = row.needsFirst ? await subscriptions.beginningOf(aggregateId) : undefined;
      for (const told of tellingOf(type, { id, aggregateId, data }, first)) {
        const webhook = type === 'WebhookDisabled' ? (data.webhook as string) : undefined;
        const always = webhook === undefined ? undefined : await adderOf(told.organisation, webhook);
        await tell.organisation(told, { id, at }, always);
      }
    },
  };
}

type Published = Pick<StreamedEvent, 'id' | 'at' | 'aggregateId'> & { readonly data: PostPublished['data'] };

function newPostOf({ id, at, aggregateId, data: { poster, terms } }: Published): NewPost {
  const { kind, side, subject, place } = terms;
  return { id, at, aggregateId, poster: poster.id, post: { kind, side, subject, division: place.division } };
}
