import { blocksOf, blocksToSearch } from '../../functions/market/matching/blocking.ts';
import { placesOf } from '../../functions/market/matching/order.ts';
import { recordId } from '../../functions/market/record-store.ts';
import { audiencesOf, scopeOf, scopesOf } from '../../functions/market/scopes.ts';
import { keys } from '../../shared/table/keys.ts';
import {
  type Action,
  bytesOf,
  chance,
  fresh,
  nth,
  oneOf,
  peak,
  put,
  rank,
  read,
  type Touch,
  upTo,
  wrote,
} from './model.ts';
import { acting, category, change, changeOfOne, containers, month, nation, organisation, year } from './nation.ts';
import { drawn } from './posts.ts';

type Drawn = ReturnType<typeof drawn>;

/**
 * Read units of one search: 42, 107 and 235 on average among 10,000, 100,000 and 1,000,000 posts (`bench/matching.ts`),
 * hence about 600 among those that are open nationwide; spread evenly over the blocks that it looks into.
 */
const unitsASearch = 600;
/** Posts that changed in the last minutes: what everybody looks at. */
const news = () => nth('post', rank(20_000, 0.8));
const popular = () => nth('post', rank(nation.postsOpen, 0.8));

/** Four posts in five are public. */
const audiences = () => audiencesOf(chance(0.8));

const lists = (post: Drawn): Touch[] =>
  audiences().flatMap((audience) =>
    scopesOf(post as never).map((scope) => wrote('postList', keys.postList(audience, scope, month))),
  );

const blocks = (post: Drawn): Touch[] =>
  blocksOf(post).flatMap((block) =>
    placesOf(post).map(() =>
      wrote('matchBlock', keys.matchBlock('1', post.side, post.subject, block.bucket, block.month)),
    ),
  );

function search(post: Drawn): Touch[] {
  const other = post.side === 'wanted' ? 'offered' : 'wanted';
  const found = blocksToSearch(post);
  return found.map(({ bucket, month: of }) => {
    const pk = keys.matchBlock('1', other, post.subject, bucket, of);
    return { family: 'matchBlock', pk, write: 0, read: unitsASearch / found.length };
  });
}

/** Whether an organisation may, and that it did: two windows. */
const limited = (what: string): Touch[] => {
  const of = organisation();
  const windows = ['minute', 'day'].map((each) => keys.account(keys.rates(of), `${what}#${each}`));
  return [
    read('suspensions', keys.suspensions(of)),
    ...windows.flatMap((key) => [read('rates', key), wrote('rates', key)]),
  ];
};

const organisationPosts = () => wrote('organisationPosts', keys.organisationPosts(organisation()));
const twins = () => ['goods', 'words'].map(() => wrote('postTwins', keys.postTwins(`${upTo(2 ** 40)}`)));

function published(): Touch[] {
  const post = drawn();
  const rows = [organisationPosts(), ...lists(post), ...twins(), ...blocks(post)];
  if (!chance(0.05)) return changeOfOne('post', { due: true }, [...rows, ...limited('posts')]);
  // What follows a product or a round is not written by hand.
  const source = nth('product', rank(nation.products, 0.8));
  return changeOfOne('post', { due: true, asked: false }, [
    ...rows,
    put('toldSource', keys.toldSource(source)),
    read('sourcedPosts', keys.sourcedPosts(source)),
    wrote('sourcedPosts', keys.sourcedPosts(source)),
  ]);
}

function changed(asked: boolean): Touch[] {
  const post = drawn();
  return [...change(news(), { due: true, asked }), organisationPosts(), ...lists(post), ...twins(), ...blocks(post)];
}

/** The stream's consumer numbers what happened in each feed. */
function told(): Touch[] {
  const id = news();
  const post = drawn();
  const marker = keys.toldEvent(id, 2);
  const feeds = audiences().flatMap((audience) => scopesOf(post as never).map((scope) => `${audience}#${scope}`));
  return [
    read('snapshot', keys.snapshot(id)),
    read('toldEvent', marker),
    wrote('toldEvent', marker),
    ...feeds.flatMap((feed) => [
      read('feedEnd', keys.feedEnd(feed)),
      wrote('feedEnd', keys.feedEnd(feed)),
      wrote('feedEntry', keys.feedEntry(feed, 4321)),
    ]),
  ];
}

