import type { Router } from '../../shared/http/router.ts';
import { inboxStore } from '../notices/inbox-store.ts';
import { noticeRoutes } from '../notices/routes.ts';
import { noticeSecrets } from '../notices/secrets.ts';
import { sendingStore } from '../notices/sending-store.ts';
import { subscriptionStore } from '../notices/store.ts';
import { webhookStore } from '../notices/webhook-store.ts';
import type { Platform } from '../platform.ts';
import { answer } from './answer.ts';

export const stores = ({ aggregates, db, noticeMac }: Platform) => ({
  subscriptions: subscriptionStore(aggregates),
  inboxes: inboxStore(db),
  sendings: sendingStore(db),
  webhooks: webhookStore(aggregates),
  noticeSecrets: noticeSecrets(noticeMac),
});

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [noticeRoutes]);
}
