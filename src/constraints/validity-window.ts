import type { Outcome } from '../core/determination.js';

/** A period of calendar days, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/**
 * Whether a day lies in a period, first and last day included (F.1: 自2025年2月2日起施行，有效期至2026年12月31日).
 *
 * @param day `YYYY-MM-DD`, or undefined while it is unknown
 * @example validityWindow('2026-12-31', { from: '2025-02-02', to: '2026-12-31' }) // 'met'
 */
export function validityWindow(day: string | undefined, window: Window): Outcome {
  if (day === undefined) return 'unknown';
  // ISO days compare as text.
  return day >= window.from && day <= window.to ? 'met' : 'unmet';
}
