import { describe, expect, it } from 'vitest';
import type { ExistingCallOff } from '../../functions/contracts/call-off-events.ts';
import { ratingOf } from '../../functions/contracts/settlement/rating.ts';
import { accepted, ids, line } from './settlement-fixtures.ts';

const callOff = (more: Partial<ExistingCallOff> = {}): ExistingCallOff => ({
  agreement: ids.agreement,
  buyer: ids.buyer,
  supplier: ids.supplier,
  lines: [line],
  placedAt: '2026-05-04T02:00:00.000Z',
  confirmBy: '2026-05-06T16:00:00.000Z',
  until: '2026-12-31',
  status: 'confirmed',
  confirmedAt: '2026-05-05T02:00:00.000Z',
  accepted: {},
  deliveries: [],
  undelivered: {},
  ...more,
});
const one = (more: Partial<ExistingCallOff> = {}, id = ids.callOff) => ({ id, callOff: callOff(more) });

describe('a rating', () => {
  it('is nothing where nothing happened', () => {
    const rating = ratingOf('2026-05', { callOffs: [], deliveries: [] });
    expect([rating.onTime, rating.total, rating.facts.due]).toEqual([null, null, 0]);
  });

  it('is whole for a month in which everything came as asked', () => {
    const deliveries = [accepted({ settled: '35' })];
    expect(ratingOf('2026-05', { callOffs: [one()], deliveries })).toMatchObject({
      onTime: '1/1',
      quantity: '1/1',
      quality: '1/1',
      documents: '1/1',
      response: '1/1',
      total: '1/1',
    });
  });

  it('is exact for what came late, in part, rejected, undocumented or was refused', () => {
    const deliveries = [
      accepted({ n: 1, settled: '10', rejected: '5' }),
      accepted({ n: 2, settled: '5', on: '2026-05-21', missing: ['mill-certificate'] }),
    ];
    const refused = one({ status: 'refused', endedAt: '2026-05-30T02:00:00.000Z' }, 'cof_2');
    delete (refused.callOff as { confirmedAt?: string }).confirmedAt;
    const rating = ratingOf('2026-05', { callOffs: [one(), refused], deliveries });
    expect(rating).toMatchObject({
      onTime: '1/2',
      quantity: '3/7',
      quality: '5/6',
      documents: '1/2',
      response: '1/2',
      total: '58/105',
      facts: { due: 2, onTime: 1, delivered: 2, documented: 1, asked: 2, answered: 1 },
    });
  });

  it('counts what fell due and never came, and what came in another month not', () => {
    const missing = ratingOf('2026-05', { callOffs: [one()], deliveries: [] });
    expect(missing).toMatchObject({ onTime: '0/1', quantity: '0/1', quality: null, documents: null, total: '1/3' });
    const later = ratingOf('2026-05', {
      callOffs: [one()],
      deliveries: [accepted({ on: '2026-06-02', settled: '35' })],
    });
    expect(later).toMatchObject({ onTime: '0/1', quantity: '0/1' });
    expect(
      ratingOf('2026-06', { callOffs: [one()], deliveries: [accepted({ on: '2026-06-02', settled: '35' })] }),
    ).toMatchObject({
      onTime: '0/1',
      quantity: null,
      quality: '1/1',
      response: null,
    });
  });
});
