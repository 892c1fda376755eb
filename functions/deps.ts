import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Config } from '../shared/config.ts';
import { actorResolver } from '../shared/http/actor.ts';
import { wordsOf } from '../shared/http/problem.ts';
import type { HttpDeps } from '../shared/http/router.ts';
import type { Subject } from '../shared/http/token.ts';
import type { ErrorParams } from '../shared/kernel/errors.ts';
import { type IdKind, idOf } from '../shared/kernel/id.ts';
import type { Log } from '../shared/log.ts';
import type { Files } from '../shared/ports/files.ts';
import type { JobMessage } from '../shared/ports/jobs.ts';
import type { ReceiptKey, SealingKeys, Secrets } from '../shared/ports/keys.ts';
import type { Metrics } from '../shared/ports/metrics.ts';
import type { Uploads } from '../shared/ports/objects.ts';
import type { Queue } from '../shared/ports/queue.ts';
import type { WriteOnce } from '../shared/ports/write-once.ts';
import type { AggregateDeps } from '../shared/table/aggregate.ts';
import type { Db } from '../shared/table/client.ts';
import { dueAggregates } from '../shared/table/due.ts';
import { findAnswer } from '../shared/table/idempotency.ts';
import { admissionStore } from './catalogue/admission-store.ts';
import { productSearch } from './catalogue/load-index.ts';
import { priceStore } from './catalogue/price-store.ts';
import { procurementCatalogueStore } from './catalogue/procurement-catalogue-store.ts';
import { productStore } from './catalogue/store.ts';
import { callOffStore } from './contracts/call-off-store.ts';
import { deliveryStore } from './contracts/delivery-store.ts';
import { settlementSources } from './contracts/gather-settlement.ts';
import { priceIndexStore } from './contracts/price-index-store.ts';
import { statementStore } from './contracts/statement-store.ts';
import { agreementStore } from './contracts/store.ts';
import { jobStarter } from './jobs/start-job.ts';
import { jobStore } from './jobs/store.ts';
import { roundStore } from './joint/store.ts';
import { abuseStore } from './market/abuse-store.ts';
import { enquiryStore } from './market/enquiry-store.ts';
import { feedStore } from './market/feed-store.ts';
import { flagStore } from './market/flag-store.ts';
import { matchListStore } from './market/match-list-store.ts';
import { planStore } from './market/plan-store.ts';
import { projectStore } from './market/project-store.ts';
import { recordStore } from './market/record-store.ts';
import { sourceStore } from './market/source-store.ts';
import { standingStore } from './market/standing-store.ts';
import { postStore } from './market/store.ts';
import { inboxStore } from './notices/inbox-store.ts';
import { noticeSecrets } from './notices/secrets.ts';
import type { Dispatch } from './notices/sending.ts';
import { sendingStore } from './notices/sending-store.ts';
import { subscriptionStore } from './notices/store.ts';
import { webhookStore } from './notices/webhook-store.ts';
import { publishedListStore } from './organisations/published-list-store.ts';
import { organisationStore } from './organisations/store.ts';
import { problemTexts } from './problems.ts';
import { gainStore } from './showcase/gain-store.ts';
import { heardPostStore } from './showcase/heard-post-store.ts';
import { intentStore } from './showcase/intent-store.ts';
import { interestStore } from './showcase/interest-store.ts';
import { sessionStore } from './showcase/live-store.ts';
import { matchmakingStore } from './showcase/matchmaking-store.ts';
import { meetingStore } from './showcase/meeting-store.ts';
import { registrationStore } from './showcase/registration-store.ts';
import { shownProductStore } from './showcase/shown-product-store.ts';
import { tellingStore } from './showcase/telling-store.ts';
import { ceremonyKeyStore } from './tendering/ceremony-key-store.ts';
import { committeeStore } from './tendering/committee-store.ts';
import { expertStore } from './tendering/expert-store.ts';
import { tenderStore } from './tendering/store.ts';

/** What differs between Lambda, one machine and a test. */
export interface Adapters {
  readonly config: Pick<Config, 'operators' | 'supervisors' | 'operatorAffiliates' | 'mailFrom' | 'loopbackWebhooks'>;
  readonly db: Db;
  /** Milliseconds since 1970. */
  now(): number;
  verify(token: string): Promise<Subject>;
  readonly sealingKeys: SealingKeys;
  readonly receiptKey: ReceiptKey;
  readonly secrets: Secrets;
  readonly uploads: Uploads;
  /** Tenders whose bids are to be frozen and opened. */
  readonly openings: Queue<{ readonly tender: string }>;
  readonly files: Files;
  /** The signed heads of chains, day by day. */
  readonly heads: WriteOnce;
  /** Long work, for `work`. */
  readonly work: Queue<JobMessage>;
  readonly metrics: Metrics;
  /** What is to leave the platform, for `work`. */
  readonly dispatches: Queue<Dispatch>;
  readonly log: Log;
}

