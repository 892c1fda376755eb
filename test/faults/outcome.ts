import type { Stored } from '../support/expressions.ts';
import { itemsOf, type Moment } from '../support/memory-table.ts';

/*
 * Two runs of one command never write the same bytes: ids, salts and hashes are new each time. An outcome is what changed,
 * with everything that is new and random in it left out: two that are equal are the same effect.
 */

const tokens = /[\w-]{16,}/g;
/** Words of the language of events and codes, however long. */
const word = /^([a-z]+(-[a-z]+)*|[a-z]*([A-Z][a-z]{2,})+|[a-z]{3,}([A-Z][a-z]{2,})*)$/;

/** Tokens that stood anywhere before: whatever else is long is new. */
export function knownIn(tables: Moment, ...more: readonly string[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const items of Object.values(tables)) {
    for (const item of itemsOf(items)) for (const [token] of JSON.stringify(item).matchAll(tokens)) known.add(token);
  }
  for (const text of more) for (const [token] of text.matchAll(tokens)) known.add(token);
  return known;
}

/** A text without what is new and random in it. */
export const plain = (text: string, known: ReadonlySet<string>): string =>
  text
    .replace(/whsec_[\w+/=]+/g, 'whsec_~')
    .replace(tokens, (token) =>
      known.has(token) || word.test(token) ? token : `${/^[a-z]{3}_(?=[0-9a-f]{8}-)/.exec(token)?.[0] ?? ''}~`,
    )
    // Whichever process comes to it first.
    .replace(/\\"actor\\":\{\\"id\\":\\"\w+\\",\\"role\\":\\"system\\"\}/g, 'the system')
    // The shard of something new is as random as its id.
    .replace(/#\d{1,2}(?!\d)/g, '#n');

/** What of an item is its effect: not how often something was tried, and no number that only tells who came first. */
function essence(item: Stored): object {
  const { pk, sk, entry, job, sending } = item as Stored & { readonly job?: string; readonly sending?: string };
  if (pk.startsWith('feed#') && entry !== undefined) return { pk, entry };
  if (item.kind === 'job' && job !== undefined) {
    const { attempts: _, ...done } = JSON.parse(job);
    return { pk, ...done };
  }
  if (sending !== undefined) {
    const { kind, state } = JSON.parse(sending);
    return { pk, sk, kind, state };
  }
  return item;
}

const said = (item: Stored, known: ReadonlySet<string>): string => plain(JSON.stringify(essence(item)), known);

/** What became of the tables since, an entry an item, in the order of their texts. */
export function changesOf(before: Moment, after: Moment, known: ReadonlySet<string>): string[] {
  const changes: string[] = [];
  for (const [table, items] of Object.entries(after)) {
    const old = before[table] ?? new Map();
    for (const pk of new Set([...old.keys(), ...items.keys()])) {
      const [was, is] = [old.get(pk), items.get(pk)];
      if (was === is) continue;
      for (const [sk, item] of is ?? []) if (was?.get(sk) !== item) changes.push(said(item, known));
      for (const sk of was?.keys() ?? [])
        if (!is?.has(sk)) changes.push(plain(JSON.stringify({ gone: [pk, sk] }), known));
    }
  }
  return changes.sort();
}

/** What one outcome has and the other has not; empty where they are the same. */
export function differences(wanted: readonly string[], got: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of wanted) left.set(each, (left.get(each) ?? 0) + 1);
  for (const each of got) left.set(each, (left.get(each) ?? 0) - 1);
  return [...left].flatMap(([text, count]) =>
    count === 0 ? [] : [`${count > 0 ? 'missing' : 'too many'}: ${text.slice(0, 500)}`],
  );
}
