import { type Dec, ZERO } from '../kernel/decimal.js';
import type { AwardRef } from './finding.js';
import type { AuditedMeasure } from './measures.js';
import type { Place } from './places.js';

/** What the ledger says of one determination so far: sums, and a reference to each line. */
export interface Tally {
  readonly key: string;
  readonly measure: AuditedMeasure;
  readonly place: Place;
  /** Paid on account. */
  advances: Dec;
  /** Paid as a settlement, in full or for a year. */
  finals: Dec;
  /**
   * Found unlawful line by line: all of it is to be returned, so it is in no other sum and displaces
   * nothing.
   */
  rejected: Dec;
  /** What of the rejected was paid on account, with its lines: the case may state it as an advance. */
  rejectedAdvances: Dec;
  readonly rejectedAdvanceLines: AwardRef[];
  /** Whether a line says that it was the whole in one sum. */
  inFull: boolean;
  /** The same line again; not in the other sums. */
  repeated: Dec;
  readonly advanceLines: AwardRef[];
  readonly finalLines: AwardRef[];
  /** Day and amount of each of the advance lines. */
  readonly advancePayments: { readonly date: string; readonly amount: Dec }[];
  /** Advances by the year that the line says, for a park. */
  readonly advancesByYear: Map<number, Dec>;
  /** The first day on which it was settled. */
  settledOn: string | undefined;
}

export const newTally = (key: string, measure: AuditedMeasure, place: Place): Tally => ({
  key,
  measure,
  place,
  advances: ZERO,
  finals: ZERO,
  rejected: ZERO,
  rejectedAdvances: ZERO,
  rejectedAdvanceLines: [],
  inFull: false,
  repeated: ZERO,
  advanceLines: [],
  finalLines: [],
  advancePayments: [],
  advancesByYear: new Map(),
  settledOn: undefined,
});

/** Everything paid on it that no line forfeits. */
export const sumOfTally = (t: Tally): Dec => t.advances.plus(t.finals);

/** Whether the ledger is the record of what was advanced, lawfully or not. */
export const holdsAdvances = (t: Tally): boolean => t.advanceLines.length > 0 || t.rejectedAdvanceLines.length > 0;

/** All lines of a tally that stand, in the order of the ledger. */
export const linesOf = (t: Tally): AwardRef[] =>
  t.advanceLines.length === 0
    ? t.finalLines
    : t.finalLines.length === 0
      ? t.advanceLines
      : [...t.advanceLines, ...t.finalLines].sort((a, b) => a.index - b.index);
