import type { ConditionResult } from '../kernel/determination.js';
import type { Range } from '../kernel/span.js';
import type { Bilingual } from '../kernel/text.js';
import type { Readings } from '../policy/readings.js';

/** What an audit says. */

/** Kinds of finding; the codes are stable, the texts may be improved. */
export type FindingCode =
  // Found on one line.
  /** No determination of the case stands behind the award. */
  | 'not-in-case'
  /** Awarded although conditions are not met. */
  | 'ineligible'
  /** Paid before the policy took effect. */
  | 'before-commencement'
  /** Paid after expiry, where payment too must fall inside (`afterExpiry: validity-only`). */
  | 'after-expiry'
  /** The same award a second time. */
  | 'duplicate'
  /** Paid on account although the text provides no advance for the measure. */
  | 'advance-not-provided'
  /** The balance paid before acceptance, or before all tasks are completed. */
  | 'settled-too-early'
  /** A yearly award paid before its year began. */
  | 'paid-before-year'
  /** One id on two different lines. */
  | 'id-reused'
  /** A park paid on account for a year that the case has no evaluation of. */
  | 'advance-without-evaluation'
  /** A park paid on account for a year that it failed. */
  | 'advance-in-failed-year'
  // Found on the whole ledger.
  /** Two awards on the same input although only the highest may be taken. */
  | 'double-dip'
  /** Above the ceiling per project, supplier, consortium or park, or above a sum given once. */
  | 'cap-excess'
  /** Above the ceiling per enterprise (or provider) and year over all lines. */
  | 'enterprise-year-excess'
  /** Paid on account beyond the share of the total that may be. */
  | 'advance-over-share'
  /** Paid on account beyond what the progress allows. */
  | 'advance-ahead-of-progress'
  /** Paid on account after the settlement. */
  | 'advance-after-settlement'
  /** Paid on account beyond the final total: to be returned in the settlement. */
  | 'advance-recoverable'
  /** The completion award paid without deducting the earlier yearly awards. */
  | 'missing-deduction'
  /** Above what the facts give, within the ceiling. */
  | 'amount-mismatch'
  /** Settled below what is due. */
  | 'underpayment'
  /** A lawful choice below the highest. */
  | 'lower-choice'
  /** The case states other advances than the ledger. */
  | 'advances-differ';

export type Severity = 'error' | 'warning' | 'note';

/** One line of the ledger: its place, from 0, and its id where it has one. */
export interface AwardRef {
  readonly index: number;
  readonly id?: string;
}

/** A calculation that gives the awarded figure exactly, and so the likely cause of the difference. */
export interface Cause {
  readonly code: CauseCode;
  /** The parameter or the reading that was used instead. */
  readonly by?: string;
  readonly message: Bilingual;
}

export type CauseCode =
  | 'rate-of-other-class'
  | 'rate-of-other-measure'
  | 'ceiling-of-other-measure'
  | 'uncapped'
  | 'base-total-investment'
  | 'base-as-applied'
  | 'base-verified'
  | 'base-with-leased-equipment'
  | 'base-with-excluded-rows'
  | 'base-above-threshold'
  | 'interest-not-bounding'
  | 'rows-left-out'
  | 'factor-ignored'
  | 'gross-of-deduction'
  /** Only some of the earlier yearly awards were deducted; `by` is the number of those that were not. */
  | 'deduction-incomplete'
  /** The figure is right, but the verified investment misses the threshold. */
  | 'threshold-at-settlement'
  | 'advances-not-deducted'
  | 'share-of-total-flat'
  | 'progress-without-share'
  | 'whole-total'
  | 'leader-counted'
  | 'paid-twice'
  | 'rounding'
  | 'unit'
  | 'other-reading';

/** One finding, with everything that a letter needs. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Number of the sentence that is touched. */
  readonly clause: string;
  /** The lines concerned. */
  readonly awards: readonly AwardRef[];
  /** The determination that they are held against, or would be. */
  readonly key: string;
  /** What the policy allows. */
  readonly expected: Range;
  /** What was awarded. */
  readonly actual: string;
  /** Distance of `actual` from the nearer end of `expected`. */
  readonly difference: string;
  /** What follows for the difference. */
  readonly effect: 'return' | 'pay' | 'none';
  /** The calculations that give the awarded figure; the fewest slips that do. */
  readonly causes?: readonly Cause[];
  /** For a double dip: the awards that stand instead, each with the first of its lines. */
  readonly against?: readonly { readonly key: string; readonly amount: string; readonly awards: readonly AwardRef[] }[];
  /** For an ineligible subject: every condition that is not met. */
  readonly unmet?: readonly ConditionResult[];
  readonly message: Bilingual;
}

/** Totals over the ledger. Ranges stay open as far as facts of the case do. */
export interface AuditSummary {
  readonly awards: number;
  readonly granted: string;
  /** What the awarded measures may come to in the end, in the combination that was taken. */
  readonly allowed: Range;
  readonly toReturn: Range;
  readonly stillPayable: Range;
  readonly findings: { readonly error: number; readonly warning: number; readonly note: number };
}

/** The report of an audit: an examination of figures, never a decision. */
export interface AuditReport {
  readonly policy: { readonly id: string; readonly version: string; readonly textSha256: string };
  readonly readings: Readings;
  readonly findings: readonly Finding[];
  readonly summary: AuditSummary;
}
