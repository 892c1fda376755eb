import { describe, expect, it } from 'vitest';
import { pointAnnexes, priceIndex } from '../../functions/contracts/price-index.ts';
import type { PointsRecorded, PriceIndexEvent } from '../../functions/contracts/price-index-events.ts';
import { pointsOf } from '../../functions/contracts/price-source.ts';
import { given, refusal } from '../support/given.ts';
import { ids, yuan } from './settlement-fixtures.ts';

const at = '2026-05-20T02:00:00.000Z';
const opened: PriceIndexEvent = {
  type: 'PriceIndexOpened',
  v: 1,
  data: {
    name: '三明 HRB400E 出厂信息价',
    source: '三明市工程造价站',
    city: '三明',
    spec: 'HRB400E Φ18–25',
    unit: 'TNE',
    taxIncluded: true,
    taxRate: '0.13',
    keeper: ids.buyer,
    openedAt: '2026-03-02T01:00:00.000Z',
  },
};
const record = (points: object[], more: object = {}) =>
  ({ type: 'record', at, points, known: [], evidence: '第5期', adapter: 'entered', ...more }) as never;
const point = (day: string, price: string, more: object = {}) => ({ day, price: yuan(price), ...more });
const series = given(priceIndex, opened);

describe('a series of prices', () => {
  it('records what was published, a kilogram as a tonne exactly', () => {
    series.when(record([point('2026-05-06', '3.3001', { per: 'KGM' }), point('2026-05-07', '3300')])).yields({
      type: 'PointsRecorded',
      data: { revision: 1, points: [point('2026-05-06', '3300.10'), point('2026-05-07', '3300.00')] },
    });
  });

  it('keeps what stood on a day that is corrected, and asks why', () => {
    const known = [point('2026-05-06', '3300.00')];
    series.when(record([point('2026-05-06', '3300.0')], { known })).changesNothing();
    series
      .when(record([point('2026-05-06', '3310')], { known }))
      .refuses('correction-without-reason', '/points/0/price');
    series.when(record([point('2026-05-06', '3310')], { known, reason: '勘误' })).yields({
      data: { points: [{ ...point('2026-05-06', '3310.00'), before: yuan('3300.00') }], reason: '勘误' },
    });
  });

  it('refuses days to come, days told twice, prices of nothing, and units that do not convert', () => {
    series.when(record([point('2026-05-21', '3300')])).refuses('point-in-the-future', '/points/0/day');
    series
      .when(record([point('2026-05-06', '1'), point('2026-05-06', '1')]))
      .refuses('points-repeated', '/points/1/day');
    series.when(record([point('2026-05-06', '0')])).refuses('point-price-zero', '/points/0/price/amount');
    series.when(record([point('2026-05-06', '1', { per: 'H87' })])).refuses('point-unit-differs', '/points/0/per');
    const faults = series
      .when(record([point('2026-05-21', '1'), point('2026-05-06', '0')]))
      .refuses('point-in-the-future');
    expect(faults.errors).toHaveLength(2);
    given(priceIndex)
      .when(record([point('2026-05-06', '1')]))
      .refuses('not-found');
    series.when({ type: 'open', at, ...opened.data } as never).refuses('price-index-exists');
  });

  it('keeps a point by its day, and what a correction replaced apart', () => {
    const event = {
      type: 'PointsRecorded',
      v: 1,
      data: {
        points: [{ ...point('2026-05-06', '3310'), before: yuan('3300') }],
        revision: 2,
        evidence: 'e',
        adapter: 'entered',
        recordedAt: at,
      },
    } as PointsRecorded;
    expect(pointAnnexes(event).map(({ kind, id }) => [kind, id])).toEqual([
      ['point', '2026-05-06'],
      ['correction', '2026-05-06#00000002'],
    ]);
  });
});

describe('a list of prices', () => {
  const rows = (...cells: string[][]) => cells.map((each, index) => ({ number: index + 1, cells: each }));

  it('is read by its headings in either language', () => {
    expect(
      pointsOf(rows(['日期', '价格', '单位'], ['2026年5月6日', '3,300.00', '元/吨'], ['2026/5/7', '3.3', '公斤'])),
    ).toEqual([
      point('2026-05-06', '3300.00', { per: 'TNE', row: 2 }),
      point('2026-05-07', '3.3', { per: 'KGM', row: 3 }),
    ]);
    expect(pointsOf(rows(['Price', 'Day'], ['3300', '2026-05-06']))).toEqual([point('2026-05-06', '3300', { row: 2 })]);
  });

  it('is refused as a whole with every fault', () => {
    const fault = refusal(() =>
      pointsOf(rows(['day', 'price', 'per'], ['2026-05-06', 'x', ''], ['5.6', '1', ''], ['2026-05-06', '1', '斤'])),
    );
    expect([fault.code, fault.errors.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([
      'price-file-invalid',
      ['/rows/2 not-a-decimal', '/rows/3 not-a-day', '/rows/4 unit-unknown'],
    ]);
    expect(refusal(() => pointsOf(rows(['a', 'b']))).code).toBe('price-file-headings');
  });
});
