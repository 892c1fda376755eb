import consent from './data/consent.json' with { type: 'json' };
import type { Notice } from './notice.ts';
import type { Delivery } from './sending.ts';
import { defaultSettings } from './settings.ts';
import type { Subscription } from './subscription.ts';
import { topicNames } from './topics.ts';
import type { Webhook } from './webhook.ts';
import { worded } from './wording.ts';

export function settingsView(state: Subscription, organisation: string) {
  const kept = state.status === 'none' ? undefined : state;
  const { email, request } = kept ?? {};
  return {
    organisation,
    ...(kept?.settings ?? defaultSettings),
    ...(email && { email }),
    ...(request && { pending: { address: request.address, expiresAt: request.expiresAt } }),
    consent,
    topicNames,
  };
}

/** A notice in both languages: it stands in codes. */
export function noticeView(notice: Notice, read: boolean) {
  const [zh, en] = [worded(notice, 'zh'), worded(notice, 'en')];
  const title = { zh: zh.title, en: en.title };
  return { ...notice, title, text: { zh: zh.text, en: en.text }, read };
}

export const webhookView = ({ id, url, topics, addedAt, previousUntil, disabled }: Webhook) => ({
  id,
  url,
  topics,
  addedAt,
  ...(previousUntil && { previousSecretUntil: previousUntil }),
  ...(disabled && { disabled }),
});

export const deliveryView = ({ id, type, state, createdAt, nextAt, attempts }: Delivery) => ({
  id,
  type,
  state,
  createdAt,
  ...(state === 'waiting' && { nextAt }),
  attempts,
});
