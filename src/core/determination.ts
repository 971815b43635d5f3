import type { Bilingual } from './text.js';
import type { Range } from './span.js';

export type Outcome = 'met' | 'unmet' | 'unknown';
export type Status = 'eligible' | 'ineligible' | 'undetermined';
/** Formula · only 最高 is known · the authority's figure within the cap. */
export type Nature = 'determinate' | 'ceiling' | 'assessed';

/** How one condition of a measure came out. */
export interface ConditionResult {
  readonly id: string;
  readonly clause: string;
  readonly label: Bilingual;
  readonly outcome: Outcome;
  /** What is asked: a figure, a day, `from..to`, `true`. */
  readonly required?: string;
  /** What is stated; absent while it is unknown. */
  readonly actual?: string;
  /** How much is lacking, where the condition is a threshold that was missed. */
  readonly shortfall?: string;
  /** Paths of the unknown facts that leave it open. */
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
  /** What it brings to the base; left out while nothing holds it from above. */
  readonly amount?: Range;
  readonly conditions: readonly ConditionResult[];
}

/** The key of a determination, by the ids of measure and subject. */
export const keyOf = (measure: string, subject: string, year: number | undefined): string => (year === undefined ? `${measure}:${subject}` : `${measure}:${subject}:${year}`);

/** What one measure gives to one subject, and why. */
export interface Determination<M extends string = string, K extends string = string> {
  /** `${measure}:${subject id}` or `${measure}:${subject id}:${year}`. */
  readonly key: string;
  readonly measure: M;
  readonly article: number;
  readonly clause: string;
  readonly subject: { readonly kind: K; readonly id: string };
  /** Who receives it; left out where the facts do not say. */
  readonly payee?: string;
  readonly year?: number;
  readonly status: Status;
  readonly nature: Nature;
  /** Rounded once, after the measure's own cap, before the measures are held against each other. */
  readonly amount: Range;
  readonly conditions: readonly ConditionResult[];
  readonly steps: readonly Step[];
  /** The exact amount before rounding exceeds the cap. */
  readonly capBinding: boolean;
  /** The rows that the measure adds up, each with its own outcome. */
  readonly items?: readonly ItemResult[];
  /** Paths of every unknown fact that leaves status or amount open. */
  readonly missing?: readonly string[];
}
