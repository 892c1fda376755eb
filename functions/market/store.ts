import type { Movement } from '../../shared/kernel/movement.ts';
import { dayOf, type Instant, millis } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest, pageUnder } from '../../shared/table/query.ts';
import { candidateOf } from './candidate.ts';
import type { PostEvent, Poster, Terms } from './events.ts';
import { type Duplicate, duplicatesOf, fingerprintsOf, type Twin } from './fingerprint.ts';
import { blocksOf, monthsOf } from './matching/blocking.ts';
import type { Candidate } from './matching/model.ts';
import { placesOf } from './matching/order.ts';
import { weightsVersion } from './matching/score.ts';
import type { ReadBlock } from './matching/search.ts';
import { type Post, post } from './post.ts';
import { type Audience, audiencesOf, scopesOf } from './scopes.ts';
import { countedAs } from './standing-store.ts';
import { endsAt } from './terms.ts';
import { type Listed, listedOf } from './views.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';

export interface PostFilter {
  readonly audience: Audience;
  readonly scope: string;
  readonly division?: string | undefined;
}

/** How many posts with the same fingerprint are looked at. */
const mostTwins = 20;

export type PostStore = ReturnType<typeof postStore>;

/** Posts, with their entries in the lists, under their fingerprints, and in the blocks in which they are matched. */
export function postStore(deps: AggregateDeps) {
  const { db } = deps;

  function ofOrganisation(
    organisation: string,
    status: 'open' | 'closed',
    request: PageRequest,
  ): Promise<Page<Listed>> {
    return listPage(db, request, {
      partitions: [keys.organisationPosts(organisation)],
      prefix: `${status}#`,
      descending: true,
      consistent: true,
      pick: ({ listed }) => listed as Listed,
    });
  }

  async function under(fingerprint: string | undefined): Promise<Twin[]> {
    if (fingerprint === undefined) return [];
    const found = await listPage(
      db,
      { limit: mostTwins },
      {
        partitions: [keys.postTwins(fingerprint)],
        consistent: true,
        pick: ({ twin }) => twin as Twin,
      },
    );
    return [...found.items];
  }

  /** Reads the blocks in which a post's counterparts stand, without what has ended: what is shown of it is read again. */
  function blocksFor({ side, subject }: Candidate, at: Instant): ReadBlock {
    const other = side === 'wanted' ? 'offered' : 'wanted';
    return async ({ block: { bucket, month }, ...range }) => {
      const block = keys.matchBlock(weightsVersion, other, subject, bucket, month);
      const { items, last } = await pageUnder(db, block, range);
      const entries = items.flatMap(({ sk: place, candidate, endsAt: ends }) =>
        (ends as Instant) > at ? [{ place, candidate: JSON.parse(candidate as string) as Candidate }] : [],
      );
      return { entries, last };
    };
  }

  return {
    ...aggregateStore({ name: 'post', decider: post, rows, movements, due, room }, deps),
    ofOrganisation,

    /** One page of what is open at that time, newest first. */
    list({ audience, scope, division }: PostFilter, at: Instant, request: PageRequest): Promise<Page<Listed>> {
      const months = monthsOf({ from: `${firstYear}-01-01`, to: dayOf(at) }).toReversed();
      return listPage(db, request, {
        partitions: months.map((month) => keys.postList(audience, scope, month)),
        descending: true,
        pick: (item) => {
          const listed = item.listed as Listed;
          const { terms } = listed;
          if (endsAt(terms) <= at) return undefined;
          return division === undefined || terms.place.division === division ? listed : undefined;
        },
      });
    },

    /** The ids of an organisation's open posts; those that are closed on the way do not disturb it. */
    async *openOf(organisation: string): AsyncGenerator<string> {
      let cursor: string | undefined;
      do {
        const page = await ofOrganisation(organisation, 'open', { limit: 100, cursor });
        for (const { id } of page.items) yield id;
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
    },

    /** The ids of the open posts that stand for a source. */
    async standingFor(source: string): Promise<string[]> {
      return (await listAll(db, keys.sourcedPosts(source))).map(({ sk }) => sk);
    },

    /** Posts that a post repeats. */
    async duplicates(id: string, poster: Pick<Poster, 'id'>, terms: Terms, members: boolean): Promise<Duplicate[]> {
      const prints = fingerprintsOf(poster, terms);
      const twins = [...(await under(prints.goods)), ...(await under(prints.words))];
      return duplicatesOf(
        id,
        poster.id,
        prints,
        twins.filter((twin) => members || !twin.members || twin.poster === poster.id),
      );
    },

    blocksFor,
  };
}

/** Drawings and who may see them take room; what must happen to any post has some left. */
const mustHappen: readonly string[] = ['PostRenewed', 'PostClosed', 'RecordNoted'] satisfies PostEvent['type'][];
export const room = (events: readonly { readonly type: string }[]): number =>
  (events.every(({ type }) => mustHappen.includes(type)) ? 196 : 192) * 1024;

const due = (state: Post): Instant | undefined => (state.status === 'open' ? endsAt(state.terms) : undefined);

/** What follows a product, a round or a project was not written by hand, and is counted there. */
function movements({ type, data }: PostEvent): Movement[] {
  switch (type) {
    case 'PostPublished':
      return data.source === undefined ? countedAs('posts', data.poster.id, data.publishedAt) : [];
    case 'PostAmended':
      return data.by === undefined ? [] : countedAs('post-changes', data.by, data.amendedAt);
    case 'PostRenewed':
      return data.by === undefined ? [] : countedAs('post-changes', data.by, data.renewedAt);
    default:
      return [];
  }
}

function rows({ id, state }: Snapshot<Post>): Row[] {
  if (state.status === 'none') return [];
  const { poster, terms, source, publishedAt } = state;
  const item = { listed: listedOf(id, state) };
  const sk = `${publishedAt}#${id}`;
  const own = { key: { pk: keys.organisationPosts(poster.id), sk: `${state.status}#${sk}` }, item };
  if (state.status === 'closed') return [own];
  const month = dayOf(publishedAt).slice(0, 7);
  const listed = audiencesOf(terms.visibility === 'public').flatMap((audience) =>
    scopesOf(terms).map((scope) => ({ key: { pk: keys.postList(audience, scope, month), sk }, item })),
  );
  const sourced = source === undefined ? [] : [{ key: { pk: keys.sourcedPosts(source.id), sk: id }, item: {} }];
  return [
    own,
    ...sourced,
    ...listed,
    ...twinRows(id, poster, terms),
    ...blockRows(candidateOf(id, state), endsAt(terms)),
  ];
}

function twinRows(id: string, poster: Poster, terms: Terms): Row[] {
  const { whole, goods, words } = fingerprintsOf(poster, terms);
  const twin: Twin = { id, poster: poster.id, whole, members: terms.visibility === 'members' };
  const prints = [goods, words].flatMap((print) => print ?? []);
  return prints.map((print) => ({ key: { pk: keys.postTwins(print), sk: id }, item: { twin } }));
}

/** Entries of a version of the weights stand apart from those of others; what nobody takes out ends with its post. */
function blockRows(candidate: Candidate, ends: Instant): Row[] {
  const item = { candidate: JSON.stringify(candidate), endsAt: ends, expiresAt: Math.ceil(millis(ends) / 1000) };
  return blocksOf(candidate).flatMap(({ bucket, month }) => {
    const pk = keys.matchBlock(weightsVersion, candidate.side, candidate.subject, bucket, month);
    return placesOf(candidate).map((sk) => ({ key: { pk, sk }, item }));
  });
}
