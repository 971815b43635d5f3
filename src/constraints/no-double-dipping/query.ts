import type { Bits } from './bits.js';

/** The search over one part, as its callers see it (`search.ts`). */
export interface Search {
  /** Nodes visited so far, over all runs. */
  nodes(): number;
  /** Runs a query; true when an acceptable set was found (the last and best one is in `found`). */
  run(query: Query): boolean;
  readonly found: Found;
  /** Whether, since the last improvement of the last run, something as good as the result may have been passed over. */
  tied(): boolean;
  /** Whether a run ended because the work limit was reached. */
  stopped(): boolean;
  /** Whether the last run used up its allowance, so that its answer may not be final. */
  exhausted(): boolean;
  /** A bound on what any set with the fixed claims brings on a level. */
  bound(level: number, fixed: readonly number[], free: Bits): number;
  /** A maximal feasible set with the fixed claims, heaviest claims first, left in `found`. */
  greedy(fixed: readonly number[], free: Bits): void;
}

export interface Found {
  claims: number[];
  readonly values: number[];
}

export interface Query {
  /** Least acceptable value per level. */
  readonly need: readonly number[];
  /** Most claims allowed. */
  readonly limit: number;
  /**
   * What an accepted set changes: the level whose need rises above it; `FEWER` lowers the limit; `ANY` ends the run.
   */
  readonly goal: number;
  /** Most nodes to spend on this query; see `exhausted`. */
  readonly allowance?: number;
  /** Claims chosen from the start, which must be compatible. */
  readonly fixed: readonly number[];
  /** Claims that may be chosen (besides the fixed ones). */
  readonly free: Bits;
  /** If given, at least one of these must be chosen and bring something. */
  readonly guard: Bits | undefined;
}

export const FEWER = -1;
export const ANY = -2;

/** Decides on the exact amounts where units are rounded (`exact.ts`). */
export interface Judge {
  accept(claims: readonly number[], goal: number): boolean;
  /** The accepted set's values, rounded down to units: nothing that reaches them may be given up. */
  readonly floors: readonly number[];
}

/** Counts work over all parts. */
export interface Work {
  used: number;
  readonly limit: number;
}
