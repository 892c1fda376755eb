import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import data from '../../../functions/tendering/rules/data/words.json' with { type: 'json' };
import { lintDraft, lintText, textsOf, wordRule } from '../../../functions/tendering/rules/words.ts';
import { divisions } from '../../../shared/commodity/divisions.ts';
import { draft, lot, rebarItem } from '../fixtures.ts';

const kindsIn = (text: string) => lintText(text, { assessed: true }).map(({ kind }) => kind);
const examples = data.entries.flatMap(({ kind, hits }) => hits.map((text) => [text, kind] as const));
const lawful = data.entries.flatMap(({ misses }) => misses);

describe('wordings that limit', () => {
  it('are shown by examples, both ways', () => {
    expect(examples.length).toBeGreaterThan(60);
    expect(lawful.length).toBeGreaterThan(60);
    expect(new Set(data.entries.map(({ id }) => id)).size).toBe(data.entries.length);
    expect(new Set(data.entries.map(({ kind }) => kind))).toEqual(new Set(Object.keys(data.kinds)));
    for (const { id, hits, misses } of data.entries)
      expect([id, hits.length > 2, misses.length > 2]).toEqual([id, true, true]);
  });

  it.each(examples)('%s: %s', (text, kind) => {
    expect(kindsIn(text)).toContain(kind);
  });

  it.each(lawful)('lawful: %s', (text) => {
    expect(lintText(text, { assessed: true })).toEqual([]);
  });

  it.each(lawful)('lawful in a sentence of its own after a limit: %s', (text) => {
    expect(kindsIn(`限本市企业。${text}`)).toEqual(['address']);
  });

  it.each([
    ['本地企业', 'address'],
    ['三明注册', 'address'],
    ['在三明市注册', 'address'],
    ['同等条件下本地优先', 'address'],
    ['限三明市企业', 'address'],
    ['本市业绩', 'local-achievement'],
    ['福建省内业绩', 'local-achievement'],
    ['指定品牌', 'brand'],
    ['品牌：华磊牌', 'brand'],
    ['本市纳税', 'local-tax'],
    ['设有本地分支机构', 'local-branch'],
    ['设有三明办事处', 'local-branch'],
  ])('%s is found within a longer text, in its place', (wording, kind) => {
    const text = `第三章 评审办法\n（一）一般规定；（二）${wording}，详见附件。`;
    const hit = lintText(text).find((one) => one.kind === kind);
    expect(hit).toBeDefined();
    expect(text.slice(hit?.start, hit?.end)).toBe(hit?.text);
    expect(text.indexOf(wording)).toBeLessThanOrEqual(hit?.start ?? -1);
    expect(hit?.end).toBeLessThanOrEqual(text.indexOf(wording) + wording.length);
  });
});

describe('the places of Sanming', () => {
  const names = divisions().flatMap(({ name }) => [name.zh, name.zh.replace(/[市县区]$/, '')]);

  it.each([...names, '梅列', '福建省', '厦门'])('%s', (place) => {
    expect(kindsIn(`限${place}企业`)).toContain('address');
    expect(kindsIn(`须在${place}注册`)).toContain('address');
    expect(kindsIn(`${place}业绩加分`)).toContain('local-achievement');
    expect(kindsIn(`在${place}设有办事处`)).toContain('local-branch');
    expect(kindsIn(`产自${place}`)).toContain('origin');
    expect(kindsIn(`在${place}缴纳社保`)).toContain('local-tax');
    expect(kindsIn(`到货地点：${place}，24小时内送达${place}。${place}城发集团采购`)).toEqual([]);
  });
});

