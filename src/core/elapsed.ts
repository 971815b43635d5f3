import { differenceInHours } from 'date-fns/differenceInHours';

// Apart from `day.ts`, so that only what counts days loads date-fns.

/** A day of UTC, where every day has 24 hours: no zone of the machine comes in. */
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => differenceInHours(utc(to), utc(from)) / 24;
