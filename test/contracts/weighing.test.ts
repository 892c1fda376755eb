import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  counted,
  countedBy,
  cut,
  inItemUnit,
  massesOf,
  sampleHolds,
  withinThreePerMille,
} from '../../functions/contracts/weighing.ts';
import { millionths } from '../../shared/kernel/movement.ts';
import { parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import { refusal } from '../support/given.ts';
import { baggedCement, bulkCement, kg, ordered, pieces, plywood, rebar, tonnes } from './delivery-fixtures.ts';

const bar = ordered(pieces('5'), rebar(), kg('148.2', 'theoretical'));
const weighedRebar = ordered(tonnes('100', 'weighed'), rebar());
const cement = ordered(tonnes('65'), bulkCement);

describe('what counts against a line', () => {
  it('is pieces where pieces or a theoretical mass were ordered, though they weigh more', () => {
    // Five bars of 12 mm and 12 m are 10.656 kg each by the table.
    const five = ordered(kg('53.28', 'theoretical'), rebar(12));
    const note = { declared: kg('53.28', 'theoretical'), pieces: '5', weighed: kg('55.8') };
    expect(countedBy(five, undefined)).toBe('pieces');
    expect(counted(five, note, 'pieces', '')).toEqual(kg('53.28', 'theoretical'));
    expect(counted(bar, { declared: pieces('5'), weighed: kg('155') }, 'pieces', '')).toEqual(pieces('5'));
  });

  it('is the pieces themselves where the note rounds their mass', () => {
    const line = ordered(tonnes('4.98', 'theoretical'), rebar());
    const note = { declared: tonnes('4.98', 'theoretical'), pieces: '168' };
    expect(counted(line, note, 'pieces', '')).toEqual(tonnes('4.97952', 'theoretical'));
  });

  it('is the ticket where it was ordered as weighed', () => {
    expect(countedBy(weighedRebar, undefined)).toBe('ticket');
    const note = { declared: tonnes('32.5', 'weighed'), weighed: kg('32420') };
    expect(counted(weighedRebar, note, 'ticket', '')).toEqual(tonnes('32.42', 'weighed'));
  });

  it('is the note of bulk cement where the agreement settles by notes, else its ticket', () => {
    expect(countedBy(cement, 'note-within-3-per-mille')).toBe('note');
    expect(countedBy(cement, 'received')).toBe('ticket');
    expect(countedBy(weighedRebar, 'note-within-3-per-mille')).toBe('ticket');
    expect(counted(cement, { declared: tonnes('32.50') }, 'note', '')).toEqual(tonnes('32.5'));
  });

  it('is bags where cement comes in bags: 37 t are 740', () => {
    const line = ordered(tonnes('37'), baggedCement);
    expect(countedBy(line, undefined)).toBe('pieces');
    expect(counted(line, { declared: tonnes('37'), pieces: '740' }, 'pieces', '')).toEqual(tonnes('37'));
  });

  it.each([
    [bar, { declared: kg('148') }, 'declared-unit', '/declared'],
    [weighedRebar, { declared: tonnes('1', 'theoretical'), weighed: tonnes('1') }, 'declared-unit', '/declared'],
    [bar, { declared: pieces('0') }, 'quantity-zero', '/declared'],
    [weighedRebar, { declared: tonnes('1') }, 'weighed-required', '/weighed'],
    [weighedRebar, { declared: tonnes('1'), weighed: pieces('3') }, 'weighed-not-mass', '/weighed'],
    [weighedRebar, { declared: tonnes('1'), weighed: tonnes('1', 'theoretical') }, 'weighed-not-mass', '/weighed'],
    [weighedRebar, { declared: tonnes('1'), weighed: tonnes('0') }, 'quantity-zero', '/weighed'],
    [bar, { declared: pieces('5'), pieces: '6' }, 'pieces-differ', '/pieces'],
    [bar, { declared: pieces('5'), pieces: '0' }, 'pieces-not-whole', '/pieces'],
  ] as const)('refuses %#', (line, note, code, pointer) => {
    const error = refusal(() => counted(line, note, countedBy(line, undefined), '/lines/0'));
    expect(error.errors).toMatchObject([{ code, pointer: `/lines/0${pointer}` }]);
  });

  it('never makes of the pieces ordered more than was ordered, however they come', () => {
    // A sheet of 18 mm is 0.0535824 m³: more than six decimals.
    const sheet = { length: 2440, width: 1220, thickness: '18' };
    const volume = (sheets: number) => cut(ratio(BigInt(sheets) * 535_824n, 10_000_000n));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), (loads) => {
        const all = loads.reduce((a, b) => a + b, 0);
        const line = ordered({ value: volume(all), unit: 'MTQ' }, plywood(sheet));
        const counts = loads.map((load) => {
          const declared = { value: volume(load), unit: 'MTQ' } as const;
          return millionths(parseDecimal(counted(line, { declared, pieces: String(load) }, 'pieces', '').value, 6));
        });
        const sum = counts.reduce((a, b) => a + b);
        const whole = millionths(parseDecimal(volume(all), 6));
        expect(sum <= whole && whole <= sum + BigInt(loads.length)).toBe(true);
      }),
    );
  });
});

