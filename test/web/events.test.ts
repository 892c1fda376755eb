import { describe, expect, it } from 'vitest';
import { bodyOf, evenSlots, nothingTyped } from '../../web/events/typed.ts';
import { clockText, instantOf, wallOf } from '../../web/kit/format.ts';
import { nothingTyped as noSession, bodyOf as sessionOf } from '../../web/showcase/typed.ts';

describe('the clock of Shanghai', () => {
  it('is what a field of date and time has, and comes back as the same instant', () => {
    expect(wallOf('2026-03-05T16:30:00.000Z')).toBe('2026-03-06T00:30');
    expect(clockText('2026-03-05T16:30:00.000Z')).toBe('00:30');
    for (const at of ['2026-03-05T16:30:00.000Z', '2026-12-31T23:45:00.000Z', '2026-07-01T00:00:00.000Z']) {
      expect(Date.parse(instantOf(wallOf(at)))).toBe(Date.parse(at));
    }
  });
});

describe('slots that are laid out evenly', () => {
  it('follow one another with their break', () => {
    expect(evenSlots('09:00', 3, 20, 5)).toEqual([
      { from: '09:00', to: '09:20' },
      { from: '09:25', to: '09:45' },
      { from: '09:50', to: '10:10' },
    ]);
  });

  it('end on the day', () => {
    expect(evenSlots('23:00', 4, 25, 0)).toEqual([
      { from: '23:00', to: '23:25' },
      { from: '23:25', to: '23:50' },
    ]);
  });
});

describe('what is typed of an event and of a session', () => {
  it('goes to the API as numbers where they are some, and as it stands where they are none, to be refused by name', () => {
    const typed = { ...nothingTyped, day: '2026-03-20', closes: '2026-03-18T18:00', tables: '10', places: '二十' };
    const slots = [{ from: '09:00', to: '09:20' }];
    expect(bodyOf({ ...typed, slots, division: '350404', address: '会展中心' })).toMatchObject({
      tables: 10,
      places: '二十',
      place: { division: '350404', address: '会展中心' },
      slots: [{ from: '2026-03-20T09:00:00+08:00', to: '2026-03-20T09:20:00+08:00' }],
      registrationClosesAt: '2026-03-18T18:00:00+08:00',
    });
  });

  it('leaves out what was left empty', () => {
    const product = { product: 'prd_1', title: '螺纹钢', supplier: '闽岳', remark: '', after: '' };
    const typed = { ...noSession, title: '专场', presenter: '林晓', products: [product] };
    const body = sessionOf(typed);
    expect(body.products).toEqual([{ product: 'prd_1' }]);
    expect(body.presenter).toEqual({ name: '林晓' });
    expect(body).not.toHaveProperty('description');
    const later = sessionOf({ ...typed, products: [{ ...product, after: '15', remark: '现货' }] });
    expect(later.products).toEqual([{ product: 'prd_1', afterMinutes: 15, remark: '现货' }]);
  });
});
