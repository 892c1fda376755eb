import { describe, expect, it, test } from 'vitest';
import { division, divisions } from '../../shared/commodity/divisions.ts';
import { isDivision, placeName } from '../../shared/commodity/places.ts';

describe('divisions of Sanming', () => {
  it('are the city, two districts, one city and eight counties', () => {
    expect(divisions().map((each) => each.code)).toEqual(
      '350400 350404 350405 350421 350423 350424 350425 350426 350428 350429 350430 350481'.split(' '),
    );
    for (const { name, seat } of divisions()) {
      expect(name.zh).toMatch(/(市|区|县)$/);
      expect(seat.lon).toBeGreaterThan(116.5);
      expect(seat.lon).toBeLessThan(118.7);
      expect(seat.lat).toBeGreaterThan(25.4);
      expect(seat.lat).toBeLessThan(27.2);
    }
  });

  test.each([
    ['350402', '350404', '三元区'],
    ['350403', '350404', '三元区'],
    ['350427', '350405', '沙县区'],
  ])('given the former code %s, finds %s with a warning', (former, code, zh) => {
    expect(division(former)).toMatchObject({ code, name: { zh }, warning: 'division-code-former' });
    expect(division(code)).not.toHaveProperty('warning');
  });

  test.each(['350404', '350427', '350100', '440300', '820000'])('takes %s for a division', (code) => {
    expect(isDivision(code)).toBe(true);
  });

  test.each(['', '35040', '3504040', '160000', '990000', '350499', '３５０４０４', '350404 '])(
    'does not take %j for one',
    (code) => {
      expect(isDivision(code)).toBe(false);
    },
  );

  test.each([
    ['350481', '永安市', "Yong'an"],
    ['350427', '沙县区', 'Shaxian'],
    ['350783', '南平市建瓯市', "Jian'ou, Nanping"],
    ['350700', '南平市', 'Nanping'],
    ['360702', '江西省', 'Jiangxi'],
    ['350000', '福建省', 'Fujian'],
  ])('names %s %s', (code, zh, en) => {
    expect(placeName(code)).toEqual({ zh, en });
  });

  it('names nothing by what is no code', () => {
    expect(placeName('990000')).toBeUndefined();
  });
});
