import type { Law } from './law.js';
import { keeps, toReach } from './bound.js';
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
  /** Whether the readings in force ask for it; else it is neither tested nor reported. Left out, they do. */
  readonly applies?: (law: Law) => boolean;
  readonly test: (facts: F, law: Law, locate: Locate) => Finding;
  /** What people call the codes among the values of `required` and `actual`, such as `not-filed`. */
  readonly values?: Readonly<Record<string, Bilingual>>;
}

/** How a condition came out, without its name. */
export interface Finding {
  readonly outcome: Outcome;
  readonly required: string;
  readonly actual?: string | undefined;
  readonly shortfall?: string | undefined;
  readonly missing?: readonly string[] | undefined;
}

/** Where a fact stands in the input, to name it when it is missing. */
export type Locate = (fact: string) => string;
export const inPlace: Locate = (fact) => fact;

/** Where those of some facts stand that are not stated. */
export const unstated = <K extends string>(facts: { readonly [P in K]?: unknown }, names: readonly K[], locate: Locate): string[] =>
  names.filter((name) => facts[name] === undefined).map(locate);

// All findings have the same properties in the same order: objects of many shapes are slow to read.
export const met = (required: string, actual?: string): Finding => ({ outcome: 'met', required, actual, shortfall: undefined, missing: undefined });
export const unmet = (required: string, actual?: string, shortfall?: string): Finding => ({ outcome: 'unmet', required, actual, shortfall, missing: undefined });
export const unknown = (required: string, missing: readonly string[], actual?: string): Finding =>
  ({ outcome: 'unknown', required, actual, shortfall: undefined, missing });

/** Met or not, as a test says. */
export const whether = (is: boolean, required: string, actual?: string): Finding => (is ? met(required, actual) : unmet(required, actual));

/** A finding under the name of its condition, its properties in the order in which the output has them. */
export function told(condition: Condition<never>, { outcome, required, actual, shortfall, missing }: Finding): ConditionResult {
  const { id, clause, label } = condition;
  if (actual === undefined) {
    return missing === undefined ? { id, clause, label, outcome, required } : { id, clause, label, outcome, required, missing };
  }
  if (missing !== undefined) return { id, clause, label, outcome, required, actual, missing };
  return shortfall === undefined ? { id, clause, label, outcome, required, actual } : { id, clause, label, outcome, required, actual, shortfall };
}

const TRUE: Finding = met('true', 'true');
const FALSE: Finding = unmet('true', 'false');

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

/** An amount of money must reach a threshold; whether its own value is enough, the register says. */
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
 * @param stated the figure to report; left out where the amount is open, though its bounds may decide
 */
export function atLeast({ span, missing }: Open, stated: Dec | undefined, law: Law, parameter: string): Finding {
  const threshold = law.parameter(parameter);
  const { decimal } = threshold;
  const required = toReach(threshold, threshold.written);
  const actual = stated === undefined ? undefined : formatMoney(stated);
  const lowest = keeps(threshold, span.lo);
  const highest = span.lo === span.hi ? lowest : keeps(threshold, span.hi);
  if (lowest && highest) return met(required, actual);
  if (lowest || highest) return unknown(required, missing);
  const short = decimal.minus(span.hi);
  return unmet(required, actual, actual === undefined || short.isZero() ? undefined : formatMoney(short));
}
