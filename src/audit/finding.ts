import type { ConditionResult } from '../core/determination.js';
import type { Range } from '../core/span.js';
import type { Bilingual } from '../core/text.js';
import type { Payer } from './ledger.js';
import type { CAUSES, STATEMENTS } from './words.js';

/** What an audit says. */

/** Kinds of finding, each with its sentence in `words.ts`; the codes are stable, the texts may be improved. */
export type FindingCode = keyof typeof STATEMENTS;
/** Kinds of cause, worded there as well. */
export type CauseCode = keyof typeof CAUSES;

export type Severity = 'error' | 'warning' | 'note';

/** One line of the ledger: its place, from 0, and its id where it has one. */
export interface AwardRef {
  readonly index: number;
  readonly id?: string;
}

/** A calculation that gives the paid figure exactly, and so the likely cause of the difference. */
export interface Cause {
  readonly code: CauseCode;
  /** The parameter, fact, rows or reading that was used instead. */
  readonly by?: string;
  readonly message: Bilingual;
}

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
  /** What was paid. */
  readonly actual: string;
  /** Distance of `actual` from the nearer end of `expected`, less what has come back. */
  readonly difference: string;
  /** What follows for the difference. */
  readonly effect: 'return' | 'pay' | 'none';
  /** The calculations that give the paid figure; the fewest slips that do. */
  readonly causes?: readonly Cause[];
  /** For a double dip: the awards that stand instead, each with its first lines. */
  readonly against?: readonly { readonly key: string; readonly amount: string; readonly awards: readonly AwardRef[] }[];
  /** For an ineligible subject: every condition that is not met. */
  readonly unmet?: readonly ConditionResult[];
  /** Paths of the unknown facts that it was paid on. */
  readonly missing?: readonly string[];
  /** False where some other lawful combination could not be ruled out within the work limit. */
  readonly proven?: false;
  readonly message: Bilingual;
}

/** Money of other payers, beside the figures of the audit. */
export interface BesideMoney {
  readonly payer: Payer;
  readonly awards: number;
  readonly granted: string;
  readonly returned: string;
}

/** Totals over the ledger. Ranges stay open as far as facts of the case do. */
export interface AuditSummary {
  readonly awards: number;
  /** Everything paid out, without what has come back. */
  readonly granted: string;
  /** What has come back. */
  readonly returned: string;
  /** What the awarded measures may come to in the end, in the combination that was taken. */
  readonly allowed: Range;
  readonly toReturn: Range;
  readonly stillPayable: Range;
  readonly findings: { readonly error: number; readonly warning: number; readonly note: number };
  /** What others than the city paid; in none of the figures above. */
  readonly otherPayers?: readonly BesideMoney[];
}

/** The report of an audit: an examination of figures, never a decision. */
export interface AuditReport {
  readonly policy: { readonly id: string; readonly version: string; readonly textSha256: string };
  readonly readings: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly summary: AuditSummary;
  /** False where the work limit was reached before everything was proven. */
  readonly proven: boolean;
}
