import { describe, expect, it } from 'vitest';
import { generateListings } from '../../demo/generator.ts';
import { checkListing } from '../../functions/catalogue/listing.ts';
import { categories } from '../../shared/commodity/category.ts';
import { parseSpec } from '../../shared/commodity/spec/index.ts';
import { hashJson } from '../../shared/sealing/hash.ts';

/** Another hash is other demo data: then what shows and measures it changes too. */
const fixed = '50571e696be3689b8e0a0f8a1873efab20f67badd177892a14bcbc748a171afe';
const listings = generateListings(20260302, 2000);

describe('the generated listings', () => {
  it('are the same for the same seed, and others for another', () => {
    const first = (seed: number) => hashJson(JSON.parse(JSON.stringify(generateListings(seed, 300))));
    expect(first(20260302)).toBe(hashJson(JSON.parse(JSON.stringify(listings.slice(0, 300)))));
    expect(first(20260302)).toBe(fixed);
    expect(first(20260303)).not.toBe(first(20260302));
  });

  it('are of every category that is traded, and hold to the platform’s own rules', () => {
    const traded = categories().filter(({ status, parent }) => status === 'active' && parent !== undefined);
    expect(new Set(listings.map(({ category }) => category))).toEqual(new Set(traded.map(({ code }) => code)));
    for (const { supplier: _, ...listing } of listings) {
      expect(() => checkListing(listing, '2026-03-02')).not.toThrow();
    }
  });

  it('cost what such goods cost in early 2026', () => {
    /** Yuan a unit, by hand and wide: what a buyer would not stop at. */
    const bands: [string, Record<string, unknown>, number, number][] = [
      ['steel.rebar', {}, 3000, 3700],
      ['cement.common', {}, 250, 450],
      ['pipe.ductile-iron', { dn: 300 }, 330, 460],
      ['pipe.pe', { dn: 25 }, 2, 4],
      ['pipe.pvc-u', { dn: 110 }, 15, 26],
      ['board.formwork', { thickness: 15 }, 40, 65],
    ];
    for (const [code, attributes, from, to] of bands) {
      const some = listings.filter(
        (one) =>
          one.category === code && Object.entries(attributes).every(([name, value]) => one.attributes[name] === value),
      );
      expect(some.length).toBeGreaterThan(0);
      for (const { price } of some) {
        const yuan = Number(price.unitPrice.amount);
        expect([code, yuan > from && yuan < to]).toEqual([code, true]);
      }
    }
  });

  it('say of goods only what is true of them', () => {
    const saying = (word: string) => listings.filter(({ title }) => title.includes(word));
    expect(new Set(saying('热镀锌').map(({ attributes }) => attributes.process))).toEqual(new Set(['galvanised']));
    expect(new Set(saying('涉水批件').map(({ attributes }) => attributes.use))).toEqual(new Set(['water']));
    expect(new Set(saying('户外重竹').map(({ attributes }) => attributes.kind))).toEqual(new Set(['scrimber']));
  });

  it('are titled so that the reader of specifications finds their category again', () => {
    const read = listings.filter(({ title, category }) => parseSpec(title).category === category);
    expect(read.length / listings.length).toBeGreaterThan(0.9);
    expect(new Set(listings.map(({ title }) => title)).size).toBeGreaterThan(1500);
  });
});
