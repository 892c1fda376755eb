import { DomainError } from '../../../shared/kernel/errors.ts';
import { addDays, type Day, weekday } from '../../../shared/kernel/time.ts';

/** The Monday of an ISO 8601 week such as `2026-W12`. @throws `not-a-week` */
export function mondayOf(week: string): Day {
  const [, year, number] = /^(\d{4})-W(\d\d)$/.exec(week) ?? [];
  const fail = () => new DomainError('rule', 'not-a-week', { week: week.slice(0, 20) });
  if (year === undefined || number === undefined || year < '2000' || number < '01' || number > '53') throw fail();
  const first = weekOne(year);
  const monday = addDays(first, (Number(number) - 1) * 7);
  if (monday >= weekOne(String(Number(year) + 1))) throw fail();
  return monday;
}

/** The week of 4 January is a year's first (ISO 8601). */
function weekOne(year: string): Day {
  const fourth = `${year}-01-04`;
  return addDays(fourth, -((weekday(fourth) + 6) % 7));
}
