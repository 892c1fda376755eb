import type { OrganisationVerified, PublishedListIssued } from '../organisations/events.ts';
import { enquiryReactions } from './close-enquiries.ts';
import type { EnquiryStore } from './enquiry-store.ts';
import { type FollowDeps, followSource } from './follow-source.ts';
import { isMatched, type KeepDeps, keepMatches } from './keep-matches.ts';
import { keepRecord, type RecordDeps } from './keep-record.ts';
import { type FeedDeps, tellFeeds } from './read-feed.ts';
import type { StreamedEvent } from './store.ts';

/** A lost race is decided again: the poster's own change may come between. */
const retries = 3;

/**
 * What the market does when something happened elsewhere. An organisation whose verification is taken away has its open
 * posts closed, one after the other: begun again after a failure it goes on with those that are left, and told again by
 * the same event it does nothing. A published list of firms flags their posts from then on. What becomes of a post is told
 * to its feeds, and what it means for enquiries to `close-enquiries.ts`. Ratings, answers and quotes count in records of
 * performance, which posts bear. Posts follow their products, rounds and projects.
 */
export function marketReactions(deps: FeedDeps & FollowDeps & RecordDeps & { readonly enquiries: EnquiryStore }) {
  const { posts, flags } = deps;
  const followEnquiries = enquiryReactions(deps);

  const causeOf = ({ at }: Pick<StreamedEvent, 'at'>) =>
    ({ actor: { kind: 'system', process: 'stream' }, as: 'system', at }) as const;

  async function rejected({ id: event, aggregateId, at }: StreamedEvent): Promise<void> {
    const cause = causeOf({ at });
    for await (const id of posts.openOf(aggregateId)) {
      await posts.handle(id, { type: 'closeRejected', at, event }, cause, { retries });
    }
  }

  return {
    /** What goes through all the posts of an organisation: nothing else of the stream waits for that. */
    isLong: (event: StreamedEvent): boolean => event.type === 'RecordChanged' || isRejection(event),

    async react(event: StreamedEvent): Promise<void> {
      if (event.aggregate === 'post') await tellFeeds(deps, event);
      await keepRecord(deps, event, causeOf(event));
      await followSource(deps, event);
      if (isRejection(event)) await rejected(event);
      if (event.aggregate === 'published-list' && event.type === 'PublishedListIssued') {
        const {
          key: list,
          kind,
          title,
          source,
          publishedOn,
          version,
          firms,
        } = event.data as unknown as PublishedListIssued['data'];
        await flags.keep({ list, kind, title, source, publishedOn, version, firms: firms.map(({ uscc }) => uscc) });
      }
      await followEnquiries(event);
    },
  };
}

const isRejection = ({ aggregate, type, data }: StreamedEvent): boolean =>
  aggregate === 'organisation' &&
  type === 'OrganisationVerified' &&
  (data as unknown as OrganisationVerified['data']).decision === 'rejected';

/**
 * What matching does when a post changed, apart from the rest of the market as it takes its time: each event is handed to
 * a queue of its own at once, so that nothing waits for it and many are done side by side.
 */
export function matchReactions(deps: KeepDeps) {
  return {
    isLong: isMatched,
    async react(event: StreamedEvent): Promise<void> {
      if (isMatched(event)) await keepMatches(deps, event.aggregateId);
    },
  };
}
