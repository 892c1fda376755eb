import type { ZodType } from 'zod';
import { addDays, type Day, dayOf } from '../kernel/time.ts';
import { z } from '../kernel/zod-now.ts';
import type { ChainCheck, ParsedEvent } from './chain.ts';
import { hashJson } from './hash.ts';
import { type Jwks, type Sign, signJson, verifyJson } from './jws.ts';
import { day, hex, instant, readAs } from './shape.ts';

/** The head of a chain as a day of Asia/Shanghai left it (每日链头): signed, and kept in write-once storage. */
export interface SignedHead {
  readonly stream: string;
  readonly seq: number;
  readonly head: string;
  readonly day: Day;
}

/** The head of a log as a bundle shows it (日志链头): so that no event after the last daily head can be changed either. */
export interface LogHead extends Omit<SignedHead, 'day'> {
  /** `hashJson` of the bundle's daily heads as they are: none is left out. */
  readonly heads: string;
  readonly signedAt: string;
}

export const headType = 'jicai-head+json';
export const logHeadType = 'jicai-log+json';

const shared = { stream: z.string(), seq: z.int().positive(), head: hex };
const signedHeadSchema: ZodType<SignedHead> = z.strictObject({ ...shared, day });
const logHeadSchema: ZodType<LogHead> = z.strictObject({ ...shared, heads: hex, signedAt: instant });

/** A daily head as a compact JWS, ES256, `typ` `jicai-head+json`. */
export const signHead = (head: SignedHead, sign: Sign, kid: string): Promise<string> =>
  signJson(head, headType, sign, kid);

/** The head of a bundle's log as a compact JWS, ES256, `typ` `jicai-log+json`. */
export const signLogHead = (head: LogHead, sign: Sign, kid: string): Promise<string> =>
  signJson(head, logHeadType, sign, kid);

/** What is signed of a bundle's log. */
export interface SignedLog {
  readonly stream: string;
  readonly head: string;
  readonly headSignatures: readonly string[];
}

/** What a log's signatures prove; a count for the words that are made of it. */
export interface HeadsCheck {
  /** The whole log is the one that was signed, and its daily heads are those that were kept. */
  readonly log: boolean;
  /** Each daily head is one of this chain, on its day. */
  readonly daily: boolean;
  /** The days whose last event no daily head names, though they were over a whole day before the bundle was made. */
  readonly missing: readonly Day[];
}

/** Checks the signature of a log's head, and its daily heads. */
export async function checkHeads(signed: SignedLog, chain: ChainCheck, keys: Jwks): Promise<HeadsCheck> {
  const { stream, headSignatures } = signed;
  const days = chain.events.map(dayOfEvent);
  const [log, ...heads] = await Promise.all([
    read(signed.head, logHeadType, logHeadSchema, keys),
    ...headSignatures.map((jws) => read(jws, headType, signedHeadSchema, keys)),
  ]);
  const isHead = (one: Omit<SignedHead, 'day'> | undefined) =>
    one?.stream === stream && chain.hashes[one.seq - 1] === one.head;
  const daily = heads.filter((one) => one !== undefined);
  const after = (one: SignedHead, at: number) => at === 0 || one.seq > (daily[at - 1]?.seq ?? 0);
  const last = new Map(days.map((of, at) => [of, at + 1]));
  const due = log === undefined ? '' : addDays(dayOf(log.signedAt), -1);
  const named = (of: Day, seq: number) => daily.some((one) => one.day === of && one.seq === seq);
  return {
    log: isHead(log) && log?.seq === days.length && log.heads === hashJson(headSignatures),
    daily:
      daily.length === heads.length &&
      daily.every((one, at) => isHead(one) && days[one.seq - 1] === one.day && after(one, at)),
    missing: [...last].flatMap(([of, seq]) => (of < due && !named(of, seq) ? [of] : [])).sort(),
  };
}

async function read<T>(jws: string, typ: string, schema: ZodType<T>, keys: Jwks): Promise<T | undefined> {
  try {
    return readAs(schema, await verifyJson(jws, typ, keys), 'head-invalid');
  } catch {
    return undefined;
  }
}

/** The day on which an event happened; none that is due for what names no time. */
function dayOfEvent(event: ParsedEvent | undefined): Day {
  try {
    return dayOf(String(event?.at));
  } catch {
    return '';
  }
}
