import type { Decimal } from 'decimal.js';
import { Dec, ZERO } from '../../kernel/decimal.js';
import { fromUnits } from './amount.js';
import type { Model } from './model.js';

/** What a solving route found, by claim index; amounts are derived from the sets afterwards, exactly. */
export interface Outcome {
  /** Ascending. */
  readonly chosen: readonly number[];
  /** A set that attains the best at all maxima; the chosen one when no amount is open. */
  readonly bestHigh: readonly number[];
  /** Set when the work limit was reached: by how many units the best at all maxima may exceed what was found. */
  readonly openBound: number | undefined;
  readonly tiesSettled: boolean;
  readonly runnerUp: readonly number[] | undefined;
  readonly work: number;
  readonly parts: readonly OutcomePart[];
}

export interface OutcomePart {
  readonly claims: readonly number[];
  readonly evidence: 'search' | 'none';
  /** Bounds in units at minima and maxima where they were not reached. */
  readonly bound: readonly [number, number] | undefined;
  /** The chosen claims of the part, and its best set at all maxima. */
  readonly chosen: readonly number[];
  readonly bestHigh: readonly number[];
}

/** What a set brings: for each pool the smaller of its cap and the sum within it, plus all unpooled parts. */
export function valueOf(model: Model, set: readonly number[], level: number): Decimal {
  const { start, pool, exact } = model;
  if (exact !== undefined) return exactValueOf(model, set, level);
  const amounts = level === 0 ? model.amounts[0] : model.amounts[1];
  let sum = 0;
  let pooled: Record<number, number> | undefined;
  for (let i = 0; i < set.length; i++) {
    const claim = set[i] as number;
    for (let k = start[claim] as number; k < (start[claim + 1] as number); k++) {
      const p = pool[k] as number;
      if (p < 0) sum += amounts[k] as number;
      else {
        pooled ??= {};
        const rest = pooled[p] ?? (model.caps[p] as number);
        const taken = Math.min(rest, amounts[k] as number);
        pooled[p] = rest - taken;
        sum += taken;
      }
    }
  }
  return fromUnits(sum, model.decimals);
}

function exactValueOf(model: Model, set: readonly number[], level: number): Decimal {
  const exact = model.exact;
  let sum = ZERO;
  if (exact === undefined) return sum;
  const amounts = level === 0 ? exact.amounts[0] : exact.amounts[1];
  const rest: Record<number, Decimal> = {};
  for (const claim of set) {
    for (let k = model.start[claim] as number; k < (model.start[claim + 1] as number); k++) {
      const p = model.pool[k] as number;
      let taken = amounts[k] as Decimal;
      if (p >= 0) {
        const left = rest[p] ?? (exact.caps[p] as Decimal);
        taken = Dec.min(left, taken);
        rest[p] = left.minus(taken);
      }
      sum = sum.plus(taken);
    }
  }
  return sum;
}