describe('what is put between', () => {
  const hidden = fc.constantFrom(
    ' ',
    '  ',
    '\u3000',
    '\u200b',
    '\u2060',
    '\u00ad',
    '\t',
    '“',
    '”',
    '·',
    '-',
    '_',
    '\ufe0f',
    '\u3164',
  );

  it('does not hide a wording, and its place is that of the text as written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('本地企业', '三明市注册', '本市业绩', '指定品牌', '国有企业优先', '最低限价'),
        fc.array(hidden, { minLength: 5, maxLength: 5 }),
        fc.stringMatching(/^[a-zA-Z0-9 ，。😀]{0,12}$/u),
        (wording, between, before) => {
          const spread = [...wording]
            .map((one, at) => `${one}${at + 1 < wording.length ? (between[at] ?? '') : ''}`)
            .join('');
          const text = `${before}。${spread}。`;
          const [hit] = lintText(text);
          expect(hit?.text).toBe(text.slice(hit?.start, hit?.end));
          expect([hit?.start, hit?.end]).toEqual([before.length + 1, before.length + 1 + spread.length]);
        },
      ),
    );
  });

  it('full width and other scripts are the same', () => {
    expect(kindsIn('ＩＳＯ９００１')).toEqual([]);
    expect(kindsIn('须通过ＩＳＯ９００１认证')).toEqual(['certification']);
    expect(kindsIn('限本地企業，須在三明市註冊')).toEqual(['address', 'address']);
  });

  it('a line’s end divides what a blank does not', () => {
    expect(kindsIn('到货地点：三明市\n企业须提供质量证明')).toEqual([]);
    expect(kindsIn('限三明市 企业')).toEqual(['address']);
  });

  it('a prohibition lifts only what it forbids', () => {
    expect(kindsIn('不得要求本市业绩')).toEqual([]);
    expect(kindsIn('不得要求本市业绩，但本市业绩另计')).toEqual(['local-achievement']);
    expect(kindsIn('投标人不得为非本市企业')).toContain('address');
    expect(kindsIn('不具有本市业绩的投标无效')).toContain('local-achievement');
    expect(kindsIn('依据《三明市国有企业采购管理办法》，限本市企业')).toEqual(['address']);
  });
});

it('any text gives hits within it, without overlap in a kind, and nothing by chance', () => {
  const pieces = fc.constantFrom(
    ...examples.map(([text]) => text),
    ...lawful,
    '，',
    '。',
    '\n',
    ' ',
    'HRB400E',
    '😀',
    '《',
    '》',
    '（',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 }),
      (parts) => {
        const text = parts.join('');
        const hits = lintText(text, { assessed: true });
        for (const { start, end, text: found } of hits) {
          expect(0 <= start && start < end && end <= text.length).toBe(true);
          expect(text.slice(start, end)).toBe(found);
        }
        for (const one of hits) {
          const others = hits.filter((other) => other !== one && other.kind === one.kind);
          expect(others.every(({ start, end }) => end <= one.start || one.end <= start)).toBe(true);
        }
      },
    ),
  );
});

describe('the texts of a draft', () => {
  const wording = '限本地企业';
  const full = draft({
    title: wording,
    text: wording,
    requirements: [{ key: 'a', kind: 'qualification', text: '注册资本一千万', completable: false }],
    lots: [
      lot(1, {
        title: wording,
        items: [{ ...rebarItem(1), deliveryPoint: { division: '350404', address: '三明市本地企业大厦' } }],
        scoring: {
          priceWeight: '0.5',
          factors: [{ key: 'f', title: wording, weight: '0.5', bands: [{ title: wording, from: '0', to: '100' }] }],
        },
        criteria: [{ key: 'c', title: wording, options: [{ title: wording, value: '0.1' }] }],
      }),
    ],
    justifications: [{ code: 'words-address', pointer: '/title', reason: wording }],
  });

  it('are all linted, each with its pointer; not the place of delivery, not the reasons', () => {
    expect(lintDraft(full).map(({ pointer, kind }) => `${pointer} ${kind}`)).toEqual([
      '/title address',
      '/text address',
      '/requirements/0/text scale',
      '/lots/0/title address',
      '/lots/0/scoring/factors/0/title address',
      '/lots/0/scoring/factors/0/bands/0/title address',
      '/lots/0/criteria/0/title address',
      '/lots/0/criteria/0/options/0/title address',
    ]);
    expect(textsOf(draft())).toHaveLength(3);
  });

  it('may name the size of a firm where nobody is assessed by it', () => {
    expect(lintDraft(draft({ text: '采购人注册资本十亿元' }))).toEqual([]);
  });
});

it('each kind has its article under each regime, or the pack’s own', () => {
  for (const kind of [
    'origin',
    'address',
    'local-achievement',
    'brand',
    'local-branch',
    'local-tax',
    'ownership',
  ] as const) {
    for (const regime of ['bidding-compulsory', 'government-procurement', 'soe-voluntary'] as const) {
      expect(wordRule(kind, regime)).toMatchObject({ article: expect.stringMatching(/第.+条|（三）/), verified: true });
    }
  }
  expect(wordRule('certification', 'bidding-compulsory')).toBeUndefined();
});
