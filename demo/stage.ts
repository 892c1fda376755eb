import type { Client, Refusal } from './client.ts';
import { type Narrator, wallTime } from './narrator.ts';
import { firms, type Name } from './purchase.ts';
import { type Firm, found, type SignedReceipt, type Tender } from './steps.ts';

type Receipt = SignedReceipt['receipt'];

/** Who takes part in the story, and what is done and checked of it step by step. */
export interface Stage<Of extends string = Name> extends Pick<Narrator, 'step' | 'say' | 'check'> {
  readonly api: Client;
  readonly firm: Readonly<Record<Of, Firm>>;
  /** The short name of an organisation. */
  nameOf(id: string): string;
  /** Checks that something is refused, and by which rule. */
  refused(what: string, code: string, method: string, path: string, body?: unknown, as?: string): Promise<void>;
  moveTo(now: string): Promise<void>;
  /** Asks for what is done beside the requests until there is an answer: reactions to events, openings, long work. */
  until<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T>;
}

/** Milliseconds; a busy machine takes its time. */
const [patience, pause] = [180_000, 50];

/** What the first part leaves to the second. */
export interface Opened {
  readonly tender: Tender;
  /** The keys that sign receipts. */
  readonly published: { readonly keys: readonly object[] };
  /** The receipt of 闽岳's second bid. */
  readonly revised: Receipt;
  readonly root: string;
}

export const stageOf = (api: Client, narrator: Narrator): Promise<Stage> => playedBy(api, narrator, firms);

/** Registers everybody by their codes, and has them verified. */
export async function playedBy<Of extends string>(
  api: Client,
  { step, say, check }: Narrator,
  codes: Readonly<Record<Of, string>>,
): Promise<Stage<Of>> {
  step('登记与核验单位');
  const entries = await Promise.all(
    Object.entries<string>(codes).map(async ([name, uscc]) => [name, await found(api, uscc)] as const),
  );
  for (const [, { name, buys }] of entries) say(`${name}（${buys ? '采购人' : '供应商'}）已核验`);
  return {
    step,
    say,
    check,
    api,
    firm: Object.fromEntries(entries) as Record<Of, Firm>,
    nameOf: (id) => entries.find(([, one]) => one.id === id)?.[0] ?? id,
    async refused(what, code, method, path, body, as) {
      const reply = await api.ask<Refusal>(method, path, { as, body });
      const { title = '', code: found } = reply.body ?? {};
      check(`${what}：${title || reply.status}（${reply.status} ${found}）`, found, code);
    },
    async moveTo(now) {
      const moved = await api.post<{ now: string }>('/dev/clock', { now });
      say(`〔时钟拨到 ${wallTime(moved.now)}〕`);
    },
    async until(what, look) {
      const found = await waitFor(what, look);
      say(what);
      return found;
    },
  };
}

/** Looks until there is an answer. */
export async function waitFor<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T> {
  for (const ends = Date.now() + patience; Date.now() < ends; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((later) => setTimeout(later, pause));
  }
  throw new Error(`waited in vain: ${what}`);
}
