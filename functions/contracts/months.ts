import type { Day } from '../../shared/kernel/time.ts';

/** A month (月份), `2026-05`; text order is time order. */
export type Month = string;

export const monthOf = (day: Day): Month => day.slice(0, 7);

/** The month after a day's. */
export function nextMonth(day: Day): Month {
  return shifted(day, 1);
}

/** The month before a day's. */
export function lastMonth(day: Day): Month {
  return shifted(day, -1);
}

function shifted(day: Day, by: 1 | -1): Month {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const months = year * 12 + month - 1 + by;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
