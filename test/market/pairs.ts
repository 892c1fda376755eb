import type { Spec } from '../../functions/market/spec.ts';
import { tonnes } from './fixtures.ts';
import { bar, goods, otherGoods, type PairCase, work } from './pairs-of-goods.ts';

const weighed = (value: string) => ({ value, unit: 'TNE', basis: 'weighed' }) as const;
const pieces = (value: string) => ({ value, unit: 'H87' }) as const;
const window = (from: string, to: string) => ({ window: { from: `2026-${from}`, to: `2026-${to}` } });

const rebar = { grade: 'HRB400E', diameter: 20 };
const cement = (spec: Spec) => goods('cement.common', { code: 'P·O', grade: '42.5', form: 'bulk', ...spec });
const iron = (spec: Spec) => goods('pipe.ductile-iron', { dn: 300, klass: 'K9', length: 6, ...spec });
const ply = (spec: Spec) => goods('board.plywood', { length: 2440, width: 1220, thickness: 18, ...spec });
const plate = (spec: Spec) =>
  goods('steel.plate', { grade: 'Q355B', thickness: 20, width: 2000, length: 8000, ...spec });
export const pairs: readonly PairCase[] = [
  ['the same bar', bar(rebar), bar(rebar), []],
  ['seismic bar where plain is asked', bar({ ...rebar, grade: 'HRB400' }), bar(rebar), []],
  ['plain bar where seismic is asked', bar(rebar), bar({ ...rebar, grade: 'HRB400' }), ['attribute-differs']],
  [
    'a higher strength class is another bar',
    bar({ ...rebar, grade: 'HRB400' }),
    bar({ ...rebar, grade: 'HRB500' }),
    ['attribute-differs'],
  ],
  ['HRB500E where HRB500 is asked', bar({ ...rebar, grade: 'HRB500' }), bar({ ...rebar, grade: 'HRB500E' }), []],
  [
    'fine-grained bar is another bar',
    bar({ ...rebar, grade: 'HRB400' }),
    bar({ ...rebar, grade: 'HRBF400E' }),
    ['attribute-differs'],
  ],
  ['HRB400 or better, seismic offered', bar({ ...rebar, grade: { atLeast: 'HRB400' } }), bar(rebar), []],
  [
    'HRB400E or better, plain offered',
    bar({ ...rebar, grade: { atLeast: 'HRB400E' } }),
    bar({ ...rebar, grade: 'HRB400' }),
    ['attribute-differs'],
  ],
  [
    'one of two grades',
    bar({ ...rebar, grade: { oneOf: ['HRB500', 'HRB500E'] } }),
    bar({ ...rebar, grade: 'HRB500E' }),
    [],
  ],
  ['16 to 25, 20 offered', bar({ diameter: { min: 16, max: 25 } }), bar(rebar), []],
  [
    '16 to 25, 28 offered',
    bar({ diameter: { min: 16, max: 25 } }),
    bar({ ...rebar, diameter: 28 }),
    ['attribute-above'],
  ],
  [
    '16 to 25, 12 offered',
    bar({ diameter: { min: 16, max: 25 } }),
    bar({ ...rebar, diameter: 12 }),
    ['attribute-below'],
  ],
  ['20 asked, 16 to 25 offered', bar(rebar), bar({ ...rebar, diameter: { min: 16, max: 25 } }), []],
  ['ranges that touch', bar({ diameter: { max: 16 } }), bar({ ...rebar, diameter: { min: 16 } }), []],
  ['ranges that do not', bar({ diameter: { max: 14 } }), bar({ ...rebar, diameter: { min: 16 } }), ['attribute-above']],
  ['any diameter', bar({ grade: 'HRB400E' }), bar(rebar), []],
  ['12 m asked, length not stated', bar({ ...rebar, length: 12 }), bar(rebar), []],
  ['12 m asked, 9 m offered', bar({ ...rebar, length: 12 }), bar({ ...rebar, length: 9 }), ['attribute-below']],
  ['9 m asked, 12 m offered', bar({ ...rebar, length: 9 }), bar({ ...rebar, length: 12 }), ['attribute-above']],
  ['straight asked, nothing said', bar({ ...rebar, form: 'straight' }), bar(rebar), []],
  [
    'coil asked, nothing said',
    bar({ ...rebar, diameter: 10, form: 'coil' }),
    bar({ ...rebar, diameter: 10 }),
    ['attribute-differs'],
  ],
  [
    'wrong in two respects',
    bar(rebar),
    bar({ grade: 'HRB400', diameter: 25 }),
    ['attribute-differs', 'attribute-above'],
  ],

  ['42.5R where 42.5 is asked', cement({}), cement({ grade: '42.5R' }), []],
  ['42.5 where 42.5R is asked', cement({ grade: '42.5R' }), cement({}), ['attribute-differs']],
  ['52.5 is another class', cement({}), cement({ grade: '52.5' }), ['attribute-differs']],
  ['bags where bulk is asked', cement({}), cement({ form: 'bagged' }), ['attribute-differs']],
  ['either form', cement({ form: { oneOf: ['bulk', 'bagged'] } }), cement({ form: 'bagged' }), []],
  ['another kind of cement', cement({}), cement({ code: 'P·C' }), ['attribute-differs']],
  ['low alkali asked, nothing said', cement({ lowAlkali: true }), cement({}), ['attribute-differs']],
  ['low alkali where it does not matter', cement({ lowAlkali: false }), cement({ lowAlkali: true }), []],
  [
    'masonry cement for common',
    cement({}),
    goods('cement.masonry', { code: 'M', grade: '32.5', form: 'bagged' }),
    ['category-differs'],
  ],

  ['K10 where K9 is asked', iron({}), iron({ klass: 'K10' }), []],
  ['K12 where K8 is asked', iron({ klass: 'K8' }), iron({ klass: 'K12' }), []],
  ['K9 where K10 is asked', iron({ klass: 'K10' }), iron({}), ['attribute-differs']],
  ['a pressure class for a thickness class', iron({}), iron({ klass: 'C40' }), ['attribute-differs']],
  ['C40 where C30 is asked', iron({ klass: 'C30' }), iron({ klass: 'C40' }), []],
  ['a wider pipe does not do', iron({}), iron({ dn: 400 }), ['attribute-above']],
  ['one length of several', iron({ length: { oneOf: ['5.7', 6] } }), iron({}), []],
  ['a lining asked and not stated', iron({ lining: 'epoxy' }), iron({}), ['attribute-not-stated']],
  ['sewage pipe for water', iron({ use: 'water' }), iron({ use: 'sewage' }), ['attribute-differs']],
  [
    'class III where I is asked',
    goods('pipe.concrete', { dn: 600, klass: 'I' }),
    goods('pipe.concrete', { dn: 600, klass: 'III' }),
    [],
  ],
  [
    'class I where II is asked',
    goods('pipe.concrete', { dn: 600, klass: 'II' }),
    goods('pipe.concrete', { dn: 600, klass: 'I' }),
    ['attribute-differs'],
  ],
  [
    '1.6 MPa where 1.0 is asked',
    goods('pipe.pvc-u', { dn: 110, use: 'water', pressure: '1.0' }),
    goods('pipe.pvc-u', { dn: 110, use: 'water', pressure: '1.6' }),
    [],
  ],
  [
    '0.8 MPa where 1.0 is asked',
    goods('pipe.pvc-u', { dn: 110, use: 'water', pressure: '1.0' }),
    goods('pipe.pvc-u', { dn: 110, use: 'water', pressure: '0.8' }),
    ['attribute-differs'],
  ],

  ['ENF where E0 is asked', ply({ formaldehyde: 'E0' }), ply({ formaldehyde: 'ENF' }), []],
  ['ENF where E1 is asked', ply({ formaldehyde: 'E1' }), ply({ formaldehyde: 'ENF' }), []],
  ['E1 where E0 is asked', ply({ formaldehyde: 'E0' }), ply({ formaldehyde: 'E1' }), ['attribute-differs']],
  ['E1 or better', ply({ formaldehyde: { atLeast: 'E1' } }), ply({ formaldehyde: 'E0' }), []],
  ['emission asked and not stated', ply({ formaldehyde: 'E0' }), ply({}), ['attribute-not-stated']],
  ['a thicker board does not do', ply({ thickness: 15 }), ply({}), ['attribute-above']],
  ['a thicker board does not do in the other direction', ply({}), ply({ thickness: 15 }), ['attribute-below']],
  ['weatherproof board for dry use', ply({ klass: 'III' }), ply({ klass: 'I' }), []],
  ['dry board for damp use', ply({ klass: 'II' }), ply({ klass: 'III' }), ['attribute-differs']],
  ['first quality for qualified', ply({ quality: 'qualified' }), ply({ quality: 'first' }), []],
  [
    'formwork is no plywood',
    ply({}),
    goods('board.formwork', { length: 2440, width: 1220, thickness: 18 }),
    ['category-differs'],
  ],

  ['Q355D where Q355B is asked', plate({}), plate({ grade: 'Q355D' }), []],
  ['Q355B where Q355D is asked', plate({ grade: 'Q355D' }), plate({}), ['attribute-differs']],
  ['Q355 is no Q235', plate({ grade: 'Q235B' }), plate({}), ['attribute-differs']],
  ['a width in a range', plate({ width: { min: 1800, max: 2200 } }), plate({}), []],
  ['too narrow', plate({ width: { min: 2200 } }), plate({}), ['attribute-below']],

  ...otherGoods,

  ['the minimum order is what is asked', { quantity: tonnes('35') }, { minimumOrder: tonnes('35') }, []],
  [
    'less than the minimum order',
    { quantity: tonnes('34.999999') },
    { minimumOrder: tonnes('35') },
    ['below-minimum-order'],
  ],
  [
    'the minimum order in kilograms',
    { quantity: { ...tonnes('35'), unit: 'TNE' } },
    { minimumOrder: { value: '35001', unit: 'KGM', basis: 'theoretical' } },
    ['below-minimum-order'],
  ],
  [
    'pieces against tonnes, by the formula',
    { quantity: { value: '1000', unit: 'H87' } },
    { minimumOrder: tonnes('29') },
    [],
  ],
  [
    'too few pieces, by the formula',
    { quantity: { value: '900', unit: 'H87' } },
    { minimumOrder: tonnes('29') },
    ['below-minimum-order'],
  ],
  ['theoretical against weighed tonnes', { quantity: tonnes('35') }, { quantity: weighed('100') }, ['not-comparable']],
  ['part of what is asked', { quantity: tonnes('5000') }, { quantity: tonnes('200') }, []],
  ['days that meet in one', window('03-10', '03-19'), window('03-19', '03-31'), []],
  ['too late by a day', window('03-10', '03-19'), window('03-20', '03-31'), ['offered-too-late']],
  ['over before it is wanted', window('03-10', '03-19'), window('03-01', '03-09'), ['offered-too-early']],
  ['within the service radius', {}, { radiusKm: 38 }, []],
  ['beyond the service radius', {}, { radiusKm: 37 }, ['beyond-service-radius']],
  ['beyond what is asked', { radiusKm: 30 }, {}, ['beyond-asked-radius']],
  [
    'a certificate to the last common day',
    { certificates: [{ type: 'test-report' }] },
    { certificates: [{ type: 'test-report', validTo: '2026-03-19' }] },
    [],
  ],
  [
    'a certificate that ends in between',
    { certificates: [{ type: 'test-report' }] },
    { certificates: [{ type: 'test-report', validTo: '2026-03-18' }] },
    ['certificate-ends'],
  ],
  [
    'a certificate that is not held',
    { certificates: [{ type: 'test-report' }] },
    { certificates: [{ type: 'quality-certificate' }] },
    ['certificate-not-held'],
  ],

  [
    'a shaft that fits the lathe',
    work({ length: 1500, width: 200, height: 200 }),
    work({ length: { max: 2000 }, width: { max: 500 }, height: { max: 500 } }),
    [],
  ],
  ['a shaft that is too long', work({ length: 2100 }), work({ length: { max: 2000 } }), ['attribute-below']],
  ['IT8 from a shop that holds IT7', work({ tolerance: 8 }), work({ tolerance: { min: 7 } }), []],
  ['IT6 from a shop that holds IT7', work({ tolerance: 6 }), work({ tolerance: { min: 7 } }), ['attribute-above']],
  ['too heavy', work({ mass: 1600 }), work({ mass: { max: 1500 } }), ['attribute-below']],
  ['a batch too small', work({ batch: 10 }), work({ batch: { min: 50, max: 5000 } }), ['attribute-above']],
  ['another material', work({}), work({ material: { oneOf: ['aluminium', 'copper'] } }), ['attribute-differs']],
  [
    'hours enough in the common weeks',
    work({}, { hours: '60', quantity: pieces('40') }),
    work(
      {},
      {
        freeHours: [
          { week: '2026-W11', hours: '40' },
          { week: '2026-W12', hours: '20' },
        ],
      },
    ),
    [],
  ],
  [
    'hours too few',
    work({}, { hours: '60.5' }),
    work(
      {},
      {
        freeHours: [
          { week: '2026-W11', hours: '40' },
          { week: '2026-W12', hours: '20' },
        ],
      },
    ),
    ['hours-short'],
  ],
  [
    'hours free in other weeks only',
    work({}, { hours: '1' }),
    work({}, { freeHours: [{ week: '2026-W20', hours: '400' }] }),
    ['hours-short'],
  ],
  ['no free hours at all', work({}), work({}, { freeHours: [{ week: '2026-W20', hours: '400' }] }), ['hours-none']],
  ['milling for turning', work({}), work({}, { subject: 'milling' }), ['category-differs']],
  ['goods for work', {}, work({}), ['kinds-alike', 'category-differs']],
];
