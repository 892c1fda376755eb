import { describe, expect, it } from 'vitest';
import trade from '../../demo/data/trade.json' with { type: 'json' };
import { generateListings } from '../../demo/generator.ts';
import { checkListing } from '../../functions/catalogue/listing.ts';
import { categories } from '../../shared/commodity/category.ts';
import { parseSpec } from '../../shared/commodity/spec/index.ts';
import { hashJson } from '../../shared/sealing/hash.ts';

const listings = generateListings(20260302, 2000);

describe('the generated listings', () => {
  it('are the same for the same seed, and others for another', () => {
    const first = (seed: number) => hashJson(JSON.parse(JSON.stringify(generateListings(seed, 300))));
    expect(first(20260302)).toBe(hashJson(JSON.parse(JSON.stringify(listings.slice(0, 300)))));
    expect(first(20260303)).not.toBe(first(20260302));
  });

  it('are of every category that is traded, and hold to the platform’s own rules', () => {
    const traded = categories().filter(({ status, parent }) => status === 'active' && parent !== undefined);
    expect(new Set(listings.map(({ category }) => category))).toEqual(new Set(traded.map(({ code }) => code)));
    for (const { supplier: _, ...listing } of listings) {
      expect(() => checkListing(listing, '2026-03-02')).not.toThrow();
    }
  });

  it('cost what such goods cost, a few percent apart', () => {
    const bands = new Map(Object.entries(trade.goods).map(([code, { price }]) => [code, price]));
    for (const { category, price } of listings) {
      const [from = 0, to = 0] = bands.get(category) ?? [];
      const yuan = Number(price.unitPrice.amount);
      expect([category, yuan >= from * 0.96 && yuan <= to * 1.04]).toEqual([category, true]);
      expect(price.unitPrice.amount).toMatch(/^\d+\.\d\d$/);
    }
  });

  it('are titled so that the reader of specifications finds their category again', () => {
    const read = listings.filter(({ title, category }) => parseSpec(title).category === category);
    expect(read.length / listings.length).toBeGreaterThan(0.9);
    expect(new Set(listings.map(({ title }) => title)).size).toBeGreaterThan(1500);
  });
});