export type Deps = Awaited<ReturnType<typeof buildDeps>>;

/** Wires the stores and the edge to the adapters. */
export async function buildDeps(adapters: Adapters) {
  const { config, db, now, secrets } = adapters;
  const purposes = ['pseudonym', 'invitation', 'notices'];
  // As key objects: bytes would be made into one again for every text, which takes five times as long as the hash.
  const [pseudonymKey, invitationKey, noticeKey] = (await Promise.all(
    purposes.map(async (purpose) => createSecretKey(await secrets.derive(purpose))),
  )) as [KeyObject, KeyObject, KeyObject];
  const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const pseudonym = (sub: string): string => `usr_${mac(pseudonymKey, sub).toString('hex').slice(0, 32)}`;
  const aggregates: AggregateDeps = {
    db,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    pseudonym,
  };
  const organisations = organisationStore(aggregates);
  const products = productStore(aggregates);
  const agreements = agreementStore(aggregates);
  const callOffs = callOffStore(aggregates);
  const deliveries = deliveryStore(aggregates);
  const people = {
    platformRoles: (sub: string) => [
      ...(config.operators.includes(sub) ? (['operator'] as const) : []),
      ...(config.supervisors.includes(sub) ? (['supervisor'] as const) : []),
    ],
    membership: organisations.membership,
    memberships: organisations.memberships,
  };
  const http: HttpDeps = {
    now,
    keptAnswer: (scope, at) => findAnswer(db, scope, at),
    actorOf: actorResolver({ verify: adapters.verify, ...people }),
  };
  const id = (kind: IdKind): string => idOf(kind, v7({ msecs: now() }));
  const jobs = jobStore(db);
  return {
    ...adapters,
    http,
    pseudonym,
    id,
    /** What somebody may do now, for work that is done on their behalf later. */
    actorNow: actorResolver({ verify: async (sub) => ({ sub }), ...people }),
    words: (code: string, params: ErrorParams) => wordsOf(problemTexts, code, params),
    jobStore: jobs,
    jobs: jobStarter({ store: jobs, queue: adapters.work, id: () => id('job') }),
    /** The secret part of an invitation's code: made again from its id, so that it is stored nowhere. */
    invitationSecret: (invitation: string): string => mac(invitationKey, invitation).toString('base64url').slice(0, 22),
    organisations,
    isVerified: async (organisation: string) =>
      (await organisations.load(organisation, { consistent: true })).state.status === 'verified',
    subscriptions: subscriptionStore(aggregates),
    inboxes: inboxStore(db),
    sendings: sendingStore(db),
    webhooks: webhookStore(aggregates),
    noticeSecrets: noticeSecrets((text) => mac(noticeKey, text)),
    publishedLists: publishedListStore(aggregates),
    posts: postStore(aggregates),
    records: recordStore(aggregates),
    plans: planStore(aggregates),
    matchLists: matchListStore(aggregates),
    flags: flagStore(db),
    feed: feedStore(db),
    sessions: sessionStore(aggregates),
    interests: interestStore(aggregates),
    gains: gainStore(db),
    tellings: tellingStore(aggregates),
    shownProducts: shownProductStore(db),
    enquiries: enquiryStore(aggregates),
    abuseReports: abuseStore(aggregates),
    standing: standingStore(db),
    sources: sourceStore(db),
    projects: projectStore(aggregates),
    matchmakings: matchmakingStore(aggregates),
    registrations: registrationStore(aggregates),
    meetings: meetingStore(aggregates),
    intents: intentStore(aggregates),
    heardPosts: heardPostStore(db),
    products,
    prices: priceStore(aggregates),
    search: productSearch({ products, files: adapters.files, now }),
    admissions: admissionStore(aggregates),
    catalogues: procurementCatalogueStore(aggregates),
    tenders: tenderStore(aggregates),
    rounds: roundStore(aggregates),
    ceremonyKeys: ceremonyKeyStore(db),
    experts: expertStore(aggregates),
    committees: committeeStore({ db }),
    agreements,
    deliveries,
    priceIndices: priceIndexStore(aggregates),
    statements: statementStore(aggregates),
    settling: settlementSources({ agreements, callOffs, deliveries }),
    callOffs,
    due: (at: string) => dueAggregates(db, at),
  };
}
