import type { Law } from './law.js';
import { type Dec, formatMoney } from './decimal.js';
import type { ConditionResult, Outcome } from './determination.js';
import { type Open, amountOf } from './facts.js';
import type { Bilingual } from './text.js';

/**
 * A condition is declared once, as data with one small test: what it is called, the sentence it
 * comes from, the facts it looks at, and how they decide it. An unknown fact leaves it `unknown`
 * unless the others decide it alone. Conditions accumulate: none is skipped because another failed.
 */
export interface Condition<F> {
  readonly id: string;
  readonly clause: string;
  readonly label: Bilingual;
  readonly facts: readonly (keyof F & string)[];
  /** Where the readings in force do not ask for it, it is not tested and not told. */
  readonly applies?: (law: Law) => boolean;
  readonly test: (facts: F, law: Law, locate: Locate) => Finding;
  /** What the values that it tells by a name of their own are called where a person reads them. */
  readonly values?: Readonly<Record<string, Bilingual>>;
}

/** How a condition came out, without its name. */
export interface Finding {
  readonly outcome: Outcome;
  readonly required: string;
  readonly actual?: string | undefined;
  readonly shortfall?: string | undefined;
  readonly missing?: readonly string[];
}

/** Where a fact stands in the input, to name it when it is missing. */
export type Locate = (fact: string) => string;
export const inPlace: Locate = (fact) => fact;

export const met = (required: string, actual?: string): Finding => ({ outcome: 'met', required, actual });
export const unmet = (required: string, actual?: string, shortfall?: string): Finding => ({ outcome: 'unmet', required, actual, shortfall });
export const unknown = (required: string, missing: readonly string[], actual?: string): Finding => ({ outcome: 'unknown', required, actual, missing });

/** Met or not, as a test says. */
export const whether = (is: boolean, required: string, actual?: string): Finding => (is ? met(required, actual) : unmet(required, actual));

/** The result as it is told; the order of the names is the order of the bytes. */
export function told(condition: Condition<never>, { outcome, required, actual, shortfall, missing }: Finding): ConditionResult {
  const { id, clause, label } = condition;
  if (actual === undefined) {
    return missing === undefined ? { id, clause, label, outcome, required } : { id, clause, label, outcome, required, missing };
  }
  if (missing !== undefined) return { id, clause, label, outcome, required, actual, missing };
  return shortfall === undefined ? { id, clause, label, outcome, required, actual } : { id, clause, label, outcome, required, actual, shortfall };
}

const TRUE: Finding = Object.freeze(met('true', 'true'));
const FALSE: Finding = Object.freeze(unmet('true', 'false'));

/** The fact must be true. */
export function isTrue<K extends string>(
  id: string,
  clause: string,
  fact: K,
  label: Bilingual,
): Condition<{ readonly [P in K]?: boolean | undefined }> {
  return {
    id,
    clause,
    label,
    facts: [fact],
    test: (facts, _law, locate) => {
      const value = facts[fact];
      if (value === undefined) return unknown('true', [locate(fact)]);
      return value ? TRUE : FALSE;
    },
  };
}

/** An amount of money must reach a threshold, its own value included. */
export function reaches<K extends string>(
  id: string,
  clause: string,
  fact: K,
  threshold: string,
  label: Bilingual,
): Condition<{ readonly [P in K]?: Dec | undefined }> {
  return {
    id,
    clause,
    label,
    facts: [fact],
    test: (facts, law, locate) => atLeast(amountOf(facts, fact, locate), facts[fact], law, threshold),
  };
}

/**
 * Whether an amount that may be open reaches a threshold.
 *
 * @param stated the figure where it is certain; what is met or missed only by bounds is not told as a figure
 */
export function atLeast({ span, missing }: Open, stated: Dec | undefined, law: Law, parameter: string): Finding {
  const { decimal: threshold, written } = law.parameter(parameter);
  const actual = stated === undefined ? undefined : formatMoney(stated);
  if (span.lo.cmp(threshold) >= 0) return met(written, actual);
  if (span.hi.cmp(threshold) >= 0) return unknown(written, missing);
  return unmet(written, actual, actual === undefined ? undefined : formatMoney(threshold.minus(span.hi)));
}