/** One list of matches found anew: its post, the search, its twenty entries and their posts; kept where it changed. */
function listFound(list: string, changed: boolean): Touch[] {
  const matched = Array.from({ length: 20 }, popular);
  return [
    ...search(drawn()),
    read('snapshot', keys.snapshot(list)),
    ...matched.slice(0, 2).map((post) => read('snapshot', keys.snapshot(post))),
    ...(changed
      ? [
          ...change(list, { asked: false, sidecars: 1, bytes: 2500 }),
          ...matched.slice(0, 2).map((post) => wrote('keptBy', keys.keptBy(post))),
          read('heardPost', keys.heardPost(list)),
          put('heardPost', keys.heardPost(list), 3000),
        ]
      : []),
  ];
}
/** The list of a post that everybody may look at, by its popularity. */
const listOfPopular = () => popular().replace('pst_', 'mch_');
const twentyLists = (changed: boolean) => Array.from({ length: 20 }, () => listFound(listOfPopular(), changed)).flat();

/** The matches of a new post: its own list, a look at those of twenty, two of which it comes into. */
const keptOfNew = (): Touch[] => [
  ...listFound(fresh('matchList'), true),
  ...Array.from({ length: 20 }, () => read('snapshot', keys.snapshot(listOfPopular()))),
  ...listFound(listOfPopular(), true),
  ...listFound(listOfPopular(), true),
];
/** Those of a post that changed or ended: whoever has it in its list, 20 on average, is found anew. */
const keptBy = () => read('keptBy', keys.keptBy(news()), { items: 20 });

const audience = () => oneOf(['public', 'members'] as const);
/** A third looks at everything, a third at one kind, the rest at a category. */
const looked = () => {
  if (chance(1 / 3)) return scopeOf();
  const kind = oneOf(['demand', 'supply'] as const);
  return chance(1 / 2) ? scopeOf(kind) : scopeOf(kind, category());
};

const enquiryRows = (): Touch[] => {
  const post = popular();
  return [
    ...['enquirer', 'poster'].map((role) =>
      wrote('organisationEnquiries', keys.organisationEnquiries(organisation(), role, year)),
    ),
    wrote('postEnquiries', keys.postEnquiries(post)),
  ];
};
const inEnquiry = (options: { sidecars: number }): Touch[] => {
  const id = fresh('enquiry');
  return [...change(id, { ...options, due: true }), wrote('annex', keys.annex(id, 'message', '1')), ...enquiryRows()];
};

const requests = peak(nation.requests);
const changes = peak(2 * nation.posts + nation.postsChanged);

