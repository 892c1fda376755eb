import {
  addDays,
  type Day,
  endOfDay,
  endOfMonth,
  type Instant,
  type Month,
  millis,
  monthOf,
  weekday,
} from '../../../shared/kernel/time.ts';

/** Which published days settle a delivery (取价规则), as the agreement says. */
export type DateRule = 'order-day' | 'delivery-day' | 'week' | 'ten-days' | 'month';

/** Days of a series, both included. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The days whose published prices are taken: the day of the call-off, the day of the delivery, or the week (Monday to
 * Sunday), ten days (旬: 1–10, 11–20, 21–end) or calendar month that the delivery lies in.
 */
export function windowOf(rule: DateRule, orderedOn: Day, deliveredOn: Day): Window {
  switch (rule) {
    case 'order-day':
      return { from: orderedOn, to: orderedOn };
    case 'delivery-day':
      return { from: deliveredOn, to: deliveredOn };
    case 'week': {
      const from = addDays(deliveredOn, -((weekday(deliveredOn) + 6) % 7));
      return { from, to: addDays(from, 6) };
    }
    case 'ten-days': {
      const day = Number(deliveredOn.slice(8));
      const { from, to } = daysOf(monthOf(deliveredOn));
      if (day <= 10) return { from, to: addDays(from, 9) };
      return day <= 20 ? { from: addDays(from, 10), to: addDays(from, 19) } : { from: addDays(from, 20), to };
    }
    case 'month':
      return daysOf(monthOf(deliveredOn));
  }
}

/** The days of a month. */
export const daysOf = (month: Month): Window => ({ from: `${month}-01`, to: endOfMonth(month) });

/** Whether every day of it is over: before that its mean may still move. */
export const isOver = ({ to }: Window, at: Instant): boolean => at >= endOfDay(to);

/** Milliseconds: longer than any request that began before the end of a window can last. */
const grace = 120_000;

/** Whether nothing of it can still be written: what was accepted in its last second is there. */
export const isClosed = ({ to }: Window, at: Instant): boolean => millis(at) >= millis(endOfDay(to)) + grace;
