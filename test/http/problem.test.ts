import { expect, test } from 'vitest';
import { problemTexts } from '../../functions/problems.ts';
import { problemOf, wordsOf } from '../../shared/http/problem.ts';
import { DomainError } from '../../shared/kernel/errors.ts';

const said = (code: string, status: string) =>
  (['zh', 'en'] as const).map(
    (language) =>
      problemOf(new DomainError('conflict', code, { status }), {
        texts: problemTexts,
        language,
        requestId: 'r',
        origin: 'https://jicai.example',
      }).detail,
  );

/** The states in which each refusal that names one can come. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  'tender-status': ['draft', 'published', 'cancelled', 'opening', 'failed', 'opened', 'standstill', 'awarded'],
  'tender-not-opened': ['draft', 'published', 'cancelled', 'opening', 'failed'],
  'log-not-public': ['draft', 'published', 'cancelled', 'opening', 'failed'],
  'round-status': ['open', 'locked', 'cancelled', 'over'],
  'matchmaking-status': ['announced', 'timetabled', 'published', 'held', 'ended', 'cancelled'],
  'agreement-closed': ['ended', 'terminated'],
  'admission-decided': ['admitted', 'refused', 'withdrawn', 'lapsed'],
  'admission-ended': ['refused', 'withdrawn', 'lapsed'],
  'appeal-not-open': ['pending', 'appealed', 'admitted', 'withdrawn', 'lapsed'],
};

test('every text that names a state is known here', () => {
  const naming = Object.entries(problemTexts).filter(([, { zh, en }]) => /\{status[}:]/.test(zh.detail + en.detail));
  expect(naming.map(([code]) => code).sort()).toEqual(Object.keys(refusals).sort());
});

test.each(Object.entries(refusals))('%s says each state in the reader’s language, not by its code', (code, states) => {
  for (const state of states) {
    const words = problemTexts[code]?.zh.detail.match(/\{status:([\w-]+)\}/)?.[1] ?? '';
    const [zh = '', en = ''] = said(code, state);
    expect(zh).not.toMatch(/[a-z{}]/);
    expect(zh).toContain(problemTexts[words]?.zh.words?.[state]);
    expect(en).toContain(problemTexts[words]?.en.words?.[state]);
    expect(en).not.toMatch(/[{}:]/);
  }
});

test('a code that has no word is said as it is, and a place without a value is left', () => {
  expect(said('tender-status', 'unheard-of')[0]).toContain('unheard-of');
  const { detail } = problemOf(new DomainError('conflict', 'tender-status'), {
    texts: problemTexts,
    language: 'zh',
    requestId: 'r',
    origin: '',
  });
  expect(detail).toContain('{status');
});

test('units, ways of weighing and divisions are said by their names', () => {
  const zh = (code: string, params: Record<string, string>) => wordsOf(problemTexts, code, params).zh;
  expect(zh('declared-unit', { unit: 'TNE', basis: 'theoretical' })).toContain('单位 吨（计重方式 理论计重）');
  expect(zh('quantity-not-whole', { unit: 'H87' })).toContain('以 件 计');
  expect(zh('division-in-no-zone', { division: '350481' })).toContain('永安市');
});
