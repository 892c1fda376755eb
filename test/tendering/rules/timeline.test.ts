import { describe, expect, it } from 'vitest';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { deadlineAfterClarification, lastDocumentsObjection } from '../../../functions/tendering/rules/periods.ts';
import { timelineNames } from '../../../functions/tendering/rules/timeline.ts';
import { endOfDay, parseInstant } from '../../../shared/kernel/time.ts';
import { at, calendar, deadline } from '../fixtures.ts';
import { noon, published, timeline } from './dates.ts';

describe('compulsory tendering, published on 2026-03-02, due on 2026-03-24', () => {
  const { entries, entry, days } = timeline(published);

  it('has every date in order', () => {
    expect(days).toEqual({
      publication: '2026-03-02',
      'documents-end': '2026-03-09',
      'last-clarification': '2026-03-09',
      'last-documents-objection': '2026-03-14',
      'documents-answer': '2026-03-17',
      deadline: '2026-03-24',
      opening: '2026-03-24',
      freezing: '2026-03-24',
      'candidates-due': '2026-03-27',
      'candidates-end': '2026-03-30',
      'last-result-objection': '2026-03-30',
      'result-answer': '2026-04-02',
      'complaint-end': '2026-04-13',
      award: '2026-03-31',
      'contract-due': '2026-04-30',
      'report-due': '2026-04-15',
      'security-return-losers': '2026-05-06',
      'security-return-winner': '2026-05-06',
      'keep-until': '2041-04-30',
    });
  });

  it('counts back without moving: a Saturday stays', () => {
    expect(entry('last-documents-objection')).toMatchObject({
      day: '2026-03-14',
      from: '2026-03-24',
      skipped: [],
      latest: '2026-03-14',
    });
    expect(entry('last-clarification').rule).toMatchObject({ value: 15, unit: 'day', verified: true });
  });

  it('names rule, start, days skipped and moments', () => {
    expect(entry('documents-end')).toMatchObject({
      from: '2026-03-02',
      skipped: ['2026-03-07', '2026-03-08'],
      assumed: false,
    });
    expect(entry('deadline')).toMatchObject({
      at: deadline,
      earliest: '2026-03-23',
      latest: '2027-03-03',
      skipped: ['2026-03-22'],
      rule: { value: 20, unit: 'day', article: expect.stringContaining('第二十四条'), verified: true },
    });
    expect(entry('deadline')).not.toHaveProperty('lawfulAlternative');
    expect(entry('freezing').at).toBe(parseInstant('2026-03-24T09:01:00+08:00'));
    expect(entry('candidates-end').at).toBe(endOfDay('2026-03-30'));
    expect(entry('security-return-winner').skipped).toEqual(['2026-05-05']);
  });

  it('says what is assumed, and what is past, today and future', () => {
    expect(entry('publication')).toMatchObject({ status: 'today', assumed: false, latest: '2026-03-04' });
    expect(entry('deadline')).toMatchObject({ status: 'future', assumed: false });
    expect(entry('candidates-due')).toMatchObject({ assumed: true });
    expect(entries.every(({ status }) => status !== 'late')).toBe(true);
    expect(timeline(published, { now: noon('2026-03-10') }).entry('last-clarification').status).toBe('past');
  });

  it('names each entry in both languages', () => {
    for (const { code } of entries)
      expect(timelineNames[code].zh.length * timelineNames[code].en.length).toBeGreaterThan(0);
  });
});

describe('a tender that is not published yet', () => {
  it('is counted as if it were published now', () => {
    const { entry } = timeline({}, { now: noon('2026-03-03') });
    expect(entry('publication')).toMatchObject({ day: '2026-03-03', assumed: true, latest: '2026-03-04' });
    expect(entry('deadline')).toMatchObject({ earliest: '2026-03-23' });
  });

  it('whose deadline is too early has the first lawful one', () => {
    const late = timeline({}, { now: noon('2026-03-05') }).entry('deadline');
    expect(late).toMatchObject({ day: '2026-03-24', earliest: '2026-03-25', lawfulAlternative: '2026-03-25' });
  });
});

describe('a clarification', () => {
  it('before its last day leaves the deadline; after it, the deadline is to move', () => {
    const inTime = timeline({ ...published, clarifications: [noon('2026-03-09')] }, { now: noon('2026-03-10') });
    expect(inTime.entry('last-clarification').status).toBe('past');
    expect(inTime.entry('deadline')).not.toHaveProperty('lawfulAlternative');
    const late = timeline(
      { ...published, clarifications: [noon('2026-03-13'), noon('2026-03-05')] },
      { now: noon('2026-03-14') },
    );
    expect(late.entry('last-clarification').status).toBe('late');
    expect(late.entry('deadline')).toMatchObject({
      lawfulAlternative: '2026-03-30',
      from: '2026-03-13',
      skipped: ['2026-03-28', '2026-03-29'],
      rule: { value: 15 },
    });
    expect(deadlineAfterClarification(rulePackOf('bidding-compulsory'), calendar, noon('2026-03-13')).day).toBe(
      '2026-03-30',
    );
  });
});

