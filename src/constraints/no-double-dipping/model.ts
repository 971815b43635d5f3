import type { Decimal } from 'decimal.js';

/** All open amounts at their minima. */
export const LOW = 0;
/** All open amounts at their maxima. */
export const HIGH = 1;

/**
 * A validated problem by index, in whole units of 10^-`decimals`. Doubles hold the units exactly as long as the sum
 * of everything stays below 2^53; beyond that `exact` carries the true amounts and the units are rounded up, so that
 * they still bound from above (see `search.ts`).
 */
export interface Model {
  readonly ids: readonly string[];
  /** Parts of claim i: `start[i]` up to `start[i + 1]`, at most one per pool. */
  readonly start: readonly number[];
  /** The pool of each part, -1 for none. */
  readonly pool: readonly number[];
  /** Amount of each part at minima and at maxima. The same array when no amount is open. */
  readonly amounts: readonly [readonly number[], readonly number[]];
  readonly caps: readonly number[];
  readonly poolIds: readonly string[];
  /** Whether any amount is open. */
  readonly ranged: boolean;
  readonly decimals: number;
  /** Members of each input that at least two claims name. */
  readonly inputs: readonly (readonly number[])[];
  /** Further exclusive pairs and stackable pairs, flattened. */
  readonly exclusive: readonly number[];
  readonly stackable: readonly number[];
  readonly thresholds: readonly ThresholdModel[];
  readonly exact: ExactAmounts | undefined;
}

/** Where units are rounded, `slack` is rounded up and `amounts` down: the rule is relaxed, never sharpened. */
export interface ThresholdModel {
  readonly claim: number;
  readonly slack: number;
  readonly others: readonly number[];
  readonly amounts: readonly number[];
}

export interface ExactAmounts {
  readonly amounts: readonly [readonly Decimal[], readonly Decimal[]];
  readonly caps: readonly Decimal[];
  readonly slacks: readonly Decimal[];
  readonly withdrawn: readonly (readonly Decimal[])[];
}
