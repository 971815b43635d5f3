import type { Row } from './facts.js';
import type { Law } from './law.js';
import type { Evaluated } from './evaluate.js';
import type { Payment } from './payment.js';
import type { Span } from './span.js';
import type { Bilingual } from './text.js';

/** Something a reader should know beside the figures. A warning never changes an amount. Codes are stable; texts may be improved. */
export interface Warning {
  readonly code: string;
  readonly clause?: string;
  readonly message: Bilingual;
  /** Keys of the awards that it is about, where it bears on what is paid of them. */
  readonly keys?: readonly string[];
}

/** A case that was read, with what follows from its facts. */
export interface ReadCase {
  /** The facts of the case itself, and its lists. */
  readonly facts: Row;
  readonly rows: (list: string) => readonly Row[];
  /** Position of a row in its list, by its id; -1 where there is none. */
  readonly position: (list: string, id: string) => number;
}

/** A determination with the rows that it stands on. */
export interface AwardView extends Evaluated {
  /** Position among the awards of the case, in article order. */
  readonly index: number;
  /** The inputs that it uses, by numbers, those of the first list of the case by position: one for each of its rows, or the only one. */
  readonly inputs: readonly number[];
  /** The rows of the case that it adds up or stands on, in the order of `rows`. */
  readonly places: readonly { readonly list: string; readonly at: number; readonly row: Row }[];
}

/** An assessment as the warnings of a policy see it. */
export interface AssessmentView extends ReadCase {
  readonly law: Law;
  readonly awards: readonly AwardView[];
  /** What an award pays in the chosen combination; undefined where it is not chosen. */
  readonly paid: (award: AwardView) => Span | undefined;
  /** The rows of an award that count in the chosen combination. */
  readonly chosenRows: (award: AwardView) => readonly number[];
  /** What all awards on one input may come to; of one on several, the share that goes with its part of the base. */
  readonly moneyOn: (input: number) => Span;
  readonly total: Span;
  /** The total of the stricter readings, where it differs. */
  readonly strict: Span | undefined;
  readonly payments: readonly Payment[];
}
