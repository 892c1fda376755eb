import { describe, expect, it } from 'vitest';
import { idFrom } from '../fixtures.ts';
import { afterRewriting, changing, type Data, type Rewrite } from './rewrite.ts';
import { stories } from './stories.ts';

const org = (n: number) => idFrom('org', 10 + n);
/** The recorded allocation with its only lot's awards otherwise. */
const allocated = (change: (awards: Data[], group: Data) => object): Rewrite =>
  changing('AllocationRecorded', ({ groups: [group] }) => {
    const [lot] = group.lots;
    return { groups: [{ ...group, lots: [{ ...lot, awards: change(lot.awards, group) }] }] };
  });
const quantity = (award: Data, value: string) => ({
  ...award,
  lines: award.lines.map((line: object) => ({ ...line, quantity: value })),
});

describe('awards of several winners that were rewritten are found out', () => {
  const cases: [string, keyof typeof stories, Rewrite, string[]][] = [
    [
      'a tonne more to the first',
      'shares',
      changing('TenderAwarded', ({ awards: [first, ...others] }) => ({ awards: [quantity(first, '62'), ...others] })),
      ['award-recomputed'],
    ],
    [
      'the reserve instead of who stands behind',
      'shares',
      changing('AwardRevoked', ({ awards }) => ({ awards: [...awards].reverse() })),
      ['succession-follows'],
    ],
    [
      'an allocation above a capacity',
      'optimised',
      allocated(([first, second]) =>
        [first, second].map((one) => quantity(one, one.supplier === org(2) ? '105' : '45')),
      ),
      ['allocation-holds'],
    ],
    [
      'an allocation that costs another sum',
      'optimised',
      changing('AllocationRecorded', ({ groups: [group] }) => ({
        groups: [{ ...group, cost: { exact: '500000/1', shown: '500000.00' } }],
      })),
      ['allocation-holds'],
    ],
    [
      'a bound above the cost',
      'optimised',
      changing('AllocationRecorded', ({ groups: [group] }) => ({
        groups: [{ ...group, bound: { exact: '9999999/1', shown: '9999999.00' } }],
      })),
      ['allocation-holds'],
    ],
    [
      'a discount that was not offered',
      'optimised',
      allocated((awards) => awards.map((one) => ({ ...one, discount: '0.5' }))),
      ['allocation-holds'],
    ],
    [
      'an allocation on other bids',
      'optimised',
      changing('AllocationRecorded', () => ({ problem: 'ab'.repeat(32) })),
      ['allocation-holds'],
    ],
  ];

  it.each(cases)('%s', async (_, story, rewrite, codes) => {
    const broken = await afterRewriting(await stories[story](), rewrite);
    for (const code of codes) expect(broken).toContain(code);
  });
});
