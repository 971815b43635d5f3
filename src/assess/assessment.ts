import type { Money } from '../core/decimal.js';
import type { Determination } from '../core/determination.js';
import type { AnyReadings } from '../core/law.js';
import type { Payment } from '../core/payment.js';
import type { Range } from '../core/span.js';
import type { Warning } from '../core/view.js';

/** What became of the combination that the applicant elected: taking the highest is a right, not a duty. */
export interface ElectionReport {
  /** Every elected award may be claimed beside the others, at least in part; the selection then is the election. */
  readonly lawful: boolean;
  /** The elected awards that may not be claimed, and why. */
  readonly refused: readonly {
    readonly key: string;
    readonly reason: 'ineligible' | 'same-input';
    /** The elected awards that it may not stand beside. */
    readonly insteadOf: readonly string[];
    readonly clause: string;
  }[];
  readonly best: { readonly chosen: readonly string[]; readonly total: Range };
  /** What the election gives up against the best combination: between the least amounts of both, and between the highest. */
  readonly costs: Range;
}

/** The payable combination. */
export interface SelectionReport {
  /** Keys of the determinations to claim, in article order. */
  readonly chosen: readonly string[];
  /** What was given up, for what, and what it would have brought. */
  readonly forgone: readonly {
    readonly key: string;
    readonly insteadOf: readonly string[];
    readonly clause: string;
    readonly loses: Range;
    /** Only a part of the determination is given up; the rest is chosen. */
    readonly partly?: true;
  }[];
  readonly total: Range;
  /** What each chosen determination pays in this combination, rounded. */
  readonly payable: readonly { readonly key: string; readonly amount: Range }[];
  /** Proven. False only when the work limit was reached. */
  readonly optimal: boolean;
  /** Equals `total.max` when optimal. */
  readonly upperBound: Money;
  /** The next best combination; left out where there is none, and where the work limit leaves open which it is. */
  readonly runnerUp?: { readonly chosen: readonly string[]; readonly total: Range; readonly gap: Range };
  /** Best whatever the open amounts turn out to be. False where that is not proven: an open amount may turn the choice. */
  readonly robust: boolean;
  /** The result under the stricter reading of the same input, where that changes the total. */
  readonly strict?: { readonly chosen: readonly string[]; readonly total: Range };
  /** Both ends of `total` are reached by some completion of the unknown facts; false: safe, perhaps wider than need be. */
  readonly tight: boolean;
  /** Present when an election was given. */
  readonly election?: ElectionReport;
}

/** The assessment of a case: an estimate, never a decision. */
export interface Assessment<D extends Determination = Determination, R = AnyReadings> {
  readonly policy: { readonly id: string; readonly version: string; readonly textSha256: string };
  /** Every reading in force, defaults included. */
  readonly readings: R;
  readonly determinations: readonly D[];
  readonly selection: SelectionReport;
  readonly payments: readonly Payment[];
  readonly bySubject: readonly { readonly kind: D['subject']['kind']; readonly id: string; readonly total: Range }[];
  /** What each owner, borrower, lessee, provider, supplier, leader, consortium and park receives in all. */
  readonly byPayee: readonly { readonly kind: 'enterprise' | 'consortium' | 'park'; readonly id: string; readonly total: Range }[];
  readonly warnings: readonly Warning[];
}
