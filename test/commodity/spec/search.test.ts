import { describe, expect, it, test } from 'vitest';
import { searchTerms } from '../../../shared/commodity/spec/index.ts';

describe('search terms', () => {
  test.each([
    ['螺纹', '三级钢', '=螺纹钢'],
    ['三级钢', 'HRB400 Φ20', '@grade=HRB400'],
    ['HRB400', '三级螺纹', '=螺纹钢'],
    ['盘螺', 'HRB400E 盘螺 8', '=盘螺'],
    ['球铁管', '球墨铸铁管 DN300 K9', '=球墨铸铁管'],
    ['模板', '覆膜板 1830*915*15', '=建筑模板'],
    ['大芯板', '细木工板 18mm', '=细木工板'],
    ['10*2000*8000', 'Q235B 中厚板 10×2000×8000', '@width=2000'],
    ['DN300 K9', '球墨管 DN300 K9 6米', '@dn=300'],
  ])('%s meets %s in %s', (query, listing, term) => {
    expect(searchTerms(query).terms).toContain(term);
    expect(searchTerms(listing).terms).toContain(term);
  });

  it('keep what was not read', () => {
    expect(searchTerms('虬锦 HRB400E ABC').terms).toEqual(['=螺纹钢', '@grade=HRB400E', 'abc', '虬锦'].sort());
  });
});
