import { type Limit, keepsDay } from '../core/bound.js';
import type { Outcome } from '../core/determination.js';
import type { DayInput } from '../core/fact.js';

/** A period of calendar days, both included. */
export interface Window {
  readonly from: DayInput;
  readonly to: DayInput;
}

/** A period whose ends say themselves whether they are included. */
export interface Period {
  readonly from: Limit;
  readonly to: Limit;
}

/** Whether a day lies in a period (F.1: 自2025年2月2日起施行，有效期至2026年12月31日); open while it is unknown. */
export function validityWindow(day: string | undefined, { from, to }: Period): Outcome {
  if (day === undefined) return 'unknown';
  return keepsDay(from, day) && keepsDay(to, day) ? 'met' : 'unmet';
}
