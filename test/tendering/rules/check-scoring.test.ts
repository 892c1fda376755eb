import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Band, Draft, Factor } from '../../../functions/tendering/draft.ts';
import { checkTender, publicationErrors } from '../../../functions/tendering/rules/check.ts';
import { type Regime, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { at, calendar, draft, lot, rebarItem } from '../fixtures.ts';

const board = { items: [{ ...rebarItem(1), category: 'board.formwork' }] };
const halves: readonly Band[] = [
  { title: '24小时以内', from: '60', to: '100' },
  { title: '24至48小时', from: '0', to: '59' },
];
const factor = (more: Partial<Factor> = {}): Factor => ({
  key: 'delivery',
  title: '到货时间',
  weight: '0.6',
  bands: halves,
  ...more,
});
const scoring = (priceWeight: string, ...factors: Factor[]): Partial<Draft> => ({
  method: 'scoring',
  lots: [lot(1, { ...board, scoring: { priceWeight, factors } })],
});
const errorsOf = (more: Partial<Draft>, regime: Regime = 'government-procurement') =>
  publicationErrors(checkTender(draft({ regime, ...more }), rulePackOf(regime), { at, calendar }))
    .map(({ code, pointer }) => `${pointer} ${code}`)
    .filter((error) => !error.includes('fair-review'));
const place = '/lots/0/scoring';

describe('weights', () => {
  it.each([
    ['0.4', ['0.6'], []],
    ['0.3', ['0.35', '0.35'], []],
    ['0.3334', ['0.3333', '0.3333'], []],
    ['0.3333', ['0.3333', '0.3333'], [`${place} weights-sum`]],
    ['0.2999', ['0.7001'], [`${place}/priceWeight price-weight-low`]],
    ['1', [], []],
    ['1', ['0'], [`${place}/factors/0/weight weight-not-positive`]],
    ['0.5', ['0.6', '-0.1'], [`${place}/factors/1/weight weight-not-positive`]],
    ['half', ['0.5'], [`${place}/priceWeight not-a-decimal`]],
    ['0.5', ['.5'], [`${place}/factors/0/weight not-a-decimal`]],
  ])('price %s and %o', (price, weights, errors) => {
    expect(errorsOf(scoring(price, ...weights.map((weight, at) => factor({ key: `f${at}`, weight }))))).toEqual(errors);
  });

  it('no law makes others sum to 1, yet they must', () => {
    expect(errorsOf(scoring('0.1', factor({ weight: '0.8' })), 'soe-voluntary')).toEqual([`${place} weights-sum`]);
    expect(errorsOf(scoring('0.1', factor({ weight: '0.9' })), 'soe-voluntary')).toEqual([]);
  });

  it('keys are said once a lot', () => {
    expect(errorsOf(scoring('0.4', factor({ weight: '0.3' }), factor({ weight: '0.3', title: '月供应能力' })))).toEqual(
      [`${place}/factors/1/key key-repeated`],
    );
  });
});

describe('bands', () => {
  const bands = (...list: (readonly [string, string])[]) =>
    errorsOf(scoring('0.4', factor({ bands: list.map(([from, to]) => ({ title: `${from}小时`, from, to })) }))).map(
      (error) => error.replace(`${place}/factors/0`, ''),
    );
  it.each([
    [[['0', '100']], []],
    [
      [
        ['0', '59'],
        ['60', '100'],
      ],
      [],
    ],
    [
      [
        ['60', '100'],
        ['0', '60'],
      ],
      [],
    ],
    [
      [
        ['0', '59.9'],
        ['60', '100'],
      ],
      [],
    ],
    [
      [
        ['0', '59.5'],
        ['60', '100'],
      ],
      ['/bands bands-gap'],
    ],
    [
      [
        ['0', '58'],
        ['60', '100'],
      ],
      ['/bands bands-gap'],
    ],
    [[['1', '100']], ['/bands bands-gap']],
    [[['0', '99']], ['/bands bands-gap']],
    [
      [
        ['0', '61'],
        ['60', '100'],
      ],
      ['/bands/1 bands-overlap'],
    ],
    [
      [
        ['0', '100'],
        ['20', '30'],
      ],
      ['/bands/1 bands-overlap'],
    ],
    [
      [
        ['0', '60'],
        ['60', '60'],
        ['60', '100'],
      ],
      ['/bands/1 bands-overlap'],
    ],
    [
      [
        ['0', '0'],
        ['1', '99'],
        ['100', '100'],
      ],
      [],
    ],
    [
      [
        ['60', '0'],
        ['60', '100'],
      ],
      ['/bands/0 band-reversed'],
    ],
    [[['0', '101']], ['/bands/0 band-outside']],
    [[['-1', '100']], ['/bands/0 band-outside']],
    [[['x', '100']], ['/bands/0/from not-a-decimal']],
    [[], ['/bands bands-missing']],
  ] as [[string, string][], string[]][])('%o', (list, errors) => {
    expect(bands(...list).sort()).toEqual([...errors].sort());
  });

  it('with a gap need a reason under the bidding law, and are advised on elsewhere', () => {
    const gap = scoring('0.4', factor({ bands: [{ title: '3项', from: '0', to: '50' }] }));
    expect(errorsOf(gap, 'bidding-compulsory')).toEqual([`${place}/factors/0/bands bands-gap`]);
    expect(errorsOf(gap, 'soe-voluntary')).toEqual([]);
  });

  it('that name no number are vague', () => {
    const vague = draft({
      regime: 'government-procurement',
      ...scoring('0.4', factor({ bands: [{ title: '优', from: '0', to: '100' }] })),
    });
    const found = checkTender(vague, rulePackOf('government-procurement'), { at, calendar });
    expect(found.find(({ code }) => code === 'band-vague')).toMatchObject({
      severity: 'advised',
      pointer: `${place}/factors/0/bands`,
    });
  });

  it('that divide 0 to 100 at any points are in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 12 }), fc.boolean(), (cuts, shared) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), 100];
        const list = bounds.slice(1).map((to, at): [string, string] => {
          const from = bounds[at] ?? 0;
          return [String(at === 0 || shared ? from : Math.min(from + 1, to)), String(to)];
        });
        expect(bands(...list)).toEqual([]);
      }),
    );
  });
});