describe('what has happened', () => {
  const run = {
    ...published,
    openedAt: parseInstant('2026-03-24T09:01:30+08:00'),
    candidatesPublishedAt: noon('2026-03-25'),
    standstillUntil: endOfDay('2026-03-30'),
    awardedAt: noon('2026-04-01'),
  };

  it('is what the rest is counted from', () => {
    const { entry } = timeline(run, { now: noon('2026-04-02') });
    expect(entry('candidates-due')).toMatchObject({
      day: '2026-03-25',
      at: run.candidatesPublishedAt,
      latest: '2026-03-27',
      status: 'past',
    });
    expect(entry('candidates-end')).toMatchObject({ day: '2026-03-30', at: run.standstillUntil, status: 'past' });
    expect(entry('award')).toMatchObject({
      day: '2026-04-01',
      earliest: '2026-03-31',
      at: run.awardedAt,
      assumed: false,
    });
    expect(entry('contract-due')).toMatchObject({ day: '2026-05-06', from: '2026-04-01', assumed: false });
    expect(entry('report-due')).toMatchObject({ from: '2026-04-01' });
  });

  it('is late where nothing was done in time, or done too late', () => {
    expect(timeline(run, { now: noon('2026-05-06') }).entry('contract-due').status).toBe('today');
    expect(timeline(run, { now: noon('2026-05-07') }).entry('contract-due').status).toBe('late');
    const signed = timeline({ ...run, contractSignedAt: noon('2026-05-08') }, { now: noon('2026-05-09') });
    expect(signed.entry('contract-due')).toMatchObject({ day: '2026-05-08', latest: '2026-05-06', status: 'late' });
    expect(signed.entry('security-return-winner')).toMatchObject({ from: '2026-05-08', assumed: false });
    const report = { ...published, reportedAt: noon('2026-03-25') };
    expect(timeline(report, { now: noon('2026-03-31') }).entry('candidates-due').status).toBe('late');
  });

  it('a standstill that was extended stands', () => {
    const extended = timeline(
      { ...run, standstillUntil: endOfDay('2026-04-03'), awardedAt: undefined },
      { now: noon('2026-04-01') },
    );
    expect(extended.entry('candidates-end')).toMatchObject({ day: '2026-04-03', status: 'future' });
    expect(extended.entry('award')).toMatchObject({ day: '2026-04-04', earliest: '2026-04-04', assumed: false });
  });

  it('a tender that ended has nothing to come but its files', () => {
    const ended = timeline({ ...published, endedAt: noon('2026-03-16') }, { now: noon('2026-03-16') });
    expect(ended.entries.map(({ code }) => code)).toEqual([
      'publication',
      'documents-end',
      'last-clarification',
      'last-documents-objection',
      'keep-until',
    ]);
    expect(ended.days['keep-until']).toBe('2041-03-16');
  });

  it('one that failed was never opened; one cancelled after its candidates keeps them', () => {
    const failed = timeline(
      { ...published, endedAt: parseInstant('2026-03-24T09:01:00+08:00') },
      { now: noon('2026-03-24') },
    );
    expect(Object.keys(failed.days)).toEqual(expect.arrayContaining(['deadline', 'freezing', 'keep-until']));
    expect(failed.days).not.toHaveProperty('opening');
    expect(failed.days).not.toHaveProperty('candidates-due');
    const cancelled = timeline(
      { ...run, awardedAt: undefined, endedAt: noon('2026-03-27') },
      { now: noon('2026-03-27') },
    );
    expect(cancelled.days).toMatchObject({
      opening: '2026-03-24',
      'candidates-due': '2026-03-25',
      'keep-until': '2041-03-27',
    });
    expect(cancelled.days).not.toHaveProperty('award');
  });
});

describe('government procurement', () => {
  const { entry, days } = timeline(published, { regime: 'government-procurement' });

  it('counts in working days, objections forward from the end of the notice', () => {
    expect(days).toMatchObject({
      'announcement-end': '2026-03-09',
      'documents-end': '2026-03-09',
      'last-clarification': '2026-03-09',
      'last-documents-objection': '2026-03-18',
      'documents-answer': '2026-03-27',
      'evaluation-report-due': '2026-03-26',
      'decision-due': '2026-04-02',
      'result-notice-due': '2026-04-07',
      award: '2026-04-07',
      'result-notice-end': '2026-04-08',
      'last-result-objection': '2026-04-17',
    });
    expect(entry('result-notice-due').skipped).toEqual(['2026-04-04', '2026-04-05', '2026-04-06']);
  });

  it('files the contract after it is signed, and pays the losers back from the award', () => {
    const done = timeline(
      {
        ...published,
        candidatesPublishedAt: noon('2026-03-27'),
        awardedAt: noon('2026-03-27'),
        contractSignedAt: noon('2026-04-10'),
      },
      { regime: 'government-procurement', now: noon('2026-04-10') },
    );
    expect(done.days).toMatchObject({
      'security-return-losers': '2026-04-03',
      'security-return-winner': '2026-04-17',
      'contract-publication-due': '2026-04-14',
      'report-due': '2026-04-21',
      'keep-until': '2041-04-10',
    });
  });

  it('an objection period never outlasts the deadline', () => {
    const soon = { publishedAt: at, deadline: noon('2026-03-12') };
    expect(lastDocumentsObjection(rulePackOf('government-procurement'), calendar, soon).day).toBe('2026-03-12');
  });
});

describe('a voluntary tender', () => {
  it('sets no days that its rules do not', () => {
    const { days } = timeline(published, { regime: 'soe-voluntary' });
    expect(days).toMatchObject({ 'last-clarification': '2026-03-24', 'last-documents-objection': '2026-03-24' });
    expect(days).not.toHaveProperty('documents-end');
    expect(days).not.toHaveProperty('announcement-end');
  });
});
