import { derivedId } from '../../shared/kernel/id.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { type AggregateDeps, aggregateStore } from '../../shared/table/aggregate.ts';
import { webhooks } from './webhook.ts';

/** Under which an organisation's webhooks stand: one aggregate, as there are ten at most. */
export const webhooksId = (organisation: string): string =>
  derivedId('webhook', sha256(new TextEncoder().encode(`webhooks of ${organisation}`)));

export type WebhookStore = ReturnType<typeof webhookStore>;

export const webhookStore = (deps: AggregateDeps) => aggregateStore({ name: 'webhooks', decider: webhooks }, deps);
