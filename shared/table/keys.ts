import { sha256 } from '../sealing/hash.ts';

/** The primary key of an item, in either table. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Shards of one tender's sealed bids: a partition takes 1,000 write units a second, a bid costs about 22. */
export const bidShards = 64;
/** The first year of anything: lists that are cut by year or month begin here. */
export const firstYear = 2026;
/** How many entries of a feed stand in one partition. */
export const feedBlock = 10_000;
/** Shards of those who asked to be told of one live session. */
export const followerShards = 16;
/** Shards of the views of one live session's products. */
export const viewShards = 8;
/** Shards of those who watch for new posts of one category. */
export const watcherShards = 4;
/** Shards of the sparse index that the clock reads, and of the heads that it is to sign. */
export const dueShards = 16;

const key = (pk: string, sk: string): Key => ({ pk, sk });
const padded = (seq: number): string => String(seq).padStart(10, '0');

/** A stable shard of an id: the first two bytes of its SHA-256. */
function shardOf(id: string, shards: number): number {
  const [high = 0, low = 0] = sha256(new TextEncoder().encode(id));
  return ((high << 8) | low) % shards;
}

/** The shard of one who asked to be told of a live session. */
export const followerShard = (interest: string): number => shardOf(interest, followerShards);

/** The shard in which a view is counted. */
export const viewShard = (mark: string): number => shardOf(mark, viewShards);

