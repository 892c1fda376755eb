import { describe, expect, test } from 'vitest';
import { actions } from '../../bench/heat/actions.ts';
import { families, familyOf, heatByFamily, isUnsaid } from '../../bench/heat/families.ts';
import { hot, limits } from '../../bench/heat/hot.ts';
import { play } from '../../bench/heat/model.ts';
import recorded from '../../bench/results/partitions.json' with { type: 'json' };
import { keys, vaultKeys } from '../../shared/table/keys.ts';

/** A second of the peak: what is rarer happens once in it. */
const { keys: heats } = play(actions, 1);

describe('at a national size', () => {
  test('every way in which a partition key is made is played', () => {
    const played = new Set(heats.flatMap((heat) => [...heat.families]));
    expect(families.filter((family) => !played.has(family))).toEqual([]);
    expect([...played].filter((family) => !families.includes(family))).toEqual([]);
  });

  test('no key takes more than its partition gives, but those of which it is said', () => {
    expect(heats.filter(isUnsaid)).toEqual([]);
  });

  test.each(hot.map((each) => [each.what, each] as const))('it is true of %s', (_, { pk, of }) => {
    const most = Math.max(...heats.filter((heat) => heat.pk.startsWith(pk)).map((heat) => heat[of]));
    expect(most).toBeGreaterThan(limits[of]);
  });

  test('a key that nobody spoke of is found', () => {
    const heat = { pk: 'new#hot', families: new Set(['new']), write: 0, read: 0 };
    expect(isUnsaid({ ...heat, write: limits.write + 1 })).toBe(true);
    expect(isUnsaid({ ...heat, read: limits.read + 1 })).toBe(true);
    expect(isUnsaid({ ...heat, ...limits })).toBe(false);
  });

  test('the recorded figures tell every family', () => {
    expect(recorded.results.families.map(({ family }) => family)).toEqual(
      heatByFamily(heats).map(({ family }) => family),
    );
  });
});

test.each([
  [keys.snapshot('tnd_1'), 'snapshot'],
  [keys.event('tnd_1', 3), 'event'],
  [keys.account('agr_1', '01'), 'account'],
  [keys.feedEnd('members#all'), 'feedEnd'],
  [keys.feedEntry('members#demand:steel.rebar', 12_345), 'feedEntry'],
  [keys.pendingHead('tnd_1', '2026-03-02'), 'pendingHead'],
  [{ pk: keys.supplierProducts('org_1'), sk: 'published#2026' }, 'supplierProducts'],
  [{ pk: keys.productList('all', '2026-03'), sk: '2026' }, 'productList'],
  [{ pk: keys.eventIntents('mme_1'), sk: 'int_1' }, 'eventIntents'],
  [{ pk: keys.eventIntents('mme_1', 'org_1'), sk: 'int_1' }, 'eventIntents'],
  [vaultKeys.bid('tnd_1', 'org_1'), 'vault.bid'],
])('an item at %o is of the family %s', (key, family) => {
  expect(familyOf(key)).toBe(family);
});
