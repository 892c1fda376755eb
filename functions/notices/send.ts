import { DomainError } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant, instant, millis } from '../../shared/kernel/time.ts';
import type { Log } from '../../shared/log.ts';
import { type Mailer, MailRefused } from '../../shared/ports/mail.ts';
import { signedHeaders } from '../../shared/ports/webhook-signature.ts';
import type { PostingOutcome, WebhookPoster } from '../../shared/ports/webhooks.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { nextTry } from './backoff.ts';
import { outOfQuiet } from './hours.ts';
import type { NoticeSecrets } from './secrets.ts';
import { type Delivery, type Dispatch, isReady, type Sending, tried } from './sending.ts';
import type { KeptSending } from './sending-store.ts';
import { type Kept, mailedTo } from './subscription.ts';
import { mayStillBeTold, type TellDeps, teller } from './tell.ts';
import { signingSecrets, type Webhook } from './webhook.ts';
import { webhooksId } from './webhook-store.ts';
import { codeMail, mailOf } from './wording.ts';

/** What reaches the world outside: `work` alone has it. */
export interface Senders {
  readonly mailer: Mailer;
  readonly poster: WebhookPoster;
  /** Where links in mails lead. */
  origin(): string;
}

export interface SendDeps extends TellDeps {
  readonly log: Log;
  readonly noticeSecrets: NoticeSecrets;
}

type Mail = Extract<Sending, { readonly kind: 'mail' | 'confirmation' }>;
type Of<K extends Sending['kind']> = KeptSending<Extract<Sending, { readonly kind: K }>>;

/** Longer than a try may take. */
const lease = 'PT2M';
/** The queue may be long: until then the clock does not ask again. */
const askedAgainAfter = 'PT10M';
const gone = 410;
const by = { actor: { kind: 'system', process: 'work' }, as: 'system' } as const;
const retries = 3;

/**
 * Sends what is ready (发送): one worker at a time holds a lease on it, and what failed is tried again later. What it is for
 * is looked at just before: whoever may no longer be told, or no longer wants to be, is sent nothing.
 */
