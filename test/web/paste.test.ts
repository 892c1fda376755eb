import { describe, expect, test } from 'vitest';
import { parseSpec } from '../../shared/commodity/spec/index.ts';
import { readTable } from '../../web/kit/paste.ts';

const read = (...lines: readonly (readonly string[])[]) =>
  readTable(lines.map((cells) => cells.join('\t')).join('\r\n'), parseSpec);

describe('a table pasted from a spreadsheet', () => {
  test('without headings is read line by line, as people write goods', () => {
    expect(read(['HRB400E Φ20 12m 500吨'], [''], ['P·O 42.5 散装水泥', '6000', '吨', '磅计'])).toEqual([
      {
        text: 'HRB400E Φ20 12m 500吨',
        category: 'steel.rebar',
        attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
        value: '500',
        unit: 'TNE',
        unread: [],
      },
      {
        text: 'P·O 42.5 散装水泥 6000 吨 磅计',
        category: 'cement.common',
        attributes: { code: 'P·O', grade: '42.5', form: 'bulk' },
        value: '6000',
        unit: 'TNE',
        basis: 'weighed',
        unread: [],
      },
    ]);
  });

  test('with Chinese headings puts each column where it belongs, in any order', () => {
    const [row] = read(
      ['序号', '材料名称', '规格型号', '计量单位', '数量', '交货县区', '交货地址', '交货日期', '备注'],
      ['1', '螺纹钢', 'HRB400E Φ20×12m', '吨', '1,200.5', '沙县区', '虬江新区项目', '2026年6月30日', '急'],
    );
    expect(row).toEqual({
      text: '螺纹钢 HRB400E Φ20×12m 1200.5吨',
      category: 'steel.rebar',
      attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
      value: '1200.5',
      unit: 'TNE',
      division: '350405',
      address: '虬江新区项目',
      deliverBy: '2026-06-30',
      unread: [],
    });
  });

  test('keeps the unit where the quantity is still to come', () => {
    const [row] = read(['名称', '规格', '单位', '数量', '计重方式'], ['水泥', 'P·O 42.5 散装', '吨', '', '磅计']);
    expect(row).toMatchObject({ value: '', unit: 'TNE', basis: 'weighed', unread: [] });
  });

  test('names what it could not read, and guesses nothing', () => {
    const [row, goods] = read(
      ['名称', '规格', '单位', '数量', '县', '交货期'],
      ['球墨铸铁管', 'DN200 K9', '米', '3000', '三元', '六月底'],
      ['石棉瓦', '大号', '张', '40', '火星', ''],
    );
    expect(row).toMatchObject({ category: 'pipe.ductile-iron', value: '3000', unit: 'MTR', division: '350404' });
    expect(row?.unread).toEqual(['六月底']);
    expect(row).not.toHaveProperty('deliverBy');
    expect(goods?.unread).toEqual(expect.arrayContaining(['火星']));
    expect(goods?.unread.join()).toMatch(/石棉瓦/);
    expect(goods).not.toHaveProperty('category');
  });

  test('of nothing is nothing', () => {
    expect(read([''], ['', ''])).toEqual([]);
  });
});