describe('criteria', () => {
  const criteria = (...values: string[][]) =>
    errorsOf(
      {
        method: 'weighted-price',
        lots: [
          lot(1, {
            ...board,
            criteria: values.map((options, at) => ({
              key: `c${at}`,
              title: '质保期',
              options: options.map((value, n) => ({ title: `${n}年`, value })),
            })),
          }),
        ],
      },
      'soe-voluntary',
    ).map((error) => error.replace('/lots/0/criteria', ''));
  it.each([
    [[['0', '0.15'], ['0.1']], []],
    [[['0.5'], ['0.4999']], []],
    [[['0.5'], ['0.5']], [' criteria-too-large']],
    [[['1.2']], [' criteria-too-large']],
    [[[]], ['/0/options criterion-without-options']],
    [[], [' criteria-missing']],
    [[['-0.1', '0.1']], ['/0/options/0/value weight-not-positive']],
    [[['a']], ['/0/options/0/value not-a-decimal']],
  ])('%o', (values, errors) => {
    expect(criteria(...values)).toEqual(errors);
  });
});

describe('what may not be scored', () => {
  const qualification = {
    key: 'licence',
    kind: 'qualification',
    text: '具有工业产品生产许可证',
    completable: true,
  } as const;
  const withFactor = (more: Partial<Factor>) => ({ requirements: [qualification], ...scoring('0.4', factor(more)) });

  it.each([
    [{ key: 'licence' }, true],
    [{ title: '生产许可证' }, true],
    [{ title: '具有工业产品生产许可证' }, true],
    [{ title: '证' }, false],
    [{ title: '到货时间' }, false],
  ])('%o is a condition of qualification: %s', (more, same) => {
    const error = `${place}/factors/0 qualification-scored`;
    expect(errorsOf(withFactor(more)).includes(error)).toBe(same);
    expect(errorsOf(withFactor(more), 'bidding-compulsory')).not.toContain(error);
  });

  it.each(['注册资本', '从业人员', '近三年营业收入', '净利润', '纳税总额', '资产总额'])('%s', (title) => {
    expect(errorsOf(scoring('0.4', factor({ title })))).toEqual([`${place}/factors/0/title unscorable`]);
    expect(errorsOf(scoring('0.4', factor({ title })), 'soe-voluntary')).toEqual([
      `${place}/factors/0/title unscorable`,
    ]);
    const condition = { ...qualification, text: `${title}不低于行业平均` };
    expect(errorsOf({ requirements: [condition] })).toEqual(['/requirements/0/text unscorable']);
  });

  it('a substantive requirement may be', () => {
    expect(
      errorsOf({ ...withFactor({ key: 'licence' }), requirements: [{ ...qualification, kind: 'substantive' }] }),
    ).toEqual([]);
  });
});

describe('a signed reason', () => {
  const tender = (...justifications: { code: string; pointer: string; reason: string }[]) =>
    checkTender(
      draft({ regime: 'soe-voluntary', title: '限本地企业投标的螺纹钢采购', text: '指定品牌', justifications }),
      rulePackOf('soe-voluntary'),
      {
        at,
        calendar,
      },
    );
  it('lifts what it is for, where it is for, and says so', () => {
    const found = tender({ code: 'words-brand', pointer: '/text', reason: '与既有设备配套' });
    expect(publicationErrors(found).map(({ code }) => code)).toEqual(['words-address']);
    expect(found.find(({ code }) => code === 'words-brand')).toMatchObject({
      severity: 'justify',
      justification: '与既有设备配套',
    });
  });

  it('lifts nothing that is refused, and one of no use is said', () => {
    const reason = { code: 'words-brand', pointer: '/title', reason: '无' };
    expect(publicationErrors(tender(reason))).toHaveLength(2);
    expect(tender(reason).at(-1)).toMatchObject({
      code: 'justification-unused',
      pointer: '/justifications/0',
      severity: 'advised',
    });
    const compulsory = draft({
      title: '限本地企业',
      justifications: [{ code: 'words-address', pointer: '/title', reason: '无' }],
    });
    expect(
      publicationErrors(checkTender(compulsory, rulePackOf('bidding-compulsory'), { at, calendar })).map(
        ({ code }) => code,
      ),
    ).toContain('words-address');
  });
});
