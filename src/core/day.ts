import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';

/**
 * Calendar days are `YYYY-MM-DD` strings: they compare as text, and no time or zone can creep in.
 */

export const DAY_PATTERN = /^(?:19|2[01])\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

/** Whether a text is a real calendar day between 1900 and 2199. */
export function isDay(value: string): boolean {
  if (!DAY_PATTERN.test(value)) return false;
  const day = Number(value.slice(8));
  if (day <= 28) return true;
  // The 29th to 31st exist in some months only; day 0 of the next month is the last of this one.
  return day <= new Date(Date.UTC(yearOf(value), Number(value.slice(5, 7)), 0)).getUTCDate();
}

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));
export const dayOfMonth = (day: string): number => Number(day.slice(8));

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
