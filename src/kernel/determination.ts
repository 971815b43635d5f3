import type { Bilingual } from './text.js';
import type { Range } from './span.js';

export type MeasureId =
  | 'investment-reward'
  | 'investment-subsidy'
  | 'loan-interest-subsidy'
  | 'finance-lease-subsidy'
  | 'service-provider-award'
  | 'equipment-supply-subsidy'
  | 'software-supply-subsidy'
  | 'demonstration-annual-award'
  | 'demonstration-completion-award'
  | 'chain-leader-award'
  | 'consortium-investment-subsidy'
  | 'park-award';

export type SubjectKind = 'project' | 'enterprise' | 'service-provider' | 'supplier' | 'consortium' | 'park';
export type Outcome = 'met' | 'unmet' | 'unknown';
export type Status = 'eligible' | 'ineligible' | 'undetermined';
/** Formula · only 最高 is known · the authority's figure within the cap. */
export type Nature = 'determinate' | 'ceiling' | 'assessed';

/** How one condition of a measure came out. */
export interface ConditionResult {
  readonly id: string;
  readonly clause: string;
  readonly outcome: Outcome;
  readonly required?: string;
  readonly actual?: string;
  /** How much is lacking, where the condition is a threshold that was missed. */
  readonly shortfall?: string;
  /** The unknown facts that leave it open. */
  readonly missing?: readonly string[];
}

/** One named stage of an amount: base → rate → cap → … */
export interface Step {
  readonly id: string;
  readonly clause?: string;
  readonly label: Bilingual;
  /** Exact value; `min..max` while unknown facts leave it open. */
  readonly value: string;
  readonly unit: 'CNY' | 'ratio';
}

/** A row that a measure adds up: a loan, a lease, a supply line, a member project. */
export interface ItemResult {
  readonly id: string;
  readonly status: Status;
  readonly amount: Range;
  readonly conditions: readonly ConditionResult[];
}

/** What one measure gives to one subject, and why. */
export interface Determination {
  /** `${measure}:${subject id}` or `${measure}:${subject id}:${year}`. */
  readonly key: string;
  readonly measure: MeasureId;
  readonly article: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly clause: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly year?: number;
  readonly status: Status;
  readonly nature: Nature;
  /** Rounded once, after the measure's own cap, before F.3. */
  readonly amount: Range;
  readonly conditions: readonly ConditionResult[];
  readonly steps: readonly Step[];
  /** The exact amount before rounding exceeds the cap. */
  readonly capBinding: boolean;
  /** The rows that the measure adds up, each with its own outcome. */
  readonly items?: readonly ItemResult[];
  /** Every unknown fact that leaves status or amount open. */
  readonly missing?: readonly string[];
}
