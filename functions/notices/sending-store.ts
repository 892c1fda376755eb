import { DomainError } from '../../shared/kernel/errors.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { addDuration, addMonths, dayOf, type Instant, millis, monthOf } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import type { Db } from '../../shared/table/client.ts';
import type { TransactItem } from '../../shared/table/faults.ts';
import { deleteItem, getItem, putItem, replaceItem, writeTogether } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import type { Notice } from './notice.ts';
import { type Delivery, lookedAtAgain, type Sending } from './sending.ts';

export interface KeptSending<S extends Sending = Sending> {
  readonly sending: S;
  readonly version: number;
}

/** How long what was sent, or given up, can be looked at. */
const kept = 'P30D';
const transactionLimit = 100;

const expiry = (at: Instant): number => Math.ceil(millis(addDuration(at, kept)) / 1000);
const idOf = (text: string): string => derivedId('sending', sha256(new TextEncoder().encode(text)));

/** The id of what one cause sends to one receiver. */
export const sendingId = (cause: string, receiver: string): string => idOf(`${cause} to ${receiver}`);

/** A notice as one of the mail that is sent at that time, which begins with its first. */
export function mailed(db: Db, subscription: string, notice: Notice, sendAt: Instant, at: Instant): TransactItem[] {
  const id = sendingId(sendAt, subscription);
  const begun: Sending = {
    id,
    kind: 'mail',
    subscription,
    state: 'waiting',
    createdAt: at,
    nextAt: sendAt,
    attempts: [],
  };
  const entry = { ...keys.mailEntry(id, notice.id), notice, expiresAt: expiry(sendAt) };
  return [
    { Put: { TableName: db.main, Item: entry } },
    {
      Update: {
        TableName: db.main,
        Key: keys.sending(id),
        UpdateExpression:
          'SET sending = if_not_exists(sending, :begun), dueShard = :shard, dueAt = if_not_exists(dueAt, :sendAt), expiresAt = :expires ADD version :one',
        ExpressionAttributeValues: {
          ':begun': JSON.stringify(begun),
          ':shard': keys.dueShard(id),
          ':sendAt': sendAt,
          ':expires': expiry(sendAt),
          ':one': 1,
        },
      },
    },
  ];
}

export type SendingStore = ReturnType<typeof sendingStore>;

/** What is to be sent, an item each, which the clock finds when it is due. */
export function sendingStore(db: Db) {
  const itemOf = (sending: Sending, version: number) => {
    const dueAt = lookedAtAgain(sending);
    return {
      sending: JSON.stringify(sending),
      version,
      expiresAt: expiry(dueAt ?? sending.nextAt),
      ...(dueAt === undefined ? {} : { dueShard: keys.dueShard(sending.id), dueAt }),
    };
  };

  async function load(id: string): Promise<KeptSending | undefined> {
    const item = await getItem(db, keys.sending(id), { consistent: true });
    if (item?.sending === undefined) return undefined;
    return { sending: JSON.parse(item.sending as string) as Sending, version: item.version as number };
  }

  return {
    load,

    /** Keeps something to be sent, once, and with it its place in the list of a webhook. */
    async add(sending: Sending): Promise<void> {
      const Item = { ...keys.sending(sending.id), ...itemOf(sending, 1) };
      const put = { Put: { TableName: db.main, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
      if (await writeTogether(db, [put, ...listed(sending)])) return;
      if ((await load(sending.id)) === undefined) throw new DomainError('conflict', 'concurrent-change');
    },

    /** What it is now; undefined when another changed it first. */
    async change<S extends Sending>({ version }: KeptSending, sending: S): Promise<KeptSending<S> | undefined> {
      const next = { sending, version: version + 1 };
      const won = await replaceItem(db, keys.sending(sending.id), itemOf(sending, next.version), version);
      return won ? next : undefined;
    },

    /** The notices that wait in a mail, oldest first. */
    async waitingIn(id: string): Promise<readonly Notice[]> {
      return (await listAll(db, id, keys.mailEntryPrefix)).map((item) => item.notice as Notice);
    },

    /** These notices are sent; the mail is over unless another came while it was sent, which the clock then finds. */
    async mailSent({ sending, version }: KeptSending, sent: readonly Notice[]): Promise<void> {
      for (let from = 0; from < sent.length; from += transactionLimit) {
        const gone = sent.slice(from, from + transactionLimit).map(({ id }) => ({
          Delete: { TableName: db.main, Key: keys.mailEntry(sending.id, id) },
        }));
        if (!(await writeTogether(db, gone))) throw new Error('what was sent still waits');
      }
      await deleteItem(db, keys.sending(sending.id), version);
    },

    /** What was sent to a webhook within the last month, newest first, as it now stands. */
    async ofWebhook(webhook: string, at: Instant, request: PageRequest): Promise<Page<Delivery>> {
      const month = monthOf(dayOf(at));
      const page = await listPage(db, request, {
        partitions: [month, addMonths(month, -1)].map((each) => keys.webhookSendings(webhook, each)),
        descending: true,
        pick: ({ of }) => of as string,
      });
      const found = await Promise.all(page.items.map(load));
      return { ...page, items: found.flatMap((each) => (each?.sending.kind === 'webhook' ? [each.sending] : [])) };
    },

    /** When a webhook last took something. */
    async lastTaken(webhook: string): Promise<Instant | undefined> {
      return (await getItem(db, keys.webhookHealth(webhook)))?.takenAt as Instant | undefined;
    },

    taken: (webhook: string, takenAt: Instant): Promise<void> => putItem(db, keys.webhookHealth(webhook), { takenAt }),
  };

  function listed(sending: Sending): TransactItem[] {
    if (sending.kind !== 'webhook') return [];
    const { id, webhook, createdAt } = sending;
    const pk = keys.webhookSendings(webhook, monthOf(dayOf(createdAt)));
    const Item = { pk, sk: `${createdAt}#${id}`, of: id, expiresAt: expiry(createdAt) };
    return [{ Put: { TableName: db.main, Item } }];
  }
}
