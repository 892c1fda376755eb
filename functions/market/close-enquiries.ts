import { forEachOf } from '../../shared/kernel/pool.ts';
import type { OrganisationVerified } from '../organisations/events.ts';
import type { EnquiryStore, StreamedEvent } from './enquiry-store.ts';
import type { AbuseDecided, EnquiryOpened, PostClosed, QuoteAccepted } from './events.ts';
import type { PostStore } from './store.ts';

/** Lost races are decided again: the two may speak meanwhile. */
const retries = 3;
const atOnce = 4;

/**
 * What ends because something else did. A post that is closed closes the enquiries about it; one that merely expired does
 * not, as the two may be about to agree. An organisation whose verification is taken away has all of its enquiries closed.
 * Who accepted a quote and wants no more of it, and who posted what it may not, has the post closed. Told again by the
 * same event nothing more happens; begun again after a failure it goes on with what is left.
 */
export function enquiryReactions({ enquiries, posts }: { enquiries: EnquiryStore; posts: PostStore }) {
  const causeAt = (at: string) => ({ actor: { kind: 'system', process: 'stream' }, as: 'system', at }) as const;

  const endEach = (
    many: AsyncIterable<string>,
    outcome: 'post-closed' | 'organisation-rejected',
    event: StreamedEvent,
  ) =>
    forEachOf(many, atOnce, async (id) => {
      const command = { type: 'endEnquiry', at: event.at, outcome, event: event.id } as const;
      await enquiries.handle(id, command, causeAt(event.at), { retries });
    });

  async function closePost(id: string, reason: 'ordered' | 'abuse', { id: event, at }: StreamedEvent): Promise<void> {
    await posts.handle(id, { type: 'closeFor', at, reason, event }, causeAt(at), { retries });
  }

  /** One that was asked while its post was being closed is on no list yet when the others are closed. */
  async function checkPost(event: StreamedEvent): Promise<void> {
    const { post } = event.data as unknown as EnquiryOpened['data'];
    const { state } = await posts.load(post, { consistent: true });
    if (state.status !== 'closed' || state.reason === 'expired') return;
    await endEach(only(event.aggregateId), 'post-closed', event);
  }

  const reactions: Readonly<Record<string, (event: StreamedEvent) => Promise<void>>> = {
    'post/PostClosed': async (event) => {
      const { reason } = event.data as unknown as PostClosed['data'];
      if (reason !== 'expired') await endEach(enquiries.openOfPost(event.aggregateId, event.at), 'post-closed', event);
    },
    'enquiry/EnquiryOpened': checkPost,
    'enquiry/QuoteAccepted': async (event) => {
      const { post, closePost: asked } = event.data as unknown as QuoteAccepted['data'];
      if (asked) await closePost(post, 'ordered', event);
    },
    'abuse-report/AbuseDecided': async (event) => {
      const { decision, thing } = event.data as unknown as AbuseDecided['data'];
      if (decision !== 'dismissed' && thing.kind === 'post') await closePost(thing.post, 'abuse', event);
    },
    'organisation/OrganisationVerified': async (event) => {
      const { decision } = event.data as unknown as OrganisationVerified['data'];
      if (decision !== 'rejected') return;
      for (const role of ['poster', 'enquirer'] as const) {
        await endEach(enquiries.openOf(event.aggregateId, role, event.at), 'organisation-rejected', event);
      }
    },
  };

  return async (event: StreamedEvent): Promise<void> => reactions[`${event.aggregate}/${event.type}`]?.(event);
}

async function* only<T>(one: T): AsyncGenerator<T> {
  yield one;
}
