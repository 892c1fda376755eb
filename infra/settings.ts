import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Entry } from './limits.ts';

/** The stages of the platform: `dev` goes with its stack, `prod` keeps what it was trusted with. */
export const stageNames = ['dev', 'prod'] as const;
export type StageName = (typeof stageNames)[number];

/** What a stage chooses (部署设置), written in `jicai.config.ts`. */
export interface StageConfig {
  /**
   * Tables, keys, buckets, users and logs outlive the stack, are protected from deletion, and the tables can go back to
   * any second of the last 35 days; what is published is locked.
   */
  readonly keepsData: boolean;
  /**
   * How long logs are kept, in days: network logs six months at the least (网络安全法, Cybersecurity Law 2016, art. 21(3)),
   * and 180 days are less.
   */
  readonly logDays: RetentionDays;
  /** Logs are encrypted under a key of one's own (about 1 USD a month), rather than under AWS's. */
  readonly logKey: boolean;
  /** An OIDC issuer of one's own that signs RS256; a Cognito user pool is made when absent. */
  readonly issuer?: ExternalIssuer;
  /** Subjects (`sub`) that supervise. Operators are a parameter of the stack: see `npm run deploy -- --operator`. */
  readonly supervisors: readonly string[];
  /** USCCs of the operator and its affiliates, which may not bid (电子招标投标办法, Order 20, art. 23). */
  readonly operatorAffiliates: readonly string[];
  /** Who sends notices by mail: an address, and the identity of SES that is verified for it; none is sent when absent. */
  readonly mail?: MailSettings;
  /** The address of the console, such as `https://jicai.example.cn`: browsers call the API from there and from nowhere else. */
  readonly consoleOrigin?: string;
  /**
   * A CloudFront distribution that serves the console, with the API behind it, of which nothing is cached; a free flat-rate
   * plan can be taken out for it.
   */
  readonly cloudFront: boolean;
  /** The ARN of ACM's certificate for `consoleOrigin`, in us-east-1; the distribution then answers to that name. */
  readonly certificate?: string;
  /** Who is told of alarms and of the budget. */
  readonly alarmEmail?: string;
  /** A month's cost in USD above which the budget's alarm goes off. */
  readonly monthlyBudget?: number;
  /** Concurrency kept for a function. A fresh account has ten in all and lets none be kept. */
  readonly reservedConcurrency?: Readonly<Partial<Record<Entry, number>>>;
  /** Tables that were restored, in place of the stack's own, which stay beside it: see docs/operations.md, "Restore". */
  readonly restored?: RestoredTables;
  /** How many of `work` take from one queue of reactions at a time, 2 to 1,000: the rest of the account's concurrency is the API's. 2 when absent. */
  readonly reactionConcurrency?: number;
}

/** Two tables that were restored to the same second (恢复的数据表): their names, and the ARN of the main one's stream. */
export interface RestoredTables {
  readonly main: string;
  readonly mainStream: string;
  readonly vault: string;
}

export interface Settings extends StageConfig {
  readonly stage: StageName;
  /** Signed heads and published documents are locked, whatever becomes of the rest: nobody can lift that. */
  readonly locks: boolean;
}

/** `from` is an address of `identity`: its domain, or the address itself (发件人). */
export interface MailSettings {
  readonly from: string;
  readonly identity: string;
}

export interface ExternalIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  /** The client that the issuer knows the console by, public and with PKCE; `audience` when absent. */
  readonly client?: string;
  /** Origins of the issuer's endpoints beside its own. */
  readonly origins?: readonly string[];
}

export type Stages = Readonly<Record<StageName, StageConfig>>;

/**
 * The settings of a stage. Before a stack goes it is told whether its data stays: `keepsData` then stands for the
 * stage's own. @throws an error that names what is wrong
 */
export function settingsOf(stages: Stages, stage: string, keepsData?: boolean): Settings {
  const name = stageNames.find((each) => each === stage);
  if (name === undefined) throw new Error(`a stage is ${stageNames.join(' or ')}, not ${stage}`);
  const config = stages[name];
  const settings = { ...config, stage: name, keepsData: keepsData ?? config.keepsData, locks: config.keepsData };
  for (const [member, address] of Object.entries(addressesOf(settings))) {
    if (!/^https:\/\/[^/\s]+(\/\S*)?$/.test(address)) throw new Error(`${name}: ${member} is no https address`);
  }
  if (settings.consoleOrigin !== undefined && new URL(settings.consoleOrigin).origin !== settings.consoleOrigin) {
    throw new Error(`${name}: consoleOrigin is an origin, without a path`);
  }
  if (settings.certificate !== undefined && settings.consoleOrigin === undefined) {
    throw new Error(`${name}: a certificate needs consoleOrigin`);
  }
  if (settings.issuer?.audience === '') throw new Error(`${name}: an issuer of one's own needs an audience`);
  if ((settings.monthlyBudget ?? 1) <= 0) throw new Error(`${name}: monthlyBudget is above zero`);
  if (settings.monthlyBudget !== undefined && settings.alarmEmail === undefined) {
    throw new Error(`${name}: a budget needs alarmEmail`);
  }
  const { main, mainStream = '' } = settings.restored ?? {};
  if (main !== undefined && !mainStream.includes(`:table/${main}/stream/`)) {
    throw new Error(`${name}: restored.mainStream is no stream of ${main}`);
  }
  const { from, identity } = settings.mail ?? { from: 'a@b', identity: 'b' };
  if (!/^[\w.+-]+@[\w.-]+$/.test(from) || ![from, from.replace(/^.*@/, '')].includes(identity)) {
    throw new Error(`${name}: mail.from is an address of mail.identity`);
  }
  return settings;
}

function addressesOf({ issuer, consoleOrigin }: Settings): Record<string, string> {
  return {
    ...(issuer === undefined ? {} : { 'issuer.issuer': issuer.issuer, 'issuer.jwksUri': issuer.jwksUri }),
    ...(consoleOrigin === undefined ? {} : { consoleOrigin }),
  };
}
