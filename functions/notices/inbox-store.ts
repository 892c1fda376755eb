import {
  addDuration,
  addMonths,
  dayOf,
  type Instant,
  millis,
  monthOf,
  monthsBetween,
} from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem, putItem, writeTogether } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { monthOfId, type Notice } from './notice.ts';
import { mailed } from './sending-store.ts';

/** A notice in somebody's inbox (站内信). */
export interface InboxItem {
  readonly notice: Notice;
  readonly toldAt: Instant;
  readonly readAt?: Instant;
}

interface Mark {
  readonly upTo: string;
  readonly at: Instant;
}

/** How long a notice is kept. */
const kept = 'P180D';
const monthsKept = 6;

const keyOf = (subscription: string, notice: string) => ({
  pk: keys.inbox(subscription, monthOfId(notice)),
  sk: notice,
});

export type InboxStore = ReturnType<typeof inboxStore>;

/** What everybody was told, by subscription and month, an item a notice. */
export function inboxStore(db: Db) {
  const markOf = async (subscription: string): Promise<Mark | undefined> =>
    (await getItem(db, keys.inboxMark(subscription), { consistent: true }))?.mark as Mark | undefined;

  const itemOf = (inbox: InboxItem) => ({
    inbox,
    expiresAt: Math.ceil(millis(addDuration(inbox.toldAt, kept)) / 1000),
  });

  /** What was told after the mark was set is unread, however long before it happened. */
  const isRead = ({ notice, toldAt, readAt }: InboxItem, mark: Mark | undefined): boolean =>
    readAt !== undefined || (mark !== undefined && notice.id <= mark.upTo && toldAt <= mark.at);

  return {
    /**
     * Puts a notice into an inbox, and into the mail of `sendAt` where there is one, both or neither, and once however often
     * it comes. False when another was at the same mail: then it is to be put again.
     */
    async tell(subscription: string, notice: Notice, at: Instant, sendAt: Instant | undefined): Promise<boolean> {
      const key = keyOf(subscription, notice.id);
      const Item = { ...key, ...itemOf({ notice, toldAt: at }) };
      const put = { Put: { TableName: db.main, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
      const mail = sendAt === undefined ? [] : mailed(db, subscription, notice, sendAt, at);
      if (await writeTogether(db, [put, ...mail])) return true;
      return (await getItem(db, key, { consistent: true })) !== undefined;
    },

    /** A page, newest first. */
    async list(
      subscription: string,
      at: Instant,
      unread: boolean,
      request: PageRequest,
    ): Promise<Page<InboxItem & { readonly read: boolean }>> {
      const mark = await markOf(subscription);
      const month = monthOf(dayOf(at));
      const months = monthsBetween(addMonths(month, -monthsKept), month).toReversed();
      return listPage(db, request, {
        partitions: months.map((each) => keys.inbox(subscription, each)),
        descending: true,
        consistent: true,
        pick: (item) => {
          const inbox = item.inbox as InboxItem;
          if ((item.expiresAt as number) * 1000 <= millis(at)) return undefined;
          const read = isRead(inbox, mark);
          return unread && read ? undefined : { ...inbox, read };
        },
      });
    },

    /** False when there is none. */
    async read(subscription: string, notice: string, at: Instant): Promise<boolean> {
      const key = keyOf(subscription, notice);
      const inbox = (await getItem(db, key, { consistent: true }))?.inbox as InboxItem | undefined;
      if (inbox === undefined) return false;
      if (inbox.readAt === undefined) await putItem(db, key, itemOf({ ...inbox, readAt: at }));
      return true;
    },

    /** Marks as read what stands up to a notice; a mark never goes back. False when there is no such notice. */
    async readUpTo(subscription: string, upTo: string, at: Instant): Promise<boolean> {
      if ((await getItem(db, keyOf(subscription, upTo), { consistent: true })) === undefined) return false;
      const before = await markOf(subscription);
      if (before === undefined || before.upTo <= upTo) {
        await putItem(db, keys.inboxMark(subscription), { mark: { upTo, at } });
      }
      return true;
    },
  };
}
