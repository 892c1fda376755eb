import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { buildDeps, type Deps } from '../../functions/deps.ts';
import { worker } from '../../functions/jobs.ts';
import { noticesReactions } from '../../functions/notices/on.ts';
import type { Senders } from '../../functions/notices/send.ts';
import type { Adapters } from '../../functions/platform.ts';
import { tick } from '../../functions/tick.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { addDuration, instant, millis } from '../../shared/kernel/time.ts';
import type { Mail } from '../../shared/ports/mail.ts';
import type { Posting, PostingOutcome } from '../../shared/ports/webhooks.ts';
import { putItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { allEvents } from '../../shared/table/log.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import { type Reply, type TestApp, testApp } from '../support/app.ts';
import { type Party, party } from '../support/world.ts';

/** The world outside, in memory. */
export interface Outside extends Senders {
  readonly mails: Mail[];
  readonly postings: (Posting & { readonly at: number })[];
  /** What happens to the next mails and deliveries. */
  faults: { mail?: () => unknown; webhook?: (posting: Posting) => PostingOutcome };
}

export interface World extends TestApp {
  readonly outside: Outside;
}

const config = { operators: ['operator'], supervisors: ['supervisor'], operatorAffiliates: [] };

export async function world(overrides: Partial<Adapters> = {}): Promise<World> {
  const mail = { mailFrom: 'notice@jicai.example', loopbackWebhooks: true };
  const t = await testApp({ config: { ...config, ...mail }, ...overrides });
  const mails: Mail[] = [];
  const postings: Outside['postings'] = [];
  const outside: Outside = {
    mails,
    postings,
    faults: {},
    mailer: {
      async send(mail) {
        await outside.faults.mail?.();
        mails.push(mail);
      },
    },
    poster: {
      async post(posting) {
        postings.push({ ...posting, at: t.clock.now });
        return outside.faults.webhook?.(posting) ?? { status: 204 };
      },
    },
    origin: () => 'https://api.jicai.example',
  };
  return { ...t, outside };
}

/** Carries out what is to be sent, as `work` does. */
export async function send(t: World, deps: Deps = t.deps): Promise<void> {
  const carryOut = worker(deps, t.outside);
  for (let message = t.dispatches.shift(); message !== undefined; message = t.dispatches.shift()) {
    await carryOut(message);
  }
}

/** Moves the clock, minute by minute where asked, and does what has come due. */
export async function pass(t: World, duration: string): Promise<void> {
  t.clock.now = millis(addDuration(instant(t.clock.now), duration));
  await tick(t.deps);
  await send(t);
}

export async function react(t: World, event: StreamedEvent, deps: Deps = t.deps): Promise<void> {
  await noticesReactions(deps).react(event);
}

/** What happened to an aggregate, as the stream tells it. */
export async function eventsOf({ db }: World, aggregate: string, id: string): Promise<StreamedEvent[]> {
  return (await allEvents(db, id)).map(({ json }) => {
    const { seq, at, type, v, data } = JSON.parse(json);
    return { id: `${id}/${seq}`, aggregate, aggregateId: id, seq, at, type, v, data };
  });
}

/** An event of a context that is not at hand here, kept in the table as its own would be. */
export async function happened(
  { db, clock }: World,
  aggregateId: string,
  seq: number,
  type: string,
  data: object,
): Promise<StreamedEvent> {
  const event = { seq, at: instant(clock.now), type, v: 1, data: data as JsonObject };
  await putItem(db, keys.event(aggregateId, seq), { kind: 'test', json: JSON.stringify(event), hash: '' });
  return { id: `${aggregateId}/${seq}`, aggregate: 'test', aggregateId, ...event };
}

export async function settings(t: World, who: Party, body: object): Promise<Reply> {
  const answer = await t.call('PUT', '/v1/notification-settings', body, { as: who.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer;
}

export const inbox = async (t: World, sub: string, query = ''): Promise<Reply['body']['items']> => {
  const answer = await t.call('GET', `/v1/inbox${query}`, undefined, { as: sub });
  expect(answer.status).toBe(200);
  return answer.body.items;
};

/** Asks for mail and confirms the address by the code that was sent there. */
export async function confirmed(t: World, who: Party, address: string): Promise<void> {
  const path = '/v1/notification-settings/email';
  const given = await t.call('POST', path, { address, consent: '1' }, { as: who.sub });
  expect(given.status, JSON.stringify(given.body)).toBe(202);
  await tellOfSubscription(t, who);
  const code = t.outside.mails.at(-1)?.text.match(/\d{6}/)?.[0];
  const answer = await t.call('POST', `${path}/confirmation`, { code }, { as: who.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

/** Lets the context react to what happened to somebody's subscription. */
export async function tellOfSubscription(t: World, who: Party): Promise<void> {
  for (const event of await eventsOf(t, 'subscription', subscriptionOf(t, who))) await react(t, event);
  await send(t);
}

export const subscriptionOf = ({ deps }: World, { sub, id }: Party): string => deps.subscriptions.idOf(sub, id);

export const two = async (t: World): Promise<readonly [Party, Party]> => [
  await party(t.call, 1, 'buyer'),
  await party(t.call, 2, 'supplier'),
];

export const rebuilt = (t: World, db: World['db']): Promise<Deps> => buildDeps({ ...t.deps, db });

let counter = 0;
/** An id of the right form. */
export const someId = (prefix: string): string => {
  counter += 1;
  return `${prefix}_01952000-0000-7000-8000-${String(counter).padStart(12, '0')}`;
};

export const matchesKept = (poster: Party, post: string, count = 2) => ({
  post,
  poster: { id: poster.id, name: poster.name },
  kind: 'demand',
  subject: 'steel.rebar',
  found: Array.from({ length: count }, () => ({ post: someId('pst'), version: 1, score: '87/1' })),
  gone: [],
  at: '2026-03-02T01:00:00.000Z',
});

export const enquiryOpened = (buyer: Party, supplier: Party, post: string) => ({
  post,
  kind: 'supply',
  subject: 'steel.rebar',
  parties: {
    buyer: { id: buyer.id, name: buyer.name, uscc: 'x' },
    supplier: { id: supplier.id, name: supplier.name, uscc: 'y' },
  },
  by: buyer.id,
  message: someId('msg'),
  openedAt: '2026-03-02T01:00:00.000Z',
});

export const outcome = ({ status, body }: { status: number; body: { code?: string } }) => [status, body?.code];

/** Whether one of the signatures is made with this secret. */
export function signedBy(secret: string, { headers, body }: Pick<Posting, 'headers' | 'body'>): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return headers['webhook-signature']?.split(' ').includes(signature) ?? false;
}
