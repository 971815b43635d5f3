import { type Bilingual, text } from './text.js';

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

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A day as letters write it: 2024年6月1日, 1 June 2024. */
export function dayWords(day: string): Bilingual {
  const [year, month, date] = [yearOf(day), monthOf(day), dayOfMonth(day)];
  return text(`${year}年${month}月${date}日`, `${date} ${MONTHS[month - 1]} ${year}`);
}

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));
export const dayOfMonth = (day: string): number => Number(day.slice(8));

/** The calendar day so many days after another; before it where negative. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day) + days)).toISOString().slice(0, 10);
