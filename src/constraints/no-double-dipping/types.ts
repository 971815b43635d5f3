import type { Decimal } from 'decimal.js';
import type { AmountLike } from '../argument.js';

/** An amount that is not fixed yet, between two bounds (`min` <= `max`). */
export interface AmountBounds {
  readonly min: AmountLike;
  readonly max: AmountLike;
}

/** The share of a claim that falls under one pool, or under none. */
export interface ClaimPart {
  readonly pool?: string | undefined;
  readonly amount: AmountLike | AmountBounds;
}

/** A benefit that could be claimed: one item of the choice. */
export interface Claim {
  /** Non-empty and unique in the problem. */
  readonly id: string;
  /** What the claim brings on its own, before any pool's cap. Exactly one of `amount` and `parts` is given. */
  readonly amount?: AmountLike | AmountBounds | undefined;
  /** The 同一投入 that the claim uses. Two claims that share one exclude each other unless they are stackable (F.3). */
  readonly inputs?: readonly string[] | undefined;
  /** The pool whose cap `amount` falls under. */
  readonly pool?: string | undefined;
  /** For a claim that pays into several pools, such as a lease contract over several years. */
  readonly parts?: readonly ClaimPart[] | undefined;
}

/** A cap on the sum of all chosen amounts that fall under it. */
export interface Pool {
  readonly id: string;
  readonly cap: AmountLike;
}

/** What may be claimed and what excludes what. */
export interface SelectionProblem {
  /** In article order, which is the order that settles ties. */
  readonly claims: readonly Claim[];
  /** Pairs that may be claimed together although they exclude each other. A relation between two claims, not transitive. */
  readonly stackable?: readonly (readonly [string, string])[] | undefined;
  /** Further pairs that exclude each other though they name no shared input. */
  readonly exclusive?: readonly (readonly [string, string])[] | undefined;
  readonly pools?: readonly Pool[] | undefined;
}

export interface SelectionOptions {
  /**
   * The most work for the whole call: a count, never a clock. 1,000,000 when left out, which takes some seconds
   * where a problem is hopeless; `Infinity` asks for the proof at any cost.
   */
  readonly workLimit?: number | undefined;
  /** Whether to look for the runner-up; true when left out. */
  readonly runnerUp?: boolean | undefined;
  /** Ids that must be chosen. An infeasible list is an error. */
  readonly required?: readonly string[] | undefined;
  /** Ids that may not be chosen. */
  readonly excluded?: readonly string[] | undefined;
}

/** A value with all open amounts at their minima, and at their maxima. Exact, never rounded. */
export interface ValueRange {
  readonly min: Decimal;
  readonly max: Decimal;
}

/**
 * The next best. A claim is *displaced* if it could bring something, is not chosen, and cannot be added to the chosen
 * set without breaking a rule. The runner-up is the best feasible set in which a displaced claim brings something
 * (without it the set would be worth less, at minima or at maxima). So sets that only drop chosen claims, or only add
 * claims that a full pool leaves without effect, do not count. "Best" is by the same order as for the chosen set, ties
 * included. There is no runner-up where nothing is displaced. It is left out where it would take more than a fixed effort to
 * prove it; where ties are too many to settle it is one of the best of its kind.
 */
export interface RunnerUp {
  readonly chosen: readonly string[];
  readonly value: ValueRange;
  /** The chosen set's value less this one's, at all minima and at all maxima (the latter may be negative). */
  readonly gap: ValueRange;
}

/** The best lawful combination. */
export interface Selection {
  /** The ids to claim, in the problem's order. */
  readonly chosen: readonly string[];
  /** The best at all minima and, independently, the best at all maxima. */
  readonly total: ValueRange;
  /** What the chosen set itself brings. `value.min` equals `total.min`; `value.max` may fall short of `total.max`. */
  readonly value: ValueRange;
  /** Proven best. False when the work limit was reached, or where amounts have more digits than the solver can hold. */
  readonly optimal: boolean;
  /**
   * Whether equally good sets were told apart as stated (the most at maxima, fewest claims, then the problem's order).
   * False only where that would take more than a fixed count of work: the chosen set is then a best one at minima,
   * without idle claims, the same for the same input.
   */
  readonly tiesSettled: boolean;
  /** A proven bound on `total.max`; equal to it when `optimal`. */
  readonly upperBound: Decimal;
  /** Left out where there is none, and where the work limit leaves open which it is. */
  readonly runnerUp?: RunnerUp;
  /** Work done; the same for the same input. */
  readonly work: number;
}

/** Why a claim was not chosen. */
export interface Forgone {
  readonly claim: string;
  /** The chosen claims that exclude it; empty when it would add nothing. */
  readonly displacedBy: readonly string[];
  /** `total` less the best total that contains the claim; undefined where the work limit leaves it unproven. */
  readonly cost: ValueRange | undefined;
}

/** The checker's answer. */
export interface SelectionCheck {
  /** The chosen set breaks no rule. */
  readonly feasible: boolean;
  /**
   * The stated values and runner-up are right and no set brings more. False also when the checker could not
   * prove that; a runner-up that is missing or not proven second best is a finding, but casts no doubt on the choice.
   */
  readonly optimal: boolean;
  /** What is wrong or could not be verified, one sentence each. */
  readonly findings: string[];
}
