import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { CeremonyKeyStore } from './ceremony-key-store.ts';
import { awaitedOf, callsForShares } from './share-call.ts';
import { type ShareCallStore, shareCallId } from './share-call-store.ts';
import type { TenderStore } from './store.ts';

export interface ShareCallDeps {
  readonly tenders: Pick<TenderStore, 'load'>;
  readonly ceremonyKeys: Pick<CeremonyKeyStore, 'find'>;
  readonly shareCalls: ShareCallStore;
  now(): number;
}

/**
 * Calls those for their shares (催交份额) whom a tender waits for since this event, in the inbox of the organisation for which
 * they registered their keys; whoever registered for none has no inbox. Again by the same event it does nothing more.
 */
export async function callForShares(
  { tenders, ceremonyKeys, shareCalls, now }: ShareCallDeps,
  event: { readonly id: string; readonly aggregateId: string; readonly type: string; readonly at: Instant },
): Promise<void> {
  if (!(event.type in callsForShares)) return;
  const { aggregateId: tender } = event;
  const { state } = await tenders.load(tender, { consistent: true });
  const reason = callsForShares[event.type as keyof typeof callsForShares];
  const awaited = awaitedOf(state, reason, instant(now()));
  if (state.status === 'none' || awaited.length === 0) return;
  const recipients = [];
  for (const user of awaited) {
    const organisation = (await ceremonyKeys.find(user))?.organisation;
    if (organisation !== undefined) recipients.push({ organisation, user });
  }
  if (recipients.length === 0) return;
  const call = { tender, title: state.draft.title, reason, recipients };
  const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at: event.at } as const;
  await shareCalls.handle(shareCallId(event.id), { type: 'callForShares', call }, cause, { retries: 2 });
}
