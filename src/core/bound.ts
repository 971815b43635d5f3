import { type Dec, compare } from './decimal.js';
import { byText } from './groups.js';

/**
 * How a value of a text bounds the fact beside it. The word of the register is the comparison: nothing
 * else in the library says on which side of a threshold, or of a day, a fact must lie.
 */
export type BoundWord =
  /** 以上, 不少于: the value and above. */
  | 'at-least'
  /** 超过: above the value, which is not enough itself. */
  | 'above'
  /** 最高, 不超过, 前N, 以下: the value and below. */
  | 'at-most'
  /** 不满, 低于: below the value. */
  | 'below'
  /** The value itself: a rate, a stated sum. */
  | 'exactly'
  /** 自…起, （含）后: that day and later. */
  | 'on-or-after'
  /** 之后, the day itself left out. */
  | 'after'
  /** 至: that day and earlier. */
  | 'on-or-before'
  /** 之前, the day itself left out. */
  | 'before';

interface Comparison {
  /** As a requirement is written. */
  readonly sign: string;
  /** Whether a fact on this side of the value keeps the bound: below it is negative, the value itself 0. */
  readonly holds: (side: number) => boolean;
  readonly ofDays: boolean;
}

const comparison = (sign: string, holds: (side: number) => boolean, ofDays = false): Comparison => ({ sign, holds, ofDays });

export const COMPARISONS: Readonly<Record<BoundWord, Comparison>> = {
  'at-least': comparison('>=', (side) => side >= 0),
  above: comparison('>', (side) => side > 0),
  'at-most': comparison('<=', (side) => side <= 0),
  below: comparison('<', (side) => side < 0),
  exactly: comparison('=', (side) => side === 0),
  'on-or-after': comparison('>=', (side) => side >= 0, true),
  after: comparison('>', (side) => side > 0, true),
  'on-or-before': comparison('<=', (side) => side <= 0, true),
  before: comparison('<', (side) => side < 0, true),
};

/** A value with the side on which it bounds, such as a parameter. */
export interface Limit {
  readonly value: string;
  readonly bound: BoundWord;
}

/** Whether an amount, a rank or a count keeps a bound. */
export const keeps = ({ decimal, bound }: Limit & { readonly decimal: Dec }, fact: Dec | number): boolean =>
  COMPARISONS[bound].holds(typeof fact === 'number' ? -decimal.cmp(fact) : compare(fact, decimal));

/** Whether a day keeps a bound; ISO days compare as text. */
export const keepsDay = ({ value, bound }: Limit, day: string): boolean => COMPARISONS[bound].holds(byText(day, value));

/** A bound as a requirement: `>= 2024-06-01`, `<= 50`. */
export const requirement = ({ bound, value }: Limit, written = value): string => `${COMPARISONS[bound].sign} ${written}`;

/** A threshold as a requirement: the bare value where that is enough. */
export const toReach = (limit: Limit, written = limit.value): string => (limit.bound === 'at-least' ? written : requirement(limit, written));
