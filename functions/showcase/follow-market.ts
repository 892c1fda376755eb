import { money } from '../../shared/kernel/money.ts';
import { addDays, dayOf } from '../../shared/kernel/time.ts';
import type { QuoteAccepted } from '../market/events.ts';
import type { OrganisationVerified } from '../organisations/events.ts';
import { orderAmount } from './gains.ts';
import { isOfPosts, postOf } from './heard-post.ts';
import type { HeardPostStore } from './heard-post-store.ts';
import { answersUntilDay } from './intent.ts';
import type { IntentStore } from './intent-store.ts';
import { registrationId } from './matchmaking-ids.ts';
import type { MatchmakingStore, StreamedEvent } from './matchmaking-store.ts';
import { startOf } from './matchmaking-terms.ts';

import type { RegistrationStore } from './registration-store.ts';

export interface FollowMarketDeps {
  readonly matchmakings: MatchmakingStore;
  readonly registrations: RegistrationStore;
  readonly intents: IntentStore;
  readonly heardPosts: HeardPostStore;
}

/** A lost race is decided again: the parties' own changes may come between. */
const retries = 3;

/**
 * What face-to-face events do when something happened elsewhere: they hear of posts and of their kept matches, count
 * the orders of firms that recorded an intent, and let go of firms whose verification is taken away. All of it can be
 * told again, late and in any order.
 */
export function marketFollowing({ matchmakings, registrations, intents, heardPosts }: FollowMarketDeps) {
  const causeAt = (at: string) => ({ actor: { kind: 'system', process: 'stream' }, as: 'system', at }) as const;

  /** The order counts once, for the oldest intent of the two of those goods, else for the oldest. */
  async function ordered({ quote, parties, terms, acceptedAt }: QuoteAccepted['data'], at: string): Promise<void> {
    const ids = await intents.between(parties.buyer.id, parties.supplier.id);
    const all = await Promise.all(ids.map((id) => intents.load(id, { consistent: true })));
    const day = dayOf(acceptedAt);
    const after = all.flatMap(({ id, state }) =>
      state.status !== 'none' && day >= state.heldOn && day < addDays(state.heldOn, answersUntilDay)
        ? [{ id, state }]
        : [],
    );
    if (after.some(({ state }) => state.orders.some((order) => order.quote === quote))) return;
    const open = after.filter(({ state }) => state.status !== 'declined');
    const counted = open.find(({ state }) => state.terms.subject === terms.subject) ?? open[0];
    if (counted === undefined) return;
    const order = { quote, amount: money(orderAmount(terms)), at: acceptedAt };
    await intents.handle(counted.id, { type: 'countOrder', at, order }, causeAt(at), { retries });
  }

  async function rejected(firm: string, at: string): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await registrations.ofFirm(firm, { limit: 100, cursor });
      for (const event of page.items) {
        const { state } = await matchmakings.load(event, { consistent: true });
        if (state.status === 'none' || at >= startOf(state.terms)) continue;
        const command = { type: 'withdraw', at, over: startOf(state.terms) } as const;
        await registrations
          .at(state.terms.places)
          .handle(registrationId(event, firm), command, causeAt(at), { retries });
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  return async (event: StreamedEvent): Promise<void> => {
    const { type, aggregate, aggregateId, at } = event;
    if (isOfPosts(type)) await heardPosts.hear(postOf(event, aggregateId), event);
    if (type === 'QuoteAccepted') await ordered(event.data as unknown as QuoteAccepted['data'], at);
    if (aggregate === 'organisation' && type === 'OrganisationVerified') {
      const { decision } = event.data as unknown as OrganisationVerified['data'];
      if (decision === 'rejected') await rejected(aggregateId, at);
    }
  };
}
