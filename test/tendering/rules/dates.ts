import { type Regime, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { type TimelineCode, type TimelineFacts, timelineOf } from '../../../functions/tendering/rules/timeline.ts';
import { parseInstant } from '../../../shared/kernel/time.ts';
import { at, calendar, deadline } from '../fixtures.ts';

export const noon = (day: string) => parseInstant(`${day}T12:00:00+08:00`);
/** The timeline of a tender due on 2026-03-24, and its entries by code. */
export const timeline = (
  facts: Partial<TimelineFacts>,
  { regime = 'bidding-compulsory' as Regime, now = at, pack = rulePackOf(regime) } = {},
) => {
  const entries = timelineOf({ deadline, ...facts }, pack, calendar, now);
  const entry = (code: TimelineCode) => {
    const found = entries.find((one) => one.code === code);
    if (found === undefined) throw new Error(`no ${code}`);
    return found;
  };
  return { entries, entry, days: Object.fromEntries(entries.map(({ code, day }) => [code, day])) };
};
export const published = { publishedAt: at };