export function sender(deps: SendDeps, { mailer, poster, origin }: Senders) {
  const { sendings, subscriptions, webhooks, noticeSecrets, now } = deps;
  const time = (): Instant => instant(now());

  async function send(id: string): Promise<void> {
    const found = await sendings.load(id);
    if (found === undefined || !isReady(found.sending, time())) return;
    const { sending } = found;
    if (sending.kind === 'webhook') return toWebhook({ ...found, sending });
    const { state } = await subscriptions.load(sending.subscription, { consistent: true });
    if (state.status === 'none') return drop(found);
    if (sending.kind === 'confirmation') return confirmation({ ...found, sending }, state);
    return mail({ ...found, sending }, state);
  }

  async function drop({ sending, ...kept }: KeptSending): Promise<void> {
    await sendings.change({ sending, ...kept }, { ...sending, state: 'dropped' });
  }

  /** Nobody else is at it for a while; should the worker die, the clock asks again when that is over. */
  function held<S extends Sending>(kept: KeptSending<S>): Promise<KeptSending<S> | undefined> {
    const { askedAgainAt: _, ...sending } = kept.sending;
    return sendings.change<S>(kept, { ...sending, leasedUntil: addDuration(time(), lease) } as unknown as S);
  }

  /** It failed: it is sent again later, or given up. */
  async function failed<S extends Sending>(
    kept: KeptSending<S>,
    outcome: string,
    again: { readonly retryAfter?: number | undefined; readonly never?: boolean } = {},
  ): Promise<'later' | 'given-up'> {
    const at = time();
    const { sending } = kept;
    const tries = sending.attempts.length + 1;
    const next = again.never ? undefined : nextTry(tries, at, jitterOf(sending.id, tries), again.retryAfter);
    const state = next === undefined ? 'given-up' : 'waiting';
    deps.log.error('sending', { kind: sending.kind, sending: sending.id, outcome, tries, state });
    await sendings.change(kept, tried<Sending>(sending, { at, outcome }, { state, nextAt: next ?? at }));
    return next === undefined ? 'given-up' : 'later';
  }

  async function mail(kept: Of<'mail'>, state: Kept): Promise<void> {
    const { sending } = kept;
    const { settings } = state;
    const nextAt = outOfQuiet(time(), settings.quietHours);
    if (nextAt > time()) return void (await sendings.change(kept, { ...sending, nextAt }));
    const mine = await held(kept);
    if (mine === undefined) return;
    const waiting = await sendings.waitingIn(sending.id);
    const to = mailedTo(state)?.address;
    const wanted = waiting.filter(({ topic }) => settings.topics[topic]?.email);
    if (to !== undefined && wanted.length > 0 && (await mayStillBeTold(deps, state))) {
      const unsubscribe = `${origin()}/v1/unsubscriptions?token=${noticeSecrets.unsubscribeToken(sending.subscription)}`;
      const written = mailOf(wanted, settings.language, { origin: origin(), unsubscribe });
      if (!(await mailed(mine, { id: sending.id, to, ...written, unsubscribe }))) return;
    }
    await sendings.mailSent(mine, waiting);
  }

  async function confirmation(kept: Of<'confirmation'>, { request, settings }: Kept): Promise<void> {
    const { sending } = kept;
    if (request?.id !== sending.request || time() >= request.expiresAt) return drop(kept);
    const mine = await held(kept);
    if (mine === undefined) return;
    const code = noticeSecrets.emailCode(request.id, request.address);
    const { subject, text } = codeMail(code, settings.language);
    if (!(await mailed(mine, { id: sending.id, to: request.address, subject, text }))) return;
    const sent = tried<Sending>(mine.sending, { at: time(), outcome: 'sent' }, { state: 'sent', nextAt: time() });
    await sendings.change(mine, sent);
  }

  /** Whether it was taken; mail to an address that is given up ends until it is confirmed again. */
  async function mailed(kept: KeptSending<Mail>, letter: Parameters<Mailer['send']>[0]): Promise<boolean> {
    try {
      await mailer.send(letter);
      return true;
    } catch (error) {
      const never = error instanceof MailRefused;
      const { kind, subscription } = kept.sending;
      const outcome = await failed(kept, never ? 'refused' : 'failed', { never });
      if (outcome === 'given-up' && kind === 'mail') {
        const at = time();
        await subscriptions.handle(subscription, { type: 'failEmail', at }, { ...by, at }, { retries });
      }
      return false;
    }
  }

  async function toWebhook(kept: KeptSending<Delivery>): Promise<void> {
    const { organisation, webhook: id } = kept.sending;
    const { state } = await webhooks.load(webhooksId(organisation), { consistent: true });
    const webhook = state.webhooks.find((each) => each.id === id);
    if (webhook === undefined || webhook.disabled !== undefined) return drop(kept);
    if (!(await deps.isVerified(organisation))) return drop(kept);
    const mine = await held(kept);
    if (mine === undefined) return;
    const outcome = await posted(mine.sending, webhook);
    const { sending } = mine;
    const at = time();
    if ('status' in outcome && outcome.status >= 200 && outcome.status < 300) {
      const sent = tried<Sending>(sending, { at, outcome: String(outcome.status) }, { state: 'sent', nextAt: at });
      await sendings.change(mine, sent);
      return sendings.taken(id, at);
    }
    const never = 'status' in outcome && outcome.status === gone;
    const text = 'status' in outcome ? String(outcome.status) : outcome.fault;
    const retryAfter = 'status' in outcome ? outcome.retryAfter : undefined;
    // Before the last try is booked: a worker that dies between the two comes back to it.
    const last = never || nextTry(sending.attempts.length + 1, at, 0) === undefined;
    if (last && (never || !(await tookSince(id, sending.createdAt)))) {
      const command = { type: 'disableWebhook', at, webhook: id, reason: never ? 'gone' : 'failing' } as const;
      await webhooks.handle(webhooksId(organisation), command, { ...by, at }, { retries }).catch(unlessRemoved);
    }
    await failed(mine, text, { retryAfter, never });
  }

  const tookSince = async (webhook: string, at: Instant): Promise<boolean> => {
    const taken = await sendings.lastTaken(webhook);
    return taken !== undefined && taken >= at;
  };

  function posted({ id, body }: Delivery, webhook: Webhook): Promise<PostingOutcome> {
    const at = time();
    const secrets = signingSecrets(webhook, at).map((secret) => noticeSecrets.webhookSecret(webhook.id, secret));
    const seconds = Math.floor(millis(at) / 1000);
    return poster.post({ url: webhook.url, body, headers: signedHeaders({ id, seconds, body }, secrets) });
  }

  const tell = teller(deps);
  return async (message: Dispatch): Promise<void> => {
    if (message.dispatch === 'send') return send(message.sending);
    await tell.watchers(message.newPost, message.shard);
  };
}

/** From 0 to 99, the same for the same try: no two deliveries are tried again together. */
const jitterOf = (id: string, tries: number): number =>
  Number.parseInt(sha256Hex(`${id} ${tries}`).slice(0, 8), 16) % 100;

function unlessRemoved(error: unknown): void {
  if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
}

/** For the clock: what is due is asked of `work`, and asked again after a while until it is done. */
export async function remind(
  { sendings, dispatches, now }: Pick<SendDeps, 'sendings' | 'dispatches' | 'now'>,
  id: string,
): Promise<void> {
  const at = instant(now());
  const kept = await sendings.load(id);
  if (kept === undefined || !isReady(kept.sending, at)) return;
  const asked = await sendings.change<Sending>(kept, {
    ...kept.sending,
    askedAgainAt: addDuration(at, askedAgainAfter),
  });
  if (asked !== undefined) await dispatches.send({ dispatch: 'send', sending: id });
}
