import { type Key, keys, vaultKeys } from '../../shared/table/keys.ts';
import { hot, limits } from './hot.ts';
import type { Heat } from './model.ts';

/** Names of `keys` and `vaultKeys` that make no partition key of their own: beginnings of sort keys, lists of shards. */
const noFamilies = new Set(['allPendingHeads', 'allDueShards', 'watcherShard', 'shards']);

/** Each way in which a partition key is made, by its name in `shared/table/keys.ts`; the vault's with a mark. */
export const families: readonly string[] = [
  ...Object.keys(keys).filter((name) => !name.endsWith('Prefix') && !noFamilies.has(name)),
  ...Object.keys(vaultKeys)
    .filter((name) => !noFamilies.has(name))
    .map((name) => `vault.${name}`),
];

const part = '[^#]+';
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Shape {
  readonly name: string;
  readonly pattern: RegExp;
  /** How much of the key it says itself. */
  readonly said: number;
}

/** What a family's keys look like: its own function asked with a stand-in for each of its parts, and without the last. */
function shapesOf(name: string): Shape[] {
  const [table, own] = name.startsWith('vault.') ? [vaultKeys, name.slice('vault.'.length)] : [keys, name];
  const make = (table as Readonly<Record<string, unknown>>)[own];
  const asked = (parts: number) => (make as (...of: string[]) => Key | string)(...Array(parts).fill('\0'));
  const made = typeof make === 'function' ? [make.length, make.length - 1].map(asked) : [make as Key | string];
  return made
    .map((key) => (typeof key === 'string' ? { pk: key, sk: '' } : key))
    .filter(({ pk, sk }, at) => at === 0 || (pk?.includes('\0') && !`${pk}${sk}`.includes('undefined')))
    .map(({ pk, sk }) => {
      const sharded = pk.replace(/^(due|heads|\0)#\d+$/, '$1#\0').replace('feed#\0', 'feed#\0#\0');
      const text = `${sharded}\n${sk || '\0'}`.replace(/NaN|0*\0/g, '\0');
      const pattern = escaped(text)
        .replaceAll('\0', part)
        .replace(/\n\[\^#\]\+$/, '\n.+');
      return { name, pattern: new RegExp(`^${pattern}$`, 's'), said: text.replaceAll('\0', '').length };
    });
}

const shapes = families.flatMap(shapesOf).toSorted((a, b) => b.said - a.said);

/** The family that an item belongs to: of several that could have made its key the one that says most of it. */
export const familyOf = ({ pk, sk }: Key): string | undefined =>
  shapes.find(({ pattern }) => pattern.test(`${pk}\n${sk}`))?.name;

/** Whether a key takes more than it is given, and nobody said so. */
export const isUnsaid = ({ pk, write, read }: Heat): boolean =>
  (write > limits.write && !hot.some((each) => each.of === 'write' && pk.startsWith(each.pk))) ||
  (read > limits.read && !hot.some((each) => each.of === 'read' && pk.startsWith(each.pk)));

/** Of each family the keys that are hottest by writes and by reads, and what is said of those that are above a limit. */
export function heatByFamily(heats: readonly Heat[]) {
  return families.map((family) => {
    const own = heats.filter((heat) => heat.families.has(family));
    const most = (of: 'write' | 'read') => {
      const first = own.reduce<Heat | undefined>(
        (best, heat) => (best && best[of] >= heat[of] ? best : heat),
        undefined,
      );
      const unitsASecond = Math.round((first?.[of] ?? 0) * 10) / 10;
      const above = hot.find((each) => unitsASecond > limits[of] && each.of === of && first?.pk.startsWith(each.pk));
      return { key: first?.pk ?? null, unitsASecond, ...(above === undefined ? {} : { above: above.what }) };
    };
    return { family, write: most('write'), read: most('read') };
  });
}
