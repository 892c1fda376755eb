import { describe, expect, it } from 'vitest';
import { problemTexts } from '../../../functions/problems.ts';
import { findingCodes } from '../../../functions/tendering/rules/check.ts';
import platform from '../../../functions/tendering/rules/data/platform.json' with { type: 'json' };
import {
  inForce,
  packInUse,
  type Regime,
  type Rule,
  type RulePack,
  rulePackOf,
  rulePacksOf,
} from '../../../functions/tendering/rules/pack.ts';
import { freezeDelayMs } from '../../../functions/tendering/rules/periods.ts';
import { category } from '../../../shared/commodity/category.ts';
import { compare, one, parseDecimal, zero } from '../../../shared/kernel/ratio.ts';
import { parseDay } from '../../../shared/kernel/time.ts';
import { refusal } from '../../support/given.ts';

const regimes: readonly Regime[] = [
  'bidding-compulsory',
  'government-procurement',
  'soe-voluntary',
  'framework-second-stage',
];
const packs = regimes.flatMap((regime) => rulePacksOf(regime).map((pack) => [regime, pack] as const));
const rulesOf = (pack: RulePack): [string, Rule<unknown>][] =>
  Object.entries(pack).filter(([name]) => !['regime', 'version', 'name'].includes(name)) as [string, Rule<unknown>][];
const severities = ['refused', 'justify', 'advised'];

describe.each(packs)('the pack of %s', (regime, pack) => {
  it('says what it is and from when it is used', () => {
    expect(pack.regime).toBe(regime);
    expect(parseDay(pack.version)).toBe(pack.version);
    expect([pack.name.zh, pack.name.en].every(Boolean)).toBe(true);
  });

  it('has for each rule a value, a unit, an article and whether it was read', () => {
    for (const [name, rule] of rulesOf(pack)) {
      expect(Object.keys(rule).sort(), name).toEqual(
        [
          'article',
          'unit',
          'value',
          'verified',
          ...(rule.from === undefined ? [] : ['from']),
          ...(rule.to === undefined ? [] : ['to']),
        ].sort(),
      );
      expect(rule.article, name).not.toBe('');
      expect(typeof rule.verified, name).toBe('boolean');
      for (const day of [rule.from, rule.to]) if (day !== undefined) expect(parseDay(day), name).toBe(day);
      expect((rule.from ?? '') <= (rule.to ?? '9999'), name).toBe(true);
    }
  });

  it.each(rulesOf(pack))('%s has a value that its unit allows', (_, { unit, value }) => {
    const fractions = (text: unknown) => {
      const read = parseDecimal(String(text), 4);
      expect(compare(read, zero) >= 0 && compare(read, one) <= 0).toBe(true);
    };
    switch (unit) {
      case 'day':
      case 'working-day':
      case 'year':
      case 'bidder':
      case 'candidate':
        expect(Number.isInteger(value) && (value as number) >= 0).toBe(true);
        break;
      case 'severity':
        expect([...severities, 'allowed']).toContain(value);
        break;
      case 'yuan':
        if (value !== null) parseDecimal(value as string, 2);
        break;
      case 'point':
        parseDecimal(value as string, 2);
        break;
      case 'flag':
        expect(typeof value).toBe('boolean');
        break;
      case 'event':
        expect(['award', 'contract']).toContain(value);
        break;
      case 'body':
        expect(['buyer', 'committee']).toContain(value);
        break;
      case 'procedure':
        expect(['candidates', 'notice']).toContain(value);
        break;
      case 'method':
      case 'allocation':
        expect((value as readonly string[]).length).toBeGreaterThan(0);
        break;
      case 'category':
        for (const code of value as readonly string[]) expect(category(code)?.status).toBe('active');
        break;
      case 'member': {
        const { members, experts } = pack.committee.value;
        expect(members === 0 || members % 2 === 1).toBe(true);
        expect(experts).toMatch(/^[1-9]\/[1-9]$/);
        break;
      }
      case 'fraction of estimate':
      case 'fraction of budget':
      case 'fraction of contract':
        fractions(value);
        break;
      case 'fraction':
        if (typeof value === 'string') fractions(value);
        else for (const part of Object.values(value as object).flat()) if (part !== null) fractions(part);
        break;
      default:
        expect.unreachable(`unknown unit ${unit}`);
    }
  });
});

