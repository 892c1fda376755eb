import { isId } from '../../shared/kernel/id.ts';
import type { EnquiryOpened, PostPublished, QuoteAccepted } from '../market/events.ts';
import type { OrganisationVerified } from '../organisations/events.ts';
import { type FollowMarketDeps, marketFollowing } from './follow-market.ts';
import type { GainStore } from './gain-store.ts';
import { orderAmount } from './gains.ts';
import type { InterestStore } from './interest-store.ts';
import type {
  Occasion,
  ReminderCalled,
  Schedule,
  SessionAmended,
  SessionCancelled,
  SessionRescheduled,
} from './live-events.ts';
import type { SessionStore, StreamedEvent } from './live-store.ts';
import type { ShownProductStore } from './shown-product-store.ts';
import { type TellingStore, tellingId } from './telling-store.ts';

/** A lost race is decided again: the host's own change may come between. */
const retries = 3;
const ofProducts = ['ProductDrafted', 'ProductAmended', 'ProductPublished', 'ProductWithdrawn', 'ProductExpired'];

export interface ShowcaseReactionDeps extends FollowMarketDeps {
  readonly sessions: SessionStore;
  readonly shownProducts: ShownProductStore;
  readonly interests: InterestStore;
  readonly tellings: TellingStore;
  readonly gains: GainStore;
}

/**
 * What the showcase does when something happened. It hears what the catalogue says of a product, and marks it in the
 * sessions whose lists have it; a session that comes to have it looks at once whether something was said meanwhile, so
 * that one of the two always sees the other. It notes the enquiries and orders that came of a session, and opens the
 * tellings of those interested. A host whose verification is taken away has its sessions cancelled. All of it can be told
 * again, late and in any order.
 */
export function showcaseReactions(deps: ShowcaseReactionDeps) {
  const { sessions, shownProducts, interests, tellings, gains } = deps;
  const followMarket = marketFollowing(deps);
  const causeAt = (at: string) => ({ actor: { kind: 'system', process: 'stream' }, as: 'system', at }) as const;

  async function productSaid(event: StreamedEvent): Promise<void> {
    const { aggregateId: product, at } = event;
    const facts = await shownProducts.hear(event);
    if (facts === undefined) return;
    for await (const id of shownProducts.sessionsShowing(product)) {
      await sessions.handle(id, { type: 'noteProduct', at, product, facts }, causeAt(at), { retries });
    }
  }

  async function productsListed({ aggregateId: id, data, at }: StreamedEvent): Promise<void> {
    const listed = (data as unknown as SessionAmended['data']).facts;
    for (const product of Object.keys(listed)) await shownProducts.noteShowing(product, id);
    const now = await shownProducts.factsOf(Object.keys(listed));
    for (const [product, facts] of Object.entries(now)) {
      if (facts.seq <= (listed[product]?.seq ?? 0)) continue;
      await sessions.handle(id, { type: 'noteProduct', at, product, facts }, causeAt(at), { retries });
    }
  }

  async function hostRejected({ id: event, aggregateId: host, at }: StreamedEvent): Promise<void> {
    for await (const { id } of sessions.upcomingOf(host, at)) {
      await sessions.handle(id, { type: 'cancelRejected', at, event }, causeAt(at), { retries });
    }
  }

  /** Opens a telling for each shard of those interested; the clock then tells them, page by page. */
  async function interestedTold(event: StreamedEvent, occasion: Occasion & { schedule?: Schedule }): Promise<void> {
    const { id, aggregateId: session, at } = event;
    const { state } = await sessions.load(session, { consistent: true });
    if (state.status === 'none') return;
    const { host, terms } = state;
    const { startsAt, endsAt } = terms;
    const told = { schedule: { startsAt, endsAt }, ...occasion, session, title: terms.title, host };
    for (const shard of await interests.shardsOf(session)) {
      const command = { type: 'openTelling', at, told, shard, event: id } as const;
      await tellings.handle(tellingId(id, shard), command, causeAt(at), { retries });
    }
  }

  /** Which product a post stands for, and what came of a session: each an item that is the same however often it is told. */
  async function marketSaid({ aggregateId, type, data }: StreamedEvent): Promise<void> {
    if (type === 'PostPublished') {
      const { source } = data as unknown as PostPublished['data'];
      if (source?.kind === 'product') await gains.notePost(aggregateId, source.id);
    }
    if (type !== 'EnquiryOpened' && type !== 'QuoteAccepted') return;
    const { via, post, parties } = data as unknown as EnquiryOpened['data'] | QuoteAccepted['data'];
    if (via === undefined || !isId('liveSession', via)) return;
    const gain = { post, supplier: parties.supplier.id };
    if (type === 'EnquiryOpened') await gains.noteEnquiry(via, aggregateId, gain);
    else {
      const { quote, terms } = data as unknown as QuoteAccepted['data'];
      await gains.noteOrder(via, quote, { ...gain, amount: `${orderAmount(terms)}` });
    }
  }

  return {
    async react(event: StreamedEvent): Promise<void> {
      const { aggregate, type } = event;
      if (aggregate === 'product' && ofProducts.includes(type)) await productSaid(event);
      if (aggregate === 'live-session' && ['SessionDrafted', 'SessionAmended'].includes(type))
        await productsListed(event);
      if (aggregate === 'post' || aggregate === 'enquiry') await marketSaid(event);
      const occasion = aggregate === 'live-session' ? occasionOf(event) : undefined;
      if (occasion !== undefined) await interestedTold(event, occasion);
      if (aggregate === 'organisation' && type === 'OrganisationVerified') {
        const { decision } = event.data as unknown as OrganisationVerified['data'];
        if (decision === 'rejected') await hostRejected(event);
      }
      await followMarket(event);
    },
  };
}

/** What an event of a session is to those interested. */
function occasionOf({ type, data }: StreamedEvent): (Occasion & { readonly schedule?: Schedule }) | undefined {
  switch (type) {
    case 'ReminderCalled':
      return { occasion: 'reminder', ...(data as unknown as ReminderCalled['data']) };
    case 'SessionRescheduled': {
      const { from, to } = data as unknown as SessionRescheduled['data'];
      return from.startsAt === to.startsAt ? undefined : { occasion: 'rescheduled', from, schedule: to };
    }
    case 'SessionCancelled':
      return { occasion: 'cancelled', reason: (data as unknown as SessionCancelled['data']).reason };
    default:
      return undefined;
  }
}