export const market: readonly Action[] = [
  { what: 'a post is published', perSecond: peak(nation.posts), touches: published },
  {
    what: 'a post is amended or renewed',
    perSecond: peak(nation.postsChanged),
    touches: () => [...changed(true), ...limited('post-changes')],
  },
  { what: 'a post is closed by hand', perSecond: peak(nation.posts / 2), touches: () => changed(true) },
  { what: 'a post is closed by the clock', perSecond: peak(nation.posts / 2), touches: () => changed(false) },
  { what: 'a change of a post is told to its feeds', perSecond: changes, touches: told },
  { what: 'the matches of a new post are kept', perSecond: peak(nation.posts), touches: keptOfNew },
  {
    what: 'the matches of a post that changed are kept',
    perSecond: peak(nation.postsChanged),
    touches: () => [keptBy(), ...listFound(fresh('matchList'), true), ...twentyLists(false)],
  },
  {
    what: 'the matches of a post that ended',
    perSecond: peak(nation.posts),
    touches: () => [keptBy(), ...twentyLists(true)],
  },
  { what: 'by which rules posts stand', perSecond: 1 / 60, touches: () => [read('matchRules', keys.matchRules)] },
  {
    what: 'a page of open posts',
    perSecond: 0.15 * requests,
    touches: () => [read('postList', keys.postList(audience(), looked(), month), { items: 20, now: false })],
  },
  {
    what: 'a post',
    perSecond: 0.1 * requests,
    touches: () => [read('snapshot', keys.snapshot(chance(0.5) ? news() : popular()), { now: false })],
  },
  {
    what: 'what matches a post',
    perSecond: 0.02 * requests,
    touches: () => [...search(drawn()), read('snapshot', keys.snapshot(popular()))],
  },
  {
    what: 'what is new in a feed',
    perSecond: 0.1 * requests,
    touches: () => {
      const feed = `${audience()}#${looked()}`;
      return [
        ...(chance(0.1) ? [read('feedEnd', keys.feedEnd(feed), { now: false })] : []),
        read('feedEntry', keys.feedEntry(feed, 4321), { items: 20, now: false }),
        ...Array.from({ length: 20 }, () => read('snapshot', keys.snapshot(news()))),
      ];
    },
  },
  {
    what: 'posts and enquiries of one’s own',
    perSecond: 0.04 * requests,
    touches: () => [
      acting(),
      read('organisationPosts', keys.organisationPosts(organisation()), { items: 20 }),
      read('organisationEnquiries', keys.organisationEnquiries(organisation(), 'poster', year), { items: 20 }),
      read('postEnquiries', keys.postEnquiries(popular()), { items: 20 }),
    ],
  },
  {
    what: 'an enquiry is opened',
    perSecond: peak(nation.enquiries),
    touches: () => {
      const pair = keys.openEnquiry(popular(), organisation());
      return [
        ...inEnquiry({ sidecars: 2 }),
        read('openEnquiry', pair),
        wrote('openEnquiry', pair),
        ...limited('enquiries'),
      ];
    },
  },
  { what: 'a message is written', perSecond: peak(nation.messages), touches: () => inEnquiry({ sidecars: 2 }) },
  {
    what: 'a fact of an organisation’s performance',
    perSecond: peak(100_000),
    touches: () => {
      const id = recordId(organisation());
      return [
        ...change(id, { asked: false, sidecars: 0 }),
        read('annex', keys.annex(id, 'fact', 'x')),
        wrote('annex', keys.annex(id, 'fact', 'x')),
      ];
    },
  },
  {
    what: 'abuse is reported and decided',
    perSecond: peak(10_000),
    touches: () => [
      ...changeOfOne(
        'abuseReport',
        {},
        ['all', organisation()].map((of) => wrote('abuseReportList', keys.abuseReportList(of, year))),
      ),
      wrote('abuseReported', keys.abuseReported(popular(), organisation())),
      wrote('abuseDecisions', keys.abuseDecisions(organisation())),
      wrote('suspensions', keys.suspensions(organisation())),
    ],
  },
  {
    what: 'what waits of reports, by operators',
    perSecond: 10,
    touches: () => [
      read('abuseReportList', keys.abuseReportList('all', year), { items: 20 }),
      read('abuseDecisions', keys.abuseDecisions(organisation())),
    ],
  },
  {
    what: 'the lists that flag posters, each container once a minute',
    perSecond: containers / 60,
    touches: () => [
      read('flagLists', keys.flagLists, { bytes: 10_000 }),
      read('flagList', keys.flagList('list'), { bytes: 0 }),
    ],
  },
  {
    what: 'a project is registered',
    perSecond: peak(5000),
    touches: () => [
      ...changeOfOne('project', {}, [wrote('projectList', keys.projectList(organisation()))]),
      ...limited('projects'),
    ],
  },
  {
    what: 'a joint plan is made',
    perSecond: peak(5000),
    touches: () => [
      ...changeOfOne('plan', { asked: false }, [
        wrote('planList', keys.planList(chance(0.1) ? category() : organisation(), year)),
      ]),
      ...Array.from({ length: 260 }, () => read('snapshot', keys.snapshot(popular()))),
      read('planList', keys.planList(category(), year), { items: 20, now: false, bytes: bytesOf('planList', '') }),
    ],
  },
];
