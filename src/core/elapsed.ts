import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { dayOfMonth, monthOf, yearOf } from './day.js';

/**
 * A date whose local clock is UTC, so that date-fns, which works on local parts, gives the same
 * days in every zone (a local calendar can lack a day: Pacific/Apia has no 2011-12-30).
 */
class UtcDate extends Date {
  override getTimezoneOffset(): number {
    return 0;
  }
  override setHours(hours: number, min = 0, sec = 0, ms = 0): number {
    return this.setUTCHours(hours, min, sec, ms);
  }
  override getFullYear(): number {
    return this.getUTCFullYear();
  }
  override getMonth(): number {
    return this.getUTCMonth();
  }
  override getDate(): number {
    return this.getUTCDate();
  }
  override getHours(): number {
    return this.getUTCHours();
  }
  override getMinutes(): number {
    return this.getUTCMinutes();
  }
  override getSeconds(): number {
    return this.getUTCSeconds();
  }
  override getMilliseconds(): number {
    return this.getUTCMilliseconds();
  }
  [Symbol.for('constructDateFrom')](value: Date | number | string): UtcDate {
    return new UtcDate(value);
  }
}

const utc = (day: string): Date =>
  new UtcDate(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day)));

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  differenceInCalendarDays(utc(to), utc(from));
