import type { Condition, Finding, Locate } from './condition.js';
import type { Nature } from './determination.js';
import type { FactTable } from './fact.js';
import type { Open } from './facts.js';
import type { Formula } from './formula.js';
import type { Law } from './law.js';
import type { Pays } from './payment.js';
import type { Span } from './span.js';
import type { Bilingual } from './text.js';

/**
 * A measure is declared once; evaluation, reasons, ranges, selection, payment, questions, audit, texts
 * and documents derive from the declaration.
 */
export interface Measure<F = never, R = never> {
  readonly id: string;
  /** Short code: 1a … 7. */
  readonly code: string;
  readonly article: number;
  readonly clause: string;
  readonly title: Bilingual;
  /** The kind of its subjects: a project, an enterprise … */
  readonly kind: string;
  readonly source: Source;
  /** The flat fact that names the subject. */
  readonly subject: string;
  readonly payee: Payee;
  /** The flat facts of one subject, rows included: what its calculator takes. */
  readonly facts: FactTable;
  readonly conditions: readonly Condition<F>[];
  /** The rows that the measure adds up, and what each must fulfil to count. */
  readonly rows?: Rows<R>;
  /** A condition on the sum of the rows that count. */
  readonly sumCondition?: SumCondition;
  readonly formula: Formula<F>;
  /** Facts that bear on eligibility and amount at once: while unknown, each value is evaluated. */
  readonly branchOn?: readonly (keyof F & string)[];
  /** The fact that selects its parameters: a day, such as that of the application, or a year. */
  readonly datedBy: string;
  /** The numbers of the policy that it uses. */
  readonly parameters: readonly string[];
  /** What it competes for with other measures; left out, it stands beside all of them. */
  readonly uses?: Uses;
  readonly pays?: Pays<never>;
}

/** Who claims a measure, and from which rows of a case its facts come: the nearest row first, the case last. */
export type Source =
  /** One subject for each row; or for each row of a list inside it, one for each year. */
  | {
      readonly each: string;
      readonly id: string;
      readonly inside?: string;
      readonly year?: string;
      /** A fact of the row that names a row of another list, whose facts come next. */
      readonly join?: string;
      /** Facts that only the calculator takes, each with the fact of a case that it follows from and that is named as missing. */
      readonly foundIn?: Readonly<Record<string, string>>;
    }
  /** One subject for each person (and year), with the rows of that person as the rows of the measure. */
  | {
      readonly group: string;
      readonly by: string;
      readonly year?: string;
      readonly where?: { readonly fact: string; readonly is: string };
      readonly join: string;
      /** Whether the readings in force add the rows up separately: by the year of a day, or by the joined row. */
      readonly apart?: (law: Law) => { readonly byYearOf: string } | { readonly byJoined: true } | undefined;
    };

/** Who receives the money: a fact of the row (or of the row it joins), by what kind of person. */
export interface Payee {
  readonly kind: 'enterprise' | 'consortium' | 'park';
  readonly fact: string;
}

/**
 * What an award competes for: the input of a project (or whatever list is named), and how it uses it.
 * `whole`: by being given for it. `base`: by being measured on it, row by row, so that others may take
 * a part of the base away. `contract`: row by row of one contract; `takes` names the fact that says
 * how much of the base of others goes with the contract.
 */
export interface Uses {
  readonly as: 'whole' | 'base' | 'contract';
  /** The fact that names the project: of the subject, or of each row. Left out: the subject's own id, or each member row. */
  readonly of?: string;
  readonly takes?: string;
  /** Awards of one project that are one payable with parts: they stand or fall together. */
  readonly bundle?: string;
  /** Whether all the rows are chosen or left together where another award is given for one of them. */
  readonly together?: (law: Law) => boolean;
}

/** A condition on what the rows add up to. */
export interface SumCondition {
  readonly id: string;
  readonly clause: string;
  readonly label: Bilingual;
  readonly test: (sum: Open, law: Law, certain: boolean) => Finding;
}

/** The rows that a measure adds up. */
export interface Rows<R> {
  /** Name of the list among the facts; for `each` sources an id list whose rows are looked up. */
  readonly fact: string;
  /** Facts that a row takes from the subject where it does not state them itself. */
  readonly inherits: readonly string[];
  /** Facts of the row that the joined row calls by another name. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly conditions: readonly Condition<R>[];
  /** What the row adds to the base, given that it counts. */
  readonly value: (row: R, law: Law, locate: Locate) => RowValue;
}

export interface RowValue {
  readonly span: Span;
  readonly nature?: Nature;
  readonly missing?: readonly string[];
}

/** The list whose rows a measure is given for. */
export const listOf = ({ source }: Measure): string => ('each' in source ? source.each : source.group);
