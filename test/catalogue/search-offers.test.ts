import { describe, expect, it } from 'vitest';
import { searchIn } from '../../functions/catalogue/search/search.ts';
import { idOf, made, query, segmentOf, shelf } from './search-fixtures.ts';

const maker = '91350404100000008Y';
const index = segmentOf([
  made(1, {
    ...shelf.rebar12,
    weighingBasis: 'theoretical',
    offer: { producer: maker, leadTimeDays: 3, inStock: true },
  }),
  made(2, { ...shelf.rebar12, weighingBasis: 'weighed', offer: { producer: maker, leadTimeDays: 10 } }),
  made(3, { ...shelf.rebar12, weighingBasis: 'weighed', offer: { leadTimeDays: 45 } }),
  made(4, shelf.rebar12),
]);
const only = (...filters: [string, string][]) => searchIn([index], query({ filters })).items.map(({ id }) => id);

describe('how goods are offered', () => {
  it('is counted: weighing, maker, what is in stock, and within how many days it comes', () => {
    const { facets } = searchIn([index], query({ facets: true }));
    expect(facets?.weighingBasis).toContainEqual({ value: 'weighed', count: 2 });
    expect(facets?.producer).toEqual([{ value: maker, count: 2 }]);
    expect(facets?.inStock).toEqual([{ value: 'true', count: 1 }]);
    expect(facets?.leadTimeDays).toEqual([
      { value: '15', count: 2 },
      { value: '30', count: 2 },
      { value: '3', count: 1 },
      { value: '7', count: 1 },
    ]);
  });

  it('narrows what is found by the values that are counted', () => {
    expect(only(['producer', maker])).toEqual([idOf(1), idOf(2)]);
    expect(only(['inStock', 'true'])).toEqual([idOf(1)]);
    expect(only(['leadTimeDays', '7'])).toEqual([idOf(1)]);
    expect(only(['leadTimeDays', '15'], ['weighingBasis', 'weighed'])).toEqual([idOf(2)]);
  });

  it('is not shown beyond what a list shows', () => {
    expect(searchIn([index], query({})).items[0]).not.toHaveProperty('offer');
  });
});
