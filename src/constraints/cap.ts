import { type Dec, ZERO, compare } from '../core/decimal.js';

/** An amount held to its cap. */
export interface Capped {
  readonly amount: Dec;
  /** Whether the amount exceeded the cap; an amount equal to the cap does not. */
  readonly binding: boolean;
  /** What the cap took away. */
  readonly excess: Dec;
}

/** Holds an amount of at least 0, unrounded, to a cap (最高: the cap itself may be paid, nothing above it). */
export function cap(amount: Dec, limit: Dec): Capped {
  return compare(amount, limit) > 0
    ? { amount: limit, binding: true, excess: amount.minus(limit) }
    : { amount, binding: false, excess: ZERO };
}