describe('the deviation of weighed from theoretical mass', () => {
  const weighed = (diameter: number, mass: string, on = '2026-04-20') => {
    const line = ordered(pieces('100'), rebar(diameter));
    return massesOf(line, { declared: pieces('100'), pieces: '100', weighed: kg(mass) }, pieces('100'), on);
  };

  it('is exact, and within where it lies on the bound of its diameter', () => {
    // 100 bars of 20 mm and 12 m: 2,964 kg; ±4.5 % are 133.38 kg.
    expect(weighed(20, '2830.62')).toEqual({
      theoretical: kg('2964', 'theoretical'),
      deviation: {
        exact: '-9/200',
        shown: '-4.500',
        within: true,
        standard: 'GB 1499.2-2024',
        minus: '4.5',
        plus: '4.5',
        verified: false,
      },
    });
    expect(weighed(20, '2830.619999').deviation).toMatchObject({ within: false });
    expect(weighed(20, '3097.38').deviation).toMatchObject({ exact: '9/200', within: true });
    expect(weighed(20, '3097.380001').deviation).toMatchObject({ within: false });
  });

  it('goes by the diameter and by the edition in force on the day', () => {
    expect(weighed(12, '1000').deviation).toMatchObject({ minus: '5.5' });
    expect(weighed(25, '4500').deviation).toMatchObject({ minus: '3.5' });
    expect(weighed(25, '4500', '2024-09-24').deviation).toMatchObject({ minus: '4', standard: 'GB/T 1499.2-2018' });
  });

  it('says nothing without both masses, and no band where the standard has none', () => {
    expect(massesOf(bar, { declared: pieces('5') }, pieces('5'), '2026-04-20')).toEqual({});
    const plate = {
      category: 'steel.plate',
      attributes: { grade: 'Q355B', thickness: '10', width: 2000, length: 8000 },
    };
    const note = { declared: pieces('1'), pieces: '1', weighed: kg('1250') };
    expect(massesOf(ordered(pieces('1'), plate), note, pieces('1'), '2026-04-20')).toEqual({
      theoretical: kg('1256', 'theoretical'),
      deviation: { exact: '-3/628', shown: '-0.478' },
    });
  });

  it('finds a bag of 49.4 kg too light and one of 49.5 kg not', () => {
    const bag = (mass: string) =>
      massesOf(
        ordered({ value: '1', unit: 'BG' }, baggedCement),
        { declared: { value: '1', unit: 'BG' }, pieces: '1', weighed: kg(mass) },
        { value: '1', unit: 'BG' },
        '2026-04-20',
      ).deviation;
    expect(bag('49.4')).toMatchObject({ within: false, minus: '1' });
    expect(bag('49.5')).toMatchObject({ within: true });
    expect(bag('51')).toMatchObject({ within: true });
    expect(sampleHolds(kg('999'))).toBe(false);
    expect(sampleHolds(tonnes('1'))).toBe(true);
  });
});

describe('the difference between note and scale', () => {
  it.each([
    ['32.50', '32.42', true],
    ['32.50', '32.36', false],
    ['32.50', '32.4025', true],
    ['32.50', '32.402499', false],
    ['32.50', '32.5975', true],
    ['32.50', '32.597501', false],
  ])('%s t and %s t are within 3 ‰: %s', (note, received, within) => {
    expect(withinThreePerMille(parseDecimal(note, 6), parseDecimal(received, 6))).toBe(within);
  });
});

describe('an amount in the unit of the item', () => {
  it('is in proportion as it was ordered, and the whole is the whole', () => {
    expect(inItemUnit(bar, parseDecimal('2', 6))).toEqual(kg('59.28', 'theoretical'));
    expect(inItemUnit(bar, parseDecimal('5', 6))).toEqual(kg('148.2', 'theoretical'));
  });
});
