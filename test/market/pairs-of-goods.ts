import type { Candidate } from '../../functions/market/matching/model.ts';
import type { Spec } from '../../functions/market/spec.ts';

/** A demand's and a supply's changes, and the reasons why they do not match: none where they do. */
export type PairCase = readonly [
  name: string,
  wants: Partial<Candidate>,
  offers: Partial<Candidate>,
  reasons: readonly string[],
];

export const goods = (subject: string, spec: Spec): Partial<Candidate> => ({
  subject,
  spec,
  quantity: undefined,
  price: undefined,
});
export const bar = (spec: Spec) => goods('steel.rebar', spec);
const rod = (spec: Spec) => goods('steel.wire-rod', { grade: 'HPB300', diameter: 8, form: 'coil', ...spec });
const section = (spec: Spec) => goods('steel.section', { shape: 'channel', size: '10', grade: 'Q235B', ...spec });
const tube = (spec: Spec) => goods('pipe.steel', { outsideDiameter: '114.3', wall: '4.5', process: 'welded', ...spec });
const pe = (spec: Spec) => goods('pipe.pe', { dn: 110, material: 'PE100', sdr: 11, ...spec });
const mdf = (spec: Spec) => goods('board.mdf', { length: 2440, width: 1220, thickness: '18', ...spec });
const bamboo = (spec: Spec) =>
  goods('board.bamboo-laminated', { kind: 'laminated', length: 2440, width: 1220, thickness: '20', ...spec });
export const work = (spec: Spec, more: Partial<Candidate> = {}): Partial<Candidate> => ({
  kind: 'processing',
  ...goods('turning', { material: 'carbon-steel', ...spec }),
  ...more,
});

/** Of categories and processes that are asked for less often. */
export const otherGoods: readonly PairCase[] = [
  ['plain rod in coils', rod({}), rod({}), []],
  ['straight rod where coils are asked', rod({}), rod({ form: 'straight' }), ['attribute-differs']],
  ['rod for drawing is no rod for building', rod({}), rod({ grade: 'Q235' }), ['attribute-differs']],
  ['rod is no ribbed bar', rod({}), bar({ grade: 'HRB400E', diameter: 8, form: 'coil' }), ['category-differs']],
  ['a channel of the size', section({}), section({}), []],
  ['a channel is no angle', section({}), section({ shape: 'equal-angle' }), ['attribute-differs']],
  ['Q355B where Q235B is asked is asked first', section({}), section({ grade: 'Q355B' }), ['attribute-differs']],
  ['galvanised where welded pipe is asked', tube({}), tube({ process: 'galvanised' }), ['attribute-differs']],
  ['the same pipe, its process left open', tube({ process: { oneOf: ['welded', 'galvanised'] } }), tube({}), []],
  ['a thinner wall', tube({ wall: { min: '4.5' } }), tube({ wall: '4' }), ['attribute-below']],
  ['Q235B where Q235A is asked', tube({ grade: 'Q235A' }), tube({ grade: 'Q235B' }), []],
  ['PE80 for PE100', pe({}), pe({ material: 'PE80' }), ['attribute-differs']],
  ['another wall series', pe({ sdr: 11 }), pe({ sdr: 17 }), ['attribute-above']],
  ['moisture-resistant board in the dry', mdf({ moistureResistant: false }), mdf({ moistureResistant: true }), []],
  ['plain board in the wet', mdf({ moistureResistant: true }), mdf({}), ['attribute-differs']],
  ['E1 where ENF is asked', mdf({ formaldehyde: 'ENF' }), mdf({ formaldehyde: 'E1' }), ['attribute-differs']],
  ['structural bamboo where none is asked', bamboo({ structural: false }), bamboo({ structural: true }), []],
  ['scrimber is no laminated bamboo', bamboo({}), bamboo({ kind: 'scrimber' }), ['attribute-differs']],
  [
    'filmed formwork where plain is asked',
    goods('board.formwork', { length: 1830, width: 915, thickness: 15, facing: 'plain' }),
    goods('board.formwork', { length: 1830, width: 915, thickness: 15, facing: 'film' }),
    ['attribute-differs'],
  ],
  [
    'board of either core kind',
    goods('board.particle', { length: 2440, width: 1220, thickness: '18', kind: { oneOf: ['osb', 'particle'] } }),
    goods('board.particle', { length: 2440, width: 1220, thickness: '18', kind: 'osb' }),
    [],
  ],
  [
    'bamboo formwork is no plywood formwork',
    goods('board.formwork', { length: 2440, width: 1220, thickness: 12 }),
    goods('board.bamboo-formwork', { length: 2440, width: 1220, thickness: 12 }),
    ['category-differs'],
  ],
  [
    'heat treatment of another kind',
    work({ treatment: 'quench-temper' }, { subject: 'heat-treatment' }),
    work({ treatment: 'annealing' }, { subject: 'heat-treatment' }),
    ['attribute-differs'],
  ],
  [
    'sand casting from a foundry of grey iron',
    work({ material: 'grey-iron', mass: '850' }, { subject: 'casting-sand' }),
    work({ material: { oneOf: ['grey-iron', 'ductile-iron'] }, mass: { max: '2000' } }, { subject: 'casting-sand' }),
    [],
  ],
];
