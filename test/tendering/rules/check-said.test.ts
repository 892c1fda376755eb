import { describe, expect, it } from 'vitest';
import { problemTexts } from '../../../functions/problems.ts';
import type { FindingCode } from '../../../functions/tendering/rules/finding.ts';
import { categories } from '../../../shared/commodity/category.ts';
import { wordsOf } from '../../../shared/http/problem.ts';

const article = '《招标投标法》';
const say = (code: FindingCode, params: Record<string, string>) => wordsOf(problemTexts, code, { ...params, article });

describe('what a check found is said by names, not by codes', () => {
  it('places, and as it is one that has no name here', () => {
    const zone = { from: '350481', to: '350427' };
    expect(say('freight-zone-missing', zone)).toEqual({
      zh: `运费表没有从永安市到沙县区的运价。依据：${article}。`,
      en: `The table has no rate from Yong'an to Shaxian. Basis: ${article}.`,
    });
    expect(say('freight-zone-repeated', { ...zone, to: '350102' }).zh).toContain('从永安市到福州市鼓楼区的运价');
    expect(say('freight-zone-repeated', { ...zone, to: '440305' }).zh).toContain('从永安市到440305的运价');
  });

  it('firms for which something is deducted, methods and award rules, several of them too', () => {
    const range = { for: 'small', least: '0.10', most: '0.20' };
    expect(say('deduction-out-of-range', range)).toEqual({
      zh: `小型企业的价格扣除为 0.10 至 0.20。依据：${article}。`,
      en: `The deduction for small firms is 0.10 to 0.20. Basis: ${article}.`,
    });
    const method = { method: 'scoring', allowed: 'lowest-evaluated-price, weighted-price' };
    expect(say('method-not-allowed', method)).toEqual({
      zh: `该采购制度不得采用综合评分法，可以采用：经评审的最低评标价法、价格系数法。依据：${article}。`,
      en: `This regime does not allow scoring; it allows the lowest evaluated price, the weighted price. Basis: ${article}.`,
    });
    expect(say('scoring-not-used', { method: 'weighted-price' }).zh).toContain('评标方法为价格系数法，');
    const rule = { rule: 'optimised', allowed: 'winner-takes-all, reserves' };
    expect(say('allocation-not-allowed', rule).zh).toContain('可以采用：整标授予第一名、第一名中标、设备选。');
  });

  it('goods, units and what a reason was given for', () => {
    const names = ['steel.rebar', 'cement.common'].map((code) => categories().find((each) => each.code === code)?.name);
    const goods = say('standard-goods', { categories: 'steel.rebar, cement.common' });
    expect(goods.zh).toMatch(new RegExp(`^${names.map((name) => name?.zh).join('、')}的技术标准统一`));
    expect(goods.en).toContain(`(${names.map((name) => name?.en).join(', ')})`);
    expect(say('step-unit-differs', { unit: 'TNE weighed' })).toMatchObject({
      zh: expect.stringContaining('（吨 过磅计重）'),
      en: expect.stringContaining('(tonnes as weighed)'),
    });
    expect(say('justification-unused', { for: 'tie-draw', at: '/tieRule' })).toMatchObject({
      zh: expect.stringContaining('“以抽签处理并列”'),
      en: expect.stringContaining('“Ties by a draw”'),
    });
  });
});
