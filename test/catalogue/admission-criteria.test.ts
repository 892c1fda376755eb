import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checklistOf, criteriaOf, type Evidence, endsAfter, evidenceOf } from '../../functions/catalogue/criteria.ts';
import data from '../../functions/catalogue/data/criteria.json' with { type: 'json' };
import type { Listing } from '../../functions/catalogue/listing.ts';
import type { CatalogueEntry } from '../../functions/catalogue/procurement-catalogue.ts';
import { categories, category } from '../../shared/commodity/category.ts';
import { complete, licence, listed, standard } from './admission-fixtures.ts';

const day = '2026-03-02';
const checked = (change: object, code: string, on = day, number = standard) =>
  checklistOf(listed(change).evidence, number, on).find(({ criterion }) => criterion === code);

describe('the criteria', () => {
  const leaves = categories().filter(({ parent }) => parent !== undefined);

  it.each(leaves.map(({ code }) => code))('%s: can be met with what the category knows', (code) => {
    const { certificates = [], attributes = [] } = category(code) ?? {};
    const criteria = criteriaOf(code);
    expect(criteria.map((each) => each.kind)).toContain('standard');
    expect(criteria.some(({ kind, required }) => kind === 'certificate' && required)).toBe(true);
    for (const each of criteria) {
      if (each.kind === 'certificate' && each.required)
        expect(
          certificates.some(({ type }) => each.types.includes(type)),
          each.code,
        ).toBe(true);
      for (const [name, values] of Object.entries(each.when ?? {})) {
        const known = attributes.find((attribute) => attribute.name === name)?.values?.map(({ value }) => value);
        expect(known).toEqual(expect.arrayContaining([...values]));
      }
    }
  });

  it('are known for categories that exist, and require no voluntary certification', () => {
    const { rules, any, ...own } = data;
    for (const code of Object.keys(own)) expect(category(code), code).toBeDefined();
    expect([rules.decisionWorkingDays, any.length > 0]).toEqual([10, true]);
    const green = leaves
      .flatMap(({ code }) => criteriaOf(code))
      .filter(({ code }) => code === 'green-building-material');
    expect(green.length).toBeGreaterThan(0);
    expect(green.some(({ required }) => required)).toBe(false);
  });

  it('ask nothing of where goods or suppliers come from', () => {
    const text = JSON.stringify(data);
    expect(text).not.toMatch(/originLabel|division|address|本地|产地|三明|福建|brand/);
  });
});

describe('a checklist', () => {
  it('takes a certificate that ends to its last day, and of several the last', () => {
    const until = (...ends: (string | undefined)[]) =>
      checked({ certificates: ends.map((validTo) => ({ ...licence, validTo })) }, licence.type);
    expect(until(day)).toMatchObject({ met: true, until: day });
    expect(until('2026-03-01')).toMatchObject({ met: false, finding: 'certificate-expired' });
    expect(until('2026-03-01', '2026-05-01', '2026-04-01')).toMatchObject({ met: true, until: '2026-05-01' });
    expect(until('2026-05-01', undefined)).toEqual({
      criterion: licence.type,
      required: true,
      met: true,
      evidence: [licence.number, licence.number],
    });
  });

  it('takes a standard of the category from its first day on', () => {
    expect(checked({}, 'standard', '2024-09-24')).toMatchObject({ met: false, finding: 'standard-not-in-force' });
    expect(checked({}, 'standard', '2024-09-25')).toMatchObject({ met: true, evidence: [standard] });
    expect(checked({}, 'standard', day, 'GB 175-2023')).toMatchObject({ met: false, finding: 'standard-unlisted' });
  });

  it('asks for the drinking water permit of pipe for drinking water only', () => {
    const of = (use: string) =>
      checklistOf({ category: 'pipe.ductile-iron', attributes: { dn: 300, klass: 'K9', use } }, 'GB/T 13295-2019', day);
    expect(of('water').map(({ criterion }) => criterion)).toContain('drinking-water-hygiene');
    expect(of('sewage').map(({ criterion }) => criterion)).not.toContain('drinking-water-hygiene');
  });

  it('ends with the first required certificate that does', () => {
    expect(endsAfter(checklistOf(listed().evidence, standard, day))).toBe('2026-06-30');
    expect(endsAfter(checklistOf(listed({ certificates: [] }).evidence, standard, day))).toBeUndefined();
  });
});

describe('the label of origin', () => {
  it('is no evidence: it cannot be passed in, is not read, and changes nothing', () => {
    // @ts-expect-error a listing that may carry a label of origin is no evidence
    const evidence: Evidence = complete as Listing;
    expect(evidence).toBeDefined();
    // @ts-expect-error nor is there one in a catalogue's entry
    type Label = CatalogueEntry['originLabel'];
    expect<Label | undefined>(undefined).toBeUndefined();

    const guarded = Object.defineProperty({ ...complete } as Listing, 'originLabel', {
      get: () => {
        throw new Error('the label of origin was read');
      },
    });
    expect(evidenceOf(guarded)).toEqual(listed().evidence);
    const { originLabel: _, ...unlabelled } = complete;
    fc.assert(
      fc.property(fc.string(), (originLabel) => {
        const labelled = evidenceOf({ ...complete, originLabel } as Listing);
        expect(checklistOf(labelled, standard, day)).toEqual(
          checklistOf(evidenceOf(unlabelled as Listing), standard, day),
        );
      }),
    );
  });
});
