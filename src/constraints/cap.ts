import { type Dec, ZERO, compare } from '../core/decimal.js';

/** An amount held to its cap. */
export interface Capped {
  readonly amount: Dec;
  /** Whether the amount exceeded the cap; an amount equal to the cap does not. */
  readonly binding: boolean;
  /** What the cap took away. */
  readonly excess: Dec;
}

/**
 * Holds an amount to a cap (最高: the cap itself may be paid, nothing above it). Whether the cap is
 * one per project, per enterprise and year or one-off is decided by what is added up before: see
 * {@link capPerGroup}.
 *
 * @param amount yuan, 0 or more, unrounded
 * @param limit the cap in yuan
 */
export function cap(amount: Dec, limit: Dec): Capped {
  return compare(amount, limit) > 0
    ? { amount: limit, binding: true, excess: amount.minus(limit) }
    : { amount, binding: false, excess: ZERO };
}

/** An amount that falls under a shared cap together with the others of its group. */
export interface GroupedAmount {
  readonly group: string;
  readonly amount: Dec;
}

/**
 * Holds the sum of each group to the cap, so that several loans of one enterprise in one year share
 * one cap. Groups come in the order of their first amount.
 */
export function capPerGroup(amounts: readonly GroupedAmount[], limit: Dec): ReadonlyMap<string, Capped> {
  const sums = new Map<string, Dec>();
  for (const { group, amount } of amounts) {
    const sum = sums.get(group);
    sums.set(group, sum === undefined ? amount : sum.plus(amount));
  }
  const capped = new Map<string, Capped>();
  sums.forEach((sum, group) => capped.set(group, cap(sum, limit)));
  return capped;
}