/** Every key of the main table. */
export const keys = {
  snapshot: (aggregate: string): Key => key(aggregate, '@'),
  eventPrefix: 'e#',
  event: (aggregate: string, seq: number): Key => key(aggregate, `e#${padded(seq)}`),
  sidecar: (aggregate: string, seq: number, name: string): Key => key(aggregate, `p#${padded(seq)}#${name}`),
  annexPrefix: (kind: string): string => `x#${kind}#`,
  annex: (aggregate: string, kind: string, id: string): Key => key(aggregate, `x#${kind}#${id}`),
  accountPrefix: 'a#',
  /** One account of a ledger. */
  account: (ledger: string, account: string): Key => key(ledger, `a#${account}`),
  /** Agreements of a party, and call-offs of a party or of an agreement, by year. */
  agreementList: (organisation: string, year: number): string => `agreements#${organisation}#${year}`,
  callOffList: (scope: string, year: number): string => `call-offs#${scope}#${year}`,
  answer: (scope: string): Key => key(`once#${scope}`, '@'),
  memberships: (sub: string): string => `sub#${sub}`,
  membership: (sub: string, organisation: string): Key => key(`sub#${sub}`, organisation),
  /** Held by the one verified organisation with that code. */
  verifiedUscc: (uscc: string): Key => key(`uscc#${uscc}`, '@'),
  /** Lists that authorities published, by key. */
  publishedLists: 'published-lists',
  /** Verified buyers of a city, by division. */
  buyers: (city: string): string => `buyers#${city}`,
  organisationList: (status: string, year: number): string => `organisations#${status}#${year}`,
  /** The public key that shares of ceremonies are sealed to, of one user. */
  ceremonyKey: (holder: string): Key => key(`ceremony-key#${holder}`, '@'),
  gate: (tender: string): Key => key(`gate#${tender}`, '@'),
  gateLists: (tender: string): Key => key(`gate#${tender}`, 'lists'),
  openedBidPrefix: 'bid#',
  openedBid: (tender: string, supplier: string): Key => key(tender, `bid#${supplier}`),
  privateBidPrefix: 'private#',
  privateBid: (tender: string, supplier: string): Key => key(tender, `private#${supplier}`),
  leaves: (tender: string, root: string, chunk: number): Key => key(`${tender}#leaves#${root}`, padded(chunk)),
  experts: (status: string): string => `experts#${status}`,
  tenderList: (scope: string, year: number): string => `tenders#${scope}#${year}`,
  productList: (scope: string, month: string): string => `products#${scope}#${month}`,
  /** What became of products on a day of Asia/Shanghai, in order. */
  productChanges: (day: string): string => `changes#products#${day}`,
  /** A category's prices on one basis: those that stand, and by the year of their last day those that stood. */
  standingPrice: (category: string, basis: string, product: string): Key => key(`prices#${category}#${basis}`, product),
  endedPrices: (category: string, basis: string, year: number): string => `prices#${category}#${basis}#${year}`,
  /** A request of many changes that goes on where it stopped. */
  batch: (scope: string): Key => key(`batch#${scope}`, '@'),
  supplierProducts: (supplier: string): string => `products#${supplier}`,
  /** The last application of a product, whatever became of it. */
  newestAdmission: (product: string): Key => key(`admission#${product}`, 'newest'),
  /** Held by the one application or admission of a product that is open. */
  openAdmission: (product: string): Key => key(`admission#${product}`, 'open'),
  waitingAdmissions: 'admissions#waiting',
  admitted: (family: string): string => `admitted#${family}`,
  catalogueVersions: (year: number): string => `catalogues#${year}`,
  catalogueEntries: (hash: string): string => `catalogue#${hash}`,
  /** Series of prices, by their keeper; statements, by agreement, party, series, or year, and what of them is unpaid. */
  priceIndexList: (keeper: string): string => `price-indices#${keeper}`,
  statementList: (scope: string): string => `statements#${scope}`,
  payables: (side: string, organisation: string): string => `payables#${side}#${organisation}`,
  ratings: (supplier: string): string => `ratings#${supplier}`,
  /** Held by the one invoice of a supplier with that number. */
  invoice: (supplier: string, number: string): Key => key(`invoice#${supplier}#${number}`, '@'),
  postList: (audience: string, scope: string, month: string): string => `posts#${audience}#${scope}#${month}`,
  organisationPosts: (organisation: string): string => `posts#${organisation}`,
  /** What a source says, as it was last told; the open posts that stand for it. */
  toldSource: (source: string): Key => key(`source#${source}`, '@'),
  sourcedPosts: (source: string): string => `sourced#${source}`,
  projectList: (owner: string): string => `projects#${owner}`,
  /** Joint plans of a category, or of an organisation's own demands, by year. */
  planList: (of: string, year: number): string => `plans#${of}#${year}`,
  /** Open posts with one fingerprint. */
  postTwins: (fingerprint: string): string => `twins#${fingerprint}`,
  /** Open posts of one side that can match: by the rules, what they are of, a bucket of its coarse attributes, and month of delivery. */
  matchBlock: (rules: string, side: string, subject: string, bucket: string, month: string): string =>
    `match#${rules}#${side}#${subject}#${bucket}#${month}`,
  /** The last number of a feed; its entries in blocks, so that none grows without end; that an event was told to its feeds. */
  feedEnd: (feed: string): Key => key(`feed#${feed}`, '@'),
  feedEntry: (feed: string, seq: number): Key => key(`feed#${feed}#${Math.floor(seq / feedBlock)}`, padded(seq)),
  toldEvent: (aggregate: string, seq: number): Key => key(aggregate, `f#${padded(seq)}`),
  /** How often an organisation may still do what is limited, an account a window. */
  rates: (organisation: string): string => `rates#${organisation}`,
  /** Decisions by which an organisation is suspended, by their reports. */
  suspensions: (organisation: string): string => `suspensions#${organisation}`,
  /** Enquiries of a post; those that an organisation made or was sent, by year. */
  postEnquiries: (post: string): string => `enquiries#${post}`,
  organisationEnquiries: (organisation: string, role: string, year: number): string =>
    `enquiries#${organisation}#${role}#${year}`,
  /** Held by the one open enquiry of an organisation about a post. */
  openEnquiry: (post: string, organisation: string): Key => key(`asking#${post}`, organisation),
  /** Reports of abuse by status, or those of one reporter, by year. */
  abuseReportList: (scope: string, year: number): string => `abuse-reports#${scope}#${year}`,
  /** Held by the one report of an organisation about a thing. */
  abuseReported: (thing: string, organisation: string): Key => key(`reported#${thing}`, organisation),
  /** What was decided against an organisation. */
  abuseDecisions: (organisation: string): string => `abuse-decisions#${organisation}`,
  /** By which rules every open post stands in its blocks. */
  matchRules: key('match-rules', '@'),
  /** The posts in whose lists of matches a post is. */
  keptBy: (post: string): string => `kept-by#${post}`,
  /** The published lists that flag firms, each as it stands. */
  flagLists: 'flag-lists',
  flagList: (list: string): Key => key('flag-lists', list),
  /** Live sessions that were announced, by the month of their start; a host's drafts. */
  liveSessionList: (scope: string, month: string): string => `live-sessions#${scope}#${month}`,
  liveSessionDrafts: (host: string): string => `live-sessions#drafts:${host}`,
  /** Held by the one session of a host that takes that quarter of an hour. */
  hostQuarter: (host: string, quarter: string): Key => key(`live-time#${host}`, quarter),
  /** Those who asked to be told of a session, in shards, each with the account of their number. */
  followers: (session: string, shard: number): string => `followers#${session}#${shard}`,
  followerPrefix: 'f#',
  /** What a session brought: its enquiries and orders; views of its products, in shards; who viewed what, and how much, on a day. */
  gains: (session: string): string => `gains#${session}`,
  viewPrefix: 'v#',
  views: (session: string, shard: number): string => `gains#${session}#${shard}`,
  viewed: (mark: string): Key => key(`viewed#${mark}`, '@'),
  viewerQuota: (mark: string): Key => key(`viewer#${mark}`, '@'),
  /** The product that a post of the market stands for. */
  productOfPost: (post: string): Key => key(`product-of#${post}`, '@'),
  /** What the showcase heard of a product, and the sessions that show it. */
  shownProduct: (product: string): Key => key(`shown#${product}`, '@'),
  showing: (product: string, session: string): Key => key(`shown#${product}`, `s#${session}`),
  /** Face-to-face events by the year of their day; who comes to one, and where a firm comes. */
  matchmakingList: (year: number): string => `matchmaking#${year}`,
  eventRegistrations: (event: string): string => `registrations#${event}`,
  firmRegistrations: (firm: string): string => `registrations-of#${firm}`,
  markedMeetings: (event: string): string => `meetings#${event}`,
  /** Intents of an event, of one firm at it, and of two firms. */
  eventIntents: (event: string, firm?: string): string => `intents#${event}${firm === undefined ? '' : `#${firm}`}`,
  pairIntents: (pair: string): string => `intents-of#${pair}`,
  /** What the showcase heard of a post. */
  heardPost: (post: string): Key => key(`heard#${post}`, '@'),
  /** The head of a chain as a day left it: until it is signed, and where it is kept after that. */
  pendingHead: (aggregate: string, day: string): Key =>
    key(`heads#${shardOf(aggregate, dueShards)}`, `${day}#${aggregate}`),
  allPendingHeads: (): string[] => Array.from({ length: dueShards }, (_, shard) => `heads#${shard}`),
  signedHeadPrefix: 'h#',
  signedHead: (aggregate: string, day: string, seq: number): Key => key(aggregate, `h#${day}#${padded(seq)}`),
  roundList: (scope: string): string => `rounds#${scope}`,
  /** The demand round that a joint tender stands on, while it runs. */
  roundOfTender: (tender: string): Key => key(`round-of#${tender}`, '@'),
  job: (id: string): Key => key(id, '@'),
  callOffDeliveries: (callOff: string): string => `deliveries#${callOff}`,
  /** A party's deliveries under an agreement. */
  agreementDeliveries: (agreement: string, party: string): string => `deliveries#${agreement}#${party}`,
  /** What waits for a buyer's acceptance. */
  waitingDeliveries: (buyer: string): string => `waiting-deliveries#${buyer}`,
  /** Held by the one delivery of a supplier that told this weighbridge ticket. */
  weighTicket: (supplier: string, ticket: string): Key => key(`ticket#${supplier}#${ticket}`, '@'),
  /** Those of an organisation who asked to be told, and those who watch for new posts of a scope, in shards. */
  subscribers: (organisation: string): string => `subscribers#${organisation}`,
  watchers: (scope: string, shard: number): string => `watchers#${scope}#${shard}`,
  watcherShard: (subscription: string): number => shardOf(subscription, watcherShards),
  /** What a subscription was told in a month, and until where it was read. */
  inbox: (subscription: string, month: string): string => `inbox#${subscription}#${month}`,
  inboxMark: (subscription: string): Key => key(`inbox#${subscription}`, '@'),
  /** Something to be sent; the notices that wait in a mail; what was sent to a webhook in a month; how that went last. */
  sending: (id: string): Key => key(id, '@'),
  mailEntryPrefix: 'n#',
  mailEntry: (sending: string, notice: string): Key => key(sending, `n#${notice}`),
  webhookSendings: (webhook: string, month: string): string => `sendings#${webhook}#${month}`,
  webhookHealth: (webhook: string): Key => key(`health#${webhook}`, '@'),
  dueShard: (aggregate: string): string => `due#${shardOf(aggregate, dueShards)}`,
  allDueShards: (): string[] => Array.from({ length: dueShards }, (_, shard) => `due#${shard}`),
} as const;

/** Every key of the vault table. */
export const vaultKeys = {
  bid: (tender: string, supplier: string): Key => key(`${tender}#${shardOf(supplier, bidShards)}`, supplier),
  shards: (tender: string): string[] => Array.from({ length: bidShards }, (_, shard) => `${tender}#${shard}`),
} as const;
