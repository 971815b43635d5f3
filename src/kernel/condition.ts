import type { Parameter, ParameterId } from '../policy/parameters.js';
import type { ClauseId } from '../policy/text.js';
import type { Context } from './context.js';
import { type Dec, formatMoney } from './decimal.js';
import type { ConditionResult } from './determination.js';
import { type Span, exactly } from './span.js';
import type { Bilingual } from './text.js';

/**
 * A condition is declared once, as data with one small test: what it is called, the sentence it
 * comes from, the facts it looks at, and how they decide it. An unknown fact leaves it `unknown`
 * unless the others decide it alone.
 */
export interface Condition<F> {
  readonly id: string;
  readonly clause: ClauseId;
  readonly label: Bilingual;
  readonly facts: readonly string[];
  readonly test: (facts: F, context: Context, locate: Locate) => ConditionResult;
}

/** Where a fact stands in the input, to name it when it is missing. */
export type Locate = (fact: string) => string;
export const inPlace: Locate = (fact) => fact;

export function met(id: string, clause: string, required: string, actual: string): ConditionResult {
  return { id, clause, outcome: 'met', required, actual };
}

export function unmet(id: string, clause: string, required: string, actual: string): ConditionResult {
  return { id, clause, outcome: 'unmet', required, actual };
}

export function unknown(
  id: string,
  clause: string,
  required: string,
  missing: readonly string[],
  actual?: string,
): ConditionResult {
  return actual === undefined
    ? { id, clause, outcome: 'unknown', required, missing }
    : { id, clause, outcome: 'unknown', required, actual, missing };
}

/** The fact must be true. */
export function isTrue<K extends string>(
  id: string,
  clause: ClauseId,
  fact: K,
  label: Bilingual,
): Condition<{ readonly [P in K]?: boolean | undefined }> {
  const whenTrue = Object.freeze(met(id, clause, 'true', 'true'));
  const whenFalse = Object.freeze(unmet(id, clause, 'true', 'false'));
  return {
    id,
    clause,
    label,
    facts: [fact],
    test: (facts, _context, locate) => {
      const value = facts[fact];
      if (value === undefined) return unknown(id, clause, 'true', [locate(fact)]);
      return value ? whenTrue : whenFalse;
    },
  };
}

/** An amount of money must reach a threshold, its own value included. */
export function reaches<K extends string>(
  id: string,
  parameter: ParameterId,
  fact: K,
  label: Bilingual,
  clause: ClauseId,
): Condition<{ readonly [P in K]?: Dec | undefined }> {
  return {
    id,
    clause,
    label,
    facts: [fact],
    test: (facts, context, locate) => {
      const value = facts[fact];
      const threshold = context.parameters[parameter];
      if (value === undefined) return unknown(id, clause, threshold.written, [locate(fact)]);
      return compareToThreshold(id, clause, exactly(value), threshold, []);
    },
  };
}

/** Whether an amount that may be open reaches a threshold. */
export function compareToThreshold(
  id: string,
  clause: string,
  amount: Span,
  { decimal: threshold, written: required }: Parameter,
  missing: readonly string[],
): ConditionResult {
  if (amount.lo.cmp(threshold) >= 0) {
    return met(id, clause, required, formatMoney(amount.lo));
  }
  if (amount.hi.cmp(threshold) >= 0) return unknown(id, clause, required, missing);
  const actual = formatMoney(amount.hi);
  const shortfall = formatMoney(threshold.minus(amount.hi));
  return { id, clause, outcome: 'unmet', required, actual, shortfall };
}
