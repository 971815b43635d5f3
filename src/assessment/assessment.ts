import type { Determination, SubjectKind } from '../kernel/determination.js';
import type { Payment } from '../kernel/payment.js';
import type { Range } from '../kernel/span.js';
import type { Bilingual } from '../kernel/text.js';
import type { ReadingId, Readings } from '../policy/readings.js';

/** Something a reader should know beside the figures. */
export interface Warning {
  readonly code: string;
  readonly clause?: string;
  readonly message: Bilingual;
}

/** What became of the combination that the applicant elected (可就高 is a right, not a duty: F.3). */
export interface ElectionReport {
  /** Every elected award may be claimed in full beside the others; the selection then is the election. */
  readonly lawful: boolean;
  /** The elected awards that may not be claimed, or not in full, and why. */
  readonly refused: readonly {
    readonly key: string;
    readonly reason: 'ineligible' | 'same-input';
    /** The elected awards that it may not stand beside. */
    readonly insteadOf: readonly string[];
    readonly clause: string;
  }[];
  /** The best lawful combination, and what the election gives up against it. */
  readonly best: { readonly chosen: readonly string[]; readonly total: Range };
  readonly costs: Range;
}

/** F.3: the payable combination. */
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
    /** What the total would lose if it were claimed all the same; absent where it is partly chosen or the group is large. */
    readonly insisting?: Range;
  }[];
  readonly total: Range;
  /**
   * Proven. False only when a work limit that the caller set was reached; or, under `splitWithinProject: 'yes'`, where
   * a project with more than eight leases shares its consortium and no bound shows the choice to be best.
   */
  readonly optimal: boolean;
  /** Equals `total.max` when optimal. */
  readonly upperBound: string;
  readonly runnerUp?: { readonly chosen: readonly string[]; readonly total: Range; readonly gap: Range };
  /** Best whatever the open amounts turn out to be. False where that is not proven: an open amount may turn the choice. */
  readonly robust: boolean;
  /** Paths of the unknown facts that can turn the choice; absent where it is robust. */
  readonly turnedBy?: readonly string[];
  /** The result where the same input means the same project (I-07), where that changes the total. */
  readonly strict?: { readonly chosen: readonly string[]; readonly total: Range };
  /** Present when an election was given. */
  readonly election?: ElectionReport;
  /** What each chosen determination pays in this combination, rounded. */
  readonly payable: readonly { readonly key: string; readonly amount: Range }[];
}

/**
 * Ranges that contain every completion of the unknown facts but whose ends may not both be reached.
 * Completions that contradict themselves, such as leased equipment worth more than all equipment,
 * are not among those meant.
 */
export interface Looseness {
  readonly figures: readonly ('total' | 'bySubject' | 'payments')[];
  readonly reason: Bilingual;
}

/** A reading that another choice of which may change figures of this assessment. */
export interface ReadingAtStake {
  readonly reading: ReadingId;
  /** Whether the total may move, or only when and how much is paid of it. */
  readonly bearsOn: 'total' | 'payments';
  /**
   * Determinations whose status, amount, choice or payment it may change directly; others may follow
   * through a cap that they share. `compareReadings` tells which do change, and by how much.
   */
  readonly keys: readonly string[];
}

/** The assessment of a case (contract section 4): an estimate, never a decision. */
export interface Assessment {
  readonly policy: { readonly id: string; readonly version: string; readonly textSha256: string };
  readonly readings: Readings;
  readonly determinations: readonly Determination[];
  readonly selection: SelectionReport;
  readonly payments: readonly Payment[];
  readonly bySubject: readonly { readonly kind: SubjectKind; readonly id: string; readonly total: Range }[];
  readonly warnings: readonly Warning[];
  /** Where ranges are safe but perhaps not tight, and why; empty where both ends of every range are reached. */
  readonly looseness: readonly Looseness[];
  /** The open questions of the text that figures here depend on, in the order of the readings; those that cannot touch this case are left out. */
  readonly readingsAtStake: readonly ReadingAtStake[];
  /** A8.4: district money beside the city's, never inside its caps. */
  readonly districtMatching?: readonly {
    readonly project: string;
    readonly amount: string;
    /** City and district money for the project together. */
    readonly withCity: Range;
  }[];
}