it('every regime answers the same questions', () => {
  const names = packs.map(([, pack]) => rulesOf(pack).map(([name]) => name));
  expect(new Set(names.map((list) => [...list].sort().join())).size).toBe(1);
});

describe('what was read in the law', () => {
  it.each([
    ['bidding-compulsory', 'minimumDays', 20, 'day', '第二十四条'],
    ['bidding-compulsory', 'documentsDays', 5, 'day', '第十六条'],
    ['bidding-compulsory', 'clarificationDays', 15, 'day', '第二十三条'],
    ['bidding-compulsory', 'documentsObjectionDays', 10, 'day', '第二十二条'],
    ['bidding-compulsory', 'publicationDays', 3, 'day', '第五十四条'],
    ['bidding-compulsory', 'reportDays', 15, 'day', '第四十七条'],
    ['government-procurement', 'announcementDays', 5, 'working-day', '第十六条'],
    ['government-procurement', 'documentsDays', 5, 'working-day', '第三十一条'],
    ['government-procurement', 'documentsChallengeDays', 7, 'working-day', '第五十二条'],
    ['government-procurement', 'evaluationReportDays', 2, 'working-day', '第六十八条'],
    ['government-procurement', 'decisionDays', 5, 'working-day', '第六十八条'],
    ['government-procurement', 'contractPublicationDays', 2, 'working-day', '第五十条'],
    ['government-procurement', 'complaintDays', 15, 'working-day', '第五十五条'],
    ['government-procurement', 'keepYears', 15, 'year', '第四十二条'],
  ] as const)('%s: %s is %d %s', (regime, name, value, unit, article) => {
    const rule = rulePackOf(regime)[name];
    expect(rule).toMatchObject({ value, unit, verified: true });
    expect(rule.article).toContain(article);
  });

  it('notice 1117 ends on 2027-08-31', () => {
    const { certification } = rulePackOf('bidding-compulsory');
    expect(certification).toMatchObject({ from: '2022-09-01', to: '2027-08-31', verified: true });
    expect(inForce(certification, '2027-08-31')).toBe(true);
    expect(inForce(certification, '2027-09-01')).toBe(false);
    expect(inForce(certification, '2022-08-31')).toBe(false);
  });

  it('what another country does is unverified, and so is what the platform sets itself', () => {
    for (const [, pack] of packs) {
      expect(pack.abnormallyLow.verified).toBe(false);
      for (const [name, { article, verified }] of rulesOf(pack)) {
        if (article.startsWith('平台规则') || article.startsWith('非依法')) expect(verified, name).toBe(false);
      }
    }
  });
});

describe('versions of a pack', () => {
  const now = rulePackOf('bidding-compulsory');
  const later: RulePack = { ...now, version: '2027-01-01', minimumDays: { ...now.minimumDays, value: 25 } };
  const versions = [later, ...rulePacksOf('bidding-compulsory')];

  it('are used from their day on', () => {
    expect(packInUse(versions, '2026-12-31')).toBe(now);
    expect(packInUse(versions, '2027-01-01').minimumDays.value).toBe(25);
    expect(packInUse(versions)).toBe(later);
    expect(packInUse([...versions].reverse(), '2027-06-01')).toBe(later);
  });

  it('know nothing of the time before the first', () => {
    expect(refusal(() => rulePackOf('bidding-compulsory', '2020-01-01')).code).toBe('rule-pack-unknown');
    expect(rulePackOf('bidding-compulsory', now.version)).toBe(now);
  });
});

it('what a check can find is worded in both languages', () => {
  for (const code of findingCodes) {
    const { zh, en } = problemTexts[code] ?? {};
    expect([zh?.title, zh?.detail, en?.title, en?.detail].every(Boolean), code).toBe(true);
  }
});

it('the freezing that is announced is the freezing that is done', () => {
  expect(platform.freezing.value * 1000).toBe(freezeDelayMs);
});
