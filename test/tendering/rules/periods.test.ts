import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Period, type RulePack, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import {
  countBack,
  countYears,
  earliestDeadline,
  lastClarification,
  lastResultObjection,
  latestPublication,
  periodEnd,
} from '../../../functions/tendering/rules/periods.ts';
import { isWorkingDay } from '../../../shared/kernel/calendar.ts';
import { addDays, instant, millis } from '../../../shared/kernel/time.ts';
import vectors from '../../kernel/vectors/calendar.json' with { type: 'json' };
import { calendar } from '../fixtures.ts';
import { noon, timeline } from './dates.ts';

describe('counting', () => {
  it.each(vectors.cases)('from $issue the first deadline is $earliest', ({ issue, calendarDays, earliest }) => {
    const pack = rulePackOf('bidding-compulsory');
    expect(pack.minimumDays.value).toBe(calendarDays);
    expect(earliestDeadline(pack, calendar, noon(issue)).day).toBe(earliest);
  });

  it('is provisional in a year whose notice is not imported', () => {
    const { entry } = timeline(
      { publishedAt: noon('2026-12-20'), deadline: noon('2027-01-15') },
      { now: noon('2026-12-20') },
    );
    expect(entry('documents-end').provisional).toBe(false);
    expect(entry('deadline').provisional).toBe(true);
    expect(entry('candidates-end').provisional).toBe(true);
  });

  it('of years ends on the same day, or the last of February', () => {
    expect(countYears('2026-03-24', { value: 15 })).toBe('2041-03-24');
    expect(countYears('2028-02-29', { value: 15 })).toBe('2043-02-28');
    expect(countYears('2028-02-29', { value: 16 })).toBe('2044-02-29');
  });

  it('back in working days passes over days off', () => {
    const period = { ...rulePackOf('government-procurement').documentsDays, value: 3 };
    expect(countBack(calendar, '2026-03-24', period)).toEqual({
      day: '2026-03-19',
      moved: ['2026-03-22', '2026-03-21'],
      provisional: false,
    });
  });
});

describe('whatever the days', () => {
  const day = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2024-06-01', n));
  const period = fc.record({
    value: fc.integer({ min: 0, max: 60 }),
    unit: fc.constantFrom('day' as const, 'working-day' as const),
    article: fc.constant('甲'),
    verified: fc.constant(true),
  });
  const regime = fc.constantFrom(
    'bidding-compulsory' as const,
    'government-procurement' as const,
    'soe-voluntary' as const,
  );
  const periods = (pack: RulePack) =>
    Object.entries(pack).flatMap(([name, rule]) =>
      rule.unit === 'day' || rule.unit === 'working-day' ? [name as keyof RulePack] : [],
    );

  it('a count back, and the same forward, meet no later than where they began', () => {
    fc.assert(
      fc.property(day, period, (from, counted) => {
        const back = countBack(calendar, from, counted);
        expect(back.day <= from).toBe(true);
        expect(
          countBack(calendar, from, { ...counted, value: counted.value + 1 }).day < back.day ||
            counted.unit === 'working-day',
        ).toBe(true);
        if (isWorkingDay(calendar, from).working) expect(periodEnd(calendar, back.day, counted).day).toBe(from);
      }),
    );
  });

  it('the last day of publication is the last whose first deadline is in time', () => {
    fc.assert(
      fc.property(day, regime, (due, of) => {
        const [pack, deadlineAt] = [rulePackOf(of), noon(due)];
        const last = latestPublication(pack, calendar, deadlineAt).day;
        expect(earliestDeadline(pack, calendar, noon(last)).day <= due).toBe(true);
        expect(earliestDeadline(pack, calendar, noon(addDays(last, 1))).day > due).toBe(true);
        expect(lastClarification(pack, calendar, deadlineAt).day <= due).toBe(true);
      }),
    );
  });

  it('what follows is never before what it follows', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: -40, max: 200 }),
        regime,
        (from, days, passed, of) => {
          const facts = { publishedAt: noon(from), deadline: noon(addDays(from, days)) };
          const { days: on, entries } = timeline(facts, { regime: of, now: noon(addDays(from, passed)) });
          const chains = [
            ...(of === 'government-procurement' ? [['publication', 'last-documents-objection']] : []),
            ['publication', 'announcement-end'],
            ['publication', 'documents-end'],
            ['last-clarification', 'deadline', 'opening', 'freezing', 'evaluation-report-due', 'decision-due'],
            [
              'freezing',
              'candidates-due',
              'candidates-end',
              'award',
              'contract-due',
              'security-return-winner',
              'keep-until',
            ],
            [
              'freezing',
              'result-notice-due',
              'result-notice-end',
              'last-result-objection',
              'result-answer',
              'complaint-end',
            ],
            ['decision-due', 'award', 'contract-due', 'contract-publication-due'],
            ['award', 'report-due'],
            ['award', 'security-return-losers'],
            ['last-documents-objection', 'documents-answer'],
          ];
          for (const chain of chains) {
            const known = chain.map((code) => on[code]).filter((one) => one !== undefined);
            expect(known).toEqual([...known].sort());
          }
          const today = addDays(from, passed);
          for (const one of entries) {
            const place = one.day < today ? 'past' : one.day > today ? 'future' : 'today';
            expect([place, 'late']).toContain(one.status);
            expect(one.skipped.every((off) => !isWorkingDay(calendar, off).working)).toBe(true);
          }
        },
      ),
    );
  });

  it('more days by the rule never give an earlier date, but where days are counted back', () => {
    fc.assert(
      fc.property(day, regime, fc.integer({ min: 1, max: 9 }), fc.nat(), (from, of, more, pick) => {
        const pack = rulePackOf(of);
        const names = periods(pack).filter((name) => !['clarificationDays', 'documentsObjectionDays'].includes(name));
        const name = names[pick % names.length] ?? 'standstill';
        const rule = pack[name] as Period;
        const longer = { ...pack, [name]: { ...rule, value: rule.value + more } };
        const facts = { publishedAt: noon(from), deadline: noon(addDays(from, 30)) };
        const [short, long] = [pack, longer].map((one) => timeline(facts, { regime: of, pack: one }).days);
        for (const code of Object.keys(short ?? {})) {
          if (rule.value > 0 || name !== 'documentsChallengeDays')
            expect([code, (long?.[code] ?? '') >= (short?.[code] ?? '')]).toEqual([code, true]);
        }
        const objection = (one: RulePack) => lastResultObjection(one, calendar, facts.publishedAt).day;
        expect(objection(longer) >= objection(pack)).toBe(true);
      }),
    );
  });

  it('a later deadline gives later dates', () => {
    fc.assert(
      fc.property(day, regime, fc.integer({ min: 0, max: 40 }), (from, of, more) => {
        const of0 = timeline({ publishedAt: noon(from), deadline: noon(addDays(from, 30)) }, { regime: of }).days;
        const later = {
          publishedAt: noon(from),
          deadline: instant(millis(noon(addDays(from, 30))) + more * 86_400_000),
        };
        const on = timeline(later, { regime: of }).days;
        for (const code of Object.keys(of0))
          expect([code, (on[code] ?? '') >= (of0[code] ?? '')]).toEqual([code, true]);
      }),
    );
  });
});
