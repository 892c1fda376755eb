import { describe, expect, it } from 'vitest';
import type { Draft, Item, Lot } from '../../functions/tendering/draft.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { given } from '../support/given.ts';
import {
  at,
  buyer,
  calendar,
  deadline,
  draft,
  drafted,
  idFrom,
  lot,
  published,
  rebarItem,
  sealingKey,
} from './fixtures.ts';

const item = (n: number, more: Partial<Item> = {}): Item => ({
  ...rebarItem(n),
  demand: { line: idFrom('dln', n), buyer: buyer.id },
  ...more,
});
const lots = [lot(1, { items: [item(1), item(2)] }), lot(2, { items: [item(3)] })];
const excluded = ['91350404100000002Y'];
const joint = { round: idFrom('rnd', 1), hash: 'ab'.repeat(32), buyers: [buyer], excluded };
const jointDraft = given(tenderDecider, drafted({ joint, lots }));
/** As it may come through the API: whose demand an item is need not be said. */
const written = ({ demand: _, ...one }: Item): Item => one;
const [first, second] = lots.map((one) => ({ ...one, items: one.items.map(written) })) as unknown as [Lot, Lot];
const plain = [first, second];
const revise = (changes: Partial<Draft>) => ({ type: 'reviseDraft', changes }) as const;
const withItem = (change: Partial<Item>) => [
  { ...first, items: [{ ...(first.items[0] as Item), ...change }, first.items[1] as Item] },
  second,
];

describe('a joint tender stands on its round', () => {
  it.each([
    ['a lot that goes', [first], '/lots'],
    ['a lot that comes', [...plain, lot(3)], '/lots/2'],
    ['lots that are merged', [{ ...first, items: [...first.items, ...second.items] }], '/lots/0/items/2'],
    ['an item that goes', [{ ...first, items: [first.items[0] as Item] }, second], '/lots/0/items'],
    ['an item under another id', withItem({ id: idFrom('itm', 9) }), '/lots/0/items/0'],
    [
      'a quantity',
      withItem({ quantity: { value: '100.1', unit: 'TNE', basis: 'theoretical' } }),
      '/lots/0/items/0/quantity',
    ],
    ['a basis', withItem({ quantity: { value: '100', unit: 'TNE', basis: 'weighed' } }), '/lots/0/items/0/quantity'],
    [
      'an attribute',
      withItem({ attributes: { grade: 'HRB400E', diameter: 25, length: 12 } }),
      '/lots/0/items/0/attributes',
    ],
    [
      'a delivery point',
      withItem({ deliveryPoint: { division: '350481', address: '永安' } }),
      '/lots/0/items/0/deliveryPoint',
    ],
    ['whose demand it is', withItem({ demand: { line: idFrom('dln', 2), buyer: buyer.id } }), '/lots/0/items/0/demand'],
  ] as const)('%s is refused where it differs', (_, changed, pointer) => {
    jointDraft.when(revise({ lots: changed })).refuses('joint-item-fixed', pointer);
    given(tenderDecider, drafted({ joint, lots }), published)
      .when({ type: 'amendTender', at, calendar, changes: { lots: changed }, reason: '调整', files: [] })
      .refuses('joint-item-fixed', `/changes${pointer}`);
  });

  it('while all else may change, and the demand stays with its item', () => {
    const quantity = { value: '100.000', unit: 'TNE', basis: 'theoretical' } as const;
    const items = [{ ...(first.items[0] as Item), quantity, deliverBy: '2026-08-30' }, first.items[1] as Item];
    const changed = [second, { ...first, title: '螺纹钢（三元片区）', items }];
    const [event] = tenderDecider.decide(revise({ title: '联合招标', lots: changed }), jointDraft.state);
    expect(event?.data).toMatchObject({
      draft: {
        title: '联合招标',
        joint,
        lots: [
          { id: lot(2).id },
          { title: '螺纹钢（三元片区）', items: [{ ...item(1), deliverBy: '2026-08-30' }, item(2)] },
        ],
      },
    });
  });

  it('and what is shown may be sent back as it is', () => {
    jointDraft.when(revise({ lots })).yields({ data: { draft: { lots: lots.map(({ items }) => ({ items })) } } });
  });

  it('but no other tender takes a demand', () => {
    given(tenderDecider, drafted({ lots: plain }))
      .when(revise({ lots }))
      .refuses('unknown-field', '/lots/0/items/0/demand');
  });

  it('and nobody of those who buy, or is tied to one, may bid', () => {
    const command = { type: 'publishTender', at, calendar, sealingKey, excluded: ['91350404100000008Y'] } as const;
    jointDraft.when(command).yields({ data: { excluded: ['91350404100000008Y', ...excluded] } });
  });
});

describe('a second stage stands on its agreement', () => {
  const competition = { agreement: idFrom('agr', 1), members: [], excluded: [] };
  const stage = given(tenderDecider, drafted({ regime: 'framework-second-stage', competition, deadline }));

  it.each([
    ['its regime', { regime: 'soe-voluntary' }, '/regime'],
    ['its method', { method: 'scoring' }, '/method'],
    ['its lots', { lots: [lot(1)] }, '/lots'],
  ] as const)('%s is as it was asked for', (_, changes, pointer) => {
    stage.when(revise(changes)).refuses('competition-item-fixed', pointer);
  });

  it('its deadline may move', () => {
    const [event] = tenderDecider.decide(revise({ title: '二次竞价' }), stage.state);
    expect(event?.data).toMatchObject({
      draft: { ...draft({ regime: 'framework-second-stage' }), title: '二次竞价', lots: [{}, {}] },
    });
  });
});
