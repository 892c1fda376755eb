import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Config } from '../shared/config.ts';
import { actorResolver } from '../shared/http/actor.ts';
import { wordsOf } from '../shared/http/problem.ts';
import type { HttpDeps } from '../shared/http/router.ts';
import type { Subject } from '../shared/http/token.ts';
import type { ErrorParams } from '../shared/kernel/errors.ts';
import { type IdKind, idOf } from '../shared/kernel/id.ts';
import { keeping, once } from '../shared/kernel/once.ts';
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
import { jobStarter } from './jobs/start-job.ts';
import { jobStore } from './jobs/store.ts';
import type { Dispatch } from './notices/sending.ts';
import { organisationStore } from './organisations/store.ts';

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

export type Platform = ReturnType<typeof buildPlatform>;

type Secret = 'pseudonym' | 'invitation' | 'notices';

/** Wires what every context stands on to the adapters. */
export function buildPlatform(adapters: Adapters) {
  const { config, db, now } = adapters;
  const { ready, mac } = secretsOf(adapters.secrets);
  const pseudonym = keeping(1000, (sub) => `usr_${mac('pseudonym', sub).toString('hex').slice(0, 32)}`);
  const aggregates: AggregateDeps = {
    db,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    pseudonym,
  };
  const organisations = organisationStore(aggregates);
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
    ready,
    keptAnswer: (scope, at) => findAnswer(db, scope, at),
    actorOf: actorResolver({ verify: adapters.verify, ...people }),
  };
  const id = (kind: IdKind): string => idOf(kind, v7({ msecs: now() }));
  const jobs = jobStore(db);
  return {
    ...adapters,
    aggregates,
    http,
    pseudonym,
    /** The secrets are had: before it nothing that takes one can be called. */
    ready,
    id,
    /** What somebody may do now, for work that is done on their behalf later. */
    actorNow: actorResolver({ verify: async (sub) => ({ sub }), ...people }),
    /** The words of a problem's code. */
    words: async () => {
      const { problemTexts } = await import('./problems.ts');
      return (code: string, params: ErrorParams) => wordsOf(problemTexts, code, params);
    },
    jobStore: jobs,
    jobs: jobStarter({ store: jobs, queue: adapters.work, id: () => id('job') }),
    /** The secret part of an invitation's code: made again from its id, so that it is stored nowhere. */
    invitationSecret: (invitation: string): string => mac('invitation', invitation).toString('base64url').slice(0, 22),
    noticeMac: (text: string): Uint8Array => mac('notices', text),
    organisations,
    isVerified: async (organisation: string) =>
      (await organisations.load(organisation, { consistent: true })).state.status === 'verified',
    due: (at: string) => dueAggregates(db, at),
  };
}

/** The secrets, asked for when the first request needs one: what the public reads takes none. */
function secretsOf(secrets: Secrets) {
  const keys = new Map<Secret, KeyObject>();
  const all: readonly Secret[] = ['pseudonym', 'invitation', 'notices'];
  // As key objects: bytes would be made into one again for every text, which takes five times as long as the hash.
  const derived = async (secret: Secret) => void keys.set(secret, createSecretKey(await secrets.derive(secret)));
  return {
    ready: once(async () => void (await Promise.all(all.map(derived)))),
    mac: (secret: Secret, text: string): Buffer => {
      const key = keys.get(secret);
      if (key === undefined) throw new Error('a secret is used before it was asked for');
      return createHmac('sha256', key).update(text).digest();
    },
  };
}
